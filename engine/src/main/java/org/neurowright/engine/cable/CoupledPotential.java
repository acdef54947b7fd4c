package org.neurowright.engine.cable;

import org.neurowright.engine.mechanism.Extracellular;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.NodeArrays;

/**
 * Cells with any resistances and capacitances outside: per node three unknowns, the changes of the
 * potential inside and of those in the two layers, solved together.
 *
 * <pre>
 *  inside      (m + e) dvi − m dx0                        + axial = rhs
 *  layer 0     −m dvi + (m + y0) dx0 − y0 dx1             + axial = I + … − xg0 (x0 − x1)
 *  layer 1              −y0 dx0 + (y0 + y1) dx1           + axial =     xg0 (x0 − x1) − xg1 (x1 − battery)
 * </pre>
 *
 * with m the membrane's and e the electrodes' conductance, I the membrane's current and y = xg +
 * xc/dt. The matrix has the shape of the tree with blocks of 3 by 3, so one sweep from the leaves
 * and one from the roots solve it, as {@link org.neurowright.engine.numeric.TreeSolver} does for
 * single numbers. A node without layers keeps its potential outside at 0.
 */
final class CoupledPotential implements OutsidePotential {
  private static final int N = 1 + Extracellular.LAYERS;

  private final OutsideNodes outside;
  private final NodeArrays nodes;
  private final double[] a;
  private final double[] b;
  private final double[][] vextMv;
  private final MembraneLedger ledger;
  private final double[] conductance;
  private final double[] capacitance;
  private final double[] batteryMv;
  private final double perMs;

  /** Effect of a node's unknown in its parent's equation and the reverse, [unknown][position]. */
  private final double[][] effectOnParent;

  private final double[][] effectOfParent;

  /** Diagonal blocks, row by row. */
  private final double[] block;

  /** Right-hand sides, then solutions, three per node. */
  private final double[] side;

  /** Solution of a node for a unit change of each of its parent's unknowns, three by three. */
  private final double[] response;

  private final double[] lu = new double[N * N];
  private final double[] column = new double[N];

  CoupledPotential(
      OutsideNodes outside,
      CableEquation equation,
      double[][] vextMv,
      MembraneLedger ledger,
      MechanismKernel kernel,
      double dtMs) {
    this.outside = outside;
    nodes = equation.nodes;
    a = equation.a;
    b = equation.b;
    this.vextMv = vextMv;
    this.ledger = ledger;
    conductance = kernel.column(Extracellular.CONDUCTANCE);
    capacitance = kernel.column(Extracellular.CAPACITANCE);
    batteryMv = kernel.column(Extracellular.BATTERY);
    perMs = 1 / dtMs;
    effectOnParent = new double[N][outside.size];
    effectOfParent = new double[N][outside.size];
    for (int i = 0; i < outside.size; i++) {
      if (outside.up[i] < 0) {
        continue;
      }
      int n = outside.node[i];
      int up = outside.node[outside.up[i]];
      effectOnParent[0][i] = a[n];
      effectOfParent[0][i] = b[n];
      for (int k = 1; k < N; k++) {
        double link = outside.linkUs[k - 1][i];
        effectOnParent[k][i] = -1e2 * outside.branch[i] * link / nodes.areaUm2()[up];
        effectOfParent[k][i] = -1e2 * link / nodes.areaUm2()[n];
      }
    }
    block = new double[outside.size * N * N];
    side = new double[outside.size * N];
    response = new double[outside.size * N * N];
  }

  @Override
  public void afterCurrents() {
    java.util.Arrays.fill(block, 0);
    for (int i = 0; i < outside.size; i++) {
      setUp(i);
    }
    for (int i = 0; i < outside.size; i++) {
      if (outside.up[i] >= 0) {
        setUpLink(i, outside.up[i]);
      }
    }
  }

