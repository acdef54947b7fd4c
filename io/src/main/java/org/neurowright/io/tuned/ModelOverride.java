package org.neurowright.io.tuned;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonTree;
import org.neurowright.io.json.JsonTree.ArrayNode;
import org.neurowright.io.json.JsonTree.Node;
import org.neurowright.io.json.JsonTree.ObjectNode;
import org.neurowright.io.json.JsonTree.ScalarNode;
import org.neurowright.io.text.AtomicFile;

/**
 * A {@code model.json} whose populations use a tuned cell: the column {@code dynamics_params} names
 * the tuned fit json, or {@code model_template} the tuned template. Everything else stays as it is
 * written.
 */
public final class ModelOverride {
  private ModelOverride() {}

  /** Names of the populations of a document, as {@code NETWORK/POPULATION}. */
  public static List<String> populations(Path model) throws IOException {
    List<String> names = new ArrayList<>();
    JsonTree.of(Files.readString(model))
        .ifPresent(tree -> places(tree).forEach(place -> names.add(place.name())));
    return names;
  }

  private record Place(String name, List<String> path) {}

  private static List<Place> places(JsonTree tree) {
    List<Place> places = new ArrayList<>();
    for (int n = 0; n < size(tree, List.of("networks")); n++) {
      List<String> network = List.of("networks", Integer.toString(n));
      for (int p = 0; p < size(tree, with(network, "populations")); p++) {
        List<String> population = with(with(network, "populations"), Integer.toString(p));
        places.add(
            new Place(
                text(tree, with(network, "name")) + "/" + text(tree, with(population, "name")),
                population));
      }
    }
    return places;
  }

  private static int size(JsonTree tree, List<String> path) {
    return tree.find(path).orElse(null) instanceof ArrayNode array ? array.items().size() : 0;
  }

  private static String text(JsonTree tree, List<String> path) {
    Optional<Node> found = tree.find(path);
    return found.orElse(null) instanceof ScalarNode scalar ? scalar.value() : "";
  }

  private static List<String> with(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /**
   * The text of a document with another cell.
   *
   * @param model the document
   * @param population {@code NETWORK/POPULATION}, or the population's name where it is unique
   * @param format what the tuned cell is
   * @param value name of the fit json, or of the template
   */
  public static ReadResult<String> text(
      Path model, String population, TunedCell.Format format, String value) {
    String original;
    try {
      original = Files.readString(model);
    } catch (IOException e) {
      return failed("tuned.no-model", model, "The document cannot be read: " + e.getMessage(), "");
    }
    Optional<JsonTree> tree = JsonTree.of(original);
    if (tree.isEmpty() || !(tree.get().root() instanceof ObjectNode)) {
      return failed("tuned.no-model", model, "The document is not valid JSON", "a model.json");
    }
    List<Place> places = places(tree.get());
    List<Place> meant =
        places.stream()
            .filter(p -> p.name().equals(population) || p.name().endsWith("/" + population))
            .toList();
    if (meant.size() != 1) {
      return failed(
          "tuned.no-population",
          model,
          meant.isEmpty()
              ? "There is no population " + population
              : "There are several populations " + population,
          "one of "
              + NearestName.nearestFirst(population, places.stream().map(Place::name).toList()));
    }
    List<String> column =
        with(
            with(meant.getFirst().path(), "columns"),
            switch (format) {
              case FIT_JSON -> "dynamics_params";
              case HOC -> "model_template";
            });
    String written =
        switch (format) {
          case FIT_JSON -> value;
          case HOC -> "hoc:" + value;
        };
    return ReadResult.of(tree.get().with(column, JsonTree.quoted(written)), List.of());
  }

  private static ReadResult<String> failed(
      String code, Path model, String message, String expected) {
    return ReadResult.failed(
        List.of(Problem.error(code, Location.of(model), message).expected(expected)));
  }

  /** Writes a document, as a whole or not at all. */
  public static void write(Path file, String text) throws IOException {
    AtomicFile.write(file.toAbsolutePath(), text.getBytes(StandardCharsets.UTF_8));
  }
}
