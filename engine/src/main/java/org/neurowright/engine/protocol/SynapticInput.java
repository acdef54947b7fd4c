package org.neurowright.engine.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Recording;
import org.neurowright.engine.bench.Rig;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.bench.Trial;
import org.neurowright.engine.measure.Response;
import org.neurowright.engine.measure.Spikes;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.random.RandomStream;
import org.neurowright.engine.task.RunControl;

/** Spikes into one synapse: a single one, a pair, a regular or random train. */
public final class SynapticInput {
  private static final String SYNAPSE = "synapse";
  private static final String CURRENT = "i";

  private SynapticInput() {}

  /** When spikes come. */
  public sealed interface Pattern {
    /** One spike. */
    record Single() implements Pattern {}

    /** Two spikes. */
    record Pair(double intervalMs) implements Pattern {}

    /**
     * A train as NetStim makes it: each interval is (1 - noise)/f plus noise times an exponentially
     * distributed one of mean 1/f; noise 1 is a Poisson process.
     *
     * @param frequencyHz mean; 0 for no spikes
     * @param noise 0 to 1
     * @param durationMs spikes come through the end of it; empty to the end of the run
     * @param seed of the random part
     */
    record Train(double frequencyHz, double noise, OptionalDouble durationMs, long seed)
        implements Pattern {}
  }

  /**
   * What is done.
   *
   * @param electrodes where is recorded, and where the synapse sits
   * @param mechanism any point process with NET_RECEIVE
   * @param parameters of the synapse
   * @param weight of the connection, in the synapse's unit (µS for Exp2Syn)
   * @param delayMs time of the first spike
   * @param tstopMs end of the run
   * @param pattern when spikes come
   * @param thresholdMv spikes of the cell are counted where the potential rises above it
   */
  public record Settings(
      Electrodes electrodes,
      String mechanism,
      Map<String, Double> parameters,
      double weight,
      double delayMs,
      double tstopMs,
      Pattern pattern,
      OptionalDouble thresholdMv) {
    /** Exp2Syn of 0.1 and 10 ms at the soma, 0.01 µS, 20 Hz from 100 ms to 1000 ms. */
    public static final Settings DEFAULT =
        new Settings(
            Electrodes.SOMA,
            "Exp2Syn",
            Map.of("tau1", .1, "tau2", 10.0, "e", 0.0),
            .01,
            100,
            1000,
            new Pattern.Train(20, 0, OptionalDouble.empty(), 1),
            OptionalDouble.empty());

    public Settings {
      parameters = Map.copyOf(parameters);
    }

    /** The spikes, ms. */
    public double[] timesMs() {
      return switch (pattern) {
        case Pattern.Single _ -> new double[] {delayMs};
        case Pattern.Pair(double intervalMs) -> new double[] {delayMs, delayMs + intervalMs};
        case Pattern.Train train -> trainMs(train);
      };
    }

    private double[] trainMs(Pattern.Train train) {
      if (train.frequencyHz() <= 0 || delayMs > tstopMs) {
        return new double[0];
      }
      double room = Math.max(0, tstopMs - delayMs);
      double length = Math.min(train.durationMs().orElse(room), room);
      double interval = 1000 / train.frequencyHz();
      if (train.noise() <= 0) {
        double[] times = new double[(int) Math.floor(length / interval) + 1];
        double t = delayMs;
        for (int k = 0; k < times.length; k++) {
          times[k] = t;
          t += interval;
        }
        return times;
      }
      double noise = Math.min(1, train.noise());
      RandomStream random =
          new RandomStream(train.seed(), RandomStream.purpose("synaptic input"), 0);
      List<Double> times = new ArrayList<>();
      double[] uniform = new double[1];
      double t = delayMs;
      for (int k = 0; ; k++) {
        random.fillUniforms(0, k, 1, uniform);
        double exponential = -Math.log(uniform[0]);
        t += (k == 0 ? 0 : (1 - noise) * interval) + noise * interval * exponential;
        if (t > delayMs + length) {
          return times.stream().mapToDouble(Double::doubleValue).toArray();
        }
        times.add(t);
      }
    }
  }

