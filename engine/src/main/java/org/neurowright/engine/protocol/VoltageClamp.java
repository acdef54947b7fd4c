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
import org.neurowright.engine.bench.Trial;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;

/**
 * Steps of a voltage clamp: from a holding potential to each command, then to the tail potential.
 * Records the current of the clamp and, if wanted, one current of the membrane at the electrode,
 * for instance {@code ik} or {@code ik_kdr}.
 */
public final class VoltageClamp {
  private static final String VCLAMP = "vclamp";
  private static final String CLAMP_CURRENT = "clamp current";
  private static final String MEMBRANE_CURRENT = "membrane current";

  /** The clamp should hold the cell at least so well, mV. */
  private static final double ACCURATE_MV = 1;

  private VoltageClamp() {}

  /** The amplifier. */
  public enum Amplifier {
    /** One electrode behind a resistance (SEClamp). */
    SINGLE_ELECTRODE,
    /** Two electrodes with feedback (VClamp). */
    TWO_ELECTRODES
  }

  /**
   * What is done.
   *
   * @param at where the electrode is
   * @param amplifier which clamp
   * @param rsMohm resistance of the single electrode, or of the stimulating one of two
   * @param holdMv before the step
   * @param holdMs for how long
   * @param stepStartMv first command
   * @param stepStopMv no command goes beyond
   * @param stepIncrementMv distance of commands
   * @param stepMs length of the step
   * @param tailMv after it
   * @param tailMs for how long
   * @param skipMs after each change this long is left out where peaks are looked for, because the
   *     capacitance is charged then
   * @param membraneCurrent a current density of the membrane at the electrode; empty for none
   */
  public record Settings(
      Place at,
      Amplifier amplifier,
      double rsMohm,
      double holdMv,
      double holdMs,
      double stepStartMv,
      double stepStopMv,
      double stepIncrementMv,
      double stepMs,
      double tailMv,
      double tailMs,
      double skipMs,
      Optional<String> membraneCurrent) {
    /** From -80 mV for 100 ms to -100 ... 40 mV for 200 ms and back to -80 mV for 100 ms. */
    public static final Settings DEFAULT =
        new Settings(
            Place.SOMA,
            Amplifier.SINGLE_ELECTRODE,
            .01,
            -80,
            100,
            -100,
            40,
            10,
            200,
            -80,
            100,
            .5,
            Optional.empty());

    public Settings withMembraneCurrent(String variable) {
      return new Settings(
          at,
          amplifier,
          rsMohm,
          holdMv,
          holdMs,
          stepStartMv,
          stepStopMv,
          stepIncrementMv,
          stepMs,
          tailMv,
          tailMs,
          skipMs,
          Optional.of(variable));
    }

    /** The commands, mV. */
    public double[] commandsMv() {
      int count = (int) Math.floor((stepStopMv - stepStartMv) / stepIncrementMv + 1e-9) + 1;
      double[] commands = new double[Math.max(0, count)];
      for (int k = 0; k < commands.length; k++) {
        commands[k] = stepStartMv + k * stepIncrementMv;
      }
      return commands;
    }
  }

  /**
   * One step.
   *
   * @param commandMv its potential
   * @param tMs times
   * @param vMv potential at the electrode
   * @param clampNa current of the electrode
   * @param membraneMaPerCm2 the membrane current; empty without
   */
  public record Step(
      double commandMv, double[] tMs, double[] vMv, double[] clampNa, double[] membraneMaPerCm2) {}

  /**
   * What came out.
   *
   * @param settings what was done
   * @param steps in the order of the commands
   * @param unit of the following currents: {@code mA/cm2} of the membrane current if there is one,
   *     else {@code nA} of the clamp
   * @param peak largest deflection during each step from the current before it
   * @param steady current at the end of each step
   * @param tail largest deflection after each step from the current at the end of the run
   * @param electrodeAt the place as printed
   * @param warnings what speaks against it
   */
  public record Result(
      Settings settings,
      List<Step> steps,
      String unit,
      double[] peak,
      double[] steady,
      double[] tail,
      String electrodeAt,
      List<Problem> warnings) {}

