package org.neurowright.io.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;

/**
 * Whether names are unique and what is referred to is there. Looks at the JSON, so that a part
 * which could not be read does not make others seem to refer to nothing.
 */
final class References {
  private final Reading reading;

  private References(Reading reading) {
    this.reading = reading;
  }

  static void check(JsonObject model, Reading reading) {
    References references = new References(reading);
    List<JsonObject> networks = Reading.objects(model, "networks");
    List<JsonObject> connections = Reading.objects(model, "connections");
    List<JsonObject> inputs = Reading.objects(model, "inputs");
    references.distinct(networks, "name", "network");
    for (JsonObject network : networks) {
      List<JsonObject> populations = Reading.objects(network, "populations");
      references.distinct(populations, "name", "population");
      references.distinct(populations, "node_type_id", "population");
    }
    references.distinct(connections, "name", "connection");
    references.distinct(connections, "edge_type_id", "connection");
    references.distinct(inputs, "name", "input");

    List<String> networkNames = names(networks);
    List<String> connectionNames = names(connections);
    for (JsonObject connection : connections) {
      references.network(connection.get("source"), networkNames);
      references.network(connection.get("target"), networkNames);
      connection
          .get("rule")
          .filter(JsonObject.class::isInstance)
          .map(JsonObject.class::cast)
          .filter(rule ->
              Reading.text(rule, "kind").filter(k -> k.value().equals("correlated")).isPresent())
          .flatMap(rule -> Reading.text(rule, "chemical"))
          .ifPresent(name -> references.earlier(name, connection, connections, connectionNames));
    }
    for (JsonObject input : inputs) {
      Reading.text(input, "network").ifPresent(name -> references.network(name, networkNames));
    }
  }

  private static List<String> names(List<JsonObject> objects) {
    return objects.stream()
        .flatMap(object -> Reading.text(object, "name").stream())
        .map(JsonText::value)
        .toList();
  }

  private void distinct(List<JsonObject> objects, String key, String what) {
    Map<String, JsonValue> seen = new HashMap<>();
    for (JsonObject object : objects) {
      Optional<JsonValue> value = object.get(key);
      String text =
          switch (value.orElse(null)) {
            case JsonText name -> name.value();
            case JsonNumber id -> id.text();
            case null, default -> "";
          };
      if (text.isEmpty()) {
        continue;
      }
      JsonValue before = seen.putIfAbsent(text, value.get());
      if (before != null) {
        reading.add(
            Problem.error(
                    "recipe.duplicate-name",
                    value.get().where(),
                    key.equals("name")
                        ? "There are two of the kind " + what + " called \"" + text + '"'
                        : "The " + key + " " + text + " is given twice")
                .expected("each only once")
                .hint("The first one is in line " + before.where().line()));
      }
    }
  }

  private void network(Optional<JsonValue> selection, List<String> networks) {
    switch (selection.orElse(null)) {
      case JsonText name -> network(name, networks);
      case JsonObject object ->
          Reading.text(object, "network").ifPresent(name -> network(name, networks));
      case null, default -> {}
    }
  }

  private void network(JsonText name, List<String> networks) {
    if (!networks.contains(name.value())) {
      reading.add(
          Problem.error(
                  "recipe.unknown-network",
                  name.where(),
                  "There is no network \"" + name.value() + '"')
              .expected("the name of a network of this document")
              .hint(NearestName.hint(name.value(), networks)));
    }
  }

  private void earlier(
      JsonText name, JsonObject connection, List<JsonObject> connections, List<String> names) {
    List<String> before =
        new ArrayList<>(names(connections.subList(0, connections.indexOf(connection))));
    if (before.contains(name.value())) {
      return;
    }
    reading.add(
        Problem.error(
                "recipe.unknown-connection",
                name.where(),
                names.contains(name.value())
                    ? "The connection \"" + name.value() + "\" does not stand before this one"
                    : "There is no connection \"" + name.value() + '"')
            .expected("the name of a connection above")
            .hint(
                names.contains(name.value())
                    ? "Move it up: it has to be made first"
                    : NearestName.hint(name.value(), names)));
  }
}