  /**
   * What came out.
   *
   * @param settings what was done
   * @param trace potential at the recording electrode
   * @param currentNa current of the synapse
   * @param inputMs spikes that reached the synapse
   * @param potentials what each did to the potential, mV
   * @param currents what each did to the current, nA
   * @param pairedPulseRatio second over first amplitude of the potential; NaN with one spike
   * @param spikeTimesMs spikes of the cell; empty without threshold
   * @param synapseAt the place as printed
   * @param recordedAt the place as printed
   * @param warnings what speaks against it
   */
  public record Result(
      Settings settings,
      Trace trace,
      double[] currentNa,
      double[] inputMs,
      List<Response> potentials,
      List<Response> currents,
      double pairedPulseRatio,
      double[] spikeTimesMs,
      String synapseAt,
      String recordedAt,
      List<Problem> warnings) {}

  public static Result run(Benches benches, Settings settings, RunControl control) {
    Setup.require(settings.delayMs() >= 0, "The delay (ms)", settings.delayMs(), "0 or more");
    Setup.require(settings.tstopMs() > 0, "tstop (ms)", settings.tstopMs(), "more than 0");
    if (settings.pattern() instanceof Pattern.Train train) {
      Setup.require(
          train.frequencyHz() >= 0 && train.frequencyHz() <= 1e5,
          "The frequency (Hz)",
          train.frequencyHz(),
          "0 to 100000");
    }
    Specimen specimen = benches.specimen();
    double[] times = settings.timesMs();
    List<Double> list = new ArrayList<>();
    for (double time : times) {
      list.add(time);
    }
    Rig rig =
        Rig.EMPTY
            .device(
                SYNAPSE,
                settings.mechanism(),
                specimen.site(settings.electrodes().inject(), "synapse"))
            .input(SYNAPSE, settings.weight(), 0, list)
            .record(Setup.V, Setup.recordSite(benches, settings.electrodes()), "v");
    boolean hasCurrent =
        specimen
            .catalogue()
            .find(settings.mechanism())
            .filter(type -> type.variableIndex(CURRENT).isPresent())
            .isPresent();
    if (hasCurrent) {
      rig = rig.recordDevice(CURRENT, SYNAPSE, CURRENT);
    }
    Trial trial = Trial.EMPTY;
    for (Map.Entry<String, Double> parameter : settings.parameters().entrySet()) {
      trial = trial.set(SYNAPSE, parameter.getKey(), parameter.getValue());
    }
    Recording recording = benches.run(rig, trial, settings.tstopMs(), control);
    Trace trace = Trace.of(recording);
    double[] current = hasCurrent ? recording.of(CURRENT) : new double[0];
    List<Response> potentials = new ArrayList<>();
    List<Response> currents = new ArrayList<>();
    for (int k = 0; k < times.length && times[k] < settings.tstopMs(); k++) {
      double until = k + 1 < times.length ? times[k + 1] : settings.tstopMs();
      potentials.add(Response.of(trace.tMs(), trace.vMv(), times[k], until));
      if (hasCurrent) {
        currents.add(Response.of(trace.tMs(), current, times[k], until));
      }
    }
    Warnings warnings = new Warnings();
    if (times.length == 0) {
      warnings.add("lab.no-input", "No spike reaches the synapse before the end", "");
    } else if (times[0] >= settings.tstopMs()) {
      warnings.add(
          "lab.no-input",
          "The first spike comes at " + times[0] + " ms, the run ends at " + settings.tstopMs(),
          "Choose a later tstop or a shorter delay");
    } else {
      int first = (int) (settings.delayMs() / benches.conditions().dtMs());
      warnings.restBefore(
          trace.vMv(),
          Math.min(first, trace.vMv().length - 1),
          benches.conditions().dtMs(),
          potentials.getFirst().amplitude());
    }
    double[] spikes =
        settings.thresholdMv().isPresent()
            ? Spikes.times(trace.tMs(), trace.vMv(), settings.thresholdMv().getAsDouble())
            : new double[0];
    return new Result(
        settings,
        trace,
        current,
        times,
        potentials,
        currents,
        potentials.size() < 2
            ? Double.NaN
            : potentials.get(1).amplitude() / potentials.get(0).amplitude(),
        spikes,
        Setup.shown(benches, settings.electrodes().inject()),
        Setup.shown(benches, settings.electrodes().record()),
        warnings.toList());
  }
}
