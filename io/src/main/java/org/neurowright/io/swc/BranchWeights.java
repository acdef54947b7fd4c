package org.neurowright.io.swc;

import org.neurowright.engine.morphology.RawPoints;

/**
 * How much hangs on each point: every child adds 1, plus 0.01 if it is not the next point of the
 * file, plus 0.01 if it is of another type. A point whose weight is exactly 1 continues its
 * section.
 *
 * <p>A neurite's first point behind the soma may have a second branch. So that it does not become a
 * section of one point, the branch is hung on the near end of the neurite's section ({@link
 * #atNearEnd}) and the weight starts again at 1.
 *
 * @param weight of each point
 * @param atNearEnd points whose section is attached to the 0 end of the parent point's section
 */
record BranchWeights(double[] weight, boolean[] atNearEnd) {
  private static final int SOMA = 1;

  /**
   * @param alsoAtRoot whether a branch at a root point that is not soma gets the same treatment
   */
  static BranchWeights of(RawPoints points, boolean alsoAtRoot) {
    double[] weight = new double[points.size()];
    boolean[] atNearEnd = new boolean[points.size()];
    int[] type = points.type();
    for (int i = 1; i < points.size(); i++) {
      int p = points.parent()[i];
      weight[p] += 1;
      if (p != i - 1) {
        weight[p] += 0.01;
        boolean firstOfNeurite = p > 1 && type[p] != SOMA && type[points.parent()[p]] == SOMA;
        boolean neuriteRoot = alsoAtRoot && p == 0 && type[0] != SOMA;
        if (firstOfNeurite || neuriteRoot) {
          atNearEnd[i] = true;
          weight[p] = 1;
        }
      }
      if (type[p] != type[i]) {
        weight[p] += 0.01;
      }
    }
    return new BranchWeights(weight, atNearEnd);
  }
}
