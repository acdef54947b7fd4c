package org.neurowright.engine.cable;

import java.util.Arrays;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismType.Phase;

/**
 * Steps in which branches with nothing but ohmic membrane need no division.
 *
 * <p>Where all currents are {@code g v + c} with constant g and c ({@link Phase#OHMIC}), and so in
 * everything further out, the diagonal of the voltage equation does not change from step to step.
 * Such nodes are <i>quiet</i>. Their elimination is computed when parameters change, and a step
 * only applies it. The equation of a quiet node for the change x of its potential, and with D for
 * its diagonal after elimination of its children, divided by it, is
 *
 * <pre>
 *  x + b/D x_parent = y,   D y = -g v - c - b (v_parent - v) + Σ a_child (v - v_child - y_child)
 * </pre>
 *
 * so that y is collected from the leaves inwards, and x found on the way out. All other nodes are
 * <i>busy</i> and solved as usual; ohmic mechanisms on them are part of the same two numbers per
 * node.
 *
 * <p>g is the exact conductance. The usual steps take NEURON's difference quotient over 0.001 mV,
 * whose rounding errors are 1e-12 of it and change with v; so results differ by about that much.
 */
final class OhmicBranches {
  /** Fewer quiet nodes than this are not worth the trouble. */
  private static final int FEWEST = 4;

  /**
   * Potential, mV, at which a current is evaluated to find its slope: a power of two, so large that
   * the constant part does not matter beside it.
   */
  private static final double FAR_MV = 0x1p30;

  private final CableEquation equation;
  private final Membrane membrane;

  private boolean stale = true;
  private int observations;
  private boolean worthwhile;

  /** Kernels that run in every step, by their number among the taps. */
  private int[] running;

  /** Nodes, busy ones first, both ascending; at the end the quiet ones without any current. */
  private int[] node;

  private int busy;
  private int busyRoots;

  /** End of the nodes that carry something inwards. */
  private int carrying;

  /** Place in {@link #node} of the parent, -1 for roots. */
  private int[] up;

  /** The parent's node. */
  private int[] parentNode;

  // Of busy nodes:

  /** Everything constant on the diagonal, S/cm². */
  private double[] diagonal;

  // Of all, for quiet ones divided by their diagonal:

  /** Ohmic conductance, S/cm². */
  private double[] leak;

  /** Ohmic current at 0 mV, mA/cm². */
  private double[] source;

  // Of quiet nodes:

  /** Effect on the parent's equation: -a, divided by a quiet parent's diagonal. */
  private double[] inwards;

  /** Effect of the parent: -b/D. */
  private double[] outwards;

  /** Potential of the parent over the own, mV. */
  private double[] drop;

  /** On the way in: y, or what busy nodes receive. On the way out: the change of v, mV. */
  private double[] value;

  OhmicBranches(CableEquation equation, Membrane membrane) {
    this.equation = equation;
    this.membrane = membrane;
  }

  /** Parameters were written from outside. */
  void parametersChanged() {
    stale = true;
  }

  /** Whether the next step is to be done here. */
  boolean inUse() {
    if (membrane.isWatched() || equation.recordsCapacitiveCurrent()) {
      return false;
    }
    if (stale || observations != membrane.taps().observations()) {
      build();
    }
    return worthwhile;
  }

  /** Starts the equations of busy nodes with everything that needs no kernel. */
  void begin() {
    double[] v = equation.nodes.vMv();
    double[] rhs = equation.nodes.rhs();
    double[] d = equation.nodes.d();
    collect(v);
    for (int k = 0; k < busy; k++) {
      int i = node[k];
      d[i] = diagonal[k];
      rhs[i] = value[k] - (leak[k] * v[i] + source[k]);
    }
    for (int k = busyRoots; k < busy; k++) {
      int i = node[k];
      int parent = equation.parent[i];
      double dv = v[parent] - v[i];
      rhs[i] -= equation.b[i] * dv;
      rhs[parent] += equation.a[i] * dv;
    }
  }

  /** What quiet nodes have to say, from the leaves to the busy nodes. */
  private void collect(double[] v) {
    double[] y = value;
    Arrays.fill(y, 0, busy, 0);
    for (int k = busy; k < carrying; k++) {
      double own = v[node[k]];
      double dv = v[parentNode[k]] - own;
      drop[k] = dv;
      y[k] = outwards[k] * dv - (leak[k] * own + source[k]);
    }
    for (int k = carrying - 1; k >= busy; k--) {
      y[up[k]] += inwards[k] * (y[k] - drop[k]);
    }
  }

  /** Evaluates the currents of all other mechanisms into the equations of busy nodes. */
  void evaluateCurrents() {
    CurrentTaps taps = membrane.taps();
    for (int k : running) {
      taps.evaluateCurrent(k);
    }
  }

  /**
   * Solves, and puts the new potential of every node in place of the old. A leaf without any
   * current has the potential of its parent.
   */
  void advance() {
    double[] v = equation.nodes.vMv();
    double[] rhs = equation.nodes.rhs();
    double[] d = equation.nodes.d();
    for (int k = busy - 1; k >= busyRoots; k--) {
      int i = node[k];
      int parent = equation.parent[i];
      double p = equation.a[i] / d[i];
      d[parent] -= p * equation.b[i];
      rhs[parent] -= p * rhs[i];
    }
    double[] x = value;
    for (int k = 0; k < busy; k++) {
      int i = node[k];
      rhs[i] = (k < busyRoots ? rhs[i] : rhs[i] - equation.b[i] * rhs[equation.parent[i]]) / d[i];
      v[i] += rhs[i];
      x[k] = rhs[i];
    }
    for (int k = busy; k < carrying; k++) {
      x[k] += outwards[k] * x[up[k]];
      v[node[k]] += x[k];
    }
    for (int k = carrying; k < node.length; k++) {
      v[node[k]] = v[parentNode[k]];
    }
  }

