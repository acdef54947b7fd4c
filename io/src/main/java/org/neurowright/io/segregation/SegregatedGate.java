package org.neurowright.io.segregation;

import java.util.Optional;
import org.neurowright.engine.measure.BoltzmannFit;

/**
 * A gate of a module's mechanism, and what is done to it.
 *
 * @param module name of the module
 * @param mechanism SUFFIX
 * @param gate the state, or the variable that stands in for one
 * @param kind what it does
 * @param vMv potentials of the curve
 * @param curve its steady state
 * @param fit a Boltzmann curve through it
 * @param overlap largest steady state on the wrong side of the module's boundary; 0 where there is
 *     none
 * @param action what is done
 */
public record SegregatedGate(
    String module,
    String mechanism,
    String gate,
    Kind kind,
    double[] vMv,
    double[] curve,
    Optional<BoltzmannFit> fit,
    double overlap,
    Action action) {

  /** What a gate does when the potential rises. */
  public enum Kind {
    ACTIVATION("activation"),
    INACTIVATION("inactivation"),
    /** Opens on hyperpolarisation, in a mechanism without activation gate: h currents. */
    HYPERPOLARISATION("h activation");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /** What is done to a gate. */
  public sealed interface Action {
    /** Nothing. */
    record Keep(String reason) implements Action {}

    /**
     * Closed beyond a potential.
     *
     * @param above true above it, false below
     */
    record Cut(boolean above, double atMv) implements Action {}

    /** Moved along the axis with all gates of its mechanism, mV to the right. */
    record Shift(double mv) implements Action {}
  }

  /** The curve as it will be. */
  public double[] after() {
    double[] after = curve.clone();
    for (int i = 0; i < after.length; i++) {
      after[i] =
          switch (action) {
            case Action.Keep _ -> curve[i];
            case Action.Cut(boolean above, double at) ->
                (above ? vMv[i] > at : vMv[i] < at) ? 0 : curve[i];
            case Action.Shift(double mv) -> at(vMv[i] - mv);
          };
    }
    return after;
  }

  /** The curve between its points; beyond them as at its ends. */
  double at(double v) {
    int n = vMv.length;
    if (v <= vMv[0]) {
      return curve[0];
    }
    if (v >= vMv[n - 1]) {
      return curve[n - 1];
    }
    double place = (v - vMv[0]) / (vMv[n - 1] - vMv[0]) * (n - 1);
    int i = Math.min((int) place, n - 2);
    return curve[i] + (place - i) * (curve[i + 1] - curve[i]);
  }
}
