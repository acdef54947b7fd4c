package org.neurowright.engine.numeric.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.neurowright.engine.numeric.TreeSolver;

/**
 * {@link TreeSolver} for equal trees that are packed side by side: the nodes [k·8, k·8 + 8) are one
 * node of eight trees, and so are their parents. Operation for operation the same, so that every
 * bit agrees.
 */
public final class PackedTreeSolver {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private PackedTreeSolver() {}

  /**
   * Adds the axial currents and conductances between nodes and their parents.
   *
   * @param roots number of roots, which are the first nodes
   * @param to one past the last node
   * @see TreeSolver#addAxial
   */
  public static void addAxial(
      int roots,
      int to,
      int[] parent,
      double[] a,
      double[] b,
      double[] v,
      double[] d,
      double[] rhs) {
    for (int i = roots; i < to; i += LANES) {
      int up = parent[i];
      DoubleVector ai = DoubleVector.fromArray(SPECIES, a, i);
      DoubleVector bi = DoubleVector.fromArray(SPECIES, b, i);
      DoubleVector dv =
          DoubleVector.fromArray(SPECIES, v, up).sub(DoubleVector.fromArray(SPECIES, v, i));
      DoubleVector.fromArray(SPECIES, rhs, i).sub(bi.mul(dv)).intoArray(rhs, i);
      DoubleVector.fromArray(SPECIES, rhs, up).add(ai.mul(dv)).intoArray(rhs, up);
      DoubleVector.fromArray(SPECIES, d, i).sub(bi).intoArray(d, i);
      DoubleVector.fromArray(SPECIES, d, up).sub(ai).intoArray(d, up);
    }
  }

  /**
   * Solves for the change of v; the solution replaces {@code rhs}, {@code d} is used up.
   *
   * @param to one past the last node
   * @param roots number of roots, which are the first nodes
   * @see TreeSolver#solve
   */
  public static void solve(
      int to, int roots, int[] parent, double[] a, double[] b, double[] d, double[] rhs) {
    eliminate(to, roots, parent, a, b, d, rhs);
    for (int i = 0; i < roots; i++) {
      rhs[i] /= d[i];
    }
    substitute(to, roots, parent, b, d, rhs);
  }

  private static void eliminate(
      int to, int roots, int[] parent, double[] a, double[] b, double[] d, double[] rhs) {
    for (int i = to - LANES; i >= roots; i -= LANES) {
      int up = parent[i];
      DoubleVector p =
          DoubleVector.fromArray(SPECIES, a, i).div(DoubleVector.fromArray(SPECIES, d, i));
      DoubleVector.fromArray(SPECIES, d, up)
          .sub(p.mul(DoubleVector.fromArray(SPECIES, b, i)))
          .intoArray(d, up);
      DoubleVector.fromArray(SPECIES, rhs, up)
          .sub(p.mul(DoubleVector.fromArray(SPECIES, rhs, i)))
          .intoArray(rhs, up);
    }
  }

  private static void substitute(
      int to, int roots, int[] parent, double[] b, double[] d, double[] rhs) {
    for (int i = roots; i < to; i += LANES) {
      DoubleVector up = DoubleVector.fromArray(SPECIES, rhs, parent[i]);
      DoubleVector.fromArray(SPECIES, rhs, i)
          .sub(DoubleVector.fromArray(SPECIES, b, i).mul(up))
          .div(DoubleVector.fromArray(SPECIES, d, i))
          .intoArray(rhs, i);
    }
  }
}
