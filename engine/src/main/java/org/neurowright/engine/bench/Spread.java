package org.neurowright.engine.bench;

/** How a parameter depends on the way from the soma. */
public sealed interface Spread {

  /**
   * Its value.
   *
   * @param distanceUm way along the tree from the middle of the soma, µm
   */
  double at(double distanceUm);

  /** The same everywhere. */
  record Uniform(double value) implements Spread {
    @Override
    public double at(double distanceUm) {
      return value;
    }
  }

  /**
   * Rises or falls by the same amount for every µm; what falls from above 0 ends there.
   *
   * @param atSoma value at the soma
   * @param perUm change for every µm
   */
  record Linear(double atSoma, double perUm) implements Spread {
    @Override
    public double at(double distanceUm) {
      double value = atSoma + perUm * distanceUm;
      return atSoma >= 0 ? Math.max(0, value) : value;
    }
  }

  /**
   * {@code far + (atSoma - far) exp(-distance / lengthUm)}.
   *
   * @param atSoma value at the soma
   * @param far value far away
   * @param lengthUm after which the difference has fallen to 1/e, µm; negative lets it grow
   */
  record Exponential(double atSoma, double far, double lengthUm) implements Spread {
    @Override
    public double at(double distanceUm) {
      return far + (atSoma - far) * Math.exp(-distanceUm / lengthUm);
    }
  }
}
