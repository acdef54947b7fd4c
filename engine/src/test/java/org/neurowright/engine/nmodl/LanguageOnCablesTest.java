package org.neurowright.engine.nmodl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableGroup;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.cable.Probe;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.FunctionTable;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problems;

/** Parts of the language that need a whole cell: diffusion, pointers, tables of functions. */
final class LanguageOnCablesTest {
  private static MechanismCatalogue catalogue(NmodlSource... sources) {
    NmodlCompiler compiler = new NmodlCompiler();
    NmodlResult result = compiler.compile(List.of(sources));
    assertThat(result.hasErrors()).as(result.problems().toString()).isFalse();
    return BuiltinMechanisms.catalogue(compiler).with(result.types());
  }

  private static SectionModel section(
      String name, double lengthUm, double diamUm, int nseg, int parent, double x, String mech) {
    return SectionModel.of(
            name,
            SectionKind.ofSectionName(name),
            new SectionGeometry.Cylinder(lengthUm, diamUm),
            parent,
            x)
        .withNseg(nseg)
        .withMembrane(100, 1, List.of(new MechanismInsertion(mech, Map.of())), Map.of());
  }

  private static SectionModel withDiameters(SectionModel s, List<RangeValue> diameters) {
    return new SectionModel(
        s.name(),
        s.kind(),
        s.geometry(),
        s.parent(),
        s.parentX(),
        s.childX(),
        s.nseg(),
        s.axialResistivityOhmCm(),
        s.capacitanceUfPerCm2(),
        s.rallBranch(),
        s.mechanisms(),
        s.ionValues(),
        s.ionStyles(),
        diameters);
  }

  private static int template(CableNetwork network, String mechanism, Map<String, Double> values) {
    return network.addTemplate(
        new CableNetwork.PointTemplate(network.mechanism(mechanism).orElseThrow(), values));
  }

  /**
   * A branching cell of changing diameter with FeatDiffusion everywhere, two FeatCaSource of which
   * the first points to {@code cai} elsewhere and the second to a variable of the first. Numbers of
   * NEURON 9.0.2 (x86-64): sections soma (L 20, diam 12, nseg 1), d1 (60, 3, 5) at soma(1), d2 (40,
   * 1.5, 3) at d1(1), d3 (50, 0.8, 3) at d1(0.5), d4 (25, 2, 2) at soma(0), diam of d1(0.1) 4 and
   * of d1(0.9) 2, Ra 100, dt 0.05, one row per 10 steps.
   */
  @Test
  void diffusionAlongATreeAndPointersGiveTheNumbersOfNeuron() throws IOException {
    MechanismCatalogue catalogue =
        catalogue(
            TestResources.source("features/FeatDiffusion.mod"),
            TestResources.source("features/FeatCaSource.mod"));
    Problems problems = new Problems();
    String mech = "FeatDiffusion";
    Blueprint blueprint =
        Blueprint.of(
            new CableCell(
                "tree",
                List.of(
                    section("soma[0]", 20, 12, 1, -1, 0, mech),
                    withDiameters(
                        section("dend[0]", 60, 3, 5, 0, 1, mech),
                        List.of(new RangeValue("diam", 0.1, 4), new RangeValue("diam", 0.9, 2))),
                    section("dend[1]", 40, 1.5, 3, 1, 1, mech),
                    section("dend[2]", 50, 0.8, 3, 1, 0.5, mech),
                    section("dend[3]", 25, 2, 2, 0, 0, mech))),
            catalogue,
            problems);
    assertThat(problems.toList()).isEmpty();
    CableNetwork network = new CableNetwork(catalogue);
    int cell = network.addCell(blueprint);
    int p = network.addPoint(cell, 1, 0.3, template(network, "FeatCaSource", Map.of()));
    int q = network.addPoint(cell, 0, 0.5, template(network, "FeatCaSource", Map.of("amp", 0.002)));
    network.setPointer(p, "seen", new CableNetwork.Variable.OfSection(cell, 2, 0.5, "cai"));
    network.setPointer(q, "seen", new CableNetwork.Variable.OfPoint(p, "copy"));
    CablePartition partition = network.partition(2, new CableSettings(0.05, -65, 6.3, 0, Map.of()));
    CableGroup group = partition.groupOf(cell);
    List<Probe> probes = new java.util.ArrayList<>();
    double[] x = {0.5, 0.1, 0.5, 0.9, 0.9, 0.9, 0.75};
    int[] sections = {0, 1, 1, 1, 2, 3, 4};
    for (int k = 0; k < x.length; k++) {
      probes.add(partition.probe(cell, sections[k], x[k], "cai").orElseThrow());
      probes.add(partition.probe(cell, sections[k], x[k], "cab_FeatDiffusion").orElseThrow());
    }
    probes.add(partition.probe(p, "copy").orElseThrow());
    probes.add(partition.probe(q, "copy").orElseThrow());
    probes.add(partition.probe(p, "twice").orElseThrow());

    group.initialise();
    List<String> lines = TestResources.lines("features/diffusion.csv");
    for (int row = 1; row < lines.size(); row++) {
      double[] expected =
          Arrays.stream(lines.get(row).split(",")).mapToDouble(Double::parseDouble).toArray();
      for (int k = 0; k < probes.size(); k++) {
        assertThat(probes.get(k).value())
            .as("column %d at t = %s", k + 1, expected[0])
            .isCloseTo(expected[k + 1], within(1e-9 * Math.abs(expected[k + 1]) + 1e-18));
      }
      group.advance((row - 1) * 10L, 10);
    }
  }

