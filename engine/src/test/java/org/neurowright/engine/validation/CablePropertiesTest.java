package org.neurowright.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurowright.engine.cable.CableGroup;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.cable.Probe;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionModel;

/** What must hold for every tree, on trees drawn from seeds. */
class CablePropertiesTest {
  private static final int SECTIONS = 12;

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  /** A tree of unequal sections attached at ends, middles and starts. */
  private static CableCell tree(Random random, boolean active) {
    List<SectionModel> sections = new ArrayList<>();
    double[] places = {0, .3, .5, 1, 1, 1};
    for (int s = 0; s < SECTIONS; s++) {
      MechanismInsertion membrane =
          active && random.nextInt(3) == 0
              ? Models.mechanism("hh")
              : Models.leak(2e-5 + 2e-4 * random.nextDouble(), -70 + 10 * random.nextDouble());
      sections.add(
          Models.section(
              "dend[" + s + "]",
              20 + 200 * random.nextDouble(),
              .5 + 5 * random.nextDouble(),
              1 + random.nextInt(5),
              s == 0 ? -1 : random.nextInt(s),
              places[random.nextInt(places.length)],
              membrane));
    }
    return new CableCell("tree", sections);
  }

  private static CablePartition run(CableNetwork network, double dt, int secondOrder) {
    CablePartition partition =
        network.partition(1, new CableSettings(dt, -65, 6.3, secondOrder, Map.of()));
    return partition;
  }

  /** All i_membrane_ of a cell: every segment, every far end, the root. */
  private static List<Probe> membraneCurrents(CablePartition partition, int cell, CableCell tree) {
    List<Probe> probes = new ArrayList<>();
    probes.add(partition.probe(cell, 0, 0, "i_membrane_").orElseThrow());
    for (int s = 0; s < tree.sections().size(); s++) {
      int nseg = tree.sections().get(s).nseg();
      for (int i = 0; i < nseg; i++) {
        probes.add(partition.probe(cell, s, (i + .5) / nseg, "i_membrane_").orElseThrow());
      }
      probes.add(partition.probe(cell, s, 1, "i_membrane_").orElseThrow());
    }
    return probes;
  }

  /** What electrodes inject leaves through the membrane, whatever the membrane does. */
  @ParameterizedTest
  @MethodSource("seeds")
  void membraneCurrentsAddUpToWhatElectrodesInject(long seed) {
    Random random = new Random(seed);
    CableCell tree = tree(random, true);
    CableNetwork network = new CableNetwork(Models.CATALOGUE);
    int cell = network.addCell(Models.blueprint(tree));
    double amp = .1 + random.nextDouble();
    Models.point(
        network,
        cell,
        random.nextInt(SECTIONS),
        random.nextDouble(),
        "IClamp",
        Map.of("del", 2.0, "dur", 5.0, "amp", amp));
    int synapse =
        Models.point(network, cell, random.nextInt(SECTIONS), 1, "ExpSyn", Map.of("tau", 2.0));
    network.addEvent(network.connect(network.addSilentSource(), synapse, .01, 1), 4);
    CablePartition partition = run(network, .025, (int) (seed % 3));
    List<Probe> probes = membraneCurrents(partition, cell, tree);
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    assertThat(probes.stream().mapToDouble(Probe::value).sum()).isCloseTo(0, within(1e-9));
    for (int step = 0; step < 400; step++) {
      group.advance(step, 1);
      double midpoint = (step + .5) * .025;
      double injected = midpoint >= 2 && midpoint < 7 ? amp : 0;
      assertThat(probes.stream().mapToDouble(Probe::value).sum())
          .as("at " + midpoint)
          .isCloseTo(injected, within(1e-9));
    }
  }

