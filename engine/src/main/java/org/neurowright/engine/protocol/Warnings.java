package org.neurowright.engine.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.neurowright.engine.measure.Spikes;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

/** What speaks against a result. */
final class Warnings {
  /** A potential that rises above this is taken for a spike, mV. */
  static final double SPIKE_MV = -20;

  /** How long a potential is watched before a pulse, ms. */
  private static final double WATCHED_MS = 50;

  private final List<Problem> list = new ArrayList<>();

  List<Problem> toList() {
    return List.copyOf(list);
  }

  void add(String code, String message, String hint) {
    list.add(Problem.warning(code, Location.NOWHERE, message).hint(hint));
  }

  void spikesInWindow(double[] vMv, int from, int to, String what) {
    int spikes = Spikes.crossings(vMv, from, to, SPIKE_MV);
    if (spikes > 0) {
      add(
          "lab.spikes-in-window",
          "The cell fires "
              + (spikes == 1 ? "once" : spikes + " times")
              + " in the window, so the "
              + what
              + " means little",
          "Take a smaller current, or a cell whose sodium channels are closed");
    }
  }

  /** The potential should stand still before a pulse, compared with what the pulse does. */
  void restBefore(double[] vMv, int pulse, double dtMs, double changeMv) {
    int back = Math.min((int) (WATCHED_MS / dtMs), pulse / 2);
    if (pulse == 0) {
      add(
          "lab.not-at-rest",
          "The pulse begins with the run, so the resting potential is v_init",
          "Choose a longer delay");
      return;
    }
    double drift = vMv[pulse] - vMv[pulse - back];
    if (Math.abs(drift) > Math.max(.005 * Math.abs(changeMv), .005)) {
      add(
          "lab.not-at-rest",
          String.format(
              Locale.ROOT,
              "The potential still changes before the pulse: %.3g mV in the last %.3g ms",
              drift,
              back * dtMs),
          "Choose a longer delay, or a v_init nearer to the resting potential");
    }
  }

  void extended(double askedMs, double takenMs) {
    if (takenMs > askedMs) {
      add(
          "lab.tstop-extended",
          "tstop of "
              + askedMs
              + " ms ends before the pulse does; the run goes on to "
              + takenMs
              + " ms",
          "");
    }
  }
}
