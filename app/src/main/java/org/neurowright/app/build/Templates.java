package org.neurowright.app.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.neurowright.app.recipe.CellKind;
import org.neurowright.app.recipe.SynapseKind;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.InputRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.Point;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/** Models to begin with. They run as they are: their cells are built in. */
public enum Templates {
  EMPTY("Empty", "Nothing yet: add populations, rules and inputs yourself.", "mdi2f-file-outline") {
    @Override
    public Recipe recipe(String name) {
      return Recipe.empty(name);
    }
  },
  BALANCED(
      "Excitation and inhibition",
      "500 point cells in a column, connected by distance and driven by 200 Poisson sources.",
      "mdi2s-scale-balance") {
    @Override
    public Recipe recipe(String name) {
      PlaceRule column =
          new PlaceRule.Within(new PlaceRule.Body.Column(Point.ORIGIN, 300, 0, 250), 5);
      return new Recipe(
          name,
          "Excitatory and inhibitory point cells in a column, driven by Poisson sources",
          1,
          Point.ORIGIN,
          List.of(
              new NetworkRecipe(
                  "column",
                  List.of(point("exc", 400, "e", column), point("inh", 100, "i", column))),
              new NetworkRecipe("drive", List.of(virtual("poisson", 200)))),
          List.of(
              connection(
                  "exc to all",
                  ConnectionsViewModel.population("column", "exc"),
                  Selection.all("column"),
                  new PairRule.Probability("0.2 * gaussian(dist, 120)"),
                  0.03),
              connection(
                  "inh to all",
                  ConnectionsViewModel.population("column", "inh"),
                  Selection.all("column"),
                  new PairRule.FixedInDegree("15", "dist < 200", false),
                  -0.1),
              connection(
                  "drive to exc",
                  Selection.all("drive"),
                  ConnectionsViewModel.population("column", "exc"),
                  new PairRule.FixedInDegree("20", "", false),
                  0.15)),
          List.of(
              new InputRecipe("drive_spikes", "drive", "", "15", 0, 1000, OptionalDouble.empty())));
    }
  },
  CABLES(
      "Cells with dendrites",
      "40 excitatory and 10 inhibitory cable cells with Exp2Syn synapses, driven by Poisson input.",
      "mdi2s-sprout-outline") {
    @Override
    public Recipe recipe(String name) {
      PlaceRule box =
          new PlaceRule.Within(new PlaceRule.Body.Box(Point.ORIGIN, new Point(300, 300, 300)), 20);
      Selection exc = ConnectionsViewModel.population("cortex", "exc");
      Selection inh = ConnectionsViewModel.population("cortex", "inh");
      return new Recipe(
          name,
          "Cells with dendrites in a box, connected by distance and driven by Poisson spikes",
          1,
          Point.ORIGIN,
          List.of(
              new NetworkRecipe(
                  "cortex", List.of(cable("exc", 40, "e", box), cable("inh", 10, "i", box))),
              new NetworkRecipe("drive", List.of(virtual("poisson", 50)))),
          List.of(
              connection(
                  "exc to all",
                  exc,
                  Selection.all("cortex"),
                  new PairRule.Probability("0.4 * exponential(dist, 150)"),
                  SynapseKind.EXCITATION,
                  0.0004),
              connection(
                  "inh to exc",
                  inh,
                  exc,
                  new PairRule.FixedInDegree("5", "", false),
                  SynapseKind.INHIBITION,
                  0.002),
              connection(
                  "drive to all",
                  Selection.all("drive"),
                  Selection.all("cortex"),
                  new PairRule.FixedInDegree("10", "", false),
                  SynapseKind.EXCITATION,
                  0.002)),
          List.of(
              new InputRecipe("background", "drive", "", "20", 0, 500, OptionalDouble.empty())));
    }
  },
  LAYERS(
      "Cortical layers",
      "Excitatory and inhibitory point cells in three layers, driven from the thalamus.",
      "mdi2l-layers-outline") {
    @Override
    public Recipe recipe(String name) {
      PlaceRule.Body body = new PlaceRule.Body.Column(new Point(0, -450, 0), 900, 0, 200);
      List<PlaceRule.Layer> layers =
          List.of(
              new PlaceRule.Layer("L2/3", -300, 0, 5),
              new PlaceRule.Layer("L4", -550, -300, 4),
              new PlaceRule.Layer("L5", -900, -550, 3));
      PlaceRule layered = new PlaceRule.Layered(body, layers, 0);
      return new Recipe(
          name,
          "Point cells in cortical layers",
          1,
          Point.ORIGIN,
          List.of(
              new NetworkRecipe(
                  "cortex",
                  List.of(point("exc", 600, "e", layered), point("inh", 150, "i", layered))),
              new NetworkRecipe("thalamus", List.of(virtual("relay", 100)))),
          List.of(
              connection(
                  "inside layers",
                  ConnectionsViewModel.population("cortex", "exc"),
                  Selection.all("cortex"),
                  new PairRule.Probability("0.15 if pre.layer == post.layer else 0.01"),
                  0.03),
              connection(
                  "inhibition",
                  ConnectionsViewModel.population("cortex", "inh"),
                  Selection.all("cortex"),
                  new PairRule.Probability("0.2 * exponential(dist, 100)"),
                  -0.1),
              connection(
                  "thalamus to L4",
                  Selection.all("thalamus"),
                  new Selection("cortex", "layer == 'L4' and ei == 'e'"),
                  new PairRule.FixedInDegree("20", "", false),
                  0.15)),
          List.of(
              new InputRecipe(
                  "thalamic_spikes", "thalamus", "", "15", 0, 1000, OptionalDouble.empty())));
    }
  };

