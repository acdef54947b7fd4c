package org.neurowright.engine.inspect;

import java.util.List;
import org.neurowright.engine.inspect.Clamp.Slot;
import org.neurowright.engine.mechanism.MechanismType;

/**
 * Currents after a step of the potential from a holding potential at which all states had come to
 * rest, mA/cm² (nA for a point process), positive outwards.
 *
 * @param vMv potentials stepped to
 * @param holdingMv potential before
 * @param steady current when all states have come to rest
 * @param instantaneous current right after the step, states as at the holding potential
 * @param peak the largest current by size between the step and the end of the observation
 * @param peakMs when it flows, ms after the step
 */
public record CurrentVoltage(
    double[] vMv,
    double holdingMv,
    double[] steady,
    double[] instantaneous,
    double[] peak,
    double[] peakMs) {
  /** First time looked at after the step, ms. */
  private static final double FIRST_MS = 1e-3;

  /** Times looked at per doubling of the time since the step. */
  private static final int PER_OCTAVE = 16;

  /**
   * Computes the curves.
   *
   * @param durationMs how long each step is observed
   * @throws org.neurowright.engine.problem.ModelException if the mechanism's own code fails
   */
  public static CurrentVoltage of(
      MechanismType type,
      Surroundings surroundings,
      double[] vMv,
      double holdingMv,
      double durationMs) {
    int points = vMv.length;
    Sweep.OverVoltage sweep = new Sweep.OverVoltage(vMv);
    double[] steady = Gating.of(type, surroundings, sweep).current();
    double[][] held =
        Relaxation.steady(type, surroundings, new Sweep.OverVoltage(new double[] {holdingMv}));
    Clamp clamp = new Clamp(type, surroundings, sweep, 1);
    clamp.initialise();
    List<Slot> slots = clamp.slots();
    for (int k = 0; k < slots.size(); k++) {
      for (int p = 0; p < points; p++) {
        slots.get(k).set(p, held[0][k]);
      }
    }
    clamp.currents();
    double[] instantaneous = currents(clamp, points);
    double[] peak = instantaneous.clone();
    double[] peakMs = new double[points];
    double[] before = instantaneous;
    double[] now = instantaneous;
    double factor = Math.pow(2, 1.0 / PER_OCTAVE);
    double t = 0;
    double tBefore = 0;
    while (t < durationMs) {
      double next = Math.min(durationMs, t == 0 ? FIRST_MS : t * factor);
      clamp.step(next - t);
      clamp.currents();
      double[] then = currents(clamp, points);
      if (tBefore > 0) {
        for (int p = 0; p < points; p++) {
          look(p, before[p], now[p], then[p], t, factor, peak, peakMs);
        }
      }
      before = now;
      now = then;
      tBefore = t;
      t = next;
    }
    for (int p = 0; p < points; p++) {
      if (Math.abs(now[p]) > Math.abs(peak[p])) {
        peak[p] = now[p];
        peakMs[p] = durationMs;
      }
    }
    return new CurrentVoltage(vMv, holdingMv, steady, instantaneous, peak, peakMs);
  }

  private static double[] currents(Clamp clamp, int points) {
    double[] i = new double[points];
    for (int p = 0; p < points; p++) {
      i[p] = clamp.current(p);
    }
    return i;
  }

  /** A summit between three samples, taken from the parabola over the logarithm of time. */
  private static void look(
      int p,
      double before,
      double now,
      double then,
      double t,
      double factor,
      double[] peak,
      double[] peakMs) {
    double size = Math.abs(now);
    if (size < Math.abs(before) || size < Math.abs(then)) {
      return;
    }
    double bend = before - 2 * now + then;
    double offset = bend == 0 ? 0 : .5 * (before - then) / bend;
    double summit = now - .25 * (before - then) * offset;
    if (Math.abs(summit) > Math.abs(peak[p])) {
      peak[p] = summit;
      peakMs[p] = t * Math.pow(factor, offset);
    }
  }
}