  /** Cells of one kind stand in packs, node by node: each diffuses as if it were alone. */
  @Test
  void diffusionStaysInsideItsCellWhenCellsStandInPacks() throws IOException {
    MechanismCatalogue catalogue =
        catalogue(
            TestResources.source("features/FeatDiffusion.mod"),
            TestResources.source("features/FeatCaSource.mod"));
    double[] alone = diffused(catalogue, 1)[0];
    double[][] together = diffused(catalogue, 19);

    assertThat(List.of(together)).allSatisfy(one -> assertThat(one).isEqualTo(alone));
    assertThat(alone[0]).isNotEqualTo(alone[1]);
  }

  private static double[][] diffused(MechanismCatalogue catalogue, int cells) {
    Problems problems = new Problems();
    String mech = "FeatDiffusion";
    Blueprint blueprint =
        Blueprint.of(
            new CableCell(
                "fork",
                List.of(
                    section("soma[0]", 20, 12, 1, -1, 0, mech),
                    section("dend[0]", 60, 3, 3, 0, 1, mech),
                    section("dend[1]", 40, 1.5, 3, 1, 0.5, mech))),
            catalogue,
            problems);
    CableNetwork network = new CableNetwork(catalogue);
    for (int c = 0; c < cells; c++) {
      int cell = network.addCell(blueprint);
      int p = network.addPoint(cell, 1, 0.5, template(network, "FeatCaSource", Map.of()));
      network.setPointer(p, "seen", new CableNetwork.Variable.OfSection(cell, 0, 0.5, "cai"));
    }
    CablePartition partition = network.partition(1, new CableSettings(0.05, -65, 6.3, 0, Map.of()));
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    group.advance(0, 100);
    double[][] result = new double[cells][];
    for (int c = 0; c < cells; c++) {
      result[c] =
          new double[] {
            partition.probe(c, 0, 0.5, "cai").orElseThrow().value(),
            partition.probe(c, 1, 0.5, "cai").orElseThrow().value(),
            partition.probe(c, 2, 0.9, "cai").orElseThrow().value(),
            partition.probe(c, "copy").orElseThrow().value()
          };
    }
    return result;
  }

  /** What a pointer writes is not a constant of the mechanism it belongs to. */
  @Test
  void aParameterThatAPointerChangesIsReadAnewInEveryStep() {
    MechanismCatalogue catalogue =
        catalogue(
            new NmodlSource(
                "Pusher.mod",
                """
                NEURON { POINT_PROCESS Pusher POINTER p }
                ASSIGNED { p }
                BREAKPOINT { p = t }
                """),
            new NmodlSource(
                "Pushed.mod",
                """
                NEURON { POINT_PROCESS Pushed RANGE rate NONSPECIFIC_CURRENT i }
                PARAMETER { rate = 1 }
                ASSIGNED { v i }
                STATE { x }
                BREAKPOINT { SOLVE grow METHOD cnexp i = 0*v }
                DERIVATIVE grow { x' = exp(rate/10) - x*exp(rate/20) }
                """));
    CableNetwork network = new CableNetwork(catalogue);
    int cell = network.addCell(leakyCell(catalogue));
    int pushed = network.addPoint(cell, 0, 0.5, template(network, "Pushed", Map.of()));
    int pusher = network.addPoint(cell, 0, 0.5, template(network, "Pusher", Map.of()));
    network.setPointer(pusher, "p", new CableNetwork.Variable.OfPoint(pushed, "rate"));
    double dt = 0.5;
    CablePartition partition = network.partition(1, new CableSettings(dt, -65, 6.3, 0, Map.of()));
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    double x = 0;
    List<String> order = catalogue.executionOrder().stream().map(m -> m.name()).toList();
    boolean pusherFirst = order.indexOf("Pusher") < order.indexOf("Pushed");
    for (int step = 1; step <= 8; step++) {
      group.advance(step - 1, 1);
      double rate = pusherFirst ? step * dt : Math.max(0, (step - 1) * dt);
      if (!pusherFirst && step == 1) {
        rate = 1;
      }
      double slope = Math.exp(rate / 20);
      double target = Math.exp(rate / 10) / slope;
      x = x + (1 - Math.exp(-dt * slope)) * (target - x);
      assertThat(partition.probe(pushed, "x").orElseThrow().value())
          .as("step %d", step)
          .isCloseTo(x, within(1e-12));
    }
  }

