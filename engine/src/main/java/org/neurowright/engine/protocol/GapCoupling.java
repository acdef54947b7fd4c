package org.neurowright.engine.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Recording;
import org.neurowright.engine.bench.Rig;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.bench.Trial;
import org.neurowright.engine.measure.Spikes;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;

/**
 * Two equal cells joined by gap junctions: a current into the first, the coupling coefficient read
 * off both potentials, against the conductance of the junctions; and the conductance for a wanted
 * coefficient.
 *
 * <p>The coefficient is ΔV2/ΔV1, where ΔV is the potential at the last sample before the end of the
 * pulse less that at the last sample before its start, as bmtool's gap-junction tuner has it. (Its
 * "resistance" is this conductance.) For two compartments of input conductance G it is g/(G + g).
 */
public final class GapCoupling {
  private static final String FIRST = "v of the first cell";
  private static final String SECOND = "v of the second cell";

  /** A solution may be so far from the wanted coefficient. */
  private static final double TOLERANCE = 1e-9;

  private static final int MOST_STEPS = 60;
  private static final int MOST_JUNCTIONS = 1000;

  private GapCoupling() {}

  /**
   * A gap junction.
   *
   * @param first where it sits in the cell that gets the current
   * @param second where it sits in the other
   */
  public record Junction(Place first, Place second) {
    public static final Junction SOMA = new Junction(Place.SOMA, Place.SOMA);
  }

  /**
   * What is done.
   *
   * @param junctions all of the same conductance
   * @param electrodes where the current enters the first cell, and where both are recorded
   * @param ampPa the current
   * @param tstartMs start of the pulse
   * @param tdurMs its length
   * @param mechanism point process of half a junction, with parameters {@code g} (uS) and {@code
   *     vgap}
   */
  public record Settings(
      List<Junction> junctions,
      Electrodes electrodes,
      double ampPa,
      double tstartMs,
      double tdurMs,
      String mechanism) {
    /** At the somata, -10 pA from 500 ms for 500 ms, as in bmtool. */
    public static final Settings DEFAULT =
        new Settings(List.of(Junction.SOMA), Electrodes.SOMA, -10, 500, 500, "Gap");

    public Settings {
      junctions = List.copyOf(junctions);
    }

    /** End of the run, ms: a little after the pulse. */
    public double tstopMs() {
      return tstartMs + tdurMs + Math.min(100, tdurMs / 2);
    }
  }

  /**
   * Both cells at one conductance. The arrays are not to be changed.
   *
   * @param conductanceUs of each junction
   * @param coefficient ΔV2/ΔV1
   * @param change1Mv ΔV1
   * @param change2Mv ΔV2
   * @param tMs times
   * @param v1Mv potential of the cell with the current
   * @param v2Mv potential of the other
   */
  public record Coupling(
      double conductanceUs,
      double coefficient,
      double change1Mv,
      double change2Mv,
      double[] tMs,
      double[] v1Mv,
      double[] v2Mv) {
    /** Input resistance of the first cell, with the second one attached. */
    public double rInMohm(double ampPa) {
      return change1Mv / (ampPa * 1e-3);
    }
  }

  /**
   * What came out.
   *
   * @param settings what was done
   * @param couplings in the order of the conductances
   * @param firstAt places of the junctions in the first cell as printed
   * @param recordedAt the place as printed
   * @param warnings what speaks against it
   */
  public record Result(
      Settings settings,
      List<Coupling> couplings,
      List<String> firstAt,
      String recordedAt,
      List<Problem> warnings) {}

  /**
   * A conductance that was looked for.
   *
   * @param target the wanted coefficient
   * @param found where it is reached; empty when it is not within the limits
   * @param tried all couplings that were computed, in the order of their conductances
   * @param warnings what speaks against it
   */
  public record Solution(
      double target, Optional<Coupling> found, List<Coupling> tried, List<Problem> warnings) {}

  /** Conductances at equal distances on a logarithmic scale, ends included. */
  public static double[] logarithmic(double fromUs, double toUs, int count) {
    double[] values = new double[count];
    for (int k = 0; k < count; k++) {
      values[k] =
          k == 0
              ? fromUs
              : k == count - 1 ? toUs : fromUs * Math.pow(toUs / fromUs, (double) k / (count - 1));
    }
    return values;
  }

