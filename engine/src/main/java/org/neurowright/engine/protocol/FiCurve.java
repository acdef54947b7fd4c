package org.neurowright.engine.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Recording;
import org.neurowright.engine.bench.Rig;
import org.neurowright.engine.bench.Trial;
import org.neurowright.engine.measure.Spikes;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;

/** Spikes against current; the amplitudes run side by side. */
public final class FiCurve {
  /** Halvings that a search for the rheobase may do; each tries several amplitudes at once. */
  private static final int MOST_ROUNDS = 60;

  /** Amplitudes tried at once. */
  private static final int TRIED_AT_ONCE = 7;

  private FiCurve() {}

  /**
   * What is done.
   *
   * @param electrodes where
   * @param iStartPa first amplitude
   * @param iStopPa no amplitude goes beyond
   * @param iIncrementPa distance of amplitudes
   * @param tstartMs start of the pulse
   * @param tdurMs its length; the run ends with it
   * @param thresholdMv spikes are counted where the potential rises above it
   * @param rheobasePrecisionPa the rheobase is searched for to within this; empty for no search
   */
  public record Settings(
      Electrodes electrodes,
      double iStartPa,
      double iStopPa,
      double iIncrementPa,
      double tstartMs,
      double tdurMs,
      double thresholdMv,
      OptionalDouble rheobasePrecisionPa) {
    /** 0 to 1000 pA in steps of 100, from 50 ms for 1000 ms, spikes at 0 mV. */
    public static final Settings DEFAULT =
        new Settings(Electrodes.SOMA, 0, 1050, 100, 50, 1000, 0, OptionalDouble.empty());

    /**
     * The amplitudes, nA: as many as fit between the ends by floor division of binary fractions. So
     * the last one is often missing, as in bmtool: 0 to 500 in steps of 50 gives 10.
     */
    public double[] ampsNa() {
      double start = iStartPa * 1e-3;
      double increment = iIncrementPa * 1e-3;
      int count = Math.max(0, (int) (floorDivision(iStopPa * 1e-3 - start, increment) + 1));
      double[] amps = new double[count];
      for (int k = 0; k < count; k++) {
        amps[k] = start + k * increment;
      }
      return amps;
    }

    /** Python's {@code a // b} of floats. */
    private static double floorDivision(double a, double b) {
      double rest = a % b;
      double quotient = (a - rest) / b;
      if (rest != 0 && (b < 0) != (rest < 0)) {
        quotient -= 1;
      }
      if (quotient == 0) {
        return 0;
      }
      double floor = Math.floor(quotient);
      return quotient - floor > .5 ? floor + 1 : floor;
    }
  }

  /**
   * What came out.
   *
   * @param settings what was done
   * @param ampsNa amplitudes
   * @param spikes number of spikes of each, in the whole run
   * @param traces potential of each
   * @param rheobaseTestedPa smallest tested amplitude that made the cell fire; empty if none did
   * @param rheobasePa smallest amplitude that makes the cell fire, to within the precision; empty
   *     when it was not searched for or lies outside of the amplitudes
   * @param slopeHzPerPa least-squares line through the points from the first amplitude with spikes
   *     to the one with the most; empty with fewer than two
   * @param injectedAt the place as printed
   * @param recordedAt the place as printed
   * @param warnings what speaks against it
   */
  public record Result(
      Settings settings,
      double[] ampsNa,
      int[] spikes,
      List<Trace> traces,
      OptionalDouble rheobaseTestedPa,
      OptionalDouble rheobasePa,
      OptionalDouble slopeHzPerPa,
      String injectedAt,
      String recordedAt,
      List<Problem> warnings) {}

