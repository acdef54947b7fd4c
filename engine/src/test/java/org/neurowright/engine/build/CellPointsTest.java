package org.neurowright.engine.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.CellPoint;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.MorphologyIds;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.description.RunSettings;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.SampleBlock;
import org.neurowright.engine.task.RunControl;
import org.neurowright.engine.weights.WeightFunctions;

/** Point processes that belong to a cell, in every cell of a population. */
class CellPointsTest {
  private static final double REST_MV = -70;
  private static final double LEAK_S_PER_CM2 = 1e-3;

  @Test
  void everyCellHasItsOwn() {
    double leakUs = LEAK_S_PER_CM2 * Math.PI * 20 * 20 * 1e-2;
    double[] v =
        lastPotentials(
            List.of(
                clamp(Map.of("del", 0.0, "dur", 1e9, "amp", 0.03)),
                clamp(Map.of("del", 0.0, "dur", 1e9, "amp", 0.02))));
    double expected = REST_MV + 0.05 / leakUs;
    assertThat(v).containsExactly(new double[] {expected, expected}, within(1e-6));
  }

  @Test
  void unknownOnesAreNamed() {
    CellPoint unknown = new CellPoint("NoSuchThing", 0, .5, Map.of());
    CellPoint wrong = clamp(Map.of("amplitude", 1.0));
    assertThatThrownBy(() -> lastPotentials(List.of(unknown, wrong)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("NoSuchThing")
        .hasMessageContaining("amplitude");
  }

  private static CellPoint clamp(Map<String, Double> parameters) {
    return new CellPoint("IClamp", 0, .5, parameters);
  }

  private static double[] lastPotentials(List<CellPoint> points) {
    BuiltNetwork network =
        NetworkBuilder.build(
            model(points),
            BuiltinMechanisms.catalogue(new NmodlCompiler()),
            WeightFunctions.bmtk(),
            new BuildOptions(1, Map.of(), false, () -> 0),
            RunControl.none());
    double[] last = new double[2];
    ResultSink sink =
        new ResultSink() {
          @Override
          public void begin(RunLayout layout) {}

          @Override
          public void samples(SampleBlock block) {
            System.arraycopy(block.values(), (block.rows() - 1) * 2, last, 0, 2);
          }
        };
    network.simulation().run(RunControl.none(), List.of(sink));
    return last;
  }

  private static ModelDescription model(List<CellPoint> points) {
    SectionModel soma =
        SectionModel.of("soma[0]", SectionKind.SOMA, new SectionGeometry.Cylinder(20, 20), -1, 0)
            .withMembrane(
                100,
                1,
                List.of(new MechanismInsertion("pas", Map.of("g", LEAK_S_PER_CM2, "e", REST_MV))),
                Map.of());
    CableCell cell =
        new CableCell("ball", List.of(soma), List.of(0), Map.of(), points, MorphologyIds.none());
    NodePopulation cells =
        new NodePopulation(
            "net",
            new long[] {0, 1},
            new int[2],
            List.of(new NodeType(100, Map.of())),
            Map.of(),
            new int[2],
            List.of(new CellModel.Cable(cell)),
            new double[6],
            new double[6],
            "nodes.h5");
    NodeSelection all =
        new NodeSelection("all", List.of(new NodeSelection.Rows("net", new int[] {0, 1})));
    double tstopMs = 100;
    return new ModelDescription(
        "pair",
        List.of(cells),
        List.of(),
        new RunSettings(tstopMs, 0.1, OptionalDouble.empty(), 0, 100, REST_MV, 34),
        List.of(),
        List.of(
            new ReportDescription.Membrane(
                "v",
                "v.h5",
                "v",
                all,
                new ReportDescription.ReportWindow(0, tstopMs, 0.1),
                true,
                Set.of())),
        new OutputSettings(
            "/nowhere",
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OutputSettings.SpikeOrder.NONE),
        List.of());
  }
}
