package org.neurowright.app.build.view;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.neurowright.app.build.view.GraphLayout.Place;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.text.AtomicFile;

/**
 * The places of populations in a file beside the model, {@code model.layout.json}: how a picture is
 * laid out is not what the model is, so that it does not make the document differ. A file that
 * cannot be read counts as none.
 */
final class GraphLayoutFile {
  private GraphLayoutFile() {}

  /** The file that belongs to a model's. */
  static Path beside(Path model) {
    String name = model.getFileName().toString();
    String stem = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    return model.resolveSibling(stem + ".layout.json");
  }

  static GraphLayout read(Path file) {
    if (!Files.isRegularFile(file)) {
      return GraphLayout.EMPTY;
    }
    Map<PopulationKey, Place> places = new LinkedHashMap<>();
    if (JsonReader.read(file).value().orElse(null) instanceof JsonObject root
        && root.get("populations").orElse(null) instanceof JsonArray list) {
      for (JsonValue item : list.items()) {
        if (item instanceof JsonObject of
            && of.get("network").orElse(null) instanceof JsonText network
            && of.get("population").orElse(null) instanceof JsonText population
            && of.get("x").orElse(null) instanceof JsonNumber x
            && of.get("y").orElse(null) instanceof JsonNumber y
            && Double.isFinite(x.value())
            && Double.isFinite(y.value())) {
          places.put(
              new PopulationKey(network.value(), population.value()),
              new Place(x.value(), y.value()));
        }
      }
    }
    return new GraphLayout(places);
  }

  static void write(GraphLayout layout, Path file) throws IOException {
    AtomicFile.write(file, text(layout).getBytes(StandardCharsets.UTF_8));
  }

  static String text(GraphLayout layout) {
    StringBuilder text = new StringBuilder("{\n  \"populations\": [");
    String comma = "\n";
    for (Map.Entry<PopulationKey, Place> entry : layout.places().entrySet()) {
      text.append(comma)
          .append("    {\"network\": ")
          .append(quoted(entry.getKey().network()))
          .append(", \"population\": ")
          .append(quoted(entry.getKey().population()))
          .append(String.format(Locale.ROOT, ", \"x\": %.1f", entry.getValue().x()))
          .append(String.format(Locale.ROOT, ", \"y\": %.1f}", entry.getValue().y()));
      comma = ",\n";
    }
    return text.append("\n  ]\n}\n").toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
