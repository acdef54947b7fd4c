package org.neurowright.io.sonata.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.neurowright.engine.description.SynapseModel;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.function.SynapseFunction;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;

/**
 * Synapses of edge types: by the function that {@code model_template} names, or else the point
 * process of that name with the parameters as they stand.
 */
final class SynapseFunctions {

  private SynapseFunctions() {}

  /**
   * The synapse that a function makes.
   *
   * @param functions known functions by name
   * @param name {@code model_template} of the edge type
   * @param json parameters; empty when the type has none
   * @param jsonName how the user calls the json, for messages
   * @param overrides parameters of single edges, by json key
   * @param where the edge type
   * @return empty when a parameter is missing (said)
   */
  static Optional<SynapseModel> model(
      Map<String, SynapseFunction> functions,
      String name,
      Optional<JsonObject> json,
      String jsonName,
      Map<String, Double> overrides,
      Location where,
      Problems problems) {
    Map<String, Double> given = new LinkedHashMap<>();
    json.ifPresent(object ->
        object
            .members()
            .forEach((key, value) -> {
              if (value instanceof JsonNumber number) {
                given.put(key, number.value());
              }
            }));
    given.putAll(overrides);
    SynapseFunction function = functions.get(name);
    if (function == null) {
      problems.add(
          Problem.info(
                  "sonata.unknown-synapse-function",
                  where,
                  "model_template \""
                      + name
                      + "\" is no known synapse function; the point process of this name is used,"
                      + " with the parameters of the json")
              .hint(
                  NearestName.of(name, functions.keySet())
                          .map(n -> "Known is \"" + n + "\". ")
                          .orElse("")
                      + "In BMTK a run script registers such a function with @synapse_model"));
      given.remove("sign");
      return Optional.of(new SynapseModel(name, given));
    }
    List<String> missing =
        function.needs().stream().filter(key -> !given.containsKey(key)).sorted().toList();
    if (!missing.isEmpty()) {
      problems.add(
          Problem.error(
                  "sonata.missing-parameter",
                  where,
                  "The synapse function "
                      + name
                      + " needs "
                      + String.join(", ", missing)
                      + ", which dynamics_params "
                      + jsonName
                      + " does not have")
              .expected("numbers " + String.join(", ", new TreeSet<>(function.needs())))
              .hint(
                  json.isPresent()
                      ? "It has " + NearestName.list(json.get().members().keySet())
                      : ""));
      return Optional.empty();
    }
    return Optional.of(function.synapse(given));
  }
}
