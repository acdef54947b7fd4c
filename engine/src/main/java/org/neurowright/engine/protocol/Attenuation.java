package org.neurowright.engine.protocol;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.PathLengths;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.SmallSignals;
import org.neurowright.engine.bench.SmallSignals.Impedance;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;

/**
 * Input impedance, transfer impedance and attenuation of every segment, linearised around the state
 * after some time at rest. With held gates as in NEURON's {@code Impedance} class with {@code
 * compute(freq)}; extended, with gates that follow the potential, as with {@code compute(freq, 1)}.
 */
public final class Attenuation {
  /** The potential is looked at for so long before the cell is linearised, ms. */
  private static final double WATCHED_MS = 5;

  private static final double STILL_MV = .01;

  private Attenuation() {}

  /**
   * What is done.
   *
   * @param at the place to and from which signals go
   * @param frequencyHz 0 for direct current
   * @param settleMs how long the cell is left alone before; 0 for the state at v_init
   * @param extended whether the gates of channels follow the potential; else they are held
   */
  public record Settings(Place at, double frequencyHz, double settleMs, boolean extended) {
    /** Direct current at the soma, after 500 ms, gates held. */
    public static final Settings DEFAULT = new Settings(Place.SOMA, 0, 500, false);
  }

  /**
   * What came out, by segment: sections in order, in each from near to far.
   *
   * @param at the place to and from which signals go
   * @param frequencyHz for which frequency it holds
   * @param sites centres of the segments
   * @param distanceUm way along the tree from the place
   * @param inputMohm input impedance of the segment
   * @param inputPhaseRad its phase
   * @param transferMohm transfer impedance between it and the place, the same in both directions
   * @param transferPhaseRad its phase
   * @param attenuationIn potential at the segment over that at the place, for a current into the
   *     segment
   * @param attenuationOut potential at the place over that at the segment, for a current into the
   *     place
   */
  public record Result(
      Site at,
      double frequencyHz,
      List<Site> sites,
      double[] distanceUm,
      double[] inputMohm,
      double[] inputPhaseRad,
      double[] transferMohm,
      double[] transferPhaseRad,
      double[] attenuationIn,
      double[] attenuationOut) {}

  /**
   * Impedances over frequency.
   *
   * @param frequencyHz frequencies
   * @param inputMohm input impedance at the place
   * @param inputPhaseRad its phase
   * @param transferMohm transfer impedance between the place and another one
   * @param transferPhaseRad its phase
   */
  public record Spectrum(
      double[] frequencyHz,
      double[] inputMohm,
      double[] inputPhaseRad,
      double[] transferMohm,
      double[] transferPhaseRad) {}

  /**
   * A cell around its state, to be asked for places and frequencies. It does not change when the
   * bench goes on; may be asked from any thread.
   */
  public static final class Linearised {
    private final CableCell cell;
    private final SmallSignals signals;
    private final List<Problem> warnings;

    private Linearised(CableCell cell, SmallSignals signals, List<Problem> warnings) {
      this.cell = cell;
      this.signals = signals;
      this.warnings = warnings;
    }

    /** What speaks against the state. */
    public List<Problem> warnings() {
      return warnings;
    }

    /** The cell that was looked at. */
    public CableCell cell() {
      return cell;
    }

    /** All segments at one frequency. */
    public Result at(Site place, double frequencyHz) {
      requireFrequency(frequencyHz);
      List<Site> sites = PathLengths.centres(cell);
      PathLengths lengths = new PathLengths(cell, place);
      SmallSignals.AtFrequency at = signals.at(frequencyHz);
      List<Impedance> transfer = at.transfer(place, sites);
      List<Impedance> input = at.input(sites);
      double own = at.input(List.of(place)).getFirst().mohm();
      IntStream all = IntStream.range(0, sites.size());
      int[] index = all.toArray();
      return new Result(
          place,
          frequencyHz,
          sites,
          sites.stream().mapToDouble(lengths::to).toArray(),
          input.stream().mapToDouble(Impedance::mohm).toArray(),
          input.stream().mapToDouble(Impedance::phaseRad).toArray(),
          transfer.stream().mapToDouble(Impedance::mohm).toArray(),
          transfer.stream().mapToDouble(Impedance::phaseRad).toArray(),
          IntStream.of(index)
              .mapToDouble(i -> input.get(i).mohm() / transfer.get(i).mohm())
              .toArray(),
          IntStream.of(index).mapToDouble(i -> own / transfer.get(i).mohm()).toArray());
    }

    /** Impedances over frequency, at one place and between it and another one. */
    public Spectrum spectrum(Site place, Site other, double[] frequencyHz) {
      int n = frequencyHz.length;
      Spectrum spectrum =
          new Spectrum(
              frequencyHz, new double[n], new double[n], new double[n], new double[n]);
      for (int k = 0; k < n; k++) {
        requireFrequency(frequencyHz[k]);
        List<Impedance> z = signals.at(frequencyHz[k]).transfer(place, List.of(place, other));
        spectrum.inputMohm[k] = z.getFirst().mohm();
        spectrum.inputPhaseRad[k] = z.getFirst().phaseRad();
        spectrum.transferMohm[k] = z.getLast().mohm();
        spectrum.transferPhaseRad[k] = z.getLast().phaseRad();
      }
      return spectrum;
    }

    private static void requireFrequency(double frequencyHz) {
      Setup.require(frequencyHz >= 0, "The frequency (Hz)", frequencyHz, "0 or more");
    }
  }

  /** All segments at one frequency. */
  public static Result run(Benches benches, Settings settings, RunControl control) {
    Linearised.requireFrequency(settings.frequencyHz());
    Site place = benches.specimen().site(settings.at(), "electrode");
    return linearise(benches, settings.settleMs(), settings.extended(), control)
        .at(place, settings.frequencyHz());
  }

  /**
   * Leaves the cell alone for some time and linearises it there.
   *
   * @param extended whether the gates of channels follow the potential
   */
  public static Linearised linearise(
      Benches benches, double settleMs, boolean extended, RunControl control) {
    Setup.require(settleMs >= 0, "The time to settle (ms)", settleMs, "0 or more");
    SmallSignals signals = benches.smallSignals(settleMs, extended, control);
    Warnings warnings = new Warnings();
    double[] v = signals.settlingMv();
    int last = v.length - 1;
    int back = Math.min((int) Math.round(WATCHED_MS / benches.conditions().dtMs()), last);
    warnings.spikesInWindow(v, 0, v.length, "state at its end");
    if (last > 0 && Math.abs(v[last] - v[last - back]) > STILL_MV) {
      warnings.add(
          "lab.not-at-rest",
          String.format(
              Locale.ROOT,
              "The potential still changes where the cell is linearised: %.3g mV in the last %.3g"
                  + " ms",
              v[last] - v[last - back],
              back * benches.conditions().dtMs()),
          "Choose a longer time to settle");
    }
    if (!signals.held().isEmpty()) {
      warnings.add(
          "lab.held-states",
          "The states of "
              + String.join(", ", signals.held())
              + " are held: they are not moved by a DERIVATIVE or KINETIC block",
          "NEURON refuses such cells; take a ZAP to measure with moving states");
    }
    return new Linearised(benches.cell(), signals, warnings.toList());
  }
}
