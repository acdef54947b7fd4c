package org.neurowright.plugins.published;

import org.neurowright.engine.weights.WeightContext;

/**
 * Weights by preferred direction, of Billeh et al. 2020, Neuron 106:388 (doi
 * 10.1016/j.neuron.2020.01.040): a Gaussian of the difference of directions, and between excitatory
 * cells also of the distance along the preferred direction of the target. Needs {@code
 * weight_sigma} (degrees) of the edge type, {@code tuning_angle} (degrees) and, between excitatory
 * cells, {@code x} and {@code z} (µm) of both nodes.
 */
final class DirectionRules {
  /** Degrees of visual angle per µm along x and z. */
  private static final double X_DEGREES_PER_UM = 0.07;

  private static final double Z_DEGREES_PER_UM = 0.04;

  private DirectionRules() {}

  static double others(WeightContext edge) {
    return byDirection(edge) * edge.weight();
  }

  static double betweenExcitatory(WeightContext edge) {
    double angle = edge.targetNumber("tuning_angle");
    double dx = (edge.targetNumber("x") - edge.sourceNumber("x")) * X_DEGREES_PER_UM;
    double dz = (edge.targetNumber("z") - edge.sourceNumber("z")) * Z_DEGREES_PER_UM;
    double preferred = angle * (Math.PI / 180);
    double along = dx * Math.cos(preferred) + dz * Math.sin(preferred);
    double phase = Math.exp(-(along * along / 2));
    // Evens out that a degree is 5.5/4 as long along one axis and 5.5/7 along the other.
    double folded = Math.abs(Math.abs(Math.abs(180 - Math.abs(angle) % 360) - 90) - 90);
    double evened = phase * (5.5 / 4 - 11.0 / 1680 * folded);
    return byDirection(edge) * evened * edge.weight();
  }

  private static double byDirection(WeightContext edge) {
    double turn =
        Math.abs(edge.targetNumber("tuning_angle") - edge.sourceNumber("tuning_angle")) % 360;
    double ratio = Math.abs(Math.abs(turn - 180) - 180) / edge.number("weight_sigma");
    return Math.exp(-(ratio * ratio));
  }
}
