package org.neurowright.io.tuned;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.measure.ChirpKind;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.engine.search.Axis;
import org.neurowright.engine.search.SearchSettings;
import org.neurowright.engine.search.Stimulus;
import org.neurowright.engine.search.Target;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonTree;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonFlag;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.text.AtomicFile;

/**
 * What a search is to find and where, as a file.
 *
 * @param targets what the cell should do
 * @param bounds which parameters are searched, and how far
 * @param settings how the search goes
 */
public record SearchFile(List<Target> targets, List<Bounds> bounds, SearchSettings settings) {
  /** Key of the version. */
  public static final String MARK = "neurowright_search";

  public static final int VERSION = 1;

  private static final Set<String> KEYS =
      Set.of(MARK, "targets", "parameters", "settings", "note", "$schema");

  /** A parameter, {@code soma.gnabar_hh}, with its bounds. */
  public record Bounds(String parameter, double lower, double upper, Axis.Scale scale) {}

  public SearchFile {
    targets = List.copyOf(targets);
    bounds = List.copyOf(bounds);
  }

  /** Reads a file; all problems are told, each at its place. */
  public static ReadResult<SearchFile> read(Path file) {
    ReadResult<JsonValue> json = JsonReader.read(file);
    Reading reading = new Reading();
    reading.problems.addAll(json.problems());
    Optional<SearchFile> found = json.value().flatMap(reading::file);
    return found.isPresent() && !reading.problems.hasErrors()
        ? ReadResult.of(found.get(), reading.problems.toList())
        : ReadResult.failed(reading.problems.toList());
  }

  private static final class Reading {
    private final Problems problems = new Problems();

    Optional<SearchFile> file(JsonValue json) {
      String version = "\"" + MARK + "\": " + VERSION;
      if (!(json instanceof JsonObject object)
          || !(object.get(MARK).orElse(null) instanceof JsonNumber number)
          || number.value() != VERSION) {
        problems.add(
            Problem.error("search.not-a-search", json.where(), "This is no file of a search")
                .expected("an object with " + version));
        return Optional.empty();
      }
      unknown(object, KEYS);
      List<Target> targets = new ArrayList<>();
      for (JsonValue item : list(object, "targets")) {
        target(item).ifPresent(targets::add);
      }
      List<Bounds> bounds = new ArrayList<>();
      for (JsonValue item : list(object, "parameters")) {
        bounds(item).ifPresent(bounds::add);
      }
      return Optional.of(new SearchFile(targets, bounds, settings(object)));
    }

    private List<JsonValue> list(JsonObject object, String key) {
      JsonValue list = object.get(key).orElse(null);
      if (list instanceof JsonArray array) {
        return array.items();
      }
      if (list != null) {
        wrong(list, "a list");
      }
      return List.of();
    }

    private Optional<Target> target(JsonValue json) {
      if (!(json instanceof JsonObject object)) {
        wrong(json, "an object with feature, stimulus, target and tolerance");
        return Optional.empty();
      }
      unknown(object, Set.of("feature", "stimulus", "target", "tolerance", "note"));
      String feature = text(object, "feature");
      double value = number(object, "target", Double.NaN);
      double tolerance = number(object, "tolerance", Double.NaN);
      JsonValue stimulus = object.get("stimulus").orElse(null);
      if (!(stimulus instanceof JsonObject given)) {
        wrong(stimulus == null ? object : stimulus, "\"stimulus\": an object with kind");
        return Optional.empty();
      }
      Optional<Stimulus> read = stimulus(given);
      if (read.isEmpty() || feature.isEmpty() || Double.isNaN(value + tolerance)) {
        return Optional.empty();
      }
      try {
        return Optional.of(new Target(feature, read.get(), value, tolerance));
      } catch (ModelException e) {
        e.problems()
            .forEach(p ->
                problems.add(
                    Problem.error(p.code(), object.where(), p.message())
                        .expected(p.expected())
                        .hint(p.hint())));
        return Optional.empty();
      }
    }