  /**
   * Couplings at some conductances.
   *
   * @param conductancesUs of each junction, uS
   */
  public static Result run(
      Benches benches, Settings settings, double[] conductancesUs, RunControl control) {
    check(settings, conductancesUs);
    List<Coupling> couplings = couplings(benches, settings, conductancesUs, control);
    return new Result(
        settings,
        couplings,
        settings.junctions().stream().map(j -> Setup.shown(benches, j.first())).toList(),
        Setup.shown(benches, settings.electrodes().record()),
        warnings(settings, couplings, benches.conditions().dtMs()));
  }

  /**
   * Looks for the conductance at which the coefficient has a wanted value: the limits and points
   * between them first, then regula falsi (the Illinois variant) on the logarithm of the
   * conductance.
   *
   * @param target wanted coefficient
   * @param leastUs smallest conductance
   * @param mostUs largest conductance
   */
  public static Solution solve(
      Benches benches,
      Settings settings,
      double target,
      double leastUs,
      double mostUs,
      RunControl control) {
    Setup.require(target > 0 && target < 1, "The wanted coefficient", target, "between 0 and 1");
    Setup.require(leastUs > 0, "The smallest conductance (uS)", leastUs, "more than 0");
    Setup.require(
        mostUs > leastUs, "The largest conductance (uS)", mostUs, "more than the smallest");
    double[] grid = logarithmic(leastUs, mostUs, 8);
    check(settings, grid);
    List<Coupling> tried = new ArrayList<>(couplings(benches, settings, grid, control));
    Optional<Coupling> found = Optional.empty();
    for (int k = 0; k + 1 < grid.length && found.isEmpty(); k++) {
      double low = tried.get(k).coefficient() - target;
      double high = tried.get(k + 1).coefficient() - target;
      if (Math.abs(low) <= TOLERANCE) {
        found = Optional.of(tried.get(k));
      } else if (low * high <= 0) {
        found =
            between(
                benches, settings, target, List.of(tried.get(k), tried.get(k + 1)), tried, control);
      }
    }
    List<Problem> problems =
        new ArrayList<>(warnings(settings, tried, benches.conditions().dtMs()));
    if (found.isEmpty()) {
      problems.add(
          Problem.warning(
                  "lab.no-coupling",
                  Location.NOWHERE,
                  String.format(
                      Locale.ROOT,
                      "No conductance from %.3g to %.3g uS couples the cells by %.4g; they reach"
                          + " %.4g to %.4g",
                      leastUs,
                      mostUs,
                      target,
                      tried.stream().mapToDouble(Coupling::coefficient).min().orElseThrow(),
                      tried.stream().mapToDouble(Coupling::coefficient).max().orElseThrow()))
              .hint("Choose wider limits, or put the junction nearer to the somata"));
    }
    tried.sort(java.util.Comparator.comparingDouble(Coupling::conductanceUs));
    return new Solution(target, found, tried, problems);
  }

