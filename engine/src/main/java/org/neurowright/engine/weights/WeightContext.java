package org.neurowright.engine.weights;

import java.util.Optional;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/**
 * What a weight may depend on.
 *
 * @param synWeight {@code syn_weight} of the row or else of its type; NaN when neither has one
 * @param nsyns number of synapses of the row; 1 when nothing says it
 * @param delayMs delay; NaN when neither row nor type has one
 * @param row other numbers of the row, by column
 * @param edges population of the edge
 * @param type type of the edge
 * @param source population of the source node
 * @param sourceRow row of the source node
 * @param target population of the target node
 * @param targetRow row of the target node
 */
public record WeightContext(
    double synWeight,
    int nsyns,
    double delayMs,
    RowValues row,
    EdgePopulation edges,
    EdgeType type,
    NodePopulation source,
    int sourceRow,
    NodePopulation target,
    int targetRow) {

  /** Numbers of one edge row by column. */
  @FunctionalInterface
  public interface RowValues {
    RowValues NONE = column -> Double.NaN;

    /** NaN when the row has no such number. */
    double get(String column);
  }

  /**
   * {@code syn_weight}.
   *
   * @throws ModelException when there is none, as the following methods
   */
  public double weight() {
    if (Double.isNaN(synWeight)) {
      throw missing("edge type " + type.id() + " has no syn_weight", "a column syn_weight");
    }
    return synWeight;
  }

  /** A number of the edge row or else of its type, for instance {@code distance}. */
  public double number(String column) {
    double own =
        switch (column) {
          case "syn_weight" -> synWeight;
          case "nsyns" -> nsyns;
          case "delay" -> delayMs;
          default -> row.get(column);
        };
    if (!Double.isNaN(own)) {
      return own;
    }
    return type.number(column)
        .orElseThrow(() ->
            missing(
                "edge type "
                    + type.id()
                    + " uses "
                    + type.weightFunction().orElse("default_weight_fnc")
                    + " but has no "
                    + column,
                "a column " + column));
  }

  /** A number of the source node or its type. */
  public double sourceNumber(String attribute) {
    return number(source, sourceRow, attribute);
  }

  /** A number of the target node or its type. */
  public double targetNumber(String attribute) {
    return number(target, targetRow, attribute);
  }

  private double number(NodePopulation nodes, int nodeRow, String attribute) {
    Optional<Value> value = nodes.attribute(nodeRow, attribute);
    String node = "node " + nodes.nodeIds()[nodeRow] + " of " + nodes.name();
    return switch (value.orElse(null)) {
      case null ->
          throw missing(
              type.weightFunction().orElse("the weight function")
                  + " needs "
                  + attribute
                  + ", which "
                  + node
                  + " does not have",
              "a column " + attribute);
      case Value.Num(double number) -> number;
      case Value.Text(String text) -> {
        try {
          yield Double.parseDouble(text.strip());
        } catch (NumberFormatException notNumber) {
          throw missing(attribute + " of " + node + " is '" + text + "'", "a number");
        }
      }
    };
  }

  private ModelException missing(String what, String expected) {
    Location where = new Location(edges.file(), 0, 0, "/edges/" + edges.name());
    return new ModelException(
        Problem.error("weights.missing-attribute", where, "In " + edges.name() + ", " + what)
            .expected(expected));
  }
}
