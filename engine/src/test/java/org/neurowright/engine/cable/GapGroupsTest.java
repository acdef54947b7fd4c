package org.neurowright.engine.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.group.SampleBuffer;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.problem.Problems;
import org.neurowright.engine.record.ReportLayout;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.record.SampleBlock;
import org.neurowright.engine.record.SpikeBlock;
import org.neurowright.engine.sim.Simulation;
import org.neurowright.engine.sim.SpikeTable;
import org.neurowright.engine.task.RunControl;

/** Gap junctions inside a group and between groups. */
@Timeout(60)
class GapGroupsTest {
  private static final MechanismCatalogue CATALOGUE = HandMadeMechanisms.catalogue();
  private static final int CELLS = 9;
  private static final int STEPS = 400;
  private static final double DT_MS = .1;

  private static Blueprint cell(boolean layered) {
    List<MechanismInsertion> mechanisms = new ArrayList<>();
    mechanisms.add(new MechanismInsertion("leak", Map.of("g", 1e-3, "e", -70.0)));
    if (layered) {
      mechanisms.add(
          new MechanismInsertion("extracellular", Map.of("xg[0]", .01, "xg[1]", .1, "e", 2.0)));
    }
    SectionModel section =
        SectionModel.of("soma[0]", SectionKind.SOMA, new SectionGeometry.Cylinder(60, 10), -1, 0)
            .withNseg(3)
            .withMembrane(100, 1, mechanisms, Map.of());
    Problems problems = new Problems();
    Blueprint blueprint =
        Blueprint.of(new CableCell("cell", List.of(section)), CATALOGUE, problems);
    assertThat(problems.toList()).isEmpty();
    return blueprint;
  }

  private static int template(CableNetwork network, String name, Map<String, Double> parameters) {
    return network.addTemplate(
        new CableNetwork.PointTemplate(CATALOGUE.find(name).orElseThrow(), parameters));
  }

  /** All cells in one chain of gap junctions, every third with layers, with synapses between. */
  private static CableNetwork network() {
    CableNetwork network = new CableNetwork(CATALOGUE);
    int synapse = template(network, "synapse", Map.of("tau", .5));
    int gap = template(network, "gap", Map.of("g", .002));
    Blueprint plain = cell(false);
    Blueprint layered = cell(true);
    int[] points = new int[CELLS];
    for (int c = 0; c < CELLS; c++) {
      network.addCell(c % 3 == 1 ? layered : plain);
      points[c] = network.addPoint(c, 0, .1, synapse);
      network.addDetector(c, 0, .5, -60);
    }
    for (int c = 0; c < CELLS; c++) {
      network.connect(c, points[(c + 1) % CELLS], .03, 1.5);
      for (int other : new int[] {c - 1, c + 1}) {
        if (other >= 0 && other < CELLS) {
          network.addGap(other, 0, .9, network.addPoint(c, 0, .9, gap), "vgap");
        }
      }
    }
    int train = network.addTrain(new double[] {1, 9, 20, 33.3});
    network.connect(train, points[0], .05, .3);
    return network;
  }

  private record Run(List<String> spikes, List<Double> samples) {}

  private static Run run(int groups, int threads) {
    CableNetwork network = network();
    CablePartition partition =
        network.partition(groups, groups, new CableSettings(DT_MS, -70, 6.3, 0, Map.of()), 0);
    assertThat(partition.groups()).hasSize(groups);
    assertThat(partition.groups()).allMatch(group -> group.lockstep() == groups > 1);
    SampleBuffer buffer = new SampleBuffer(CELLS, 0, STEPS, 1, 50);
    for (int c = 0; c < CELLS; c++) {
      String variable = c % 2 == 0 ? "v" : "i_membrane_";
      partition
          .groupOf(c)
          .record(
              buffer, List.of(partition.probe(c, 0, .5, variable).orElseThrow()), new int[] {c});
    }
    int[] row = new int[network.sourceCount()];
    Arrays.setAll(row, i -> i);
    int[] population = new int[row.length];
    population[CELLS] = -1;
    Run run = new Run(new ArrayList<>(), new ArrayList<>());
    ResultSink sink =
        new ResultSink() {
          @Override
          public void begin(RunLayout layout) {}

          @Override
          public void spikes(SpikeBlock block) {
            for (int i = 0; i < block.size(); i++) {
              run.spikes.add(block.tMs()[i] + " " + block.row()[i]);
            }
          }

          @Override
          public void samples(SampleBlock block) {
            for (int i = 0; i < block.rows() * block.columns(); i++) {
              run.samples.add(block.values()[i]);
            }
          }

          @Override
          public void end(RunOutcome outcome) {}
        };
    AtomicLong fakeNanos = new AtomicLong();
    new Simulation(
            layout(),
            partition.groups(),
            threads,
            List.of(buffer),
            new SpikeTable(population, row),
            77,
            partition.shortestDelayMs(),
            () -> fakeNanos.addAndGet(1000))
        .run(RunControl.none(), List.of(sink));
    return run;
  }

