package org.neurowright.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.Column;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.ModelException;

class WeightFunctionsTest {
  private final WeightFunctions functions = WeightFunctions.bmtk();

  @ParameterizedTest
  @ValueSource(strings = {"wmax", "default_weight_fnc", "set_syn_weight"})
  void plainFunctionsGiveSynWeight(String name) {
    assertThat(functions.find(Optional.of(name)).orElseThrow().weight(edge(2.5, Map.of(), 0, 0)))
        .isEqualTo(2.5);
  }

  @Test
  void noNameMeansTheDefaultAndUnknownNamesAreEmpty() {
    assertThat(functions.find(Optional.empty()).orElseThrow().weight(edge(3, Map.of(), 0, 0)))
        .isEqualTo(3);
    assertThat(functions.find(Optional.of("mine"))).isEmpty();
    assertThat(
            functions
                .with("mine", e -> 2 * e.synWeight())
                .find(Optional.of("mine"))
                .orElseThrow()
                .weight(edge(3, Map.of(), 0, 0)))
        .isEqualTo(6);
    assertThat(functions.names())
        .containsExactly("default_weight_fnc", "gaussianLL", "set_syn_weight", "wmax");
  }

  /** Opposite directions have the same orientation; orthogonal ones differ most. */
  @ParameterizedTest
  @CsvSource({
    "0,0,0",
    "0,180,0",
    "10,350,20",
    "0,90,90",
    "45,270,45",
    "30,75,45",
    "0,-100,80",
    "720,10,10"
  })
  void gaussianDependsOnTheDifferenceOfOrientations(
      double source, double target, double difference) {
    double weight =
        functions
            .find(Optional.of("gaussianLL"))
            .orElseThrow()
            .weight(edge(4e-4, Map.of("weight_sigma", new Value.Num(50)), source, target));
    assertThat(weight).isCloseTo(4e-4 * Math.exp(-Math.pow(difference / 50, 2)), within(1e-18));
  }

  @Test
  void missingAttributesAreNamed() {
    WeightFunction gaussian = functions.find(Optional.of("gaussianLL")).orElseThrow();
    assertThatThrownBy(() -> gaussian.weight(edge(1, Map.of(), 0, 0)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("weight_sigma")
        .hasMessageContaining("type 107");
    assertThatThrownBy(() ->
            gaussian.weight(edge(1, Map.of("weight_sigma", new Value.Num(50)), 0, Double.NaN)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("tuning_angle")
        .hasMessageContaining("node 8");
    assertThatThrownBy(() ->
            functions.find(Optional.empty()).orElseThrow().weight(edge(Double.NaN, Map.of(), 0, 0)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("syn_weight");
  }

  private static WeightContext edge(
      double weight, Map<String, Value> attributes, double sourceDeg, double targetDeg) {
    EdgeType type =
        new EdgeType(
            107,
            attributes,
            Optional.empty(),
            Set.of(),
            0,
            0,
            Optional.empty(),
            OptionalDouble.empty(),
            false);
    NodePopulation nodes =
        new NodePopulation(
            "v1",
            new long[] {7, 8},
            new int[2],
            List.of(new NodeType(1, Map.of())),
            Map.of("tuning_angle", new Column.Numbers(new double[] {sourceDeg, targetDeg})),
            new int[2],
            List.of(new CellModel.Virtual()),
            new double[6],
            new double[6],
            "v1_nodes.h5");
    EdgePopulation edges =
        new EdgePopulation("v1_to_v1", "v1", "v1", List.of(type), null, "v1_v1_edges.h5");
    return new WeightContext(
        weight, 3, 1.5, WeightContext.RowValues.NONE, edges, type, nodes, 0, nodes, 1);
  }
}