    private Optional<Stimulus> stimulus(JsonObject object) {
      String kind = text(object, "kind");
      return switch (kind) {
        case "pulse" -> {
          unknown(object, Set.of("kind", "amp_pA", "delay_ms", "dur_ms"));
          yield complete(
              new Stimulus.Pulse(
                  number(object, "amp_pA", Double.NaN),
                  number(object, "delay_ms", 200),
                  number(object, "dur_ms", Double.NaN)));
        }
        case "steps" -> {
          unknown(object, Set.of("kind", "from_pA", "to_pA", "step_pA", "delay_ms", "dur_ms"));
          yield complete(
              new Stimulus.Steps(
                  number(object, "from_pA", 0),
                  number(object, "to_pA", Double.NaN),
                  number(object, "step_pA", Double.NaN),
                  number(object, "delay_ms", 50),
                  number(object, "dur_ms", Double.NaN)));
        }
        case "chirp" -> {
          unknown(
              object,
              Set.of("kind", "amp_pA", "delay_ms", "dur_ms", "from_Hz", "to_Hz", "exponential"));
          yield complete(
              new Stimulus.Chirp(
                  number(object, "amp_pA", Double.NaN),
                  number(object, "delay_ms", 200),
                  number(object, "dur_ms", Double.NaN),
                  number(object, "from_Hz", 0),
                  number(object, "to_Hz", Double.NaN),
                  flag(object, "exponential", false) ? ChirpKind.EXPONENTIAL : ChirpKind.LINEAR));
        }
        default -> {
          if (!kind.isEmpty()) {
            wrong(object.get("kind").orElseThrow(), "pulse, steps or chirp");
          }
          yield Optional.empty();
        }
      };
    }

    /** A missing number was told already. */
    private static Optional<Stimulus> complete(Stimulus stimulus) {
      boolean missing =
          switch (stimulus) {
            case Stimulus.Pulse p -> Double.isNaN(p.ampPa() + p.delayMs() + p.durMs());
            case Stimulus.Steps s ->
                Double.isNaN(s.fromPa() + s.toPa() + s.stepPa() + s.delayMs() + s.durMs());
            case Stimulus.Chirp c ->
                Double.isNaN(c.ampPa() + c.delayMs() + c.durMs() + c.fromHz() + c.toHz());
          };
      return missing ? Optional.empty() : Optional.of(stimulus);
    }

    private Optional<Bounds> bounds(JsonValue json) {
      if (!(json instanceof JsonObject object)) {
        wrong(json, "an object with name, lower and upper");
        return Optional.empty();
      }
      unknown(object, Set.of("name", "lower", "upper", "scale", "note"));
      String name = text(object, "name");
      double lower = number(object, "lower", Double.NaN);
      double upper = number(object, "upper", Double.NaN);
      String scale =
          object.get("scale").isPresent() ? text(object, "scale") : lower > 0 ? "log" : "linear";
      if (!Set.of("log", "linear").contains(scale)) {
        wrong(object.get("scale").orElse(object), "linear or log");
        return Optional.empty();
      }
      if (name.isEmpty() || Double.isNaN(lower + upper)) {
        return Optional.empty();
      }
      if (!(lower < upper) || scale.equals("log") && lower <= 0) {
        problems.add(
            Problem.error(
                    "search.bad-bounds",
                    object.where(),
                    name + " is searched from " + lower + " to " + upper)
                .expected("a lower bound below the upper one, more than 0 for a log scale"));
        return Optional.empty();
      }
      return Optional.of(
          new Bounds(name, lower, upper, scale.equals("log") ? Axis.Scale.LOG : Axis.Scale.LINEAR));
    }

    private SearchSettings settings(JsonObject file) {
      SearchSettings usual = SearchSettings.DEFAULT;
      JsonValue json = file.get("settings").orElse(null);
      if (!(json instanceof JsonObject object)) {
        if (json != null) {
          wrong(json, "an object");
        }
        return usual;
      }
      unknown(
          object,
          Set.of("seed", "rounds", "per_round", "spread", "narrowing", "stop_when_met", "note"));
      try {
        return new SearchSettings(
            (long) number(object, "seed", usual.seed()),
            (int) number(object, "rounds", usual.rounds()),
            (int) number(object, "per_round", usual.perRound()),
            number(object, "spread", usual.spread()),
            number(object, "narrowing", usual.narrowing()),
            flag(object, "stop_when_met", usual.stopWhenMet()));
      } catch (ModelException e) {
        e.problems()
            .forEach(p ->
                problems.add(
                    Problem.error(p.code(), object.where(), p.message()).expected(p.expected())));
        return usual;
      }
    }

    private String text(JsonObject object, String key) {
      JsonValue value = object.get(key).orElse(null);
      if (value instanceof JsonText text && !text.value().isBlank()) {
        return text.value().strip();
      }
      wrong(value == null ? object : value, "\"" + key + "\": a text");
      return "";
    }

