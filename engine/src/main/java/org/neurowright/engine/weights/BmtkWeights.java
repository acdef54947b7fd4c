package org.neurowright.engine.weights;

import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/** The weight functions that BMTK's BioNet brings. */
final class BmtkWeights {
  private BmtkWeights() {}

  /** {@code syn_weight} as it stands. */
  static double synWeight(WeightContext edge) {
    if (Double.isNaN(edge.synWeight())) {
      throw missing(
          edge, "edge type " + edge.type().id() + " has no syn_weight", "a column syn_weight");
    }
    return edge.synWeight();
  }

  /**
   * Like connects to like: the weight falls off as a Gaussian of the difference of the preferred
   * orientations, folded to 0 to 90 degrees. Needs {@code weight_sigma} (degrees) of the edge type
   * and {@code tuning_angle} (degrees) of both nodes.
   */
  static double gaussianLikeToLike(WeightContext edge) {
    double sourceAngle = tuningAngle(edge, edge.source(), edge.sourceRow());
    double targetAngle = tuningAngle(edge, edge.target(), edge.targetRow());
    double sigma =
        edge.type()
            .number("weight_sigma")
            .orElseThrow(() ->
                missing(
                    edge,
                    "edge type " + edge.type().id() + " uses gaussianLL but has no weight_sigma",
                    "a column weight_sigma in degrees"));
    double turn = Math.abs(targetAngle - sourceAngle) % 360;
    double difference = Math.abs(Math.abs(Math.abs(180 - turn) - 90) - 90);
    double ratio = difference / sigma;
    return synWeight(edge) * Math.exp(-(ratio * ratio));
  }

  private static double tuningAngle(WeightContext edge, NodePopulation nodes, int row) {
    Value value =
        nodes
            .attribute(row, "tuning_angle")
            .orElseThrow(() ->
                missing(
                    edge,
                    "gaussianLL needs tuning_angle, which node "
                        + nodes.nodeIds()[row]
                        + " of "
                        + nodes.name()
                        + " does not have",
                    "a column tuning_angle in degrees"));
    return switch (value) {
      case Value.Num(double degrees) -> degrees;
      case Value.Text(String text) -> {
        try {
          yield Double.parseDouble(text.strip());
        } catch (NumberFormatException notNumber) {
          throw missing(
              edge,
              "tuning_angle of node "
                  + nodes.nodeIds()[row]
                  + " of "
                  + nodes.name()
                  + " is '"
                  + text
                  + "'",
              "a number of degrees");
        }
      }
    };
  }

  private static ModelException missing(WeightContext edge, String what, String expected) {
    Location where = new Location(edge.edges().file(), 0, 0, "/edges/" + edge.edges().name());
    return new ModelException(
        Problem.error("weights.missing-attribute", where, "In " + edge.edges().name() + ", " + what)
            .expected(expected));
  }
}