  private static RunLayout layout() {
    double tstop = STEPS * DT_MS;
    ReportLayout report =
        new ReportLayout(
            "v",
            "v.h5",
            "p",
            "v",
            "mV",
            new long[CELLS],
            new long[CELLS + 1],
            new long[CELLS],
            new double[CELLS],
            new long[0],
            new long[0],
            0,
            tstop,
            DT_MS,
            STEPS);
    return new RunLayout(
        "gaps",
        tstop,
        DT_MS,
        STEPS,
        List.of(new RunLayout.SpikingPopulation("p", 0, new long[CELLS])),
        List.of(report),
        new OutputSettings(
            "",
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OutputSettings.SpikeOrder.NONE));
  }

  /** The same bits, whether junctions stay in a group or lead to others. */
  @ParameterizedTest
  @CsvSource({"2,1", "2,2", "3,3", "5,2", "9,3"})
  void groupsInLockstepDoWhatOneGroupDoes(int groups, int threads) {
    Run alone = run(1, 1);
    Run split = run(groups, threads);
    assertThat(alone.spikes).hasSizeGreaterThan(20);
    assertThat(split.spikes).isEqualTo(alone.spikes);
    assertThat(split.samples).hasSize(CELLS * STEPS).isEqualTo(alone.samples);
  }

  /** Small networks are not worth it. */
  @Test
  void cellsJoinedByGapsUsuallyStayTogether() {
    CablePartition partition =
        network().partition(3, new CableSettings(DT_MS, -70, 6.3, 0, Map.of()));
    assertThat(partition.groups()).noneMatch(CableGroup::lockstep);
    for (int c = 0; c < CELLS; c++) {
      assertThat(partition.groupOf(c)).isSameAs(partition.groupOf(0));
    }
  }

  /** A junction may carry any variable: here a parameter of the leak. */
  @Test
  void aJunctionMayCarryAnyVariable() {
    CableNetwork network = new CableNetwork(CATALOGUE);
    network.addCell(cell(false));
    network.addCell(cell(false));
    int gap = network.addPoint(1, 0, .5, template(network, "gap", Map.of("g", .01)));
    network.addGap(0, 0, .5, "e_leak", gap, "vgap");
    CablePartition partition =
        network.partition(1, new CableSettings(DT_MS, -50, 6.3, 0, Map.of()));
    partition.groups().getFirst().initialise();
    partition.groups().getFirst().advance(0, 1);
    assertThat(partition.probe(gap, "vgap").orElseThrow().value()).isEqualTo(-70);
  }

  @Test
  void aVariableThatIsNotThereIsRefused() {
    CableNetwork network = new CableNetwork(CATALOGUE);
    network.addCell(cell(false));
    int gap = network.addPoint(0, 0, .5, template(network, "gap", Map.of("g", .01)));
    network.addGap(0, 0, .5, "nai", gap, "vgap");
    CableSettings settings = new CableSettings(DT_MS, -50, 6.3, 0, Map.of());
    assertThatThrownBy(() -> network.partition(1, settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nai");
  }

  @Test
  void layersNeedTheImplicitMethod() {
    CableNetwork network = new CableNetwork(CATALOGUE);
    network.addCell(cell(true));
    CableSettings settings = new CableSettings(DT_MS, -50, 6.3, 2, Map.of());
    assertThatThrownBy(() -> network.partition(1, settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("secondorder");
  }
}