  @Test
  void aPointerCannotReferToASynapseThatMayShareItsInstance() {
    MechanismCatalogue catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
    CableNetwork network = new CableNetwork(catalogue);
    int cell = network.addCell(leakyCell(catalogue));
    int synapse = network.addSynapse(cell, 0, 0.5, template(network, "ExpSyn", Map.of()));

    assertThatThrownBy(() ->
            network.setPointer(synapse, "none", new CableNetwork.Variable.OfPoint(synapse, "tau")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use addPoint");
  }

  @Test
  void aPointerThatNobodySetIsNamedAtTheStart() throws IOException {
    MechanismCatalogue catalogue = catalogue(TestResources.source("features/FeatCaSource.mod"));
    CableNetwork network = new CableNetwork(catalogue);
    int cell = network.addCell(leakyCell(catalogue));
    network.addPoint(cell, 0, 0.5, template(network, "FeatCaSource", Map.of()));
    CableGroup group =
        network.partition(1, new CableSettings(0.1, -65, 6.3, 0, Map.of())).groups().getFirst();

    assertThatThrownBy(group::initialise)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("POINTER seen of FeatCaSource");
  }

  @Test
  void aPointerToNothingIsRefused() throws IOException {
    MechanismCatalogue catalogue = catalogue(TestResources.source("features/FeatCaSource.mod"));
    CableNetwork network = new CableNetwork(catalogue);
    int cell = network.addCell(leakyCell(catalogue));
    int point = network.addPoint(cell, 0, 0.5, template(network, "FeatCaSource", Map.of()));
    network.setPointer(point, "seen", new CableNetwork.Variable.OfSection(cell, 0, 0.5, "nai"));

    assertThatThrownBy(() -> network.partition(1, new CableSettings(.1, -65, 6.3, 0, Map.of())))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("cannot refer to");
    assertThatThrownBy(() ->
            network.setPointer(
                point, "amp", new CableNetwork.Variable.OfSection(cell, 0, 0.5, "v")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Linear between the points, constant outside, in one and two arguments. */
  @Test
  void tablesOfFunctionsInterpolateAndComplainWhenEmpty() {
    MechanismCatalogue catalogue =
        catalogue(
            new NmodlSource(
                "Tab.mod",
                """
                NEURON { POINT_PROCESS Tab RANGE a, b, x }
                PARAMETER { x = 1.25 }
                ASSIGNED { a b }
                FUNCTION_TABLE f(x)
                FUNCTION_TABLE g(x, y)
                INITIAL { a = f(x)  b = g(x, 3.5) }
                """));
    CableNetwork network = new CableNetwork(catalogue);
    int cell = network.addCell(leakyCell(catalogue));
    int inside = network.addPoint(cell, 0, 0.5, template(network, "Tab", Map.of()));
    int above = network.addPoint(cell, 0, 0.5, template(network, "Tab", Map.of("x", 9.0)));
    CableSettings settings = new CableSettings(.1, -65, 6.3, 0, Map.of());
    CableGroup empty = network.partition(1, settings).groups().getFirst();
    assertThatThrownBy(empty::initialise)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("FUNCTION_TABLE f of Tab");

    network.setFunctionTable(
        "Tab", "f", FunctionTable.Values.even(0, 2, new double[] {10, 20, 40}));
    network.setFunctionTable(
        "Tab",
        "g",
        new FunctionTable.Values(
            new double[][] {{0, 2}, {3, 4, 5}}, new double[] {0, 1, 2, 10, 11, 12}));
    CablePartition partition = network.partition(1, settings);
    partition.groups().getFirst().initialise();

    assertThat(partition.probe(inside, "a").orElseThrow().value()).isCloseTo(25, within(1e-12));
    assertThat(partition.probe(above, "a").orElseThrow().value()).isEqualTo(40);
    assertThat(partition.probe(inside, "b").orElseThrow().value()).isCloseTo(6.75, within(1e-12));
    assertThat(partition.probe(above, "b").orElseThrow().value()).isCloseTo(10.5, within(1e-12));
  }

  /**
   * C code interrupted by NMODL, with draws from a Random object, a loop that is left, integer
   * division and a return. Numbers of NEURON 9.0.2 with {@code Random123(11, 22, 33)} and {@code
   * uniform(0, 1)} for the first instance and no generator for the second, dt 0.1, at the start and
   * after every step: u, e, last, k. Choosing a distribution draws once in NEURON, so the stream is
   * at place 1.
   */
  @Test
  void codeInCGivesTheNumbersOfNeuron() throws IOException {
    double[][] expected = {
      {0.75317157368334675, 0, -1, 0},
      {0.60783763914186562, 0, 0.60783763914186562, 2.5},
      {0.93832775043828232, 0, 0.93832775043828232, 2.5},
      {0.29950714919261934, 2.9950714919261934, 0.93832775043828232, 2.5},
      {0.0087293623926282485, 0.087293623926282482, 0.93832775043828232, 2.5},
      {0.44593101473387076, 4.4593101473387078, 0.93832775043828232, 2.5},
    };
    MechanismCatalogue catalogue = catalogue(TestResources.source("features/FeatPicks.mod"));
    CableNetwork network = new CableNetwork(catalogue);
    int cell = network.addCell(leakyCell(catalogue));
    Map<String, Double> stream =
        Map.of("rng[0]", 11.0, "rng[1]", 22.0, "rng[2]", 33.0, "rng[3]", 1.0);
    int drawing = network.addPoint(cell, 0, 0.5, template(network, "FeatPicks", stream));
    int still = network.addPoint(cell, 0, 0.5, template(network, "FeatPicks", Map.of()));
    CablePartition partition = network.partition(1, new CableSettings(.1, -65, 6.3, 0, Map.of()));
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    for (int step = 0; step < expected.length; step++) {
      double[] found =
          java.util.stream.Stream.of("u", "e", "last", "k")
              .mapToDouble(v -> partition.probe(drawing, v).orElseThrow().value())
              .toArray();
      assertThat(found).as("step %d", step).containsExactly(expected[step], within(1e-15));
      group.advance(step, 1);
    }
    assertThat(partition.probe(still, "u").orElseThrow().value()).isEqualTo(0.25);
    assertThat(partition.probe(still, "e").orElseThrow().value()).isEqualTo(2.5);
    assertThat(partition.probe(still, "last").orElseThrow().value()).isEqualTo(-1);
  }

  /**
   * 900 states in one block are more code than a method may have; each follows its own solution.
   */
  @Test
  void aMechanismLongerThanAMethodIsCutIntoParts() {
    int n = 900;
    StringBuilder text = new StringBuilder("NEURON { POINT_PROCESS Long }\nSTATE {");
    for (int k = 0; k < n; k++) {
      text.append(" s").append(k);
    }
    text.append(" }\nBREAKPOINT { SOLVE all METHOD cnexp }\nDERIVATIVE all {\n");
    for (int k = 0; k < n; k++) {
      text.append("s%d' = (%d.5 - s%d)/(%d + 0.25)\n".formatted(k, k, k, k + 1));
    }
    text.append("}\n");
    MechanismCatalogue catalogue = catalogue(new NmodlSource("Long.mod", text.toString()));
    CableNetwork network = new CableNetwork(catalogue);
    int cell = network.addCell(leakyCell(catalogue));
    int point = network.addPoint(cell, 0, 0.5, template(network, "Long", Map.of()));
    CablePartition partition = network.partition(1, new CableSettings(.5, -65, 6.3, 0, Map.of()));
    partition.groups().getFirst().initialise();
    partition.groups().getFirst().advance(0, 4);
    for (int k = 0; k < n; k += 29) {
      assertThat(partition.probe(point, "s" + k).orElseThrow().value())
          .isCloseTo((k + .5) * (1 - Math.exp(-2 / (k + 1.25))), within(1e-9));
    }
  }

  private static Blueprint leakyCell(MechanismCatalogue catalogue) {
    Problems problems = new Problems();
    Blueprint blueprint =
        Blueprint.of(
            new CableCell("c", List.of(section("soma[0]", 20, 20, 1, -1, 0, "pas"))),
            catalogue,
            problems);
    assertThat(problems.toList()).isEmpty();
    return blueprint;
  }
}
