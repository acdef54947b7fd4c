package org.neurowright.engine.numeric;

/**
 * Direct solution of the voltage equation on trees of nodes (Hines, 1984, Int. J. Biomed. Comput.
 * 15:69-76).
 *
 * <p>Every node comes after its parent, so one sweep from the leaves eliminates the children and
 * one sweep from the roots substitutes back. The order of operations is that of NEURON's fixed
 * step, which makes the results equal to its results and not only close.
 */
public final class TreeSolver {
  private TreeSolver() {}

  /**
   * Adds the axial currents and conductances between nodes and their parents.
   *
   * @param from first node of the range that is not a root
   * @param to one past the last node
   * @param parent parent of each node
   * @param a effect of a node in its parent's equation, S/cm² (negative)
   * @param b effect of the parent in the node's equation, S/cm² (negative)
   * @param v potential, mV
   * @param d diagonal, S/cm²
   * @param rhs right-hand side, mA/cm²
   */
  public static void addAxial(
      int from,
      int to,
      int[] parent,
      double[] a,
      double[] b,
      double[] v,
      double[] d,
      double[] rhs) {
    // A node's own share comes before those of its children, which have higher numbers; a loop of
    // its own has no indirect index and runs in vectors.
    for (int i = from; i < to; i++) {
      d[i] -= b[i];
    }
    for (int i = from; i < to; i++) {
      int up = parent[i];
      double ai = a[i];
      double dv = v[up] - v[i];
      rhs[i] -= b[i] * dv;
      rhs[up] += ai * dv;
      d[up] -= ai;
    }
  }

  /**
   * Solves for the change of v; the solution replaces {@code rhs}, {@code d} is used up.
   *
   * @param from first node of the range; all parents of its nodes are in the range
   * @param to one past the last node
   * @param roots number of root nodes, which are the first nodes of the range
   * @param parent parent of each node, unused for roots
   * @param a effect of a node in its parent's equation, S/cm² (negative)
   * @param b effect of the parent in the node's equation, S/cm² (negative)
   * @param d diagonal, S/cm²
   * @param rhs right-hand side, mA/cm²; on return the change of v, mV
   */
  public static void solve(
      int from, int to, int roots, int[] parent, double[] a, double[] b, double[] d, double[] rhs) {
    int firstChild = from + roots;
    for (int i = to - 1; i >= firstChild; i--) {
      double p = a[i] / d[i];
      int up = parent[i];
      d[up] -= p * b[i];
      rhs[up] -= p * rhs[i];
    }
    for (int i = from; i < firstChild; i++) {
      rhs[i] /= d[i];
    }
    for (int i = firstChild; i < to; i++) {
      rhs[i] = (rhs[i] - b[i] * rhs[parent[i]]) / d[i];
    }
  }
}
