package org.neurowright.engine.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Problems;

/** Cells with ohmic branches eliminated beforehand, against the same with every step solved. */
class OhmicBranchesTest {
  private static final double DT_MS = .025;
  private static MechanismCatalogue catalogue;

  @BeforeAll
  static void compile() {
    catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
  }

  /** A tree with pas nearly everywhere, and hh in some of its sections. */
  private static CableCell randomCell(Random random, double channels, double gnabar) {
    List<SectionModel> sections = new ArrayList<>();
    int count = 10 + random.nextInt(30);
    for (int s = 0; s < count; s++) {
      String name = s == 0 ? "soma[0]" : "dend[" + s + "]";
      List<MechanismInsertion> membrane = new ArrayList<>();
      if (random.nextDouble() < .9) {
        membrane.add(
            new MechanismInsertion(
                "pas",
                Map.of("g", 1e-4 * random.nextDouble(), "e", -75 + 10 * random.nextDouble())));
      }
      if (s == 0 || random.nextDouble() < channels) {
        membrane.add(new MechanismInsertion("hh", Map.of("gnabar", gnabar)));
      }
      int nseg = 1 + random.nextInt(5);
      SectionModel section =
          SectionModel.of(
                  name,
                  SectionKind.ofSectionName(name),
                  new SectionGeometry.Cylinder(
                      20 + 50 * random.nextDouble(), s == 0 ? 20 : .5 + random.nextDouble()),
                  s == 0 ? -1 : random.nextInt(s),
                  random.nextInt(3) / 2.)
              .withNseg(nseg)
              .withMembrane(
                  80 + 100 * random.nextDouble(), 1 + random.nextDouble(), membrane, Map.of());
      sections.add(
          random.nextBoolean()
              ? section
              : section.withRangeValues(List.of(new RangeValue("cm", .5 / nseg, 3))));
    }
    return new CableCell("random", sections);
  }

  private record Run(CableGroup group, CablePartition partition, Probe[] v) {
    static Run of(CableCell cell, double dtMs, boolean reduced, Random random) {
      CableNetwork network = new CableNetwork(catalogue);
      network.addCell(Blueprint.of(cell, catalogue, new Problems()));
      int clamp =
          network.addTemplate(
              new CableNetwork.PointTemplate(
                  catalogue.find("IClamp").orElseThrow(),
                  Map.of("del", 5., "dur", 100., "amp", .02)));
      int synapse =
          network.addTemplate(
              new CableNetwork.PointTemplate(
                  catalogue.find("ExpSyn").orElseThrow(), Map.of("tau", 3., "e", 0.)));
      int sections = cell.sections().size();
      network.addPoint(0, random.nextInt(sections), random.nextDouble(), clamp);
      int point = network.addPoint(0, random.nextInt(sections), 1, synapse);
      network.connect(network.addTrain(new double[] {20, 60}), point, 5e-4, 1);
      CablePartition partition =
          network.partition(1, new CableSettings(dtMs, -68, 6.3, 0, Map.of(), true, reduced));
      List<Probe> v = new ArrayList<>();
      for (int s = 0; s < sections; s++) {
        for (double x : new double[] {0, .3, 1}) {
          v.add(partition.probe(0, s, x, "v").orElseThrow());
        }
      }
      return new Run(partition.groups().getFirst(), partition, v.toArray(Probe[]::new));
    }

    Probe probe(int section, double x, String variable) {
      return partition.probe(0, section, x, variable).orElseThrow();
    }

    double[] values() {
      return Arrays.stream(v).mapToDouble(Probe::value).toArray();
    }
  }

