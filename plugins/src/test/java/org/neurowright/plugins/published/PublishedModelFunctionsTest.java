package org.neurowright.plugins.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.Column;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.weights.WeightContext;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.plugins.host.ExtendedFunctions;
import org.neurowright.plugins.host.ExtensionHost;

class PublishedModelFunctionsTest {
  private final ModelFunctions functions =
      ExtendedFunctions.of(BmtkFunctions.all(), ExtensionHost.discover(List.of())).functions();

  @Test
  void areFoundBesideThoseOfBmtk() {
    assertThat(functions.processing())
        .containsKeys("aibs_allactive_fullaxon", "aibs_perisomatic_fullaxon", "aibs_allactive");
    assertThat(functions.weights().names())
        .contains("DirectionRule_EE", "DirectionRule_others", "gaussianLL");
  }

  /**
   * Hand-worked: directions 30 and 350 degrees differ by 40, sigma 40 gives exp(-1). The target
   * prefers 350 degrees and lies (10, -20) um away, that is (0.7, -0.8) degrees.
   */
  @Test
  void followTheirFormulas() {
    WeightContext edge = edge("x", "z", "tuning_angle");
    assertThat(weight("DirectionRule_others", edge)).isCloseTo(2 * Math.exp(-1), within(1e-12));
    double along = 0.7 * Math.cos(Math.toRadians(350)) - 0.8 * Math.sin(Math.toRadians(350));
    double expected = 2 * Math.exp(-1) * Math.exp(-along * along / 2) * (5.5 / 4 - 110.0 / 1680);
    assertThat(weight("DirectionRule_EE", edge)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void nameWhatIsMissing() {
    assertThatThrownBy(() -> weight("DirectionRule_EE", edge("x", "tuning_angle")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("needs z");
  }

  private double weight(String name, WeightContext edge) {
    return functions.weights().find(Optional.of(name)).orElseThrow().weight(edge);
  }

  private static WeightContext edge(String... attributes) {
    Map<String, double[]> values =
        Map.of(
            "x",
            new double[] {0, 10},
            "z",
            new double[] {0, -20},
            "tuning_angle",
            new double[] {30, 350});
    Map<String, Column> columns = new HashMap<>();
    for (String attribute : attributes) {
      columns.put(attribute, new Column.Numbers(values.get(attribute)));
    }
    NodePopulation nodes =
        new NodePopulation(
            "v1",
            new long[] {0, 1},
            new int[2],
            List.of(new NodeType(1, Map.of())),
            columns,
            new int[2],
            List.of(new CellModel.Virtual()),
            new double[6],
            new double[6],
            "nodes.h5");
    EdgeType type =
        new EdgeType(
            1,
            Map.of("weight_sigma", new Value.Num(40)),
            Optional.empty(),
            Set.of(),
            0,
            1,
            Optional.of("DirectionRule_EE"),
            OptionalDouble.empty(),
            false);
    EdgePopulation edges = new EdgePopulation("v1_to_v1", "v1", "v1", List.of(type), null, "e.h5");
    return new WeightContext(
        2, 1, 1, WeightContext.RowValues.NONE, edges, type, nodes, 0, nodes, 1);
  }
}
