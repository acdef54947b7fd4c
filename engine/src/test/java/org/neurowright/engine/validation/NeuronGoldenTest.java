package org.neurowright.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neurowright.engine.validation.Models.blueprint;
import static org.neurowright.engine.validation.Models.leak;
import static org.neurowright.engine.validation.Models.mechanism;
import static org.neurowright.engine.validation.Models.point;
import static org.neurowright.engine.validation.Models.section;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableGroup;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.cable.Probe;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionModel;

/**
 * Networks with gap junctions, cells with extracellular layers and the axon of Rallpack 3 against
 * what NEURON 9.0.2 computed for them; {@code make_golden.py} beside the values made them.
 */
class NeuronGoldenTest {
  private static final double DT_MS = .025;
  private static final int CELLS = 20;

  @Test
  void aNetworkWithGapJunctionsAndSynapsesDoesWhatNeuronDoes() {
    CableNetwork network = new CableNetwork(Models.CATALOGUE);
    Blueprint cell =
        blueprint(
            section("soma[0]", 20, 20, 1, -1, 0, mechanism("hh")),
            section("dend[0]", 200, 2, 5, 0, 1, leak(1e-4, -70)));
    for (int i = 0; i < CELLS; i++) {
      network.addCell(cell);
    }
    int firstGap = -1;
    List<Integer> sources = new ArrayList<>();
    for (int i = 0; i < CELLS; i++) {
      sources.add(network.addDetector(i, 0, .5, 0));
    }
    for (int i = 0; i < CELLS; i++) {
      for (int distance : new int[] {1, -1, 7, -7}) {
        int gap = point(network, i, 1, .5, "HalfGap", Map.of("g", .0005));
        firstGap = firstGap < 0 ? gap : firstGap;
        network.addGap(Math.floorMod(i + distance, CELLS), 1, .5, gap, "vgap");
      }
      int synapse = point(network, i, 1, .9, "ExpSyn", Map.of("tau", 2.0, "e", 0.0));
      network.connect(sources.get(Math.floorMod(i - 1, CELLS)), synapse, .003 + .0005 * (i % 3), 1);
    }
    point(network, 0, 0, .5, "IClamp", Map.of("del", 2.0, "dur", 40.0, "amp", .4));
    CablePartition partition = network.partition(1, settings());
    Map<String, Probe> probes = new LinkedHashMap<>();
    for (int i = 0; i < CELLS; i++) {
      probes.put("v" + i, partition.probe(i, 0, .5, "v").orElseThrow());
    }
    probes.put("i0", partition.probe(firstGap, "i").orElseThrow());
    probes.put("vgap0", partition.probe(firstGap, "vgap").orElseThrow());
    List<String> spikes = compare(partition, probes, "gap_network", 50, 20, 1e-8);
    List<String> expected = Models.resource("gap_network_spikes.csv").lines().skip(1).toList();
    assertThat(spikes).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      String[] parts = expected.get(i).split(",");
      int source = sources.get(Integer.parseInt(parts[0]));
      double t = Double.parseDouble(parts[1]);
      assertThat(spikes)
          .anySatisfy(spike -> {
            assertThat(Integer.parseInt(spike.split(",")[0])).isEqualTo(source);
            assertThat(Math.abs(Double.parseDouble(spike.split(",")[1]) - t)).isLessThan(1e-9);
          });
    }
  }

  @Test
  void layersOfAnyResistanceDoWhatNeuronsDo() {
    outside(false, 1, "outside_coupled", 1e-11);
  }

  /** The prescribed potential neglects what 1e9 S/cm² lets drop: 1e-8 mV. */
  @Test
  void layersWithDefaultResistanceDoWhatNeuronsDo() {
    outside(true, .9, "outside_prescribed", 2e-8);
  }

  /**
   * A synapse at the end of a section, where layers have no conductance towards ground: its current
   * has nowhere to go but 1e9 MΩ/cm along, so the potential there is not the battery's at all.
   */
  @Test
  void aSynapseAtTheEndOfASectionFindsNoGroundThere() {
    outside(true, 1, "outside_floating", 1e-7);
  }

  private static SectionModel layered(
      SectionModel section, int k, boolean prescribed, MechanismInsertion... others) {
    int nseg = section.nseg();
    List<RangeValue> range = new ArrayList<>();
    for (int i = 0; i < nseg; i++) {
      double x = (i + .5) / nseg;
      range.add(new RangeValue("e_extracellular", x, 3 * k + x));
      if (!prescribed) {
        range.add(new RangeValue("xg[1]", x, .1 * (1 + x)));
        range.add(new RangeValue("xc[1]", x, .05));
      }
    }
    Map<String, Double> parameters =
        prescribed
            ? Map.of()
            : Map.of("xraxial[0]", 1000.0 + 100 * k, "xraxial[1]", 500.0, "xg", .01, "xc[0]", .1);
    List<MechanismInsertion> mechanisms = new ArrayList<>(List.of(others));
    mechanisms.add(new MechanismInsertion("extracellular", parameters));
    return Models.withRange(section.withMembrane(100, 1, mechanisms, Map.of()), range);
  }

  private static void outside(
      boolean prescribed, double synapseX, String golden, double tolerance) {
    CableNetwork network = new CableNetwork(Models.CATALOGUE);
    String[] names = {"soma", "plain", "side", "far"};
    int cell =
        network.addCell(
            blueprint(
                layered(section("soma[0]", 20, 20, 1, -1, 0), 0, prescribed, mechanism("hh")),
                section("dend[0]", 150, 2, 3, 0, 1, leak(1e-4, -70)),
                layered(section("dend[1]", 200, 1.5, 5, 0, .5), 1, prescribed, mechanism("hh")),
                layered(section("dend[2]", 100, 1, 3, 1, 1), 2, prescribed, leak(1e-4, -70))));
    int partner = network.addCell(blueprint(section("soma[0]", 15, 15, 1, -1, 0, leak(1e-4, -70))));
    int synapse = point(network, cell, 2, synapseX, "ExpSyn", Map.of("tau", 2.0, "e", 0.0));
    network.addEvent(network.connect(network.addSilentSource(), synapse, .002, 1), 10);
    int clamp =
        point(network, cell, 0, .5, "SEClamp", Map.of("rs", 5.0, "dur1", 3.0, "amp1", -60.0));
    point(network, cell, 3, .5, "IClamp", Map.of("del", 5.0, "dur", 2.0, "amp", .2));
    int gap = point(network, partner, 0, .5, "HalfGap", Map.of("g", .002));
    network.addGap(cell, 0, .5, gap, "vgap");
    double[] t = new double[60];
    double[] wave = new double[60];
    for (int k = 0; k < t.length; k++) {
      t[k] = .5 * k;
      wave[k] = 12 * Math.sin(.7 * t[k]);
    }
    network.addPlay(cell, 2, .7, "e_extracellular", t, wave, true);
    CablePartition partition = network.partition(1, settings());
    Map<String, Probe> probes = new LinkedHashMap<>();
    double[][] places = {{0, .5}, {1, .5}, {2, .1}, {2, .7}, {2, 1}, {3, .5}};
    for (double[] place : places) {
      int s = (int) place[0];
      double x = place[1];
      String label = "_" + names[s] + (x == 1 ? "1" : Double.toString(x));
      probes.put("v" + label, partition.probe(cell, s, x, "v").orElseThrow());
      probes.put("im" + label, partition.probe(cell, s, x, "i_membrane_").orElseThrow());
      if (s != 1) {
        probes.put("x0" + label, partition.probe(cell, s, x, "vext").orElseThrow());
        probes.put("x1" + label, partition.probe(cell, s, x, "vext[1]").orElseThrow());
        if (x != 1) {
          probes.put("id" + label, partition.probe(cell, s, x, "i_membrane").orElseThrow());
        }
      }
    }
    assertThat(partition.probe(cell, 1, .5, "vext")).isEmpty();
    probes.put("clamp", partition.probe(clamp, "i").orElseThrow());
    probes.put("partner", partition.probe(partner, 0, .5, "v").orElseThrow());
    probes.put("vgap", partition.probe(gap, "vgap").orElseThrow());
    compare(partition, probes, golden, 20, 10, tolerance);
  }

  @Test
  void theAxonOfRallpack3DoesWhatNeuronsDoes() {
    CableNetwork network = new CableNetwork(Models.CATALOGUE);
    int cell = network.addCell(Rallpack.axon(1000));
    point(network, cell, 0, 0, "IClamp", Map.of("del", 0.0, "dur", 1e9, "amp", .1));
    CablePartition partition = network.partition(1, settings());
    Map<String, Probe> probes = new LinkedHashMap<>();
    probes.put("v0", partition.probe(cell, 0, 0, "v").orElseThrow());
    probes.put("v1", partition.probe(cell, 0, 1, "v").orElseThrow());
    compare(partition, probes, "rallpack3", 50, 20, 1e-7);
  }

  private static CableSettings settings() {
    return new CableSettings(DT_MS, -65, 6.3, 0, Map.of());
  }

  /** Runs, compares every recorded row, and returns the spikes as "source,time". */
  private static List<String> compare(
      CablePartition partition,
      Map<String, Probe> probes,
      String golden,
      double tstop,
      int every,
      double tolerance) {
    List<String> lines = Models.resource(golden + ".csv").lines().toList();
    String[] header = lines.getFirst().split(",");
    assertThat(header).containsExactlyElementsOf(probes.keySet());
    CableGroup group = partition.groups().getFirst();
    List<double[]> rows = new ArrayList<>();
    Runnable sample = () -> rows.add(probes.values().stream().mapToDouble(Probe::value).toArray());
    group.initialise();
    sample.run();
    group.onSample(sample);
    List<String> spikes = new ArrayList<>();
    int steps = (int) Math.round(tstop / DT_MS);
    for (int step = 0; step < steps; step++) {
      group.advance(step, 1);
      for (int i = 0; i < group.outgoing().size(); i++) {
        spikes.add(group.outgoing().source(i) + "," + group.outgoing().tMs(i));
      }
      group.accept(group.outgoing());
      group.outgoing().clear();
    }
    Map<String, Double> worst = new LinkedHashMap<>();
    for (int k = 1; k < lines.size(); k++) {
      String[] expected = lines.get(k).split(",");
      double[] row = rows.get((k - 1) * every);
      for (int c = 0; c < header.length; c++) {
        double e = Double.parseDouble(expected[c]);
        double difference = Math.abs(row[c] - e) / Math.max(1, Math.abs(e));
        worst.merge(header[c], Double.isNaN(difference) ? 1e300 : difference, Math::max);
      }
    }
    assertThat(lines.size() - 2).isEqualTo(steps / every);
    assertThat(worst)
        .allSatisfy((label, value) -> assertThat(value).as(label).isLessThanOrEqualTo(tolerance));
    return spikes;
  }
}