  /** Runs both for some steps, and compares all potentials in every one. */
  private static void agree(Run one, Run other, int steps, double tolerance) {
    double[] most = new double[2];
    for (int step = 0; step < steps; step++) {
      one.group.advance(step, 1);
      other.group.advance(step, 1);
      double[] expected = one.values();
      double[] found = other.values();
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i]).as("step " + step).isCloseTo(expected[i], within(tolerance));
        most[0] = Math.max(most[0], expected[i]);
        most[1] += found[i] == expected[i] ? 0 : 1;
      }
    }
    assertThat(most[0]).as("something happened").isGreaterThan(-67.9);
    assertThat(most[1]).as("computed in another way").isGreaterThan(0);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, .1", "4, .1", "5, .3", "6, .3", "7, 0", "8, .05"})
  void randomTreesAgree(long seed, double channels) {
    Random random = new Random(seed);
    CableCell cell = randomCell(random, channels, .01);
    long places = random.nextLong();
    Run whole = Run.of(cell, DT_MS, false, new Random(places));
    Run reduced = Run.of(cell, DT_MS, true, new Random(places));
    whole.group.initialise();
    reduced.group.initialise();
    agree(whole, reduced, 8000, 1e-9);
  }

  @Test
  void parametersMayChangeBetweenAndDuringRuns() {
    CableCell cell = randomCell(new Random(11), 0, .01);
    Run whole = Run.of(cell, DT_MS, false, new Random(1));
    Run reduced = Run.of(cell, DT_MS, true, new Random(1));
    for (int run = 0; run < 3; run++) {
      whole.group.initialise();
      reduced.group.initialise();
      agree(whole, reduced, 400, 1e-9);
      for (Run each : List.of(whole, reduced)) {
        for (int s = 1; s < cell.sections().size(); s++) {
          for (String variable : List.of("cm", "g_pas", "e_pas")) {
            each.partition.probe(0, s, .5, variable).ifPresent(p -> p.array()[p.index()] *= 1.1);
          }
        }
        each.group.parametersChanged();
      }
      agree(whole, reduced, 400, 1e-9);
    }
  }

  @Test
  void whatIsRecordedIsEvaluated() {
    CableCell cell = randomCell(new Random(12), 0, .01);
    for (String variable : List.of("i_pas", "i(pas)", "i_membrane_", "i_cap")) {
      Run whole = Run.of(cell, DT_MS, false, new Random(1));
      Run reduced = Run.of(cell, DT_MS, true, new Random(1));
      whole.group.initialise();
      reduced.group.initialise();
      agree(whole, reduced, 300, 1e-9);
      // asked for in the middle of a run
      int dendrite = 1;
      while (whole.partition.probe(0, dendrite, .5, "g_pas").isEmpty()) {
        dendrite++;
      }
      Probe expected = whole.probe(dendrite, .5, variable);
      Probe found = reduced.probe(dendrite, .5, variable);
      for (int step = 300; step < 600; step++) {
        whole.group.advance(step, 1);
        reduced.group.advance(step, 1);
        assertThat(found.value()).as(variable).isCloseTo(expected.value(), within(1e-12));
      }
      assertThat(expected.value()).isNotZero();
    }
  }

  @Test
  void aParameterThatVariesIsFollowed() {
    CableCell cell = randomCell(new Random(13), 0, .01);
    Run whole = Run.of(cell, DT_MS, false, new Random(1));
    Run reduced = Run.of(cell, DT_MS, true, new Random(1));
    int dendrite = 1;
    while (whole.partition.probe(0, dendrite, .5, "g_pas").isEmpty()) {
      dendrite++;
    }
    for (Run each : List.of(whole, reduced)) {
      Probe e = each.probe(dendrite, .5, "e_pas");
      each.group.varies(e);
      each.group.initialise();
      for (int step = 0; step < 400; step++) {
        e.array()[e.index()] = -70 + step * .1;
        each.group.advance(step, 1);
      }
    }
    assertThat(reduced.values()).containsExactly(whole.values(), within(1e-9));
  }

  /** Layers see the equations of all nodes, so nothing is eliminated beforehand. */
  @Test
  void layeredCellsStayAsTheyAre() {
    CableCell plain = randomCell(new Random(14), 0, .01);
    List<SectionModel> sections = new ArrayList<>(plain.sections());
    SectionModel last = sections.removeLast();
    List<MechanismInsertion> membrane = new ArrayList<>(last.mechanisms());
    membrane.add(new MechanismInsertion("extracellular", Map.of()));
    sections.add(
        last.withMembrane(
            last.axialResistivityOhmCm(), last.capacitanceUfPerCm2(), membrane, Map.of()));
    CableCell layered = new CableCell("layered", sections);
    Run whole = Run.of(layered, DT_MS, false, new Random(1));
    Run reduced = Run.of(layered, DT_MS, true, new Random(1));
    for (Run each : List.of(whole, reduced)) {
      each.group.initialise();
      each.group.advance(0, 800);
    }
    assertThat(reduced.values()).isEqualTo(whole.values());
    assertThat(whole.values()).isNotEqualTo(Run.of(plain, DT_MS, false, new Random(1)).values());
  }

  /** Spikes come at the same steps. */
  @ParameterizedTest
  @CsvSource({"1, 0", "2, .1"})
  void spikesAgree(long seed, double channels) {
    Random random = new Random(seed);
    CableCell cell = randomCell(random, channels, .12);
    List<List<Integer>> crossings = new ArrayList<>();
    for (boolean isReduced : new boolean[] {false, true}) {
      Run run = Run.of(cell, DT_MS, isReduced, new Random(3));
      Probe amplitude = run.partition.probe(0, "amp").orElseThrow();
      amplitude.array()[amplitude.index()] = .5;
      run.group.initialise();
      Probe v = run.probe(0, .5, "v");
      List<Integer> spikes = new ArrayList<>();
      double before = v.value();
      for (int step = 0; step < 4000; step++) {
        run.group.advance(step, 1);
        if (before < -10 && v.value() >= -10) {
          spikes.add(step);
        }
        before = v.value();
      }
      crossings.add(spikes);
    }
    assertThat(crossings.get(0)).isNotEmpty().isEqualTo(crossings.get(1));
  }

  /** A cell with nothing but pas: the diagonal of the root's neighbourhood is constant, too. */
  @Test
  void aPassiveCellRests() {
    List<SectionModel> sections = new ArrayList<>();
    for (int s = 0; s < 5; s++) {
      sections.add(
          SectionModel.of(
                  "dend[" + s + "]",
                  SectionKind.DEND,
                  new SectionGeometry.Cylinder(100, 1),
                  s - 1,
                  1)
              .withNseg(3)
              .withMembrane(
                  100,
                  1,
                  List.of(new MechanismInsertion("pas", Map.of("g", 1e-3, "e", -70.))),
                  Map.of()));
    }
    CableNetwork network = new CableNetwork(catalogue);
    network.addCell(Blueprint.of(new CableCell("passive", sections), catalogue, new Problems()));
    CablePartition partition =
        network.partition(1, new CableSettings(.1, -60, 6.3, 0, Map.of(), true, true));
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    group.advance(0, 10);
    // implicit Euler with tau = 1 ms: every step divides the distance from rest by 1.1
    double expected = -70 + 10 * Math.pow(1.1, -10);
    for (int s = 0; s < 5; s++) {
      assertThat(partition.probe(0, s, .5, "v").orElseThrow().value())
          .isCloseTo(expected, within(1e-11));
    }
  }
}
