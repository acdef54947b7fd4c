package org.neurowright.engine.network.connect;

import java.util.Optional;

/** A number for each pair, for instance a probability. Safe for use by several threads. */
public interface PairValues {
  /** Something with scratch memory that one thread uses. */
  interface Sampler {
    /**
     * The values of one target with some sources.
     *
     * @param target position in the pool of targets
     * @param sources positions in the pool of sources
     * @param count how many of them, from the first
     * @param out gets the values
     */
    void of(int target, int[] sources, int count, double[] out);
  }

  Sampler sampler();

  /** No value is larger; infinite when not known. */
  double upperBound();

  /** Pairs further apart than this have a value of 0 or less. */
  Reach reach();

  /**
   * A bound for pairs whose distance along the axes of {@link #reach} lies in a range, µm; not
   * above {@link #upperBound()}.
   */
  default double upperBound(double fromUm, double toUm) {
    return upperBound();
  }

  /**
   * The same values asked for by source: {@code target} is the position of a source then, {@code
   * sources} are positions of targets. Empty where a value cannot be had so.
   */
  default Optional<Sampler> transposed() {
    return Optional.empty();
  }

  /** True when all pairs have the same value, which is then the upper bound. */
  boolean isConstant();

  /** The same value for all. */
  static PairValues constant(double value) {
    return new PairValues() {
      @Override
      public Sampler sampler() {
        return (_, _, count, out) -> java.util.Arrays.fill(out, 0, count, value);
      }

      @Override
      public double upperBound() {
        return value;
      }

      @Override
      public Reach reach() {
        return value > 0 ? Reach.ANYWHERE : Reach.NOWHERE;
      }

      @Override
      public Optional<Sampler> transposed() {
        return Optional.of(sampler());
      }

      @Override
      public boolean isConstant() {
        return true;
      }
    };
  }
}
