package org.neurowright.engine.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
import org.neurowright.engine.problem.Problem;
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

class CableGroupTest {
  private static final MechanismCatalogue CATALOGUE = HandMadeMechanisms.catalogue();

  private static SectionModel section(
      String name, double lengthUm, double diamUm, int nseg, int parent, double x) {
    return SectionModel.of(
            name,
            SectionKind.ofSectionName(name),
            new SectionGeometry.Cylinder(lengthUm, diamUm),
            parent,
            x)
        .withNseg(nseg)
        .withMembrane(
            100,
            1,
            List.of(new MechanismInsertion("leak", Map.of("g", 1e-4, "e", -70.0))),
            Map.of());
  }

  /** The same section with a membrane time constant of 1 ms. */
  private static SectionModel leaky(SectionModel section) {
    return section.withMembrane(
        100, 1, List.of(new MechanismInsertion("leak", Map.of("g", 1e-3, "e", -70.0))), Map.of());
  }

  private static Blueprint blueprint(SectionModel... sections) {
    Problems problems = new Problems();
    Blueprint blueprint =
        Blueprint.of(new CableCell("test cell", List.of(sections)), CATALOGUE, problems);
    assertThat(problems.toList()).isEmpty();
    return blueprint;
  }

  private static int template(
      CableNetwork network, String mechanism, Map<String, Double> parameters) {
    return network.addTemplate(
        new CableNetwork.PointTemplate(CATALOGUE.find(mechanism).orElseThrow(), parameters));
  }

  /**
   * Steady state of a sealed cylinder with current injected at one end: V(x) = V0 cosh((L -
   * x)/λ)/cosh(L/λ) (Rall 1959). The discretised answer converges with the square of the segment
   * length.
   */
  @Test
  void steadyStateOfASealedCableConvergesToTheAnalyticSolution() {
    double coarse = steadyStateError(11);
    double fine = steadyStateError(33);
    assertThat(coarse).isLessThan(0.05);
    assertThat(coarse / fine).isBetween(6.0, 12.0);
  }

  private static double steadyStateError(int nseg) {
    double length = 1000;
    double diam = 2;
    CableNetwork network = new CableNetwork(CATALOGUE);
    int cell = network.addCell(blueprint(section("dend[0]", length, diam, nseg, -1, 0)));
    network.addPoint(cell, 0, 0, template(network, "pulse", Map.of("amp", .01)));
    CablePartition partition = network.partition(1, new CableSettings(1000, -70, 6.3, 0, Map.of()));
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    group.advance(0, 30);
    double lambda = Math.sqrt(diam * 1e-4 / (4 * 1e-4 * 100)) * 1e4;
    double inputResistance =
        100
            / (Math.PI * diam * diam / 4 * 1e-8)
            * lambda
            * 1e-4
            * 1e-6
            / Math.tanh(length / lambda);
    double worst = 0;
    for (double x : new double[] {0.5, 1}) {
      double expected =
          -70
              + .01
                  * inputResistance
                  * Math.cosh(length * (1 - x) / lambda)
                  / Math.cosh(length / lambda);
      double v = partition.probe(cell, 0, x, "v").orElseThrow().value();
      worst = Math.max(worst, Math.abs(v - expected));
    }
    return worst;
  }

  /**
   * One compartment relaxing with τ = cm/g: implicit Euler is of first order, Crank-Nicolson of
   * second.
   */
  @Test
  void orderOfTheTimeStepIsThatOfTheMethod() {
    assertThat(relaxationError(0, .2) / relaxationError(0, .1)).isCloseTo(2, within(.1));
    assertThat(relaxationError(2, .2) / relaxationError(2, .1)).isCloseTo(4, within(.2));
  }

  private static double relaxationError(int secondOrder, double dt) {
    CableNetwork network = new CableNetwork(CATALOGUE);
    int cell = network.addCell(blueprint(section("soma[0]", 20, 20, 1, -1, 0)));
    CablePartition partition =
        network.partition(1, new CableSettings(dt, -50, 6.3, secondOrder, Map.of()));
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    group.advance(0, (int) Math.round(10 / dt));
    double expected = -70 + 20 * Math.exp(-10.0 / 10);
    return Math.abs(partition.probe(cell, 0, .5, "v").orElseThrow().value() - expected);
  }

  @Test
  void currentsInjectedIntoATreeLeaveThroughItsMembrane() {
    CableNetwork network = new CableNetwork(CATALOGUE);
    Blueprint tree =
        blueprint(
            section("soma[0]", 20, 20, 1, -1, 0),
            section("dend[0]", 200, 2, 5, 0, 1),
            section("dend[1]", 100, 1, 3, 1, .5),
            section("dend[2]", 150, 1.5, 3, 1, 1),
            section("dend[3]", 80, 1, 1, 0, 0));
    int cell = network.addCell(tree);
    network.addPoint(cell, 2, 1, template(network, "pulse", Map.of("amp", .05)));
    CablePartition partition = network.partition(1, new CableSettings(100, -70, 6.3, 0, Map.of()));
    partition.groups().getFirst().initialise();
    partition.groups().getFirst().advance(0, 60);
    double outward = 0;
    for (int s = 0; s < tree.cell().sections().size(); s++) {
      int nseg = tree.cell().sections().get(s).nseg();
      for (int k = 0; k < nseg; k++) {
        double x = (k + .5) / nseg;
        double v = partition.probe(cell, s, x, "v").orElseThrow().value();
        outward += 1e-4 * (v + 70) * tree.areaUm2(s, x) * 1e-8 * 1e6;
      }
    }
    assertThat(outward).isCloseTo(.05, within(1e-9));
  }