  /**
   * Every current of the membrane can be recorded by itself; together with the capacitive current
   * and the change of the ionic ones within the step they are the membrane current.
   */
  @Test
  void currentsAddUpToTheMembraneCurrent() {
    CableNetwork network = new CableNetwork(Models.CATALOGUE);
    var blueprint =
        Models.blueprint(
            Models.section(
                "soma[0]", 20, 20, 1, -1, 0, Models.mechanism("hh"), Models.leak(1e-4, -70)));
    int cell = network.addCell(blueprint);
    Models.point(network, cell, 0, .5, "IClamp", Map.of("del", 1.0, "dur", 5.0, "amp", .05));
    double dt = 1e-4;
    CablePartition partition = run(network, dt, 0);
    List<Probe> parts = new ArrayList<>();
    for (String name : List.of("i_cap", "ina", "ik", "il_hh", "i_pas")) {
      parts.add(partition.probe(cell, 0, .5, name).orElseThrow());
    }
    Probe whole = partition.probe(cell, 0, .5, "i_membrane_").orElseThrow();
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    group.advance(0, 20_000);
    double density = parts.stream().mapToDouble(Probe::value).sum();
    double sum = density * blueprint.areaUm2(0, .5) * .01;
    assertThat(whole.value()).isCloseTo(.05, within(1e-9));
    assertThat(sum).isCloseTo(whole.value(), within(1e-4));
    assertThat(parts).allSatisfy(part -> assertThat(Math.abs(part.value())).isGreaterThan(1e-5));
  }

  /** Without leak the charge stays: sum of cm area (v − v0) = current times duration. */
  @ParameterizedTest
  @MethodSource("seeds")
  void chargeStaysOnAMembraneWithoutLeak(long seed) {
    Random random = new Random(seed);
    CableCell drawn = tree(random, false);
    CableCell tree =
        new CableCell(
            "tree",
            drawn.sections().stream()
                .map(s -> s.withMembrane(100, 1, List.of(), Map.of()))
                .toList());
    CableNetwork network = new CableNetwork(Models.CATALOGUE);
    var blueprint = Models.blueprint(tree);
    int cell = network.addCell(blueprint);
    Models.point(
        network,
        cell,
        random.nextInt(SECTIONS),
        random.nextDouble(),
        "IClamp",
        Map.of("del", 1.0, "dur", 2.0, "amp", .05));
    CablePartition partition = run(network, .025, 0);
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    group.advance(0, 400);
    double picocoulomb = 0;
    for (int s = 0; s < SECTIONS; s++) {
      int nseg = tree.sections().get(s).nseg();
      for (int i = 0; i < nseg; i++) {
        double x = (i + .5) / nseg;
        double v = partition.probe(cell, s, x, "v").orElseThrow().value();
        // µF/cm² times µm² is 0.01 pF; times mV is 1e-5 pC.
        picocoulomb += blueprint.areaUm2(s, x) * .01 * (v + 65) * 1e-3;
      }
    }
    assertThat(picocoulomb).isCloseTo(.05 * 2, within(1e-9));
  }

  /** The answer at b to a current at a is the answer at a to the same current at b. */
  @ParameterizedTest
  @MethodSource("seeds")
  void transferImpedanceIsReciprocal(long seed) {
    Random random = new Random(seed);
    CableCell tree = tree(random, false);
    int a = random.nextInt(SECTIONS);
    int b = random.nextInt(SECTIONS);
    double xa = random.nextDouble();
    double xb = random.nextInt(2);
    // A step much longer than any time constant leaves the steady state.
    double there = response(tree, a, xa, b, xb) - response(tree, -1, 0, b, xb);
    double back = response(tree, b, xb, a, xa) - response(tree, -1, 0, a, xa);
    assertThat(there).isGreaterThan(0);
    assertThat(back).isCloseTo(there, within(1e-8 * there));
  }

  private static double response(CableCell tree, int from, double xFrom, int at, double xAt) {
    CableNetwork network = new CableNetwork(Models.CATALOGUE);
    int cell = network.addCell(Models.blueprint(tree));
    if (from >= 0) {
      Models.point(
          network, cell, from, xFrom, "IClamp", Map.of("del", 0.0, "dur", 1e12, "amp", .01));
    }
    CablePartition partition = run(network, 1e7, 0);
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    group.advance(0, 3);
    return partition.probe(cell, at, xAt, "v").orElseThrow().value();
  }

