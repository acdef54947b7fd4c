package org.neurowright.io.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.sonata.config.Config;
import org.neurowright.io.sonata.config.ConfigReader;

/**
 * Finds the files and lines of problems that the engine met. It knows reports, inputs and cells by
 * name only, since a description need not come from files.
 */
final class ProblemPlaces {
  /** Names of blueprints: {@code cell.json on cell.swc}, followed by the section. */
  private static final Pattern CELL = Pattern.compile("(.+?) on (.+)");

  private static final Pattern SECTION_ENTRY = Pattern.compile("(reports|inputs)\\.(.+)");
  private static final Pattern PARAMETER =
      Pattern.compile("mechanism (\\w+) has no parameter (\\w+)");
  private static final Pattern MECHANISM = Pattern.compile("(?:mechanism|variable) (\\w+)");

  private final ModelDescription model;
  private final Path configFile;
  private Optional<Config> config;

  private ProblemPlaces(ModelDescription model, Path configFile) {
    this.model = model;
    this.configFile = configFile;
  }

  static ProblemPlaces of(ModelDescription model, Path configFile) {
    return new ProblemPlaces(model, configFile);
  }

  /** The same problems with their places; what is then said twice of one place is said once. */
  List<Problem> place(List<Problem> problems) {
    Map<String, Problem> placed = new LinkedHashMap<>();
    for (Problem problem : problems) {
      Problem there = problem.location().path().isEmpty() ? placed(problem) : problem;
      placed.putIfAbsent(
          there.code() + there.location().path() + there.location().line() + there.message(),
          there);
    }
    return List.copyOf(placed.values());
  }

  private Problem placed(Problem problem) {
    String element = problem.location().element();
    Matcher entry = SECTION_ENTRY.matcher(element);
    if (entry.matches()) {
      return at(inConfig(problem, entry.group(1), entry.group(2)), problem);
    }
    Matcher cell = CELL.matcher(element);
    if (cell.matches()) {
      Optional<Path> file =
          model.inputFiles().stream()
              .map(Path::of)
              .filter(f -> f.endsWith(cell.group(1)))
              .findFirst();
      if (file.isPresent()) {
        String path = file.get().toString();
        return at(new Location(path, line(file.get(), problem), 0, "on " + cell.group(2)), problem);
      }
    }
    return problem;
  }

  private static Problem at(Location location, Problem p) {
    return new Problem(p.severity(), p.code(), location, p.message(), p.expected(), p.hint());
  }

  private Location inConfig(Problem problem, String section, String name) {
    JsonValue all = config().flatMap(c -> c.get(section)).orElse(null);
    JsonValue entry = all instanceof JsonObject object ? object.get(name).orElse(null) : null;
    if (entry == null) {
      return Location.of(configFile, "$." + section + "." + name);
    }
    boolean ofVariable = problem.code().endsWith("unknown-variable");
    JsonValue variable =
        ofVariable && entry instanceof JsonObject object
            ? object.get("variable_name").orElse(null)
            : null;
    return variable == null ? entry.where() : variable.where();
  }

  private Optional<Config> config() {
    if (config == null) {
      config = ConfigReader.read(configFile, Clock.systemDefaultZone()).value();
    }
    return config;
  }

  /** The first line of a parameter file that names what the problem is about; 0 when none does. */
  private static int line(Path file, Problem problem) {
    Matcher parameter = PARAMETER.matcher(problem.message());
    Matcher mechanism = MECHANISM.matcher(problem.message());
    List<String> names =
        parameter.find()
            ? List.of(parameter.group(2) + "_" + parameter.group(1), parameter.group(2))
            : mechanism.find() ? List.of(mechanism.group(1)) : List.of();
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      for (String name : names) {
        for (int i = 0; i < lines.size(); i++) {
          if (lines.get(i).contains('"' + name + '"')) {
            return i + 1;
          }
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }
}
