package org.neurowright.engine.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neurowright.engine.inspect.Clamp.Slot;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.ModelException;

/**
 * Where the states of a clamped mechanism go and how fast.
 *
 * <p>One step of the compiled mechanism takes the states x to F(x). Its derivative A is read off
 * pairs of starting values on both sides of x. F(x) = x is the steady state; the eigenvalues λ of A
 * there say how fast deviations vanish. How λ belongs to a time constant depends on the method the
 * file chose, which is seen by comparing the step with half a step:
 *
 * <ul>
 *   <li>exact for one step (cnexp, and files that write the exponential themselves): A(dt) =
 *       A(dt/2)², τ = -dt/ln λ
 *   <li>implicit Euler (sparse, derivimplicit): A(dt)(2 - A(dt/2)) = A(dt/2), τ = dt λ/(1 - λ)
 *   <li>explicit Euler: A(dt) = 2 A(dt/2) - 1, τ = dt/(1 - λ)
 * </ul>
 *
 * <p>For linear equations this is exact; for others the pairs lie close to the steady state and the
 * time constants are those of small deviations.
 */
final class Relaxation {
  /** Resolves time constants from 3e-5 ms on. */
  private static final double FINE_MS = 1e-3;

  /** Steps of this length forget fast and resolve slow time constants. */
  private static final double COARSE_MS = 1;

  /**
   * Distance of the starting values for linear equations, in units of a state's size over the
   * number of states: so small that all stay positive and their sum below 1, because the solver of
   * kinetic schemes cuts negative states off.
   */
  private static final double FAR = .01;

  /** The same for other equations. */
  private static final double NEAR = 1e-4;

  /** Where an eigenvalue of the coarse step is too small to be told from rounding. */
  private static final double LEAST_OF_COARSE = .01;

  /** Mean misfit up to which steps are those of a method. */
  private static final double CLEAR = 1e-6;

  private static final int MOST_ITERATIONS = 40;

  enum Method {
    EXPONENTIAL,
    IMPLICIT,
    EXPLICIT
  }

  /** F at x and its derivative, for all places: {@code a[p][row][column]}. */
  private record StepMap(double[][] next, double[][][] a, double worstBend) {
    boolean isFinite() {
      for (int p = 0; p < next.length; p++) {
        for (int k = 0; k < next[p].length; k++) {
          if (!Double.isFinite(next[p][k])) {
            return false;
          }
          for (double value : a[p][k]) {
            if (!Double.isFinite(value)) {
              return false;
            }
          }
        }
      }
      return true;
    }
  }

  private final Clamp clamp;
  private final int points;
  private final int n;
  private double[] scale;
  private boolean linear;
  private Method method = Method.EXPONENTIAL;

  /** States after INITIAL and steady states, by place and slot. */
  final double[][] initial;

  double[][] steady;

  /** Places where the steady state was not found. */
  final boolean[] lost;

  /** Slots that are computed from others rather than remembered. */
  boolean[] withoutMemory;

  /** Slots that depend on each other, in the order of the slots. */
  List<int[]> groups = List.of();

  /** For each group slots without memory that follow it. */
  final List<int[]> companions = new ArrayList<>();

  /** For each group time constants by place, slowest first; NaN where there is none. */
  final List<double[][]> tausMs = new ArrayList<>();

  Relaxation(MechanismType type, Surroundings surroundings, Sweep sweep) {
    this(type, surroundings, sweep, true);
  }

  /** Steady states alone, by place and slot. */
  static double[][] steady(MechanismType type, Surroundings surroundings, Sweep sweep) {
    return new Relaxation(type, surroundings, sweep, false).steady;
  }

  private Relaxation(
      MechanismType type, Surroundings surroundings, Sweep sweep, boolean withTimeConstants) {
    Clamp single = new Clamp(type, surroundings, sweep, 1);
    points = sweep.size();
    n = single.slots().size();
    clamp = n == 0 ? single : new Clamp(type, surroundings, sweep, 2 + 2 * n);
    clamp.initialise();
    initial = read(0);
    steady = initial;
    lost = new boolean[points];
    withoutMemory = new boolean[n];
    if (n > 0) {
      solve(withTimeConstants);
    }
  }

