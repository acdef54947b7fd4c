package org.neurowright.engine.cable;

import java.util.Arrays;
import org.neurowright.engine.mechanism.NodeArrays;
import org.neurowright.engine.numeric.TreeSolver;
import org.neurowright.engine.numeric.vector.PackedTreeSolver;
import org.neurowright.engine.numeric.vector.VectorModule;

/** The node arrays of a group and the voltage equation between them. */
final class CableEquation {
  /** Whether vectors can be used at all. */
  static final boolean VECTORS_PRESENT = VectorModule.isPresent();

  final NodeArrays nodes;

  /** µF/cm². */
  final double[] capacitance;

  /** Nodes [0, packed) are those of packs, see {@link NodeOrder}. */
  private final int packed;

  private final int packedRoots;
  private final int otherRoots;

  /** Steps until vectors are prepared; {@link Long#MAX_VALUE} for never. */
  private long stepsBeforeVectors;

  /** Whether packs are computed in vectors; before they are nodes like others. */
  private boolean inVectors;

  /** Parent of each node, -1 for roots. */
  final int[] parent;

  /** Effect of a node in its parent's equation, S/cm². */
  final double[] a;

  /** Effect of the parent in a node's equation, S/cm². */
  final double[] b;

  /** What the capacitance adds to the diagonal, S/cm². */
  final double[] capacitanceTerm;

  /** Inverse of the step, 1/ms; twice that for half steps. */
  private final double cj;

  /** Factor from the solution to the change of v in a step. */
  private final double perStep;

  /** mA/cm², null unless somebody records it. */
  private double[] capacitiveCurrent;

  /**
   * @param stepsBeforeVectors steps after which vectors are prepared for packs, if they are not
   *     ready before, with the same result; 0 for their use at once, {@link Long#MAX_VALUE} for
   *     never
   */
  CableEquation(NodeOrder order, CableSettings settings, long stepsBeforeVectors) {
    int size = order.size;
    packed = order.packed;
    packedRoots = order.packedRoots;
    otherRoots = order.otherRoots;
    this.stepsBeforeVectors = packed == 0 ? Long.MAX_VALUE : stepsBeforeVectors;
    inVectors = stepsBeforeVectors == 0;
    parent = new int[size];
    a = new double[size];
    b = new double[size];
    capacitance = new double[size];
    capacitanceTerm = new double[size];
    nodes =
        new NodeArrays(
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size]);
    cj = (settings.secondOrder() == 0 ? 1 : 2) / settings.dtMs();
    perStep = settings.secondOrder() == 0 ? 1 : 2;
    for (int c : order.cells) {
      NodeTree tree = order.tree(c);
      for (int i = 0; i < tree.size; i++) {
        int node = order.node(c, i);
        parent[node] = tree.parent[i] < 0 ? -1 : order.node(c, tree.parent[i]);
        a[node] = tree.a[i];
        b[node] = tree.b[i];
        capacitance[node] = tree.capacitanceUfPerCm2[i];
        nodes.areaUm2()[node] = tree.areaUm2[i];
        nodes.diamUm()[node] = tree.diamUm[i];
      }
    }
    capacitanceChanged();
  }

  /** Takes over capacitances that were changed. */
  void capacitanceChanged() {
    for (int i = 0; i < capacitance.length; i++) {
      capacitanceTerm[i] = .001 * cj * capacitance[i];
    }
  }

  /** The capacitive current of every node from now on, mA/cm². */
  double[] capacitiveCurrent() {
    if (capacitiveCurrent == null) {
      capacitiveCurrent = new double[capacitance.length];
    }
    return capacitiveCurrent;
  }

  /** Whether somebody records the capacitive current. */
  boolean recordsCapacitiveCurrent() {
    return capacitiveCurrent != null;
  }

  /** Empties right-hand side and diagonal, for mechanisms to add to. */
  void begin() {
    Arrays.fill(nodes.rhs(), 0);
    Arrays.fill(nodes.d(), 0);
  }

  /** Adds capacitance and axial currents to what the mechanisms have put there. */
  void addCable() {
    double[] v = nodes.vMv();
    double[] rhs = nodes.rhs();
    double[] d = nodes.d();
    for (int i = 0; i < d.length; i++) {
      d[i] += capacitanceTerm[i];
    }
    if (inVectors) {
      PackedTreeSolver.addAxial(packedRoots, packed, parent, a, b, v, d, rhs);
    } else {
      TreeSolver.addAxial(packedRoots, packed, parent, a, b, v, d, rhs);
    }
    TreeSolver.addAxial(packed + otherRoots, d.length, parent, a, b, v, d, rhs);
  }

  /** Puts the solution in place of the right-hand side. */
  void solve() {
    double[] d = nodes.d();
    double[] rhs = nodes.rhs();
    if (inVectors) {
      PackedTreeSolver.solve(packed, packedRoots, parent, a, b, d, rhs);
    } else {
      TreeSolver.solve(0, packed, packedRoots, parent, a, b, d, rhs);
      countStep();
    }
    TreeSolver.solve(packed, d.length, otherRoots, parent, a, b, d, rhs);
  }

  /** Compiling begins when it would have paid already; then, or when others had it, it is used. */
  private void countStep() {
    if (stepsBeforeVectors == Long.MAX_VALUE) {
      return;
    }
    inVectors = TreeVectors.areReady();
    if (--stepsBeforeVectors == 0) {
      TreeVectors.prepare();
    }
  }

  /** Takes the solution over into v. */
  void updateVoltage() {
    double[] v = nodes.vMv();
    double[] dv = nodes.rhs();
    for (int i = 0; i < v.length; i++) {
      v[i] += perStep * dv[i];
    }
    if (capacitiveCurrent != null) {
      for (int i = 0; i < v.length; i++) {
        capacitiveCurrent[i] = capacitanceTerm[i] * dv[i];
      }
    }
  }
}
