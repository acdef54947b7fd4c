package org.neurowright.io.sonata.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.SynapseModel;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.sonata.config.NearestName;

/**
 * The synapse functions that BMTK registers, as tables: which point process they make, which of its
 * parameters come from the json under which key, which are fixed. Those that BMTK registers but
 * cannot call (stp1syn, stp3syn, stp4syn, tmgsyn, exp1syn, exp1isyn, stp5isyn) do here what they
 * were meant to.
 */
final class SynapseFunctions {

  private record Function(
      String mechanism, Map<String, String> jsonKeys, Map<String, Double> fixed) {}

  private static final Map<String, Function> FUNCTIONS = functions();

  private SynapseFunctions() {}

  private static Map<String, Function> functions() {
    Map<String, Function> f = new LinkedHashMap<>();
    Function exp2 = fromJson("Exp2Syn", "e", "erev", "tau1", "tau1", "tau2", "tau2");
    f.put("exp2syn", exp2);
    f.put("Exp2Syn", exp2);
    f.put("expsyn", fromJson("ExpSyn", "e", "erev", "tau", "tau1"));
    f.put("exp1syn", fromJson("exp1syn", "e", "erev", "tau", "tau_1"));
    f.put("exp1isyn", fromJson("exp1isyn", "e", "erev", "tau", "tau_1"));
    f.put("stp1syn", fixed("stp1syn", Map.of("p0", 0.5, "tau_r", 200.0, "tau_1", 5.0)));
    f.put(
        "stp2syn",
        fromJson(
            "stp2syn", "e", "erev", "p0", "p0", "tau_r0", "tau_r0", "tau_FDR", "tau_FDR", "tau_1",
            "tau_1"));
    f.put(
        "stp3syn",
        fixed(
            "stp3syn",
            Map.of("p0", 0.6, "tau_r0", 200.0, "tau_FDR", 2000.0, "tau_D", 500.0, "tau_1", 5.0)));
    f.put("stp4syn", fixed("stp4syn", Map.of("p0", 0.6, "tau_r", 200.0, "tau_1", 5.0)));
    for (String name : List.of("stp5syn", "stp5isyn")) {
      f.put(
          name,
          fromJson(
              name, "e", "erev", "tau_1", "tau_1", "tau_r0", "tau_r0", "tau_FDR", "tau_FDR",
              "a_FDR", "a_FDR", "a_D", "a_D", "a_i", "a_i", "a_f", "a_f", "pbtilde", "pbtilde"));
    }
    f.put(
        "tmgsyn",
        fromJson(
            "tmgsyn",
            "e",
            "erev",
            "tau_1",
            "tau_1",
            "tau_rec",
            "tau_rec",
            "tau_facil",
            "tau_facil",
            "U",
            "U",
            "u0",
            "u0"));
    return f;
  }

  private static Function fromJson(String mechanism, String... parameterAndKey) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = 0; i < parameterAndKey.length; i += 2) {
      keys.put(parameterAndKey[i], parameterAndKey[i + 1]);
    }
    return new Function(mechanism, keys, Map.of());
  }

  private static Function fixed(String mechanism, Map<String, Double> values) {
    return new Function(mechanism, Map.of("e", "erev"), values);
  }

  /**
   * The synapse that a function makes.
   *
   * @param name {@code model_template} of the edge type
   * @param json parameters; empty when the type has none
   * @param jsonName how the user calls the json, for messages
   * @param overrides parameters of single edges, by json key
   * @param where the edge type
   * @return empty when a parameter is missing (said)
   */
  static Optional<SynapseModel> model(
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
    Function function = FUNCTIONS.get(name);
    if (function == null) {
      problems.add(
          Problem.info(
                  "sonata.unknown-synapse-function",
                  where,
                  "model_template \""
                      + name
                      + "\" is not a synapse function of BMTK; the point process of this name"
                      + " is used, with the parameters of the json")
              .hint(
                  NearestName.of(name, FUNCTIONS.keySet())
                      .map(n -> "Known is \"" + n + '"')
                      .orElse("")));
      given.remove("sign");
      return Optional.of(new SynapseModel(name, given));
    }
    Map<String, Double> parameters = new LinkedHashMap<>(function.fixed());
    List<String> missing = new ArrayList<>();
    function
        .jsonKeys()
        .forEach((parameter, key) -> {
          if (given.containsKey(key)) {
            parameters.put(parameter, given.get(key));
          } else {
            missing.add(key);
          }
        });
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
              .expected("numbers " + String.join(", ", function.jsonKeys().values()))
              .hint(
                  json.isPresent()
                      ? "It has " + NearestName.list(json.get().members().keySet())
                      : ""));
      return Optional.empty();
    }
    return Optional.of(new SynapseModel(function.mechanism(), parameters));
  }
}