  public static Result run(Benches benches, Settings settings, RunControl control) {
    Setup.requireTimes(
        settings.tstartMs(), settings.tdurMs(), settings.tstartMs() + settings.tdurMs());
    Setup.require(
        settings.iIncrementPa() > 0, "The increment (pA)", settings.iIncrementPa(), "more than 0");
    double[] amps = settings.ampsNa();
    Setup.require(
        amps.length > 0, "The last amplitude (pA)", settings.iStopPa(), "not below the first");
    Setup.require(amps.length <= 100_000, "Number of amplitudes", amps.length, "at most 100000");
    Warnings warnings = new Warnings();
    List<Trace> traces = new ArrayList<>();
    int[] spikes = new int[amps.length];
    List<Recording> recordings = recordings(benches, settings, amps, control);
    for (int k = 0; k < amps.length; k++) {
      traces.add(Trace.of(recordings.get(k)));
      spikes[k] = count(traces.get(k), settings);
    }
    if (spikes[0] > 0 && amps[0] <= 0) {
      warnings.add(
          "lab.fires-without-current",
          "The cell fires without depolarising current, so it has no rheobase here",
          "Start at a more negative current");
    }
    return new Result(
        settings,
        amps,
        spikes,
        traces,
        firstSpiking(amps, spikes),
        settings.rheobasePrecisionPa().isPresent()
            ? rheobase(benches, settings, amps, spikes, warnings, control)
            : OptionalDouble.empty(),
        slope(amps, spikes, settings.tdurMs()),
        Setup.shown(benches, settings.electrodes().inject()),
        Setup.shown(benches, settings.electrodes().record()),
        warnings.toList());
  }

  private static List<Recording> recordings(
      Benches benches, Settings settings, double[] ampsNa, RunControl control) {
    Rig rig = Setup.currentClamp(benches, settings.electrodes());
    List<Trial> trials = new ArrayList<>();
    for (double amp : ampsNa) {
      trials.add(CurrentClamp.pulse(amp, settings.tstartMs(), settings.tdurMs()));
    }
    return benches.run(rig, trials, settings.tstartMs() + settings.tdurMs(), control);
  }

  private static int count(Trace trace, Settings settings) {
    return Spikes.times(trace.tMs(), trace.vMv(), settings.thresholdMv()).length;
  }

  private static OptionalDouble firstSpiking(double[] amps, int[] spikes) {
    for (int k = 0; k < amps.length; k++) {
      if (spikes[k] > 0) {
        return OptionalDouble.of(amps[k] * 1e3);
      }
    }
    return OptionalDouble.empty();
  }

  /** Narrows the interval between the last silent and the first firing amplitude. */
  private static OptionalDouble rheobase(
      Benches benches,
      Settings settings,
      double[] amps,
      int[] spikes,
      Warnings warnings,
      RunControl control) {
    int first = 0;
    while (first < amps.length && spikes[first] == 0) {
      first++;
    }
    if (first == 0 || first == amps.length) {
      warnings.add(
          "lab.no-rheobase",
          first == 0
              ? "The cell fires at the smallest amplitude already"
              : "The cell does not fire at any amplitude",
          first == 0 ? "Start at a smaller current" : "Go on to larger currents");
      return OptionalDouble.empty();
    }
    double silent = amps[first - 1];
    double firing = amps[first];
    double precision = Math.max(settings.rheobasePrecisionPa().getAsDouble(), 1e-6) * 1e-3;
    for (int round = 0; round < MOST_ROUNDS && firing - silent > precision; round++) {
      double[] tried = new double[TRIED_AT_ONCE];
      for (int i = 0; i < tried.length; i++) {
        tried[i] = silent + (firing - silent) * (i + 1) / (tried.length + 1);
      }
      List<Recording> recordings = recordings(benches, settings, tried, control);
      double low = silent;
      for (int i = 0; i < tried.length; i++) {
        if (count(Trace.of(recordings.get(i)), settings) > 0) {
          firing = tried[i];
          break;
        }
        low = tried[i];
      }
      silent = low;
    }
    return OptionalDouble.of(firing * 1e3);
  }

  private static OptionalDouble slope(double[] ampsNa, int[] spikes, double tdurMs) {
    int first = 0;
    while (first < spikes.length && spikes[first] == 0) {
      first++;
    }
    int last = first;
    for (int k = first; k < spikes.length; k++) {
      if (spikes[k] > spikes[last]) {
        last = k;
      }
    }
    int count = last - first + 1;
    if (first >= spikes.length || count < 2) {
      return OptionalDouble.empty();
    }
    double meanX = 0;
    double meanY = 0;
    for (int k = first; k <= last; k++) {
      meanX += ampsNa[k] * 1e3 / count;
      meanY += spikes[k] * 1000 / tdurMs / count;
    }
    double xy = 0;
    double xx = 0;
    for (int k = first; k <= last; k++) {
      double dx = ampsNa[k] * 1e3 - meanX;
      xy += dx * (spikes[k] * 1000 / tdurMs - meanY);
      xx += dx * dx;
    }
    return OptionalDouble.of(xy / xx);
  }
}