  private double[][] read(int block) {
    double[][] x = new double[points][n];
    for (int p = 0; p < points; p++) {
      for (int k = 0; k < n; k++) {
        x[p][k] = clamp.slots().get(k).get(block * points + p);
      }
    }
    return x;
  }

  private void solve(boolean withTimeConstants) {
    scale = new double[n];
    for (int k = 0; k < n; k++) {
      Slot slot = clamp.slots().get(k);
      double most = 0;
      for (double[] x : initial) {
        most = Math.max(most, Double.isFinite(x[k]) ? Math.abs(x[k]) : 0);
      }
      boolean isFraction = slot.unit().isEmpty() || slot.unit().equals("1");
      scale[k] = isFraction && most <= 1 || most == 0 ? 1 : most;
    }
    linear = true;
    StepMap fine = map(initial, FINE_MS);
    linear = fine.isFinite() && fine.worstBend() < 1e-9;
    if (!linear) {
      fine = map(initial, FINE_MS);
    }
    StepMap coarse = coarse(initial);
    if (linear) {
      coarse = withMethod(initial, fine, coarse);
    }
    boolean useCoarse = coarse != null && !(linear && method == Method.EXPLICIT);
    double[][] x = initial;
    for (int round = 0; round < MOST_ITERATIONS; round++) {
      StepMap map = useCoarse ? coarse : fine;
      double moved = 0;
      double[][] next = new double[points][];
      for (int p = 0; p < points; p++) {
        next[p] = towardsRest(x[p], map.next()[p], map.a()[p]);
        for (int k = 0; k < n; k++) {
          moved = Math.max(moved, Math.abs(next[p][k] - x[p][k]) / scale[k]);
        }
      }
      x = next;
      if (linear || moved < 1e-9 || !Double.isFinite(moved)) {
        break;
      }
      StepMap again = useCoarse ? coarse(x) : null;
      useCoarse &= again != null;
      coarse = again;
      fine = map(x, FINE_MS);
    }
    steady = x;
    if (!withTimeConstants) {
      return;
    }
    if (!linear) {
      fine = map(x, FINE_MS);
      coarse = withMethod(x, fine, coarse(x));
    }
    for (int p = 0; p < points; p++) {
      for (int k = 0; k < n; k++) {
        lost[p] |= !Double.isFinite(x[p][k]);
      }
    }
    structure(fine, coarse);
    for (int[] group : groups) {
      tausMs.add(timeConstants(group, fine, coarse));
    }
  }

  /** Finds the method out; gives the coarse step back if it is fit for use. */
  private StepMap withMethod(double[][] x, StepMap fine, StepMap coarse) {
    if (coarse != null && method(x, coarse, COARSE_MS) <= (linear ? CLEAR : 100 * CLEAR)) {
      return coarse;
    }
    method(x, fine, FINE_MS);
    return null;
  }

  /** A step of the coarse length, null if the mechanism's solver cannot do it. */
  private StepMap coarse(double[][] x) {
    try {
      StepMap map = map(x, COARSE_MS);
      return map.isFinite() ? map : null;
    } catch (ModelException e) {
      return null;
    }
  }

  private StepMap map(double[][] x, double dtMs) {
    List<Slot> slots = clamp.slots();
    double[] distance = new double[n];
    for (int k = 0; k < n; k++) {
      Slot slot = slots.get(k);
      distance[k] = (linear ? FAR / n : NEAR) * scale[k];
      for (int p = 0; p < points; p++) {
        slot.set(p, x[p][k]);
        double middle = linear ? 2 * distance[k] : x[p][k];
        if (middle >= 0 && middle < 2 * distance[k]) {
          middle = 2 * distance[k];
        }
        for (int block = 1; block < 2 + 2 * n; block++) {
          double shift = block == 2 + 2 * k ? distance[k] : block == 3 + 2 * k ? -distance[k] : 0;
          slot.set(block * points + p, middle + shift);
        }
      }
    }
    clamp.step(dtMs);
    double[][] next = read(0);
    double[][] middle = read(1);
    double[][][] a = new double[points][n][n];
    double bend = 0;
    for (int row = 0; row < n; row++) {
      Slot slot = slots.get(row);
      for (int column = 0; column < n; column++) {
        int up = (2 + 2 * column) * points;
        int down = (3 + 2 * column) * points;
        for (int p = 0; p < points; p++) {
          a[p][row][column] = (slot.get(up + p) - slot.get(down + p)) / (2 * distance[column]);
        }
      }
    }
    for (int p = 0; linear && p < points; p++) {
      for (int row = 0; row < n; row++) {
        double expected = middle[p][row];
        for (int column = 0; column < n; column++) {
          expected += a[p][row][column] * (x[p][column] - 2 * distance[column]);
        }
        bend = Math.max(bend, Math.abs(next[p][row] - expected) / scale[row]);
      }
    }
    return new StepMap(next, a, bend);
  }