  private final String title;
  private final String summary;
  private final String glyph;

  Templates(String title, String summary, String glyph) {
    this.title = title;
    this.summary = summary;
    this.glyph = glyph;
  }

  public String title() {
    return title;
  }

  public String summary() {
    return summary;
  }

  /** Name of its picture. */
  public String glyph() {
    return glyph;
  }

  /** The model under a name. */
  public abstract Recipe recipe(String name);

  private static PopulationRecipe point(String name, int count, String ei, PlaceRule places) {
    Map<String, ValueRule> columns = new LinkedHashMap<>();
    columns.put("ei", ValueRule.of(ei));
    columns.putAll(CellKind.POINT.columns());
    return new PopulationRecipe(
        name, OptionalInt.of(count), OptionalLong.empty(), columns, Optional.of(places), Map.of());
  }

  private static PopulationRecipe cable(String name, int count, String ei, PlaceRule places) {
    Map<String, ValueRule> columns = new LinkedHashMap<>();
    columns.put("ei", ValueRule.of(ei));
    columns.putAll(CellKind.CABLE.columns());
    return new PopulationRecipe(
        name,
        OptionalInt.of(count),
        OptionalLong.empty(),
        columns,
        Optional.of(places),
        Map.of("y", new ValueRule.Expression("uniform(0, 2 * pi)")));
  }

  private static PopulationRecipe virtual(String name, int count) {
    return new PopulationRecipe(
        name,
        OptionalInt.of(count),
        OptionalLong.empty(),
        Map.of("model_type", ValueRule.of("virtual")),
        Optional.empty(),
        Map.of());
  }

  private static ConnectionRecipe connection(
      String name, Selection source, Selection target, PairRule rule, double weight) {
    return connection(name, source, target, rule, SynapseKind.DIRECT, weight);
  }

  private static ConnectionRecipe connection(
      String name,
      Selection source,
      Selection target,
      PairRule rule,
      SynapseKind synapses,
      double weight) {
    Map<String, ValueRule> attributes = new LinkedHashMap<>(synapses.initial());
    attributes.put("syn_weight", ValueRule.of(weight));
    return new ConnectionRecipe(
        name,
        source,
        target,
        rule,
        ValueRule.of(1),
        false,
        ConnectionRecipe.Kind.CHEMICAL,
        OptionalLong.empty(),
        attributes);
  }
}
