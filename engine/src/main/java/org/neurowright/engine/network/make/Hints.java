package org.neurowright.engine.network.make;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.expression.Expression;
import org.neurowright.engine.network.connect.Pool;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PairRule;

/**
 * What is probably not meant, though it can be built: rules for the same pairs, what a synapse
 * lacks to be simulated, delays below the time step, weights whose sign surprises.
 */
public final class Hints {
  private static final Set<String> PLACES =
      Set.of("afferent_section_id", "sec_id", "afferent_swc_id");

  private Hints() {}

  /**
   * Hints about all rules without errors.
   *
   * @param dtMs time step of the simulation, ms
   */
  public static List<Problem> of(Made made, double dtMs) {
    Findings findings = new Findings();
    for (MadeConnection connection : made.connections()) {
      if (!connection.kinds().isEmpty()) {
        needs(connection, findings);
        delay(connection, dtMs, findings);
        sign(connection, findings);
      }
    }
    overlaps(made.connections(), findings);
    return findings.toList();
  }

  private static String name(MadeConnection connection) {
    return "\"" + connection.recipe().name() + '"';
  }

  /** Values of an attribute among some cells. */
  private static Set<String> values(Pool pool, String attribute) {
    Set<String> values = new TreeSet<>();
    new NodeFields(pool.table())
        .field(attribute)
        .ifPresent(field -> {
          for (int row : pool.rows()) {
            values.add(field.text(row));
          }
        });
    return values;
  }

  private static void needs(MadeConnection connection, Findings findings) {
    ConnectionRecipe recipe = connection.recipe();
    Set<String> present = recipe.attributes().keySet();
    List<String> missing = new ArrayList<>();
    if (!present.contains("syn_weight") && !present.contains("weight_function")) {
      missing.add("syn_weight");
    }
    boolean chemical = recipe.kind() == ConnectionRecipe.Kind.CHEMICAL;
    if (chemical && !present.contains("delay")) {
      missing.add("delay");
    }
    boolean biophysical = values(connection.target(), "model_type").contains("biophysical");
    if (biophysical && present.stream().noneMatch(PLACES::contains)) {
      for (String name : List.of("target_sections", "distance_range")) {
        if (!present.contains(name)) {
          missing.add(name);
        }
      }
    }
    if (biophysical && chemical) {
      for (String name : List.of("model_template", "dynamics_params")) {
        if (!present.contains(name)) {
          missing.add(name);
        }
      }
    }
    if (text(recipe, "weight_function").equals("gaussianLL") && !present.contains("weight_sigma")) {
      missing.add("weight_sigma");
    }
    if (!missing.isEmpty()) {
      findings.info(
          "network.synapse-lacks",
          connection.path() + ".attributes",
          name(connection) + " has no " + String.join(", ", missing),
          "The network can be built, but these synapses cannot be simulated");
    }
  }

  private static String text(ConnectionRecipe recipe, String name) {
    return recipe.attributes().get(name)
            instanceof org.neurowright.engine.recipe.ValueRule.Constant(Value value)
        ? value.toString()
        : "";
  }

  private static void delay(MadeConnection connection, double dtMs, Findings findings) {
    MadeKind kind = connection.kinds().getFirst();
    double least = Double.NaN;
    if (kind.attributes().get("delay") instanceof Value.Num(double number)) {
      least = number;
    }
    Optional<Expression> expression = kind.columns().expression("delay");
    if (expression.isPresent()) {
      PairScope scope =
          new PairScope(
              kind.pairs(),
              new NodeFields(kind.pairs().source().table()),
              new NodeFields(kind.pairs().target().table()));
      least = expression.get().range(scope::range).low();
    }
    if (least < dtMs) {
      findings.warning(
          "network.short-delay",
          connection.path() + ".attributes.delay",
          "%s: a delay %s %s ms is shorter than the time step of %s ms"
              .formatted(name(connection), expression.isPresent() ? "may be" : "of", least, dtMs),
          expression.isPresent() ? "clip(..., " + dtMs + ", ...) bounds it" : "");
    }
  }

  private static void sign(MadeConnection connection, Findings findings) {
    if (!(connection.kinds().getFirst().attributes().get("syn_weight")
        instanceof Value.Num(double weight))) {
      return;
    }
    String path = connection.path() + ".attributes.syn_weight";
    Set<String> sources = values(connection.source(), "ei");
    Set<String> targets = values(connection.target(), "model_type");
    if (targets.equals(Set.of("biophysical")) && weight < 0) {
      findings.warning(
          "network.weight-sign",
          path,
          name(connection) + ": the weight " + weight + " is negative",
          "Synapses on biophysical cells inhibit by their reversal potential, not by the sign of the weight");
    } else if (targets.equals(Set.of("point_neuron"))
        && (sources.equals(Set.of("i")) && weight > 0
            || sources.equals(Set.of("e")) && weight < 0)) {
      findings.warning(
          "network.weight-sign",
          path,
          "%s: the weight %s of %s sources is %s"
              .formatted(
                  name(connection),
                  weight,
                  sources.contains("i") ? "inhibitory" : "excitatory",
                  weight > 0 ? "positive" : "negative"),
          "Synapses on point neurons inhibit by a negative weight");
    }
  }

  /** Rules add to each other; two for the same pairs are often a rule and its forgotten copy. */
  private static void overlaps(List<MadeConnection> connections, Findings findings) {
    for (int b = 0; b < connections.size(); b++) {
      MadeConnection second = connections.get(b);
      for (int a = 0; a < b; a++) {
        MadeConnection first = connections.get(a);
        if (first.recipe().kind() == second.recipe().kind()
            && !(second.recipe().rule() instanceof PairRule.OneToOneSequential)
            && share(first.source(), second.source())
            && share(first.target(), second.target())) {
          boolean same =
              first.source().sameNodes(second.source())
                  && first.target().sameNodes(second.target());
          findings.info(
              "network.overlap",
              second.path(),
              "%s and %s are about %s; their synapses add up"
                  .formatted(
                      name(first),
                      name(second),
                      same ? "the same pairs" : "some of the same pairs"),
              "");
        }
      }
    }
  }

  private static boolean share(Pool a, Pool b) {
    if (!a.isSameNetwork(b)) {
      return false;
    }
    int i = 0;
    int j = 0;
    while (i < a.size() && j < b.size()) {
      if (a.rows()[i] == b.rows()[j]) {
        return true;
      }
      if (a.rows()[i] < b.rows()[j]) {
        i++;
      } else {
        j++;
      }
    }
    return false;
  }
}
