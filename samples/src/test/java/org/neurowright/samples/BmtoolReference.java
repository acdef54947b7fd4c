package org.neurowright.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.measure.ChirpKind;
import org.neurowright.engine.measure.ImpedanceProfile;
import org.neurowright.engine.measure.PassiveMeasure;
import org.neurowright.engine.measure.TauMethod;
import org.neurowright.engine.protocol.CurrentClamp;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.FiCurve;
import org.neurowright.engine.protocol.Passive;
import org.neurowright.engine.protocol.SynapticInput;
import org.neurowright.engine.protocol.Zap;
import org.neurowright.engine.task.RunControl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code single-cells/provenance/make_reference.py} wrote, and how far our protocols are from
 * it: relative differences, those of curves relative to their largest change. Settings here repeat
 * those of the script.
 */
final class BmtoolReference {
  private static final double LONGEST_TAU_MS = 60_000;

  private final JsonNode json;
  private final Map<String, Double> differences = new LinkedHashMap<>();

  private BmtoolReference(JsonNode json) {
    this.json = json;
  }

  static BmtoolReference read(Path file) throws IOException {
    return new BmtoolReference(JsonMapper.shared().readTree(Files.readString(file)));
  }

  double celsius() {
    return json.get("celsius").asDouble();
  }

  double vInitMv() {
    return json.get("v_init").asDouble();
  }

  /**
   * Runs everything.
   *
   * @return difference by measure; numbers of spikes differ by 0 or more
   */
  Map<String, Double> differences(Benches benches) {
    for (TauMethod method : TauMethod.values()) {
      passive(benches, method);
    }
    clamp(benches);
    fi(benches);
    zap(benches, ChirpKind.LINEAR, 0);
    zap(benches, ChirpKind.EXPONENTIAL, .5);
    synapse(benches);
    return differences;
  }

  private void passive(Benches benches, TauMethod method) {
    PassiveMeasure measure =
        Passive.run(
                benches,
                new Passive.Settings(Electrodes.SOMA, -20, 500, 500, 1000, method),
                RunControl.none())
            .measure();
    JsonNode row = json.get("passive_" + method.label());
    compare("v_rest", row.get("v_rest_mV").asDouble(), measure.vRestMv());
    compare("r_in", row.get("r_in_MOhm").asDouble(), measure.rInMohm());
    double tau = row.get("tau_ms").asDouble();
    // A time constant of minutes in a pulse of 500 ms is an artefact of the fit; its curve counts.
    if (tau < LONGEST_TAU_MS) {
      compare("tau " + method.label(), tau, measure.tauMs());
    }
    if (method == TauMethod.SIMPLE) {
      return;
    }
    // without sag, v_sag is the difference of two potentials that are nearly the same
    double change = Math.abs(measure.changeMv());
    put("v_sag", Math.abs(row.get("v_sag_mV").asDouble() - measure.vSagMv()) / change);
    double[] curve = array(row.get("curve_mV"));
    int every = measure.windowTMs().length / 20;
    double largest = 0;
    for (int k = 0; k < curve.length; k++) {
      double at = measure.windowTMs()[k * every];
      largest = Math.max(largest, Math.abs(measure.fit().orElseThrow().at(at) - curve[k]));
    }
    put("curve " + method.label(), largest / change);
  }

  private void clamp(Benches benches) {
    CurrentClamp.Result result =
        CurrentClamp.run(
            benches,
            new CurrentClamp.Settings(Electrodes.SOMA, 200, 100, 300, 450, OptionalDouble.of(-15)),
            RunControl.none());
    double[] times = array(json.get("clamp").get("spike_times_ms"));
    put("clamp spikes", Math.abs(times.length - result.spikeTimesMs().length));
    double largest = 0;
    for (int k = 0; k < Math.min(times.length, result.spikeTimesMs().length); k++) {
      largest = Math.max(largest, Math.abs(times[k] - result.spikeTimesMs()[k]));
    }
    put("clamp spike times, ms", largest);
    put("clamp v", samples(json.get("clamp").get("v_mV"), result.trace().vMv(), 200));
  }

  private void fi(Benches benches) {
    FiCurve.Result result =
        FiCurve.run(
            benches,
            new FiCurve.Settings(Electrodes.SOMA, 0, 525, 50, 50, 500, 0, OptionalDouble.empty()),
            RunControl.none());
    double[] amps = array(json.get("fi").get("amps_nA"));
    double[] spikes = array(json.get("fi").get("spikes"));
    put("fi amplitudes", Math.abs(amps.length - result.ampsNa().length));
    double different = 0;
    for (int k = 0; k < amps.length; k++) {
      different +=
          Math.abs(spikes[k] - result.spikes()[k]) + (amps[k] == result.ampsNa()[k] ? 0 : 1);
    }
    put("fi spikes", different);
  }

  private void zap(Benches benches, ChirpKind kind, double startHz) {
    Zap.Result result =
        Zap.run(
            benches,
            new Zap.Settings(Electrodes.SOMA, 10, 500, 4000, 4600, startHz, 15, kind, 9),
            RunControl.none());
    JsonNode row = json.get("zap_" + kind.label());
    ImpedanceProfile profile = result.profile();
    put("zap frequencies", largest(array(row.get("freq_Hz")), profile.freqHz()));
    put("zap impedance", relative(array(row.get("impedance_MOhm")), profile.impedanceMohm()));
    put(
        "zap impedance, not smoothed",
        relative(array(row.get("unsmoothed_MOhm")), profile.rawMohm()));
    compare("zap peak", row.get("peak_Hz").asDouble(), profile.bmtoolResonanceHz());
    compare(
        "zap largest change", row.get("largest_change_mV").asDouble(), result.largestChangeMv());
  }

  private void synapse(Benches benches) {
    SynapticInput.Settings usual = SynapticInput.Settings.DEFAULT;
    SynapticInput.Result result =
        SynapticInput.run(
            benches,
            new SynapticInput.Settings(
                Electrodes.SOMA,
                usual.mechanism(),
                usual.parameters(),
                .001,
                100,
                300,
                new SynapticInput.Pattern.Train(40, 0, OptionalDouble.empty(), 1),
                OptionalDouble.empty()),
            RunControl.none());
    put(
        "synapse number",
        Math.abs(json.get("synapse").get("number").asInt() - result.inputMs().length));
    put("synapse v", samples(json.get("synapse").get("v_mV"), result.trace().vMv(), 80));
  }

  private void compare(String name, double expected, double found) {
    put(name, Math.abs(found - expected) / Math.abs(expected));
  }

  private void put(String name, double difference) {
    differences.merge(name, difference, Math::max);
  }

  /** Largest difference of every n-th sample, mV. */
  private static double samples(JsonNode expected, double[] found, int every) {
    double[] values = array(expected);
    double largest = 0;
    for (int k = 0; k < values.length; k++) {
      largest = Math.max(largest, Math.abs(values[k] - found[k * every]));
    }
    return largest;
  }

  private static double largest(double[] expected, double[] found) {
    if (expected.length != found.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int k = 0; k < expected.length; k++) {
      largest = Math.max(largest, Math.abs(expected[k] - found[k]));
    }
    return largest;
  }

  private static double relative(double[] expected, double[] found) {
    if (expected.length != found.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int k = 0; k < expected.length; k++) {
      largest = Math.max(largest, Math.abs(expected[k] - found[k]) / expected[k]);
    }
    return largest;
  }

  private static double[] array(JsonNode node) {
    double[] values = new double[node.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = node.get(k).asDouble();
    }
    return values;
  }
}