  private void build() {
    stale = false;
    observations = membrane.taps().observations();
    int n = equation.parent.length;
    boolean[] isBusy = new boolean[n];
    boolean[] ohmic = findBusy(isBusy);
    double[] conductance = new double[n];
    double[] atZero = new double[n];
    findMembrane(ohmic, conductance, atZero);
    order(isBusy, conductance, atZero);
    worthwhile = n - busy >= FEWEST;
    if (worthwhile) {
      eliminate(conductance, atZero);
    }
  }

  /**
   * Finds the nodes with a current that is not ohmic, and all between them and their roots.
   *
   * @return by the number of a kernel whether it is ohmic and nobody looks at it
   */
  private boolean[] findBusy(boolean[] isBusy) {
    CurrentTaps taps = membrane.taps();
    MechanismKernel[] kernels = taps.kernels();
    boolean[] ohmic = new boolean[kernels.length];
    int[] others = new int[kernels.length];
    int count = 0;
    for (int k = 0; k < kernels.length; k++) {
      ohmic[k] = kernels[k].type().has(Phase.OHMIC) && !taps.isObserved(k);
      if (!ohmic[k]) {
        others[count++] = k;
        for (int i : kernels[k].node()) {
          isBusy[i] = true;
        }
      }
    }
    running = Arrays.copyOf(others, count);
    for (int i = isBusy.length - 1; i >= 0; i--) {
      int parent = equation.parent[i];
      if (parent < 0) {
        isBusy[i] = true;
      } else if (isBusy[i]) {
        isBusy[parent] = true;
      }
    }
    return ohmic;
  }

  /** Conductance and current at 0 mV of all ohmic mechanisms, from their own code. */
  private void findMembrane(boolean[] ohmic, double[] conductance, double[] atZero) {
    double[] v = equation.nodes.vMv();
    double[] rhs = equation.nodes.rhs();
    double[] present = v.clone();
    Arrays.fill(v, 0);
    Arrays.fill(rhs, 0);
    evaluate(ohmic);
    for (int i = 0; i < v.length; i++) {
      atZero[i] = -rhs[i];
    }
    Arrays.fill(v, FAR_MV);
    Arrays.fill(rhs, 0);
    evaluate(ohmic);
    for (int i = 0; i < v.length; i++) {
      conductance[i] = (-rhs[i] - atZero[i]) / FAR_MV;
    }
    System.arraycopy(present, 0, v, 0, v.length);
  }

  private void evaluate(boolean[] ohmic) {
    MechanismKernel[] kernels = membrane.taps().kernels();
    for (int k = 0; k < kernels.length; k++) {
      if (ohmic[k]) {
        kernels[k].current();
      }
    }
  }

  private void order(boolean[] isBusy, double[] conductance, double[] atZero) {
    int n = isBusy.length;
    boolean[] isParent = new boolean[n];
    for (int i = 0; i < n; i++) {
      if (equation.parent[i] >= 0) {
        isParent[equation.parent[i]] = true;
      }
    }
    node = new int[n];
    int[] placeOf = new int[n];
    int next = 0;
    for (int kind = 0; kind < 3; kind++) {
      for (int i = 0; i < n; i++) {
        boolean silent =
            !isParent[i]
                && equation.capacitanceTerm[i] == 0
                && conductance[i] == 0
                && atZero[i] == 0;
        if ((isBusy[i] ? 0 : silent ? 2 : 1) == kind) {
          placeOf[i] = next;
          node[next++] = i;
        }
      }
      if (kind == 0) {
        busy = next;
      } else if (kind == 1) {
        carrying = next;
      }
    }
    up = new int[n];
    parentNode = new int[n];
    busyRoots = 0;
    for (int k = 0; k < n; k++) {
      int parent = equation.parent[node[k]];
      parentNode[k] = parent;
      up[k] = parent < 0 ? -1 : placeOf[parent];
      busyRoots += parent < 0 ? 1 : 0;
    }
  }

  private void eliminate(double[] conductance, double[] atZero) {
    int n = node.length;
    double[] a = equation.a;
    double[] b = equation.b;
    leak = new double[n];
    source = new double[n];
    inwards = new double[n];
    outwards = new double[n];
    drop = new double[n];
    value = new double[n];
    double[] whole = new double[n];
    for (int k = 0; k < n; k++) {
      int i = node[k];
      leak[k] = conductance[i];
      source[k] = atZero[i];
      whole[k] += conductance[i] + equation.capacitanceTerm[i];
      if (up[k] >= 0) {
        whole[k] -= b[i];
        whole[up[k]] -= a[i];
      }
    }
    for (int k = n - 1; k >= busy; k--) {
      int i = node[k];
      whole[up[k]] -= a[i] * b[i] / whole[k];
      leak[k] /= whole[k];
      source[k] /= whole[k];
      outwards[k] = -b[i] / whole[k];
    }
    for (int k = busy; k < n; k++) {
      inwards[k] = up[k] < busy ? -a[node[k]] : -a[node[k]] / whole[up[k]];
    }
    diagonal = Arrays.copyOf(whole, busy);
  }
}