  public static Result run(Benches benches, Settings settings, RunControl control) {
    Setup.requireTimes(settings.holdMs(), settings.stepMs(), settings.tailMs());
    Setup.require(settings.rsMohm() > 0, "The resistance (MOhm)", settings.rsMohm(), "more than 0");
    Setup.require(
        settings.stepIncrementMv() > 0,
        "The increment (mV)",
        settings.stepIncrementMv(),
        "more than 0");
    double[] commands = settings.commandsMv();
    Setup.require(
        commands.length > 0, "The last command (mV)", settings.stepStopMv(), "not below the first");
    Site site = benches.specimen().site(settings.at(), "clamp");
    boolean single = settings.amplifier() == Amplifier.SINGLE_ELECTRODE;
    Rig rig =
        Rig.EMPTY
            .device(VCLAMP, single ? "SEClamp" : "VClamp", site)
            .record(Setup.V, site, "v")
            .recordDevice(CLAMP_CURRENT, VCLAMP, "i");
    if (settings.membraneCurrent().isPresent()) {
      rig = rig.record(MEMBRANE_CURRENT, site, settings.membraneCurrent().get());
    }
    List<Trial> trials = new ArrayList<>();
    for (double command : commands) {
      trials.add(trial(settings, single, command));
    }
    double tstop = settings.holdMs() + settings.stepMs() + settings.tailMs();
    List<Recording> recordings = benches.run(rig, trials, tstop, control);
    List<Step> steps = new ArrayList<>();
    double[] peak = new double[commands.length];
    double[] steady = new double[commands.length];
    double[] tail = new double[commands.length];
    double worst = 0;
    double dtMs = benches.conditions().dtMs();
    for (int k = 0; k < commands.length; k++) {
      Recording recording = recordings.get(k);
      boolean membrane = settings.membraneCurrent().isPresent();
      double[] current = recording.of(membrane ? MEMBRANE_CURRENT : CLAMP_CURRENT);
      steps.add(
          new Step(
              commands[k],
              recording.tMs(),
              recording.of(Setup.V),
              recording.of(CLAMP_CURRENT),
              membrane ? current : new double[0]));
      int last = current.length - 1;
      int start = Math.min(last, (int) Math.round(settings.holdMs() / dtMs));
      int end = Math.min(last, (int) Math.round((settings.holdMs() + settings.stepMs()) / dtMs));
      int skip = (int) Math.ceil(settings.skipMs() / dtMs);
      peak[k] = largest(current, start + 1 + skip, end, current[start]);
      steady[k] = current[end];
      tail[k] = largest(current, end + 1 + skip, last, current[last]);
      worst = Math.max(worst, Math.abs(recording.of(Setup.V)[end] - commands[k]));
    }
    Warnings warnings = new Warnings();
    if (worst > ACCURATE_MV) {
      warnings.add(
          "lab.bad-clamp",
          String.format(
              Locale.ROOT, "At the end of a step the cell is %.3g mV away from the command", worst),
          "Choose a smaller resistance, or a longer step");
    }
    return new Result(
        settings,
        steps,
        settings.membraneCurrent().isPresent() ? "mA/cm2" : "nA",
        peak,
        steady,
        tail,
        Setup.shown(benches, settings.at()),
        warnings.toList());
  }

  private static Trial trial(Settings settings, boolean single, double commandMv) {
    double[] durations = {settings.holdMs(), settings.stepMs(), settings.tailMs()};
    double[] levels = {settings.holdMv(), commandMv, settings.tailMv()};
    Trial trial = Trial.EMPTY.set(VCLAMP, single ? "rs" : "rstim", settings.rsMohm());
    for (int i = 0; i < levels.length; i++) {
      String number = single ? Integer.toString(i + 1) : "[" + i + "]";
      trial = trial.set(VCLAMP, "dur" + number, durations[i]);
      trial = trial.set(VCLAMP, "amp" + number, levels[i]);
    }
    return trial;
  }

  private static double largest(double[] current, int from, int to, double base) {
    double largest = from <= to ? current[from] : base;
    for (int k = from; k <= to; k++) {
      largest = Math.abs(current[k] - base) > Math.abs(largest - base) ? current[k] : largest;
    }
    return largest;
  }
}
