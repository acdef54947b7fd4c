package org.neurowright.engine.cable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.mechanism.IonArrays;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismType.Phase;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.mechanism.NodeArrays;

/**
 * How the states of one mechanism follow the potential, and the current the states, for small
 * changes around the present state: {@code s' = drive v + jacobian s}, {@code i = slope s}. Each
 * instance answers for itself; what one mechanism does to another by way of a concentration is left
 * out.
 *
 * <p>Derivatives are differences over {@link #STEP}, as NEURON takes them in {@code
 * Impedance.compute(freq, 1)}.
 */
final class StateResponses {
  /** Step of potentials (mV) and of states: NEURON's {@code deltafac}. */
  static final double STEP = .001;

  /**
   * A pivot that is smaller than this in comparison counts as none: rounding of the differences
   * leaves about 1e-12 where a conserved sum makes it zero.
   */
  private static final double SINGULAR = 1e-10;

  /** Slow enough for direct current where a conserved sum leaves no answer at 0, 1/ms. */
  private static final double SLOW_PER_MS = 1e-7;

  /** Node of each instance. */
  private final int[] node;

  /** States per instance. */
  private final int states;

  /** Current per state by instance and state, mA/cm². */
  private final double[] slope;

  /** By instance and state, 1/(ms mV). */
  private final double[] drive;

  /** By instance, row and column, 1/ms. */
  private final double[] jacobian;

  private StateResponses(
      int[] node, int states, double[] slope, double[] drive, double[] jacobian) {
    this.node = node;
    this.states = states;
    this.slope = slope;
    this.drive = drive;
    this.jacobian = jacobian;
  }

  /** Whether a mechanism has states that move its current in a way that is known. */
  static boolean known(MechanismType type) {
    return type.has(Phase.CURRENT) && type.has(Phase.RATES);
  }

  /** One state of a mechanism: where its values are. */
  private record State(double[] values, int[] at) {
    static State ofColumn(double[] column, int element, int size, int count) {
      int[] at = new int[count];
      for (int i = 0; i < count; i++) {
        at[i] = i * size + element;
      }
      return new State(column, at);
    }
  }

  /**
   * Looks at a kernel. All columns, ion arrays and node arrays are afterwards as they were before,
   * but for right-hand side and diagonal.
   */
  static StateResponses of(
      MechanismKernel kernel, List<IonArrays> ions, int[][] ionIndex, NodeArrays nodes) {
    List<double[]> arrays = new ArrayList<>();
    for (int k = 0; k < kernel.type().variables().size(); k++) {
      if (kernel.type().variables().get(k).role() != MechanismVariable.Role.POINTER) {
        arrays.add(kernel.column(k));
      }
    }
    for (IonArrays ion : ions) {
      arrays.addAll(
          List.of(ion.erevMv(), ion.insideMm(), ion.outsideMm(), ion.current(), ion.conductance()));
    }
    List<double[]> kept = arrays.stream().map(double[]::clone).toList();
    Runnable putBack =
        () -> {
          for (int a = 0; a < kept.size(); a++) {
            System.arraycopy(kept.get(a), 0, arrays.get(a), 0, kept.get(a).length);
          }
        };
    State[] states = states(kernel, ions, ionIndex);
    StateResponses found =
        new StateResponses(
            kernel.node(),
            states.length,
            slopes(kernel, states, nodes, putBack),
            new double[kernel.count() * states.length],
            new double[kernel.count() * states.length * states.length]);
    found.fillRates(kernel, states, nodes, putBack);
    putBack.run();
    return found;
  }

  private static State[] states(MechanismKernel kernel, List<IonArrays> ions, int[][] ionIndex) {
    List<State> states = new ArrayList<>();
    List<MechanismVariable> variables = kernel.type().variables();
    for (int k = 0; k < variables.size(); k++) {
      MechanismVariable variable = variables.get(k);
      if (variable.role() != MechanismVariable.Role.STATE) {
        continue;
      }
      State ofIon = ofIon(kernel.type(), variable.name(), ions, ionIndex);
      if (ofIon != null) {
        states.add(ofIon);
        continue;
      }
      for (int e = 0; e < variable.size(); e++) {
        states.add(State.ofColumn(kernel.column(k), e, variable.size(), kernel.count()));
      }
    }
    return states.toArray(State[]::new);
  }

  /** A state that is a concentration lives in the ion's array. */
  private static State ofIon(
      MechanismType type, String name, List<IonArrays> ions, int[][] ionIndex) {
    for (int u = 0; u < type.ions().size(); u++) {
      IonUse use = type.ions().get(u);
      if (use.writes().contains(name)) {
        if (name.equals(use.ion() + "i")) {
          return new State(ions.get(u).insideMm(), ionIndex[u]);
        }
        if (name.equals(use.ion() + "o")) {
          return new State(ions.get(u).outsideMm(), ionIndex[u]);
        }
      }
    }
    return null;
  }