  /** A node by itself. */
  private void setUp(int i) {
    int n = outside.node[i];
    int at = i * N * N;
    double membrane = ledger.conductance[n];
    block[at] = membrane + ledger.electrodeConductance(n);
    side[i * N] = nodes.rhs()[n];
    if (!outside.layered[i]) {
      block[at + 4] = 1;
      block[at + 8] = 1;
      side[i * N + 1] = 0;
      side[i * N + 2] = 0;
      return;
    }
    block[at + 1] = -membrane;
    block[at + 3] = -membrane;
    block[at + 4] = membrane;
    side[i * N + 1] = ledger.current[n];
    side[i * N + 2] = 0;
    int instance = outside.instance[i];
    if (instance < 0) {
      return;
    }
    int p = instance * Extracellular.LAYERS;
    double y0 = conductance[p] + 1e-3 * perMs * capacitance[p];
    double y1 = conductance[p + 1] + 1e-3 * perMs * capacitance[p + 1];
    block[at + 4] += y0;
    block[at + 5] = -y0;
    block[at + 7] = -y0;
    block[at + 8] = y0 + y1;
    double between = conductance[p] * (vextMv[0][n] - vextMv[1][n]);
    side[i * N + 1] -= between;
    side[i * N + 2] += between - conductance[p + 1] * (vextMv[1][n] - batteryMv[instance]);
  }

  /** The axial currents between a node and its parent. */
  private void setUpLink(int i, int up) {
    int n = outside.node[i];
    int m = outside.node[up];
    double[] v = nodes.vMv();
    for (int k = 0; k < N; k++) {
      double difference =
          k == 0 ? v[m] + vextMv[0][m] - v[n] - vextMv[0][n] : vextMv[k - 1][m] - vextMv[k - 1][n];
      side[i * N + k] -= effectOfParent[k][i] * difference;
      side[up * N + k] += effectOnParent[k][i] * difference;
      block[i * N * N + k * (N + 1)] -= effectOfParent[k][i];
      block[up * N * N + k * (N + 1)] -= effectOnParent[k][i];
    }
  }

  @Override
  public void afterSolve() {
    for (int i = outside.size - 1; i >= 0; i--) {
      eliminate(i, outside.up[i]);
    }
    double[] dv = nodes.rhs();
    for (int i = 0; i < outside.size; i++) {
      int up = outside.up[i];
      if (up >= 0) {
        for (int r = 0; r < N; r++) {
          for (int c = 0; c < N; c++) {
            side[i * N + r] -= response[(i * N + r) * N + c] * side[up * N + c];
          }
        }
      }
      int n = outside.node[i];
      vextMv[0][n] += side[i * N + 1];
      vextMv[1][n] += side[i * N + 2];
      dv[n] = side[i * N] - side[i * N + 1];
    }
  }

  /** Solves a node in terms of its parent and puts that into the parent's equations. */
  private void eliminate(int i, int up) {
    System.arraycopy(block, i * N * N, lu, 0, N * N);
    factorise();
    System.arraycopy(side, i * N, column, 0, N);
    substitute();
    System.arraycopy(column, 0, side, i * N, N);
    if (up < 0) {
      return;
    }
    for (int c = 0; c < N; c++) {
      java.util.Arrays.fill(column, 0);
      column[c] = effectOfParent[c][i];
      substitute();
      for (int r = 0; r < N; r++) {
        response[(i * N + r) * N + c] = column[r];
        block[(up * N + r) * N + c] -= effectOnParent[r][i] * column[r];
      }
    }
    for (int r = 0; r < N; r++) {
      side[up * N + r] -= effectOnParent[r][i] * side[i * N + r];
    }
  }

  /** Gaussian elimination in place; diagonally dominant blocks need no exchange of rows. */
  private void factorise() {
    for (int k = 0; k < N; k++) {
      for (int r = k + 1; r < N; r++) {
        double factor = lu[r * N + k] / lu[k * N + k];
        lu[r * N + k] = factor;
        for (int c = k + 1; c < N; c++) {
          lu[r * N + c] -= factor * lu[k * N + c];
        }
      }
    }
  }

  private void substitute() {
    for (int r = 1; r < N; r++) {
      for (int c = 0; c < r; c++) {
        column[r] -= lu[r * N + c] * column[c];
      }
    }
    for (int r = N - 1; r >= 0; r--) {
      for (int c = r + 1; c < N; c++) {
        column[r] -= lu[r * N + c] * column[c];
      }
      column[r] /= lu[r * N + r];
    }
  }
}
