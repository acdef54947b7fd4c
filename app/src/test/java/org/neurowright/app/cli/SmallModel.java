package org.neurowright.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgeBatch;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeStore;
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
import org.neurowright.engine.description.SpikeSource;

/** A model small enough to count by hand. */
final class SmallModel {
  static final int EDGES = 12;

  private SmallModel() {}

  /**
   * v1: two biophysical cells (soma 20 µm and dendrite 100 µm long) and one IntFire1; lgn: four
   * virtual cells; 12 edges of 3 synapses from lgn to v1; 1000 steps; a soma report and a report of
   * all sections of the first cell.
   */
  static ModelDescription twoPopulations() {
    NodePopulation v1 =
        new NodePopulation(
            "v1",
            new long[] {0, 1, 2},
            new int[] {0, 0, 1},
            List.of(new NodeType(100, Map.of()), new NodeType(101, Map.of())),
            Map.of(),
            new int[] {0, 0, 1},
            List.of(
                new CellModel.Cable(ballAndStick()),
                new CellModel.Artificial("IntFire1", Map.of())),
            new double[9],
            new double[9],
            "v1_nodes.h5");
    NodePopulation lgn =
        new NodePopulation(
            "lgn",
            new long[] {0, 1, 2, 3},
            new int[4],
            List.of(new NodeType(200, Map.of())),
            Map.of(),
            new int[4],
            List.of(new CellModel.Virtual()),
            new double[12],
            new double[12],
            "lgn_nodes.h5");
    NodeSelection first = NodeSelection.of("first", Map.of("v1", new int[] {0}));
    ReportDescription.ReportWindow window = new ReportDescription.ReportWindow(0, 100, 0.1);
    return new ModelDescription(
        "small",
        List.of(v1, lgn),
        List.of(
            new EdgePopulation(
                "lgn_to_v1", "lgn", "v1", List.of(), new ThreeSynapsesEach(), "edges.h5")),
        new RunSettings(100, 0.1, OptionalDouble.of(20), -15, 100, -80, 34),
        List.of(new InputDescription.Spikes("lgn_spikes", List.of("lgn"), new NoSpikes())),
        List.of(
            new ReportDescription.Membrane("v", "v.h5", "v", first, window, true, Set.of()),
            new ReportDescription.Membrane("all", "all.h5", "v", first, window, false, Set.of())),
        new OutputSettings(
            "out",
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OutputSettings.SpikeOrder.NONE),
        List.of());
  }

  private static CableCell ballAndStick() {
    SectionModel soma =
        SectionModel.of("soma[0]", SectionKind.SOMA, new SectionGeometry.Cylinder(20, 20), -1, 0)
            .withMembrane(
                100,
                1,
                List.of(
                    new MechanismInsertion("pas", Map.of()),
                    new MechanismInsertion("hh", Map.of())),
                Map.of());
    SectionModel dend =
        SectionModel.of("dend[0]", SectionKind.DEND, new SectionGeometry.Cylinder(100, 2), 0, 1)
            .withMembrane(100, 1, List.of(new MechanismInsertion("pas", Map.of())), Map.of());
    return new CableCell("ball and stick", List.of(soma, dend));
  }

  private static final class ThreeSynapsesEach implements EdgeStore {
    @Override
    public long size() {
      return EDGES;
    }

    @Override
    public EdgeBatch rows(long first, int count) {
      // Batches may be longer than their size; what is behind it must not be counted.
      int[] nsyns = new int[count + 5];
      Arrays.fill(nsyns, 3);
      int n = nsyns.length;
      return new EdgeBatch(
          count,
          new long[n],
          new long[n],
          new int[n],
          nsyns,
          new double[n],
          new double[n],
          new int[n],
          new double[n],
          new boolean[n]);
    }

    @Override
    public EdgeBatch incoming(long targetNodeId) {
      throw new UnsupportedOperationException("nobody should ask");
    }
  }

  private static final class NoSpikes implements SpikeSource {
    @Override
    public long size() {
      return 0;
    }

    @Override
    public double[] timesMs(long nodeId) {
      return new double[0];
    }
  }
}
