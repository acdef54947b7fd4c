package org.neurowright.app.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
    columns.put("model_type", ValueRule.of("point_neuron"));
    columns.put("model_template", ValueRule.of("nrn:IntFire1"));
    return new PopulationRecipe(
        name, OptionalInt.of(count), OptionalLong.empty(), columns, Optional.of(places), Map.of());
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
    Map<String, ValueRule> attributes = new LinkedHashMap<>();
    attributes.put("syn_weight", ValueRule.of(weight));
    attributes.put("delay", ValueRule.of(2));
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
