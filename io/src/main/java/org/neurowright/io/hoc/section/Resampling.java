package org.neurowright.io.hoc.section;

/** Which old segment a new one takes its values from when nseg changes. */
final class Resampling {
  private Resampling() {}

  /**
   * NEURON's rule (keep_nseg_parm): of more segments than before some are the old ones at the
   * nearest place, the rest copies; of fewer each takes the old one at its centre.
   *
   * @return index of the old segment for each new one
   */
  static int[] sources(int oldCount, int newCount) {
    int[] from = new int[newCount];
    for (int i = 0; i < newCount; i++) {
      from[i] = (int) (oldCount * (i + .5) / newCount);
    }
    if (newCount > oldCount) {
      for (int i = 0; i < oldCount; i++) {
        from[(int) (newCount * (i + .5) / oldCount)] = i;
      }
    }
    return from;
  }

  static double[] copy(double[] old, int[] from) {
    double[] values = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      values[i] = old[from[i]];
    }
    return values;
  }
}