  /**
   * Finds the method out.
   *
   * @return how far from it the steps are, in units of the states' sizes
   */
  private double method(double[][] x, StepMap step, double dtMs) {
    double[][][] whole = step.a();
    double[][][] half = map(x, dtMs / 2).a();
    double[] misfit = new double[3];
    for (int p = 0; p < points; p++) {
      double[][] square = times(half[p], half[p]);
      double[][] twoMinus = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          twoMinus[i][j] = (i == j ? 2 : 0) - half[p][i][j];
        }
      }
      double[][] implicit = times(whole[p], twoMinus);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double w = whole[p][i][j];
          double h = half[p][i][j];
          double units = scale[j] / scale[i];
          misfit[0] += Math.abs(w - square[i][j]) * units;
          misfit[1] += Math.abs(implicit[i][j] - h) * units;
          misfit[2] += Math.abs(w - (2 * h - (i == j ? 1 : 0))) * units;
        }
      }
    }
    int best = 0;
    for (int m = 1; m < 3; m++) {
      if (misfit[m] < misfit[best]) {
        best = m;
      }
    }
    method = Method.values()[best];
    return misfit[best] / (points * n * n);
  }

  private static double[][] times(double[][] a, double[][] b) {
    int n = a.length;
    double[][] c = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double factor = a[i][k];
        if (factor != 0) {
          for (int j = 0; j < n; j++) {
            c[i][j] += factor * b[k][j];
          }
        }
      }
    }
    return c;
  }

  /**
   * Where the affine map x → next + A(· - x) ends when it is repeated for ever: the sum of Aᵏ(next
   * - x), whose number of terms is doubled until it does not change any more. What the equations
   * conserve stays as it is.
   */
  private double[] towardsRest(double[] x, double[] next, double[][] a) {
    double[] sum = new double[n];
    boolean diagonal = true;
    for (int i = 0; i < n; i++) {
      sum[i] = next[i] - x[i];
      for (int j = 0; j < n; j++) {
        diagonal &= i == j || a[i][j] == 0;
      }
    }
    double[] rest = new double[n];
    if (diagonal) {
      for (int i = 0; i < n; i++) {
        double left = 1 - a[i][i];
        rest[i] = left > 1e-14 ? x[i] + sum[i] / left : next[i];
      }
      return rest;
    }
    double[][] power = a;
    double changeBefore = Double.POSITIVE_INFINITY;
    for (int doubling = 0; doubling < 40; doubling++) {
      double change = 0;
      double[] more = new double[n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          more[i] += power[i][j] * sum[j];
        }
        change = Math.max(change, Math.abs(more[i]) / scale[i]);
      }
      for (int i = 0; i < n; i++) {
        sum[i] += more[i];
      }
      // what is conserved only gathers rounding errors: end where the change begins to grow
      if (change < 1e-16 || change < 1e-8 && change >= changeBefore) {
        break;
      }
      changeBefore = change;
      power = times(power, power);
    }
    for (int i = 0; i < n; i++) {
      rest[i] = x[i] + sum[i];
    }
    return rest;
  }

  /** Finds out which slots remember anything, and which depend on each other. */
  private void structure(StepMap fine, StepMap coarse) {
    double noticeable = linear ? 1e-9 : 1e-6;
    boolean[][] linked = new boolean[n][n];
    for (int j = 0; j < n; j++) {
      boolean remembered = false;
      for (int i = 0; i < n; i++) {
        double most = 0;
        for (int p = 0; p < points; p++) {
          double units = scale[j] / scale[i];
          most = Math.max(most, Math.abs(fine.a()[p][i][j]) * units);
          if (coarse != null) {
            most = Math.max(most, Math.abs(coarse.a()[p][i][j]) * units);
          }
        }
        linked[i][j] = most > noticeable;
        remembered |= most > 1e-12;
      }
      withoutMemory[j] = !remembered;
    }
    List<int[]> found = new ArrayList<>();
    boolean[] seen = new boolean[n];
    for (int start = 0; start < n; start++) {
      if (seen[start] || withoutMemory[start]) {
        continue;
      }
      boolean[] member = new boolean[n];
      member[start] = true;
      boolean grew = true;
      while (grew) {
        grew = false;
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            boolean joins = (linked[i][j] || linked[j][i]) && member[i] && !member[j];
            if (joins && !withoutMemory[j]) {
              member[j] = true;
              grew = true;
            }
          }
        }
      }
      int[] group = IntStream.range(0, n).filter(i -> member[i]).toArray();
      for (int i : group) {
        seen[i] = true;
      }
      found.add(group);
    }
    groups = found;
    // the state that CONSERVE computes from the others of its scheme relaxes as they do
    for (int[] group : found) {
      companions.add(
          IntStream.range(0, n)
              .filter(i -> withoutMemory[i])
              .filter(i -> Arrays.stream(group).anyMatch(j -> linked[i][j]))
              .toArray());
    }
  }

  private double[][] timeConstants(int[] group, StepMap fine, StepMap coarse) {
    int size = group.length;
    double[][] perPlace = new double[points][];
    IntStream places = IntStream.range(0, points);
    (size > 4 ? places.parallel() : places)
        .forEach(p -> {
          double[] fast = taus(group, fine.a()[p], FINE_MS, 0);
          double[] slow =
              coarse == null ? fast : taus(group, coarse.a()[p], COARSE_MS, LEAST_OF_COARSE);
          double[] both = fast.clone();
          for (int i = 0; i < both.length; i++) {
            if (i < slow.length && Double.isFinite(slow[i])) {
              both[i] = slow[i];
            }
          }
          perPlace[p] = both;
        });
    double[][] byRank = new double[size][points];
    for (int r = 0; r < size; r++) {
      for (int p = 0; p < points; p++) {
        byRank[r][p] = r < perPlace[p].length ? perPlace[p][r] : Double.NaN;
      }
    }
    return byRank;
  }

  /** Time constants from one step, slowest first; NaN behind the last that can be trusted. */
  private double[] taus(int[] group, double[][] a, double dtMs, double least) {
    int size = group.length;
    double[] re;
    double[] im;
    if (size == 1) {
      re = new double[] {a[group[0]][group[0]]};
      im = new double[1];
    } else {
      double[][] part = new double[size][size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          part[i][j] = a[group[i]][group[j]] * scale[group[j]] / scale[group[i]];
        }
      }
      double[][] found = Eigenvalues.of(part);
      re = found[0];
      im = found[1];
    }
    List<Double> taus = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double tau = tau(re[i], im[i], dtMs);
      // what is conserved has no time constant, and neither has what follows at once
      boolean isOne = tau > 1e8 || tau < 0 && tau < -1e7;
      if (!isOne && Math.hypot(re[i], im[i]) > 1e-14) {
        taus.add(Math.hypot(re[i], im[i]) < least ? Double.NaN : tau);
      }
    }
    double[] sorted = taus.stream().mapToDouble(Double::doubleValue).toArray();
    // NaN sorts last; descending order puts it first, so mark it as the fastest instead
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Double.isNaN(sorted[i]) ? Double.POSITIVE_INFINITY : -sorted[i];
    }
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Double.isInfinite(sorted[i]) ? Double.NaN : -sorted[i];
    }
    return sorted;
  }

  private double tau(double re, double im, double dtMs) {
    double size = re * re + im * im;
    return switch (method) {
      case EXPONENTIAL -> -dtMs / (.5 * Math.log(size));
      case IMPLICIT -> -dtMs / (1 - re / size);
      case EXPLICIT -> dtMs / (1 - re);
    };
  }

  boolean isLinear() {
    return linear;
  }

  List<Slot> slots() {
    return clamp.slots();
  }
}
