package org.neurowright.io.hoc.section;

/** Values of segments when nseg changes. */
final class Resampling {
  private Resampling() {}

  static double[] copy(double[] old, int[] from) {
    double[] values = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      values[i] = old[from[i]];
    }
    return values;
  }
}
