package org.neurowright.engine.protocol;

import java.util.ArrayList;
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
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
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
      double[] attenuationOut) {

    /**
     * The cell's branches as curves over distance: every section in one or, where the place lies in
     * it or beyond it, two pieces, each with the segment of the parent that it is attached to.
     *
     * @param cell the cell that was looked at
     */
    public List<Branch> branches(CableCell cell) {
      int[] first = new int[cell.sections().size()];
      for (int i = sites.size() - 1; i >= 0; i--) {
        first[sites.get(i).section()] = i;
      }
      List<Branch> branches = new ArrayList<>();
      for (int s = 0; s < first.length; s++) {
        SectionModel section = cell.sections().get(s);
        List<Integer> along = new ArrayList<>();
        if (section.parent() >= 0) {
          int nseg = cell.sections().get(section.parent()).nseg();
          along.add(first[section.parent()] + Math.min((int) (section.parentX() * nseg), nseg - 1));
        }
        for (int k = 0; k < section.nseg(); k++) {
          along.add(first[s] + (section.childX() == 0 ? k : section.nseg() - 1 - k));
        }
        int nearest = 0;
        for (int k = 1; k < along.size(); k++) {
          if (distanceUm[along.get(k)] < distanceUm[along.get(nearest)]) {
            nearest = k;
          }
        }
        List<Integer> back = along.subList(0, nearest + 1).reversed();
        List<Integer> on = along.subList(nearest, along.size());
        for (List<Integer> piece : List.of(back, on)) {
          if (piece.size() > 1 || along.size() == 1 && piece == on) {
            branches.add(new Branch(s, section.kind(), piece.stream().mapToInt(i -> i).toArray()));
          }
        }
      }
      return branches;
    }
  }

  /**
   * A stretch of the cell without branching.
   *
   * @param section which section
   * @param kind part of the cell
   * @param segments indices into {@link Result#sites}, away from the place
   */
  public record Branch(int section, SectionKind kind, int[] segments) {
    /** Values of the branch out of those of all segments. */
    public double[] of(double[] values) {
      return IntStream.of(segments).mapToDouble(i -> values[i]).toArray();
    }
  }

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
      double[] ratioIn = new double[sites.size()];
      double[] ratioOut = new double[sites.size()];
      for (int i = 0; i < ratioIn.length; i++) {
        ratioIn[i] = input.get(i).mohm() / transfer.get(i).mohm();
        ratioOut[i] = own / transfer.get(i).mohm();
      }
      return new Result(
          place,
          frequencyHz,
          sites,
          sites.stream().mapToDouble(lengths::to).toArray(),
          input.stream().mapToDouble(Impedance::mohm).toArray(),
          input.stream().mapToDouble(Impedance::phaseRad).toArray(),
          transfer.stream().mapToDouble(Impedance::mohm).toArray(),
          transfer.stream().mapToDouble(Impedance::phaseRad).toArray(),
          ratioIn,
          ratioOut);
    }

    /** Impedances over frequency, at one place and between it and another one. */
    public Spectrum spectrum(Site place, Site other, double[] frequencyHz) {
      int n = frequencyHz.length;
      Spectrum spectrum =
          new Spectrum(frequencyHz, new double[n], new double[n], new double[n], new double[n]);
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

  /** Frequencies at equal ratios, Hz; from 0 they begin a thousandth below the last one. */
  public static double[] frequencies(double fromHz, double toHz, int count) {
    Setup.require(fromHz >= 0, "The first frequency (Hz)", fromHz, "0 or more");
    Setup.require(toHz > fromHz, "The last frequency (Hz)", toHz, "more than the first one");
    double from = fromHz > 0 ? fromHz : toHz / 1000;
    double[] frequencies = new double[count];
    for (int k = 0; k < count; k++) {
      frequencies[k] = from * Math.pow(toHz / from, k / (count - 1.0));
    }
    return frequencies;
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
