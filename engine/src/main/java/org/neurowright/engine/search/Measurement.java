package org.neurowright.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Recording;
import org.neurowright.engine.bench.Rig;
import org.neurowright.engine.bench.Trial;
import org.neurowright.engine.measure.PassiveMeasure;
import org.neurowright.engine.measure.SpikeFeatures;
import org.neurowright.engine.measure.Spikes;
import org.neurowright.engine.measure.TauMethod;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.FiCurve;
import org.neurowright.engine.protocol.Zap;
import org.neurowright.engine.task.RunControl;

/**
 * Takes the features of a table of targets. Equal stimuli run once; pulses of equal times run side
 * by side.
 */
public final class Measurement {
  private static final double SPIKE_MV = 0;
  private static final double RHEOBASE_PA = 1;
  private static final int CHIRP_SMOOTHING = 9;
  private static final String CLAMP = "clamp";
  private static final String V = "v";

  private final List<Target> targets;
  private final Electrodes electrodes;

  /** What is to be measured, and where the electrodes are. */
  public Measurement(List<Target> targets, Electrodes electrodes) {
    this.targets = List.copyOf(targets);
    this.electrodes = electrodes;
  }

  public List<Target> targets() {
    return targets;
  }

  /**
   * Measures the cell as it is prepared.
   *
   * @return values in the order of the targets; NaN where a feature cannot be taken
   * @throws org.neurowright.engine.problem.ModelException if the cell came to no numbers
   */
  public double[] of(Benches benches, RunControl control) {
    double[] values = new double[targets.size()];
    Map<Stimulus.Pulse, Recording> pulses = pulses(benches, control);
    Map<Stimulus.Steps, FiCurve.Result> curves = new LinkedHashMap<>();
    Map<Stimulus.Chirp, Zap.Result> chirps = new LinkedHashMap<>();
    for (int k = 0; k < values.length; k++) {
      String feature = targets.get(k).feature();
      values[k] =
          switch (targets.get(k).stimulus()) {
            case Stimulus.Pulse pulse ->
                ofPulse(feature, pulse, pulses.get(pulse), benches.conditions().dtMs());
            case Stimulus.Steps steps ->
                ofSteps(feature, curves.computeIfAbsent(steps, s -> curve(benches, s, control)));
            case Stimulus.Chirp chirp ->
                ofChirp(feature, chirps.computeIfAbsent(chirp, c -> zap(benches, c, control)));
          };
    }
    return values;
  }

  /** Mean of the squared distances from the targets, in tolerances; 0 without targets. */
  public double score(double[] values) {
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      double z = targets.get(k).z(values[k]);
      sum += z * z / values.length;
    }
    return sum;
  }

  /** Whether every target is met within its tolerance. */
  public boolean allWithin(double[] values) {
    for (int k = 0; k < values.length; k++) {
      if (!(Math.abs(targets.get(k).z(values[k])) <= 1)) {
        return false;
      }
    }
    return true;
  }

  private Map<Stimulus.Pulse, Recording> pulses(Benches benches, RunControl control) {
    Map<Double, List<Stimulus.Pulse>> byEnd = new LinkedHashMap<>();
    targets.stream()
        .flatMap(t -> t.stimulus() instanceof Stimulus.Pulse p ? List.of(p).stream() : null)
        .distinct()
        .forEach(p -> byEnd.computeIfAbsent(p.endMs(), _ -> new ArrayList<>()).add(p));
    Map<Stimulus.Pulse, Recording> recordings = new LinkedHashMap<>();
    if (byEnd.isEmpty()) {
      return recordings;
    }
    Rig rig =
        Rig.EMPTY
            .device(CLAMP, "IClamp", benches.specimen().site(electrodes.inject(), "injection"))
            .record(V, benches.specimen().site(electrodes.record(), "recording"), V);
    byEnd.forEach((end, together) -> {
      List<Trial> trials =
          together.stream()
              .map(p ->
                  Trial.EMPTY
                      .set(CLAMP, "amp", p.ampPa() * 1e-3)
                      .set(CLAMP, "del", p.delayMs())
                      .set(CLAMP, "dur", p.durMs()))
              .toList();
      List<Recording> found = benches.run(rig, trials, end, control);
      for (int k = 0; k < found.size(); k++) {
        recordings.put(together.get(k), found.get(k));
      }
    });
    return recordings;
  }

  private static double ofPulse(
      String feature, Stimulus.Pulse pulse, Recording recording, double dtMs) {
    double[] t = recording.tMs();
    double[] v = recording.of(V);
    return switch (feature) {
      case "v_rest" -> passive(t, v, dtMs, pulse).vRestMv();
      case "r_in" -> pulse.ampPa() == 0 ? Double.NaN : passive(t, v, dtMs, pulse).rInMohm();
      case "tau" -> pulse.ampPa() == 0 ? Double.NaN : passive(t, v, dtMs, pulse).tauMs();
      case "sag" -> pulse.ampPa() == 0 ? Double.NaN : passive(t, v, dtMs, pulse).sagNormalised();
      case "spikes" -> Spikes.times(t, v, SPIKE_MV).length;
      default -> {
        double[] values =
            SpikeFeatures.of(
                    t, v, pulse.delayMs(), pulse.delayMs() + pulse.durMs(), pulse.ampPa() * 1e-3)
                .get(feature);
        yield values == null ? Double.NaN : Arrays.stream(values).average().orElse(Double.NaN);
      }
    };
  }

  private static PassiveMeasure passive(double[] t, double[] v, double dtMs, Stimulus.Pulse pulse) {
    return PassiveMeasure.of(
        t, v, dtMs, pulse.ampPa() * 1e-3, pulse.delayMs(), pulse.durMs(), TauMethod.SIMPLE);
  }

  private FiCurve.Result curve(Benches benches, Stimulus.Steps steps, RunControl control) {
    return FiCurve.run(
        benches,
        new FiCurve.Settings(
            electrodes,
            steps.fromPa(),
            // floor division of binary fractions often leaves the last one out
            steps.toPa() + .01 * steps.stepPa(),
            steps.stepPa(),
            steps.delayMs(),
            steps.durMs(),
            SPIKE_MV,
            targets.stream().anyMatch(t -> t.feature().equals("rheobase"))
                ? OptionalDouble.of(RHEOBASE_PA)
                : OptionalDouble.empty()),
        control);
  }

  private static double ofSteps(String feature, FiCurve.Result curve) {
    return feature.equals("rheobase")
        ? curve.rheobasePa().orElse(Double.NaN)
        : curve.slopeHzPerPa().orElse(Double.NaN);
  }

  private Zap.Result zap(Benches benches, Stimulus.Chirp chirp, RunControl control) {
    return Zap.run(
        benches,
        new Zap.Settings(
            electrodes,
            chirp.ampPa(),
            chirp.delayMs(),
            chirp.durMs(),
            chirp.delayMs() + chirp.durMs(),
            chirp.fromHz(),
            chirp.toHz(),
            chirp.kind(),
            CHIRP_SMOOTHING),
        control);
  }

  private static double ofChirp(String feature, Zap.Result zap) {
    return switch (feature) {
      case "resonance" -> zap.profile().resonanceHz();
      case "resonance_impedance" -> zap.profile().resonanceMohm();
      default -> zap.profile().quality();
    };
  }
}