  /** The order in which a cell lists its sections says nothing about the cell. */
  @ParameterizedTest
  @MethodSource("seeds")
  void renumberedSectionsDoTheSame(long seed) {
    Random random = new Random(seed);
    CableCell tree = tree(random, true);
    List<Integer> order = new ArrayList<>();
    for (int s = 0; s < SECTIONS; s++) {
      order.add(s);
    }
    Collections.shuffle(order, random);
    List<SectionModel> renumbered = new ArrayList<>();
    for (int s : order) {
      SectionModel section = tree.sections().get(s);
      SectionModel moved =
          SectionModel.of(
                  section.name(),
                  section.kind(),
                  section.geometry(),
                  section.parent() < 0 ? -1 : order.indexOf(section.parent()),
                  section.parentX())
              .withNseg(section.nseg())
              .withMembrane(100, 1, section.mechanisms(), Map.of());
      renumbered.add(moved);
    }
    double[] one = potentials(tree, SECTIONS - 1, s -> s);
    double[] other =
        potentials(
            new CableCell("renumbered", renumbered), order.indexOf(SECTIONS - 1), order::indexOf);
    for (int s = 0; s < SECTIONS; s++) {
      assertThat(other[s]).isCloseTo(one[s], within(1e-7));
    }
  }

  private static double[] potentials(
      CableCell tree, int stimulated, java.util.function.IntUnaryOperator index) {
    CableNetwork network = new CableNetwork(Models.CATALOGUE);
    int cell = network.addCell(Models.blueprint(tree));
    Models.point(network, cell, stimulated, 1, "IClamp", Map.of("del", 1.0, "dur", 2.0, "amp", .3));
    CablePartition partition = run(network, .025, 0);
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    group.advance(0, 400);
    double[] v = new double[SECTIONS];
    for (int s = 0; s < SECTIONS; s++) {
      v[s] = partition.probe(cell, index.applyAsInt(s), .7, "v").orElseThrow().value();
    }
    return v;
  }

  /**
   * Layers with the default resistances: the prescribed potential against the solution of the whole
   * system, which a trace of capacitance outside demands.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void aPrescribedPotentialIsTheLimitOfTheCoupledOne(long seed) {
    List<double[]> prescribed = outside(seed, Map.of());
    List<double[]> coupled = outside(seed, Map.of("xc[0]", 1e-9));
    for (int k = 0; k < prescribed.size(); k++) {
      assertThat(prescribed.get(k)).containsExactly(coupled.get(k), within(5e-8));
    }
  }

  private static List<double[]> outside(long seed, Map<String, Double> parameters) {
    Random random = new Random(seed);
    CableCell drawn = tree(random, true);
    List<SectionModel> sections = new ArrayList<>();
    for (SectionModel section : drawn.sections()) {
      List<MechanismInsertion> mechanisms = new ArrayList<>(section.mechanisms());
      if (random.nextInt(4) > 0 || section.parent() < 0) {
        mechanisms.add(new MechanismInsertion("extracellular", parameters));
      }
      sections.add(section.withMembrane(100, 1, mechanisms, Map.of()));
    }
    CableNetwork network = new CableNetwork(Models.CATALOGUE);
    int cell = network.addCell(Models.blueprint(new CableCell("layered", sections)));
    for (int s = 0; s < SECTIONS; s++) {
      if (sections.get(s).mechanisms().size() > 1) {
        double[] t = {0, 1, 2, 4, 5};
        double[] y = {0, 5 * random.nextGaussian(), 3, 10 * random.nextGaussian(), 0};
        network.addPlay(cell, s, .5, "e_extracellular", t, y, true);
      }
    }
    CablePartition partition = run(network, .025, 0);
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    List<double[]> rows = new ArrayList<>();
    for (int step = 0; step < 200; step++) {
      group.advance(step, 1);
      double[] v = new double[SECTIONS];
      for (int s = 0; s < SECTIONS; s++) {
        v[s] = partition.probe(cell, s, 1, "v").orElseThrow().value();
      }
      rows.add(v);
    }
    return rows;
  }
}