    /**
     * A number.
     *
     * @param usual without one; NaN when it is needed
     */
    private double number(JsonObject object, String key, double usual) {
      JsonValue value = object.get(key).orElse(null);
      if (value instanceof JsonNumber number && Double.isFinite(number.value())) {
        return number.value();
      }
      if (value != null || Double.isNaN(usual)) {
        wrong(value == null ? object : value, "\"" + key + "\": a number");
        return Double.NaN;
      }
      return usual;
    }

    private boolean flag(JsonObject object, String key, boolean usual) {
      JsonValue value = object.get(key).orElse(null);
      if (value != null && !(value instanceof JsonFlag)) {
        wrong(value, "\"" + key + "\": true or false");
      }
      return value instanceof JsonFlag flag ? flag.value() : usual;
    }

    private void unknown(JsonObject object, Set<String> known) {
      object
          .members()
          .forEach((key, value) -> {
            if (!known.contains(key)) {
              problems.add(
                  Problem.warning(
                          "search.unknown-key",
                          value.where(),
                          "'" + key + "' is not known and is left out")
                      .expected("one of " + NearestName.nearestFirst(key, known)));
            }
          });
    }

    private void wrong(JsonValue found, String expected) {
      problems.add(
          Problem.error("search.wrong-value", found.where(), "Found " + found.inWords())
              .expected(expected));
    }
  }

  /** The text of the file. */
  public String text() {
    StringBuilder text =
        new StringBuilder("{\n  \"" + MARK + "\": " + VERSION + ",\n  \"targets\": [");
    String separator = "\n";
    for (Target target : targets) {
      text.append(separator)
          .append("    {\"feature\": ")
          .append(JsonTree.quoted(target.feature()))
          .append(", \"stimulus\": ")
          .append(json(target.stimulus()))
          .append(", \"target\": ")
          .append(Numbers.text(target.value()))
          .append(", \"tolerance\": ")
          .append(Numbers.text(target.tolerance()))
          .append('}');
      separator = ",\n";
    }
    text.append("\n  ],\n  \"parameters\": [");
    separator = "\n";
    for (Bounds bound : bounds) {
      text.append(separator)
          .append("    {\"name\": ")
          .append(JsonTree.quoted(bound.parameter()))
          .append(", \"lower\": ")
          .append(Numbers.text(bound.lower()))
          .append(", \"upper\": ")
          .append(Numbers.text(bound.upper()))
          .append(", \"scale\": ")
          .append(bound.scale() == Axis.Scale.LOG ? "\"log\"" : "\"linear\"")
          .append('}');
      separator = ",\n";
    }
    return text.append("\n  ],\n  \"settings\": {\"seed\": ")
        .append(settings.seed())
        .append(", \"rounds\": ")
        .append(settings.rounds())
        .append(", \"per_round\": ")
        .append(settings.perRound())
        .append(", \"spread\": ")
        .append(Numbers.text(settings.spread()))
        .append(", \"narrowing\": ")
        .append(Numbers.text(settings.narrowing()))
        .append(", \"stop_when_met\": ")
        .append(settings.stopWhenMet())
        .append("}\n}\n")
        .toString();
  }

  private static String json(Stimulus stimulus) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    String kind =
        switch (stimulus) {
          case Stimulus.Pulse p -> {
            numbers.put("amp_pA", p.ampPa());
            numbers.put("delay_ms", p.delayMs());
            numbers.put("dur_ms", p.durMs());
            yield "pulse";
          }
          case Stimulus.Steps s -> {
            numbers.put("from_pA", s.fromPa());
            numbers.put("to_pA", s.toPa());
            numbers.put("step_pA", s.stepPa());
            numbers.put("delay_ms", s.delayMs());
            numbers.put("dur_ms", s.durMs());
            yield "steps";
          }
          case Stimulus.Chirp c -> {
            numbers.put("amp_pA", c.ampPa());
            numbers.put("delay_ms", c.delayMs());
            numbers.put("dur_ms", c.durMs());
            numbers.put("from_Hz", c.fromHz());
            numbers.put("to_Hz", c.toHz());
            yield "chirp";
          }
        };
    StringBuilder text = new StringBuilder("{\"kind\": \"" + kind + "\"");
    numbers.forEach((name, value) ->
        text.append(", \"").append(name).append("\": ").append(Numbers.text(value)));
    if (stimulus instanceof Stimulus.Chirp chirp && chirp.kind() == ChirpKind.EXPONENTIAL) {
      text.append(", \"exponential\": true");
    }
    return text.append('}').toString();
  }

  /** Writes the file, as a whole or not at all. */
  public void write(Path file) throws IOException {
    AtomicFile.write(file.toAbsolutePath(), text().getBytes(StandardCharsets.UTF_8));
  }
}
