package org.neurowright.engine.inspect;

import java.util.ArrayList;
import java.util.List;
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
    List<String> states =
        new Clamp(type, surroundings, sweep, 1).slots().stream().map(Clamp.Slot::name).toList();
    double[][] now = Relaxation.steady(type, surroundings, sweep);
    Trial trial = new Trial(type, surroundings, sweep, states, now);
    List<VoltageShift> found = new ArrayList<>();
    for (MechanismVariable variable : type.variables()) {
      if (variable.role() == Role.PARAMETER
          && variable.size() == 1
          && isPotential(variable.name(), variable.unit())) {
        found.addAll(trial.of(variable.name(), variable.unit(), variable.defaultValue(), false));
      }
    }
    for (GlobalVariable variable : type.globals()) {
      if (variable.parameter()
          && variable.size() == 1
          && isPotential(variable.name(), variable.unit())) {
        found.addAll(trial.of(variable.name(), variable.unit(), variable.defaultValue(), true));
      }
    }
    List<VoltageShift> sorted = new ArrayList<>();
    for (String state : states) {
      found.stream()
          .filter(s -> s.state().equals(state))
          .sorted((a, b) -> Double.compare(a.strangeness(), b.strangeness()))
          .forEach(sorted::add);
    }
    return sorted;
  }

  /** Whether a parameter can be a potential by its unit; many files give none. */
  private static boolean isPotential(String name, String unit) {
    return (unit.equals("mV") || unit.isEmpty() || unit.equals("1"))
        && !List.of("usetable", "celsius", "v").contains(name);
  }

  /** Handles that move one curve by as much as they are turned come first. */
  private double strangeness() {
    return Math.abs(Math.abs(mvPerUnit) - 1) + (mvPerUnit < 0 ? .2 : 0) + (alone ? 0 : .1);
  }

  /**
   * What parameters are tried on.
   *
   * @param now steady states as they are, by place and state
   */
  private record Trial(
      MechanismType type,
      Surroundings surroundings,
      Sweep sweep,
      List<String> states,
      double[][] now) {

    List<VoltageShift> of(String name, String unit, double usual, boolean shared) {
      double value = surroundings.parameters().getOrDefault(name, usual);
      boolean certain = unit.equals("mV");
      double step = certain || value == 0 ? 1 : Math.max(.01 * Math.abs(value), 1e-6);
      int n = states.size();
      double[] rate = new double[n];
      boolean[] shifts = new boolean[n];
      boolean any = false;
      int moved = 0;
      double[] farther = new double[n];
      try {
        double[][] up = with(name, value + step);
        double[][] down = with(name, value - step);
        for (int k = 0; k < n; k++) {
          double[] shift = shift(up, down, k);
          rate[k] = shift[0] / (2 * step);
          shifts[k] = shift[1] > EXPLAINED && Math.abs(rate[k]) >= LEAST;
          any |= shifts[k];
          moved += shift[1] > 0 && Math.abs(rate[k]) >= LEAST ? 1 : 0;
        }
        if (!any) {
          return List.of();
        }
        // a handle has to move the curve evenly: ask again farther away
        double[][] far = with(name, value + 4 * step);
        double[][] near = with(name, value + 2 * step);
        for (int k = 0; k < n; k++) {
          farther[k] = shift(far, near, k)[0] / (2 * step);
        }
      } catch (ModelException e) {
        return List.of(); // a value the mechanism cannot work with
      }
      List<VoltageShift> list = new ArrayList<>();
      for (int k = 0; k < n; k++) {
        boolean even = Math.abs(farther[k] - rate[k]) < .25 * Math.abs(rate[k]);
        double exact = Math.rint(rate[k]);
        boolean whole = Math.abs(exact - rate[k]) < .02;
        if (shifts[k] && even && (certain || whole && Math.abs(exact) == 1)) {
          list.add(
              new VoltageShift(name, shared, states.get(k), whole ? exact : rate[k], moved == 1));
        }
      }
      return list;
    }

    private double[][] with(String name, double value) {
      return Relaxation.steady(type, surroundings.withParameter(name, value), sweep);
    }

    /**
     * The shift by which a curve gets from one place to another, by least squares with the slope of
     * the curve between, and the share of the change that it explains.
     */
    private double[] shift(double[][] to, double[][] from, int k) {
      double[] v = sweep.values();
      double cross = 0;
      double slopes = 0;
      double change = 0;
      double most = 0;
      for (int p = 1; p < v.length - 1; p++) {
        double slope =
            .5
                * (to[p + 1][k] - to[p - 1][k] + from[p + 1][k] - from[p - 1][k])
                / (v[p + 1] - v[p - 1]);
        double difference = to[p][k] - from[p][k];
        cross -= difference * slope;
        slopes += slope * slope;
        change += difference * difference;
        most = Math.max(most, Math.abs(now[p][k]));
      }
      return slopes > 0 && change > 1e-16 * most * most
          ? new double[] {cross / slopes, cross * cross / slopes / change}
          : new double[] {0, 0};
    }
  }
}