  private static Optional<Coupling> between(
      Benches benches,
      Settings settings,
      double target,
      List<Coupling> ends,
      List<Coupling> tried,
      RunControl control) {
    double a = Math.log(ends.get(0).conductanceUs());
    double b = Math.log(ends.get(1).conductanceUs());
    double fa = ends.get(0).coefficient() - target;
    double fb = ends.get(1).coefficient() - target;
    Coupling best = Math.abs(fa) < Math.abs(fb) ? ends.get(0) : ends.get(1);
    int side = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      double next = (fa * b - fb * a) / (fa - fb);
      Coupling made =
          couplings(benches, settings, new double[] {Math.exp(next)}, control).getFirst();
      tried.add(made);
      double f = made.coefficient() - target;
      if (Math.abs(f) < Math.abs(best.coefficient() - target)) {
        best = made;
      }
      if (Math.abs(f) <= TOLERANCE || Math.abs(b - a) <= 1e-14) {
        break;
      }
      if (f * fb > 0) {
        b = next;
        fb = f;
        fa = side == -1 ? fa / 2 : fa;
        side = -1;
      } else {
        a = next;
        fa = f;
        fb = side == 1 ? fb / 2 : fb;
        side = 1;
      }
    }
    return Optional.of(best);
  }

  private static void check(Settings settings, double[] conductancesUs) {
    Setup.requireTimes(settings.tstartMs(), settings.tdurMs(), settings.tstopMs());
    Setup.require(settings.ampPa() != 0, "The current (pA)", settings.ampPa(), "not 0");
    Setup.require(
        !settings.junctions().isEmpty() && settings.junctions().size() <= MOST_JUNCTIONS,
        "The number of junctions",
        settings.junctions().size(),
        "1 to " + MOST_JUNCTIONS);
    for (double g : conductancesUs) {
      Setup.require(g >= 0 && g <= 1e6, "The conductance (uS)", g, "0 or more");
    }
  }

  private static List<Coupling> couplings(
      Benches benches, Settings settings, double[] conductancesUs, RunControl control) {
    Specimen specimen = benches.specimen();
    Optional<MechanismType> half = specimen.catalogue().find(settings.mechanism());
    if (half.isPresent()
        && (half.get().variableIndex("g").isEmpty()
            || half.get().variableIndex("vgap").isEmpty())) {
      throw new ModelException(
          Problem.error(
                  "lab.no-half-gap",
                  Location.NOWHERE,
                  settings.mechanism() + " is not half a gap junction: it has no g or no vgap")
              .hint("The built-in mechanism is called Gap"));
    }
    Site record = specimen.site(settings.electrodes().record(), "recording");
    Rig rig =
        Rig.EMPTY
            .device(
                Setup.CLAMP, "IClamp", specimen.site(settings.electrodes().inject(), "injection"))
            .record(FIRST, record, "v", 0)
            .record(SECOND, record, "v", 1);
    int number = 0;
    for (Junction junction : settings.junctions()) {
      Site first = specimen.site(junction.first(), "gap junction");
      Site second = specimen.site(junction.second(), "gap junction");
      String here = "gap " + number + " first";
      String there = "gap " + number + " second";
      rig =
          rig.device(here, settings.mechanism(), first, 0)
              .device(there, settings.mechanism(), second, 1)
              .gap(here, "vgap", second, 1)
              .gap(there, "vgap", first, 0);
      number++;
    }
    List<Trial> trials = new ArrayList<>();
    for (double g : conductancesUs) {
      Trial trial =
          Trial.EMPTY
              .set(Setup.CLAMP, "amp", settings.ampPa() * 1e-3)
              .set(Setup.CLAMP, "del", settings.tstartMs())
              .set(Setup.CLAMP, "dur", settings.tdurMs());
      for (int k = 0; k < number; k++) {
        trial = trial.set("gap " + k + " first", "g", g).set("gap " + k + " second", "g", g);
      }
      trials.add(trial);
    }
    List<Coupling> couplings = new ArrayList<>();
    for (Recording recording : benches.run(rig, trials, settings.tstopMs(), control)) {
      couplings.add(coupling(recording, settings, conductancesUs[couplings.size()]));
    }
    return couplings;
  }

  private static Coupling coupling(Recording recording, Settings settings, double conductanceUs) {
    double[] t = recording.tMs();
    double[] v1 = recording.of(FIRST);
    double[] v2 = recording.of(SECOND);
    int from = lastBefore(t, settings.tstartMs());
    int to = lastBefore(t, settings.tstartMs() + settings.tdurMs());
    double change1 = v1[to] - v1[from];
    double change2 = v2[to] - v2[from];
    return new Coupling(conductanceUs, change2 / change1, change1, change2, t, v1, v2);
  }

  private static int lastBefore(double[] t, double timeMs) {
    int k = 0;
    while (k + 1 < t.length && t[k + 1] < timeMs) {
      k++;
    }
    return k;
  }

  private static List<Problem> warnings(Settings settings, List<Coupling> couplings, double dtMs) {
    Warnings warnings = new Warnings();
    if (couplings.isEmpty()) {
      return warnings.toList();
    }
    Coupling first = couplings.getFirst();
    int pulse = lastBefore(first.tMs(), settings.tstartMs());
    warnings.restBefore(first.v1Mv(), pulse, dtMs, first.change1Mv());
    for (Coupling coupling : couplings) {
      int last = coupling.v1Mv().length - 1;
      if (Spikes.crossings(coupling.v1Mv(), 0, last, Warnings.SPIKE_MV) > 0) {
        warnings.add(
            "lab.spikes-in-window",
            "The cell fires, so the coupling coefficient means little",
            "Take a smaller or a negative current");
        break;
      }
    }
    return warnings.toList();
  }
}