  @Test
  void unknownMechanismsAndParametersAreReportedTogether() {
    SectionModel section =
        section("soma[0]", 20, 20, 1, -1, 0)
            .withMembrane(
                100,
                1,
                List.of(
                    new MechanismInsertion("nothere", Map.of()),
                    new MechanismInsertion("leak", Map.of("gg", 1.0))),
                Map.of());
    Problems problems = new Problems();
    Blueprint.of(new CableCell("broken", List.of(section)), CATALOGUE, problems);
    assertThat(problems.toList())
        .extracting(Problem::code)
        .containsExactly("cell.unknown-mechanism", "cell.unknown-parameter");
  }

  /** Everything a run hands out. */
  private static final class Collected implements ResultSink {
    final List<String> spikes = new ArrayList<>();
    final List<Double> samples = new ArrayList<>();
    RunOutcome outcome;

    @Override
    public void begin(RunLayout layout) {}

    @Override
    public void spikes(SpikeBlock block) {
      for (int i = 0; i < block.size(); i++) {
        spikes.add(block.tMs()[i] + " " + block.row()[i]);
      }
    }

    @Override
    public void samples(SampleBlock block) {
      for (int i = 0; i < block.rows() * block.columns(); i++) {
        samples.add(block.values()[i]);
      }
    }

    @Override
    public void end(RunOutcome ended) {
      outcome = ended;
    }
  }

  private static Collected ring(int groups, int threads, RunControl control) {
    int cells = 7;
    CableNetwork network = new CableNetwork(CATALOGUE);
    Blueprint one =
        blueprint(
            leaky(section("soma[0]", 10, 10, 1, -1, 0)), leaky(section("dend[0]", 60, 2, 3, 0, 1)));
    int synapse = template(network, "synapse", Map.of("tau", .5));
    int[] source = new int[cells];
    int[] point = new int[cells];
    for (int c = 0; c < cells; c++) {
      int cell = network.addCell(one);
      point[c] = network.addPoint(cell, 1, .5, synapse);
      source[c] = network.addDetector(cell, 0, .5, -60);
    }
    for (int c = 0; c < cells; c++) {
      network.connect(source[c], point[(c + 1) % cells], .03, 1.5);
      network.connect(source[c], point[(c + 3) % cells], .004, 2.5 + c * .1);
    }
    network.connect(network.addTrain(new double[] {1, 9, 20, 33.3, 41, 50}), point[0], .05, .3);
    double dt = .1;
    CablePartition partition =
        network.partition(groups, new CableSettings(dt, -70, 6.3, 0, Map.of()));
    long steps = 600;
    SampleBuffer buffer = new SampleBuffer(cells, 0, steps, 3, 50);
    for (int c = 0; c < cells; c++) {
      partition
          .groupOf(c)
          .record(buffer, List.of(partition.probe(c, 0, .5, "v").orElseThrow()), new int[] {c});
    }
    int[] row = new int[network.sourceCount()];
    int[] population = new int[row.length];
    population[row.length - 1] = -1;
    for (int c = 0; c < cells; c++) {
      row[source[c]] = c;
    }
    ReportLayout report =
        new ReportLayout(
            "v",
            "v.h5",
            "p",
            "v",
            "mV",
            new long[cells],
            new long[cells + 1],
            new long[cells],
            new double[cells],
            new long[0],
            new long[0],
            0,
            60,
            .3,
            200);
    RunLayout layout =
        new RunLayout(
            "ring",
            60,
            dt,
            steps,
            List.of(new RunLayout.SpikingPopulation("p", 0, new long[cells])),
            List.of(report),
            new OutputSettings(
                "",
                true,
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                OutputSettings.SpikeOrder.NONE));
    Collected collected = new Collected();
    long[] fakeNanos = {0};
    new Simulation(
            layout,
            partition.groups(),
            threads,
            List.of(buffer),
            new SpikeTable(population, row),
            77,
            partition.shortestDelayMs(),
            () -> fakeNanos[0] += 1000)
        .run(control, List.of(collected));
    return collected;
  }

  /** The same bits come out for any number of groups and of threads. */
  @ParameterizedTest
  @CsvSource({"2, 1", "2, 2", "3, 3", "3, 2", "7, 1", "7, 3", "12, 2"})
  void resultsDoNotDependOnTheNumberOfGroupsAndThreads(int groups, int threads) {
    Collected alone = ring(1, 1, RunControl.none());
    Collected split = ring(groups, threads, RunControl.none());
    assertThat(alone.spikes).hasSizeGreaterThan(30);
    assertThat(split.spikes).isEqualTo(alone.spikes);
    assertThat(alone.samples).hasSize(7 * 200);
    assertThat(split.samples).isEqualTo(alone.samples);
  }

  @Test
  void aStoppedRunKeepsWhatItHas() {
    int[] polls = {0};
    Collected stopped = ring(2, 2, () -> ++polls[0] > 10);
    Collected whole = ring(2, 2, RunControl.none());
    assertThat(stopped.outcome.stopped()).isTrue();
    assertThat(stopped.outcome.reachedMs()).isLessThan(60);
    assertThat(stopped.samples)
        .isNotEmpty()
        .isEqualTo(whole.samples.subList(0, stopped.samples.size()));
    assertThat(stopped.samples).hasSize((int) Math.ceil(stopped.outcome.steps() / 3.0) * 7);
    assertThat(stopped.spikes).isEqualTo(whole.spikes.subList(0, stopped.spikes.size()));
  }
}
