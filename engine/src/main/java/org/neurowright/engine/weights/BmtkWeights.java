package org.neurowright.engine.weights;

/** The weight functions that BMTK's BioNet brings. */
final class BmtkWeights {
  private BmtkWeights() {}

  /** {@code syn_weight} as it stands. */
  static double synWeight(WeightContext edge) {
    return edge.weight();
  }

  /**
   * Like connects to like: the weight falls off as a Gaussian of the difference of the preferred
   * orientations, folded to 0 to 90 degrees. Needs {@code weight_sigma} (degrees) of the edge and
   * {@code tuning_angle} (degrees) of both nodes.
   */
  static double gaussianLikeToLike(WeightContext edge) {
    double turn =
        Math.abs(edge.targetNumber("tuning_angle") - edge.sourceNumber("tuning_angle")) % 360;
    double difference = Math.abs(Math.abs(Math.abs(180 - turn) - 90) - 90);
    double ratio = difference / edge.number("weight_sigma");
    return edge.weight() * Math.exp(-(ratio * ratio));
  }
}
