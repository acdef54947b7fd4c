package org.neurowright.engine.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.neurowright.engine.inspect.Clamp.Slot;
import org.neurowright.engine.measure.BoltzmannFit;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.mechanism.MechanismVariable.Role;

/**
 * Steady states, time constants and the current of a mechanism at rest, along a sweep.
 *
 * @param sweep what the curves are drawn over
 * @param states every state, in the order of the file
 * @param schemes states that depend on each other: kinetic schemes and the like
 * @param assigned other variables that the mechanism shows (RANGE), at the steady state
 * @param current current at the steady state, mA/cm² (nA for a point process); all 0 without one
 * @param reversalMv where an ohmic current turns, mV; empty for others and without current
 * @param conductance chord conductance at the steady state, S/cm² (µS for a point process), where
 *     there is a reversal potential
 * @param linear false when the equations are not linear in the states: time constants are then
 *     those of small deviations
 * @param lost places where no steady state was found
 */
public record Gating(
    Sweep sweep,
    List<State> states,
    List<Scheme> schemes,
    List<Assigned> assigned,
    double[] current,
    OptionalDouble reversalMv,
    Optional<double[]> conductance,
    boolean linear,
    int lost) {

  /**
   * A state variable.
   *
   * @param name without suffix; an element of an array with its index
   * @param unit as declared
   * @param steady where it goes
   * @param initial what INITIAL makes of it
   * @param tauMs time constant; empty when it depends on other states (see its scheme) or follows
   *     at once
   */
  public record State(
      String name, String unit, double[] steady, double[] initial, Optional<double[]> tauMs) {

    /** Whether INITIAL puts it elsewhere than where it goes. */
    public boolean startsElsewhere() {
      double size = 0;
      double apart = 0;
      for (int i = 0; i < steady.length; i++) {
        size = Math.max(size, Math.abs(steady[i]));
        apart = Math.max(apart, Math.abs(steady[i] - initial[i]));
      }
      return apart > 1e-6 * Math.max(size, 1e-300);
    }

    /** A Boltzmann curve through the steady states over voltage. */
    public Optional<BoltzmannFit> fit(Sweep sweep) {
      return sweep instanceof Sweep.OverVoltage(double[] values)
          ? BoltzmannFit.of(values, steady)
          : Optional.empty();
    }
  }

  /**
   * States that depend on each other.
   *
   * @param states their names
   * @param tausMs time constants, slowest first; as many as there are states less those that are
   *     conserved; NaN at places where there are fewer
   */
  public record Scheme(List<String> states, List<double[]> tausMs) {}

  /** A variable that follows at once. */
  public record Assigned(String name, String unit, double[] values) {}

  /**
   * Computes the curves.
   *
   * @throws org.neurowright.engine.problem.ModelException if the mechanism's own code fails, for
   *     instance because a solver does not converge
   */
  public static Gating of(MechanismType type, Surroundings surroundings, Sweep sweep) {
    Relaxation relaxation = new Relaxation(type, surroundings, sweep);
    int points = sweep.size();
    List<Slot> slots = relaxation.slots();
    int n = slots.size();
    double[][] tauOf = new double[n][];
    List<Scheme> schemes = new ArrayList<>();
    for (int g = 0; g < relaxation.groups.size(); g++) {
      int[] group = relaxation.groups.get(g);
      double[][] taus = relaxation.tausMs.get(g);
      int[] all =
          IntStream.concat(Arrays.stream(group), Arrays.stream(relaxation.companions.get(g)))
              .sorted()
              .toArray();
      if (group.length == 1) {
        for (int k : all) {
          tauOf[k] = taus[0];
        }
      } else {
        schemes.add(
            new Scheme(
                Arrays.stream(all).mapToObj(k -> slots.get(k).name()).toList(), meaningful(taus)));
      }
    }
    List<State> states = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      double[] steady = new double[points];
      double[] initial = new double[points];
      for (int p = 0; p < points; p++) {
        steady[p] = relaxation.steady[p][k];
        initial[p] = relaxation.initial[p][k];
      }
      states.add(
          new State(
              slots.get(k).name(),
              slots.get(k).unit(),
              steady,
              initial,
              Optional.ofNullable(tauOf[k])));
    }
    Clamp clamp = new Clamp(type, surroundings, sweep, 1);
    atRest(clamp, relaxation);
    double[] current = new double[points];
    double[] slope = new double[points];
    for (int p = 0; p < points; p++) {
      current[p] = clamp.current(p);
      slope[p] = clamp.slope(p);
    }
    OptionalDouble reversal = reversal(type, surroundings, sweep, current, slope);
    int lost = 0;
    for (boolean one : relaxation.lost) {
      lost += one ? 1 : 0;
    }
    return new Gating(
        sweep,
        states,
        schemes,
        assigned(type, clamp, points),
        current,
        reversal,
        reversal.isPresent()
            ? Optional.of(chord(sweep, current, slope, reversal.getAsDouble()))
            : Optional.empty(),
        relaxation.isLinear(),
        lost);
  }

  private static List<double[]> meaningful(double[][] taus) {
    List<double[]> list = new ArrayList<>();
    for (double[] rank : taus) {
      boolean any = false;
      for (double tau : rank) {
        any |= Double.isFinite(tau);
      }
      if (any) {
        list.add(rank);
      }
    }
    return list;
  }

  /** Puts the states where they rest and evaluates BREAKPOINT there. */
  private static void atRest(Clamp clamp, Relaxation relaxation) {
    clamp.initialise();
    List<Slot> slots = clamp.slots();
    // a step first: RANGE variables that only the equations assign shall be those of the potential
    put(slots, relaxation.steady);
    clamp.step(1e-6);
    put(slots, relaxation.steady);
    clamp.currents();
  }

  private static void put(List<Slot> slots, double[][] x) {
    for (int k = 0; k < slots.size(); k++) {
      for (int p = 0; p < x.length; p++) {
        slots.get(k).set(p, x[p][k]);
      }
    }
  }

  private static List<Assigned> assigned(MechanismType type, Clamp clamp, int points) {
    Set<String> currents = new LinkedHashSet<>(type.currents());
    List<Assigned> list = new ArrayList<>();
    for (int k = 0; k < type.variables().size(); k++) {
      MechanismVariable variable = type.variables().get(k);
      if (variable.role() == Role.ASSIGNED
          && variable.visible()
          && variable.size() == 1
          && !currents.contains(variable.name())) {
        double[] values = new double[points];
        System.arraycopy(clamp.kernel().column(k), 0, values, 0, points);
        list.add(new Assigned(variable.name(), variable.unit(), values));
      }
    }
    return list;
  }

  /**
   * The reversal potential: where all lines through current and conductance of the held states meet
   * for an ohmic current; else the reversal potential that the mechanism reads.
   */
  private static OptionalDouble reversal(
      MechanismType type,
      Surroundings surroundings,
      Sweep sweep,
      double[] current,
      double[] slope) {
    double most = 0;
    for (double g : slope) {
      most = Math.max(most, Math.abs(g));
    }
    if (!(most > 0)) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    double weight = 0;
    for (int p = 0; p < current.length; p++) {
      sum += slope[p] * (sweep.vMv(p) * slope[p] - current[p]);
      weight += slope[p] * slope[p];
    }
    double e = sum / weight;
    double apart = 0;
    for (int p = 0; p < current.length; p++) {
      apart = Math.max(apart, Math.abs(current[p] - slope[p] * (sweep.vMv(p) - e)));
    }
    // The slope is a difference quotient over 0.001 mV: good to about 1e-8.
    if (apart <= 1e-6 * most * 100) {
      return OptionalDouble.of(roundedTo(e));
    }
    List<IonUse> readers = type.ions().stream().filter(IonUse::readsReversal).toList();
    return readers.size() == 1
        ? OptionalDouble.of(surroundings.ion("e" + readers.getFirst().ion()))
        : OptionalDouble.empty();
  }

  private static double roundedTo(double e) {
    double rounded = Math.rint(e * 1e4) / 1e4;
    return Math.abs(rounded - e) < 1e-4 ? rounded : e;
  }

  private static double[] chord(Sweep sweep, double[] current, double[] slope, double e) {
    double[] g = new double[current.length];
    for (int p = 0; p < g.length; p++) {
      double force = sweep.vMv(p) - e;
      g[p] = Math.abs(force) > .01 ? current[p] / force : slope[p];
    }
    return g;
  }

  /** The state of that name. */
  public Optional<State> state(String name) {
    return states.stream().filter(s -> s.name().equals(name)).findFirst();
  }
}
