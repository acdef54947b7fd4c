package org.neurowright.engine.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.group.SpikeBuffer;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Problems;

class SynapseFoldingTest {
  private static final MechanismCatalogue CATALOGUE =
      BuiltinMechanisms.catalogue(new NmodlCompiler());

  private static Blueprint cell() {
    Problems problems = new Problems();
    Blueprint blueprint =
        Blueprint.of(
            new CableCell(
                "cell",
                List.of(section("soma[0]", 20, 20, 1, -1), section("dend[0]", 90, 2, 3, 0))),
            CATALOGUE,
            problems);
    problems.throwIfErrors();
    return blueprint;
  }

  private static SectionModel section(
      String name, double lengthUm, double diamUm, int nseg, int parent) {
    String mechanism = parent < 0 ? "hh" : "pas";
    return SectionModel.of(
            name,
            SectionKind.ofSectionName(name),
            new SectionGeometry.Cylinder(lengthUm, diamUm),
            parent,
            1)
        .withNseg(nseg)
        .withMembrane(100, 1, List.of(new MechanismInsertion(mechanism, Map.of())), Map.of());
  }

  private static int template(CableNetwork network, String type, Map<String, Double> parameters) {
    return network.addTemplate(
        new CableNetwork.PointTemplate(CATALOGUE.find(type).orElseThrow(), parameters));
  }

  @Test
  void equalSynapsesInOneSegmentAreOneInstance() {
    CableNetwork network = new CableNetwork(CATALOGUE);
    network.addCell(cell());
    network.addCell(cell());
    int ampa = template(network, "Exp2Syn", Map.of("tau1", .2, "tau2", 2.));
    assertThat(template(network, "Exp2Syn", Map.of("tau2", 2., "tau1", .2))).isEqualTo(ampa);
    int slow = template(network, "Exp2Syn", Map.of("tau1", .2, "tau2", 3.));
    int point = network.addSynapse(0, 1, .4, ampa);
    assertThat(network.addSynapse(0, 1, .6, ampa)).as("the same segment").isEqualTo(point);
    assertThat(
            List.of(
                network.addSynapse(0, 1, .9, ampa),
                network.addSynapse(0, 1, 1, ampa),
                network.addSynapse(1, 1, .5, ampa),
                network.addSynapse(0, 1, .5, slow),
                network.addPoint(0, 1, .5, ampa)))
        .as("another segment, an end, another cell, other parameters, one of its own")
        .doesNotHaveDuplicates()
        .doesNotContain(point);
    assertThat(network.addSynapse(0, 1, .5, ampa)).isEqualTo(point);
    assertThat(network.points()).isEqualTo(6);
    assertThat(network.foldedSynapses()).isEqualTo(2);
  }

  @Test
  void whatIsNotProvedOrDoesNotStartAtRestStaysApart() {
    CableNetwork network = new CableNetwork(CATALOGUE);
    network.addCell(cell());
    int alpha = template(network, "AlphaSynapse", Map.of());
    assertThat(network.addSynapse(0, 0, .5, alpha))
        .isNotEqualTo(network.addSynapse(0, 0, .5, alpha));
    int started = template(network, "ExpSyn", Map.of("g", .1));
    assertThat(network.addSynapse(0, 0, .5, started))
        .isNotEqualTo(network.addSynapse(0, 0, .5, started));
    assertThat(network.foldedSynapses()).isZero();
  }

  /** Potentials and spikes of a small network after every step. */
  private static List<Double> run(boolean fold, int groups) {
    Random random = new Random(3);
    int cells = 5;
    CableNetwork network = new CableNetwork(CATALOGUE);
    Blueprint blueprint = cell();
    int[] source = new int[cells];
    for (int c = 0; c < cells; c++) {
      network.addCell(blueprint);
      source[c] = network.addDetector(c, 0, .5, -20);
    }
    int[] types = {
      template(network, "Exp2Syn", Map.of("tau1", .2, "tau2", 2.)),
      template(network, "ExpSyn", Map.of("tau", 1.5)),
      template(network, "Exp2Syn", Map.of("tau1", 1., "tau2", 6., "e", -80.))
    };
    for (int k = 0; k < 120; k++) {
      int cell = random.nextInt(cells);
      int type = types[random.nextInt(types.length)];
      double x = random.nextDouble();
      int point = fold ? network.addSynapse(cell, 1, x, type) : network.addPoint(cell, 1, x, type);
      int from =
          k % 3 == 0
              ? network.addTrain(random.doubles(6, 0, 40).sorted().toArray())
              : source[random.nextInt(cells)];
      network.connect(from, point, random.nextDouble() * .006, .5 + random.nextInt(4) * .5);
    }
    CablePartition partition =
        network.partition(groups, new CableSettings(.05, -65, 6.3, 0, Map.of()));
    partition.groups().forEach(CableGroup::initialise);
    List<Double> seen = new ArrayList<>();
    for (int step = 0; step < 1000; step++) {
      SpikeBuffer spikes = new SpikeBuffer();
      for (CableGroup group : partition.groups()) {
        group.advance(step, 1);
        spikes.addAll(group.outgoing());
        group.outgoing().clear();
      }
      spikes.sort();
      partition.groups().forEach(group -> group.accept(spikes));
      for (int i = 0; i < spikes.size(); i++) {
        seen.add(spikes.tMs(i) + 1000 * spikes.source(i));
      }
      for (int c = 0; c < cells; c++) {
        seen.add(partition.probe(c, 0, .5, "v").orElseThrow().value());
      }
    }
    assertThat(seen.size()).as("some spikes").isGreaterThan(cells * 1000 + 5);
    return seen;
  }

  @Test
  void foldedNetworksGoTheSameWayWhateverTheNumberOfGroups() {
    List<Double> apart = run(false, 1);
    List<Double> folded = run(true, 1);
    assertThat(folded).hasSameSizeAs(apart);
    for (int i = 0; i < apart.size(); i++) {
      assertThat(folded.get(i)).isCloseTo(apart.get(i), within(1e-8));
    }
    assertThat(run(true, 2)).isEqualTo(folded);
    assertThat(run(true, 5)).isEqualTo(folded);
    assertThat(run(false, 3)).isEqualTo(apart);
  }

  /**
   * A self event and a spike at one time come in the order of sending, as in NEURON: IntFire1 ends
   * its refractory time with a self event, so that a spike sent later and due at the same time
   * counts, and one sent before does not.
   */
  @Test
  void eventsOfOneTimeComeInTheOrderOfSending() {
    // The first spike at 1 makes the cell fire; its refractory time ends at 1 + 4 = 5.
    assertThat(spikesOfIntFire(new double[] {1}, 0, new double[] {4.5}, .5))
        .as("sent at 4.5, after the self event")
        .isEqualTo(2);
    assertThat(spikesOfIntFire(new double[] {1}, 0, new double[] {.5}, 4.5))
        .as("sent at 0.5, before the self event")
        .isEqualTo(1);
  }

  private static int spikesOfIntFire(
      double[] first, double firstDelay, double[] second, double secondDelay) {
    CableNetwork network = new CableNetwork(CATALOGUE);
    int cell = network.addArtificial(template(network, "IntFire1", Map.of("refrac", 4.)));
    network.addPointSource(cell);
    network.connect(network.addTrain(first), cell, 2, firstDelay);
    network.connect(network.addTrain(second), cell, 2, secondDelay);
    CableGroup group =
        network.partition(1, new CableSettings(.1, -65, 6.3, 0, Map.of())).groups().getFirst();
    group.initialise();
    group.advance(0, 100);
    return group.outgoing().size();
  }
}
