package org.neurowright.engine.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeSolverTest {

  /**
   * The solution put back into the equations gives the right-hand side, for random trees with
   * several roots.
   */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void solvesRandomTrees(long seed) {
    Random random = new Random(seed);
    int offset = random.nextInt(5);
    int roots = 1 + random.nextInt(3);
    int n = roots + random.nextInt(60);
    int[] parent = new int[offset + n];
    double[] a = new double[offset + n];
    double[] b = new double[offset + n];
    double[] d = new double[offset + n];
    double[] rhs = new double[offset + n];
    for (int i = 0; i < n; i++) {
      d[offset + i] += .1 + random.nextDouble();
      rhs[offset + i] = random.nextGaussian();
      if (i >= roots) {
        int up = random.nextInt(i);
        parent[offset + i] = offset + up;
        a[offset + i] = -random.nextDouble();
        b[offset + i] = -random.nextDouble();
        d[offset + i] -= b[offset + i];
        d[offset + up] -= a[offset + i];
      }
    }
    double[] diagonal = d.clone();
    double[] x = rhs.clone();
    TreeSolver.solve(offset, offset + n, roots, parent, a, b, d, x);
    for (int i = offset; i < offset + n; i++) {
      double left = diagonal[i] * x[i];
      if (i >= offset + roots) {
        left += b[i] * x[parent[i]];
      }
      for (int j = offset + roots; j < offset + n; j++) {
        if (parent[j] == i) {
          left += a[j] * x[j];
        }
      }
      assertThat(left).isCloseTo(rhs[i], within(1e-12));
    }
  }
}