  /** Differences of the currents, one state at a time. */
  private static double[] slopes(
      MechanismKernel kernel, State[] states, NodeArrays nodes, Runnable putBack) {
    int count = kernel.count();
    int[] node = kernel.node();
    double[] rhs = nodes.rhs();
    double[] slope = new double[count * states.length];
    int[] round = rounds(node, rhs.length);
    int rounds = Arrays.stream(round).max().orElse(-1) + 1;
    Arrays.fill(rhs, 0);
    kernel.current();
    double[] before = rhs.clone();
    putBack.run();
    for (int s = 0; s < states.length; s++) {
      for (int r = 0; r < rounds; r++) {
        for (int i = 0; i < count; i++) {
          if (round[i] == r) {
            states[s].values[states[s].at[i]] += STEP;
          }
        }
        Arrays.fill(rhs, 0);
        kernel.current();
        putBack.run();
        for (int i = 0; i < count; i++) {
          if (round[i] == r) {
            slope[i * states.length + s] = (before[node[i]] - rhs[node[i]]) / STEP;
          }
        }
      }
    }
    return slope;
  }

  /** Instances that share a node take turns: the how-manieth of its node each one is. */
  private static int[] rounds(int[] node, int nodes) {
    int[] seen = new int[nodes];
    int[] round = new int[node.length];
    for (int i = 0; i < node.length; i++) {
      round[i] = seen[node[i]]++;
    }
    return round;
  }

  private void fillRates(MechanismKernel kernel, State[] of, NodeArrays nodes, Runnable putBack) {
    double[] v = nodes.vMv();
    double[] vBefore = v.clone();
    double[] base = rates(kernel, of, putBack);
    for (int n = 0; n < v.length; n++) {
      v[n] += STEP;
    }
    double[] shifted = rates(kernel, of, putBack);
    System.arraycopy(vBefore, 0, v, 0, v.length);
    for (int k = 0; k < drive.length; k++) {
      drive[k] = (shifted[k] - base[k]) / STEP;
    }
    for (int s = 0; s < states; s++) {
      for (int i = 0; i < node.length; i++) {
        of[s].values[of[s].at[i]] += STEP;
      }
      double[] moved = rates(kernel, of, putBack);
      for (int i = 0; i < node.length; i++) {
        for (int row = 0; row < states; row++) {
          int k = i * states + row;
          jacobian[k * states + s] = (moved[k] - base[k]) / STEP;
        }
      }
    }
  }

  private double[] rates(MechanismKernel kernel, State[] of, Runnable putBack) {
    kernel.stateRates();
    double[] rates = new double[drive.length];
    for (int s = 0; s < states; s++) {
      for (int i = 0; i < node.length; i++) {
        rates[i * states + s] = of[s].values[of[s].at[i]];
      }
    }
    putBack.run();
    return rates;
  }

  /**
   * Adds what the states make of the membrane's conductance at one frequency: {@code slope (jω -
   * jacobian)⁻¹ drive}.
   *
   * @param omegaPerMs angular frequency
   * @param re real part by node, S/cm²
   * @param im imaginary part
   */
  void addAdmittance(double omegaPerMs, double[] re, double[] im) {
    double[][] aRe = new double[states][states + 1];
    double[][] aIm = new double[states][states + 1];
    for (int i = 0; i < node.length; i++) {
      if (!solve(i, omegaPerMs, aRe, aIm)) {
        solve(i, Math.max(omegaPerMs, SLOW_PER_MS), aRe, aIm);
      }
      for (int s = 0; s < states; s++) {
        re[node[i]] += slope[i * states + s] * aRe[s][states];
        im[node[i]] += omegaPerMs == 0 ? 0 : slope[i * states + s] * aIm[s][states];
      }
    }
  }

  /**
   * Solves for the states of one instance per mV by elimination with pivots; they come into the
   * last column.
   *
   * @return false when the matrix is singular, which it can only be for direct current
   */
  private boolean solve(int instance, double omegaPerMs, double[][] aRe, double[][] aIm) {
    int n = states;
    double largest = omegaPerMs;
    for (int row = 0; row < n; row++) {
      for (int col = 0; col < n; col++) {
        aRe[row][col] = -jacobian[(instance * n + row) * n + col];
        aIm[row][col] = row == col ? omegaPerMs : 0;
        largest = Math.max(largest, Math.abs(aRe[row][col]));
      }
      aRe[row][n] = drive[instance * n + row];
      aIm[row][n] = 0;
    }
    for (int p = 0; p < n; p++) {
      int best = p;
      for (int row = p + 1; row < n; row++) {
        if (size(aRe[row][p], aIm[row][p]) > size(aRe[best][p], aIm[best][p])) {
          best = row;
        }
      }
      double pivot = size(aRe[best][p], aIm[best][p]);
      if (omegaPerMs == 0 && !(Math.sqrt(pivot) > SINGULAR * largest)) {
        return false;
      }
      swap(aRe, p, best);
      swap(aIm, p, best);
      double pRe = aRe[p][p] / pivot;
      double pIm = -aIm[p][p] / pivot;
      for (int col = p; col <= n; col++) {
        double re = aRe[p][col];
        aRe[p][col] = re * pRe - aIm[p][col] * pIm;
        aIm[p][col] = re * pIm + aIm[p][col] * pRe;
      }
      for (int row = 0; row < n; row++) {
        double fRe = aRe[row][p];
        double fIm = aIm[row][p];
        if (row == p || fRe == 0 && fIm == 0) {
          continue;
        }
        for (int col = p; col <= n; col++) {
          aRe[row][col] -= fRe * aRe[p][col] - fIm * aIm[p][col];
          aIm[row][col] -= fRe * aIm[p][col] + fIm * aRe[p][col];
        }
      }
    }
    return true;
  }

  private static double size(double re, double im) {
    return re * re + im * im;
  }

  private static void swap(double[][] rows, int i, int k) {
    double[] row = rows[i];
    rows[i] = rows[k];
    rows[k] = row;
  }
}
