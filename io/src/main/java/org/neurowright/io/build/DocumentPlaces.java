package org.neurowright.io.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonObject;

/**
 * Lines of a model document by JSON path, so that problems found in what it means say where it is
 * written. What a path names may be left out of the document; then its nearest parent counts.
 */
public final class DocumentPlaces {
  private final String file;
  private final Optional<JsonValue> root;

  private DocumentPlaces(String file, Optional<JsonValue> root) {
    this.file = file;
    this.root = root;
  }

  /** Places in a file as it is now. */
  public static DocumentPlaces of(Path file) {
    return new DocumentPlaces(file.toString(), JsonReader.read(file).value());
  }

  /** Places in a text that stands or will stand in a file. */
  public static DocumentPlaces of(String text, Path file) {
    return new DocumentPlaces(file.toString(), JsonReader.read(text, file).value());
  }

  /** The same problems with file and line. */
  public List<Problem> locate(List<Problem> problems) {
    return problems.stream()
        .map(p ->
            new Problem(
                p.severity(), p.code(), place(p.location()), p.message(), p.expected(), p.hint()))
        .toList();
  }

  private Location place(Location location) {
    if (!location.path().isEmpty() || !location.element().startsWith("$")) {
      return location;
    }
    return root.map(json -> find(json, location.element().substring(1)))
        .map(at -> new Location(file, at.line(), at.column(), location.element()))
        .orElse(new Location(file, 0, 0, location.element()));
  }

  private static Location find(JsonValue value, String rest) {
    switch (value) {
      case JsonObject object when rest.startsWith(".") -> {
        // Keys may contain dots: the longest one that fits.
        Optional<Map.Entry<String, JsonValue>> member =
            object.members().entrySet().stream()
                .filter(m -> begins(rest.substring(1), m.getKey()))
                .max(java.util.Comparator.comparingInt(m -> m.getKey().length()));
        if (member.isPresent()) {
          return find(member.get().getValue(), rest.substring(1 + member.get().getKey().length()));
        }
      }
      case JsonArray array when rest.startsWith("[") && rest.indexOf(']') > 0 -> {
        int end = rest.indexOf(']');
        int index = Integer.parseInt(rest.substring(1, end));
        if (index < array.items().size()) {
          return find(array.items().get(index), rest.substring(end + 1));
        }
      }
      default -> {}
    }
    return value.where();
  }

  private static boolean begins(String rest, String key) {
    return rest.startsWith(key)
        && (rest.length() == key.length() || ".[".indexOf(rest.charAt(key.length())) >= 0);
  }
}
