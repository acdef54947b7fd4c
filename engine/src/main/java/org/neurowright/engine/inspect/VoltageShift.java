package org.neurowright.engine.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.neurowright.engine.mechanism.GlobalVariable;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.mechanism.MechanismVariable.Role;
import org.neurowright.engine.problem.ModelException;

/**
 * A parameter that moves the steady-state curve of a state along the voltage axis.
 *
 * @param parameter its name without suffix
 * @param shared true when all instances share it (GLOBAL), false when it is a RANGE variable
 * @param state which state's curve
 * @param mvPerUnit how far the curve moves to the right when the parameter grows by one, mV
 * @param alone true when it moves the curves of no other state
 */
public record VoltageShift(
    String parameter, boolean shared, String state, double mvPerUnit, boolean alone) {
  /** Share of the change that a shift must explain, in squares. */
  private static final double EXPLAINED = .98;

  /** Parameters that move a curve less are of no use as a handle. */
  private static final double LEAST = .05;

  private static final int POINTS = 81;

  /**
   * Looks for such parameters by trying all of them.
   *
   * @param fromMv range of potentials that is looked at
   * @return by state in the file's order; the one nearest to 1 mV per mV first
   * @throws ModelException if the mechanism's own code fails as it is
   */
  public static List<VoltageShift> of(
      MechanismType type, Surroundings surroundings, double fromMv, double toMv) {
    Sweep sweep = Sweep.voltage(fromMv, toMv, POINTS);
    Gating now = Gating.of(type, surroundings, sweep);
    List<VoltageShift> found = new ArrayList<>();
    Predicate<String> known = n -> !n.equals("usetable") && !n.equals("celsius") && !n.equals("v");
    for (MechanismVariable variable : type.variables()) {
      if (variable.role() == Role.PARAMETER && variable.size() == 1 && known.test(variable.name())) {
        double value =
            surroundings.parameters().getOrDefault(variable.name(), variable.defaultValue());
        found.addAll(tried(type, surroundings, now, variable.name(), variable.unit(), value, false));
      }
    }
    for (GlobalVariable variable : type.globals()) {
      if (variable.parameter() && variable.size() == 1 && known.test(variable.name())) {
        double value =
            surroundings.parameters().getOrDefault(variable.name(), variable.defaultValue());
        found.addAll(tried(type, surroundings, now, variable.name(), variable.unit(), value, true));
      }
    }
    List<VoltageShift> sorted = new ArrayList<>();
    for (Gating.State state : now.states()) {
      found.stream()
          .filter(s -> s.state().equals(state.name()))
          .sorted((a, b) -> Double.compare(a.strangeness(), b.strangeness()))
          .forEach(sorted::add);
    }
    return sorted;
  }

  /** Handles that move one curve by as much as they are turned come first. */
  private double strangeness() {
    return Math.abs(Math.abs(mvPerUnit) - 1) + (mvPerUnit < 0 ? .2 : 0) + (alone ? 0 : .1);
  }

  private static List<VoltageShift> tried(
      MechanismType type,
      Surroundings surroundings,
      Gating now,
      String name,
      String unit,
      double value,
      boolean shared) {
    double step = unit.equals("mV") || value == 0 ? 1 : Math.max(.01 * Math.abs(value), 1e-6);
    double[] small = new double[now.states().size()];
    double[] explained = new double[small.length];
    double[] large = new double[small.length];
    try {
      Gating up = Gating.of(type, surroundings.withParameter(name, value + step), now.sweep());
      Gating down = Gating.of(type, surroundings.withParameter(name, value - step), now.sweep());
      boolean any = false;
      for (int k = 0; k < small.length; k++) {
        double[] shift = shift(now, up.states().get(k), down.states().get(k), k);
        small[k] = shift[0] / (2 * step);
        explained[k] = shift[1];
        any |= shift[1] > EXPLAINED;
      }
      if (!any) {
        return List.of();
      }
      // a handle has to move the curve evenly: ask again farther away
      Gating far = Gating.of(type, surroundings.withParameter(name, value + 4 * step), now.sweep());
      Gating near = Gating.of(type, surroundings.withParameter(name, value + 2 * step), now.sweep());
      for (int k = 0; k < small.length; k++) {
        large[k] = shift(now, far.states().get(k), near.states().get(k), k)[0] / (2 * step);
      }
    } catch (ModelException e) {
      return List.of();
    }
    int moved = 0;
    for (int k = 0; k < small.length; k++) {
      moved += explained[k] > EXPLAINED && Math.abs(small[k]) >= LEAST ? 1 : 0;
    }
    List<VoltageShift> list = new ArrayList<>();
    for (int k = 0; k < small.length; k++) {
      boolean even = Math.abs(large[k] - small[k]) < .25 * Math.abs(small[k]);
      if (explained[k] > EXPLAINED && Math.abs(small[k]) >= LEAST && even) {
        double exact = Math.rint(small[k]);
        double rate = Math.abs(exact - small[k]) < .02 ? exact : small[k];
        list.add(new VoltageShift(name, shared, now.states().get(k).name(), rate, moved == 1));
      }
    }
    return list;
  }

  /**
   * The shift by which a curve gets from one place to another, by least squares with the slope of
   * the curve in the middle, and the share of the change that it explains.
   */
  private static double[] shift(Gating now, Gating.State to, Gating.State from, int k) {
    double[] v = now.sweep().values();
    double[] y = now.states().get(k).steady();
    double cross = 0;
    double slopes = 0;
    double change = 0;
    double most = 0;
    for (int p = 1; p < v.length - 1; p++) {
      double slope =
          .5
              * (to.steady()[p + 1] - to.steady()[p - 1] + from.steady()[p + 1] - from.steady()[p - 1])
              / (v[p + 1] - v[p - 1]);
      double difference = to.steady()[p] - from.steady()[p];
      cross -= difference * slope;
      slopes += slope * slope;
      change += difference * difference;
      most = Math.max(most, Math.abs(y[p]));
    }
    if (!(slopes > 0) || !(change > 1e-16 * most * most)) {
      return new double[] {0, 0};
    }
    return new double[] {cross / slopes, cross * cross / slopes / change};
  }
}
