package org.neurowright.app.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.ValueRule;

/** Synapses to begin with: the attributes that make them. */
public enum SynapseKind {
  /** Spikes go into the cell itself, as point cells want it; negative weights inhibit. */
  DIRECT("events of point cells", "", "events.json", 0.03, "", 0),
  EXCITATION(
      "excitation on dendrites (Exp2Syn)", "exp2syn", "excitation.json", 0.0005, "basal", 200),
  INHIBITION(
      "inhibition at the soma (Exp2Syn)", "exp2syn", "inhibition.json", 0.001, "somatic", 50),
  /** Whatever else its attributes say. */
  OTHER("as the attributes say", "", "", 0, "", 0);

  private static final double DELAY_MS = 2;
  private static final List<String> OWN =
      List.of("model_template", "dynamics_params", "target_sections", "distance_range");

  private final String words;
  private final Map<String, ValueRule> attributes = new LinkedHashMap<>();

  /** Not part of {@link #attributes}: weights are the user's. */
  private final double weight;

  SynapseKind(
      String words,
      String template,
      String parameters,
      double weight,
      String section,
      int farthestUm) {
    this.words = words;
    this.weight = weight;
    if (!parameters.isEmpty()) {
      attributes.put("dynamics_params", ValueRule.of(parameters));
    }
    if (!template.isEmpty()) {
      attributes.put("model_template", ValueRule.of(template));
      attributes.put("target_sections", ValueRule.of("['" + section + "']"));
      attributes.put("distance_range", ValueRule.of("[0, " + farthestUm + "]"));
    }
  }

  @Override
  public String toString() {
    return words;
  }

  /** All attributes of a new connection of this kind. */
  public Map<String, ValueRule> initial() {
    Map<String, ValueRule> all = new LinkedHashMap<>();
    all.put("syn_weight", ValueRule.of(weight));
    all.put("delay", ValueRule.of(DELAY_MS));
    all.putAll(attributes);
    return all;
  }

  /** What the synapses of a connection are; where they sit does not matter. */
  public static SynapseKind of(ConnectionRecipe connection) {
    Map<String, ValueRule> there = connection.attributes();
    for (SynapseKind kind : List.of(DIRECT, EXCITATION, INHIBITION)) {
      if (Objects.equals(kind.attributes.get("model_template"), there.get("model_template"))
          && kind.attributes.get("dynamics_params").equals(there.get("dynamics_params"))) {
        return kind;
      }
    }
    return OTHER;
  }

  /** Makes the synapses of a connection others; weight and delay stay. */
  public RecipeChange make(ConnectionRecipe connection) {
    List<RecipeChange> changes = new ArrayList<>();
    for (String name : OWN) {
      if (attributes.containsKey(name)) {
        changes.add(RecipeEdits.setAttribute(connection.name(), name, attributes.get(name)));
      } else if (connection.attributes().containsKey(name)) {
        changes.add(RecipeEdits.removeAttribute(connection.name(), name));
      }
    }
    return RecipeChange.together("Change synapses of " + connection.name(), changes);
  }
}
