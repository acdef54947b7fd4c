package org.neurowright.engine.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgeBatch;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeStore;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.ModelDescription;
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
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.SampleBlock;
import org.neurowright.engine.task.RunControl;
import org.neurowright.engine.weights.WeightFunctions;

/**
 * Two isopotential passive cells joined by a gap junction; the steady state is two conductances.
 */
class GapJunctionsTest {
  private static final double LEAK_S_PER_CM2 = 1e-4;
  private static final double REST_MV = -70;
  private static final double CURRENT_NA = 0.01;

  /** 20 um x 20 um x pi in cm2, times 1e6 for uS. */
  private static final double LEAK_US = LEAK_S_PER_CM2 * Math.PI * 400e-8 * 1e6;

  private final NmodlCompiler compiler = new NmodlCompiler();

  @Test
  void steadyPotentialsFollowFromTheConductances() {
    double gap = 0.003;
    double[] v = lastPotentials(List.of(), 0, 1, gap);
    double denominator = LEAK_US * (LEAK_US + 2 * gap);
    assertThat(v[0]).isCloseTo(REST_MV + CURRENT_NA * (LEAK_US + gap) / denominator, within(1e-6));
    assertThat(v[1]).isCloseTo(REST_MV + CURRENT_NA * gap / denominator, within(1e-6));
  }

  @Test
  void directionOfTheEdgeDoesNotMatter() {
    assertThat(lastPotentials(List.of(), 1, 0, 0.003))
        .containsExactly(lastPotentials(List.of(), 0, 1, 0.003), within(1e-12));
  }

  /** A mechanism of the model's own is used instead of the built-in one, with its sign. */
  @Test
  void currentsIntoTheCellAreTheSameJunction() {
    String inward =
        """
        NEURON { POINT_PROCESS Gap ELECTRODE_CURRENT i RANGE g, i, vgap }
        PARAMETER { g = 0 (microsiemens) }
        ASSIGNED { v (millivolt) vgap (millivolt) i (nanoamp) }
        BREAKPOINT { i = g*(vgap - v) }
        """;
    assertThat(lastPotentials(List.of(new NmodlSource("Gap.mod", inward)), 0, 1, 0.003))
        .containsExactly(lastPotentials(List.of(), 0, 1, 0.003), within(1e-9));
  }

  @Test
  void cellsHaveNoJunctionWithThemselves() {
    assertThatThrownBy(() -> lastPotentials(List.of(), 1, 1, 0.003))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("gap junction with itself");
  }

  @Test
  void anotherMechanismCalledGapIsRefused() {
    String other =
        """
        NEURON { POINT_PROCESS Gap NONSPECIFIC_CURRENT i RANGE g, i }
        PARAMETER { g = 0 (microsiemens) }
        ASSIGNED { v (millivolt) i (nanoamp) }
        BREAKPOINT { i = g*v }
        """;
    assertThatThrownBy(
            () -> lastPotentials(List.of(new NmodlSource("Gap.mod", other)), 0, 1, 0.003))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("not the half of a gap junction");
  }

  private double[] lastPotentials(List<NmodlSource> mechanisms, int from, int to, double gap) {
    BuiltNetwork network =
        NetworkBuilder.build(
            model(from, to, gap),
            BuiltinMechanisms.catalogue(compiler).with(compiler.compile(mechanisms).types()),
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

  private static ModelDescription model(int from, int to, double gap) {
    SectionModel soma =
        SectionModel.of("soma[0]", SectionKind.SOMA, new SectionGeometry.Cylinder(20, 20), -1, 0)
            .withMembrane(
                100,
                1,
                List.of(new MechanismInsertion("pas", Map.of("g", LEAK_S_PER_CM2, "e", REST_MV))),
                Map.of());
    NodePopulation cells =
        new NodePopulation(
            "net",
            new long[] {0, 1},
            new int[2],
            List.of(new NodeType(100, Map.of())),
            Map.of(),
            new int[2],
            List.of(new CellModel.Cable(new CableCell("ball", List.of(soma)))),
            new double[6],
            new double[6],
            "nodes.h5");
    EdgeType type =
        new EdgeType(
            100,
            new HashMap<>(),
            Optional.empty(),
            Set.of(SectionKind.SOMA),
            0,
            100,
            Optional.empty(),
            OptionalDouble.empty(),
            true);
    NodeSelection first =
        new NodeSelection("0", List.of(new NodeSelection.Rows("net", new int[] {0})));
    NodeSelection all =
        new NodeSelection("all", List.of(new NodeSelection.Rows("net", new int[] {0, 1})));
    double tstopMs = 400;
    return new ModelDescription(
        "pair",
        List.of(cells),
        List.of(
            new EdgePopulation(
                "net_to_net", "net", "net", List.of(type), new OneEdge(from, to, gap), "e.h5")),
        new RunSettings(tstopMs, 0.1, OptionalDouble.empty(), 0, 100, REST_MV, 34),
        List.of(
            new InputDescription.CurrentClamp(
                "clamp",
                first,
                SectionKind.SOMA,
                0,
                0.5,
                new double[] {CURRENT_NA},
                new double[1],
                new double[] {tstopMs})),
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

  private record OneEdge(int from, int to, double weight) implements EdgeStore {
    @Override
    public long size() {
      return 1;
    }

    @Override
    public EdgeBatch rows(long first, int count) {
      return batch(count);
    }

    @Override
    public EdgeBatch incoming(long targetNodeId) {
      return batch(targetNodeId == to ? 1 : 0);
    }

    private EdgeBatch batch(int size) {
      int[] ones = new int[size];
      Arrays.fill(ones, 1);
      int[] none = new int[size];
      Arrays.fill(none, -1);
      long[] source = new long[size];
      Arrays.fill(source, from);
      long[] target = new long[size];
      Arrays.fill(target, to);
      double[] weights = new double[size];
      Arrays.fill(weights, weight);
      return new EdgeBatch(
          size,
          source,
          target,
          new int[size],
          ones,
          weights,
          new double[size],
          none,
          new double[size],
          new boolean[size]);
    }
  }
}
