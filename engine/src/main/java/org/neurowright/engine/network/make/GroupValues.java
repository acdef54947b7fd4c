package org.neurowright.engine.network.make;

import java.util.Arrays;
import org.neurowright.engine.network.connect.PairValues;
import org.neurowright.engine.network.connect.Reach;

/**
 * Probabilities by group of the source and of the target, times a factor.
 *
 * @param table a row for each target group, a column for each source group
 * @param source group of each source; -1 for none
 * @param target group of each target; -1 for none
 */
record GroupValues(double[][] table, int[] source, int[] target, PairValues factor)
    implements PairValues {
  @Override
  public Sampler sampler() {
    Sampler factors = factor.sampler();
    return (t, sources, count, out) -> {
      if (target[t] < 0) {
        Arrays.fill(out, 0, count, 0);
        return;
      }
      factors.of(t, sources, count, out);
      double[] row = table[target[t]];
      for (int k = 0; k < count; k++) {
        int group = source[sources[k]];
        out[k] = group < 0 ? 0 : out[k] * row[group];
      }
    };
  }

  @Override
  public double upperBound() {
    return largest() * Math.max(0, factor.upperBound());
  }

  private double largest() {
    return Arrays.stream(table).flatMapToDouble(Arrays::stream).max().orElse(0);
  }

  @Override
  public Reach reach() {
    return factor.reach();
  }

  @Override
  public double upperBound(double fromUm, double toUm) {
    return largest() * Math.max(0, factor.upperBound(fromUm, toUm));
  }

  @Override
  public boolean isConstant() {
    return false;
  }
}
