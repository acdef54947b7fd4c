package org.neurowright.io.sonata.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.sonata.config.Config;
import org.neurowright.io.sonata.config.Fields;
import org.neurowright.io.sonata.config.FileLookup;

/** The folders of section {@code components} and the files in them; every file is read once. */
final class Components {
  private static final Set<String> KEYS =
      Set.of(
          "morphologies_dir",
          "synaptic_models_dir",
          "mechanisms_dir",
          "biophysical_neuron_models_dir",
          "point_neuron_models_dir",
          "templates_dir",
          "filter_models_dir",
          "population_models_dir",
          "custom_neuron_models",
          "alternate_morphologies",
          "neuroml_dir",
          "hoc_templates_dir");

  private static final Pattern TEMPLATE = Pattern.compile("(?m)^\\s*begintemplate\\s+(\\w+)");

  private final Fields section;
  private final FileLookup lookup;
  private final Problems problems;
  private final Set<String> complained = new HashSet<>();
  private final Map<Path, Optional<JsonObject>> jsons = new HashMap<>();

  Components(Config config, FileLookup lookup, Problems problems) {
    this.section = Fields.section(config, "components", problems);
    this.lookup = lookup;
    this.problems = problems;
    section.reportUnknown(KEYS);
  }

  /**
   * A file in a component folder.
   *
   * @param folderKey for instance {@code morphologies_dir}
   * @param name file name, without its ending if one of {@code endings} completes it
   * @param where who asks for it
   * @param what for messages, for instance {@code the morphology}
   * @return empty when it is missing (said once)
   */
  Optional<Path> file(
      String folderKey, String name, List<String> endings, Location where, String what) {
    Optional<Path> folder = folder(folderKey, where, what);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try {
      for (String ending : endings) {
        Path file = folder.get().resolve(name + ending);
        if (Files.isRegularFile(file)) {
          lookup.used(file);
          return Optional.of(file);
        }
      }
    } catch (InvalidPathException e) {
      problems.add(
          Problem.error("sonata.invalid-path", where, "\"" + name + "\" is not a file name"));
      return Optional.empty();
    }
    if (complained.add(folderKey + '/' + name)) {
      problems.add(missing(folder.get(), name, where, what));
    }
    return Optional.empty();
  }

  private static Problem missing(Path folder, String name, Location where, String what) {
    if (Files.isDirectory(folder.resolve(name))) {
      return Problem.error("sonata.missing-component", where, folder.resolve(name) + " is a folder")
          .expected("a file for " + what);
    }
    return Problem.error(
            "sonata.missing-component",
            where,
            "There is no file \"" + name + "\" in " + folder + " for " + what)
        .hint(alike(folder, name));
  }

  private static String alike(Path folder, String name) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<String> names = entries.map(p -> p.getFileName().toString()).sorted().toList();
      return names.isEmpty() ? "The folder is empty" : NearestName.hint(name, names);
    } catch (IOException e) {
      return "The folder cannot be listed";
    }
  }

  private Optional<Path> folder(String key, Location where, String what) {
    Optional<JsonText> text = section.text(key);
    if (text.isEmpty()) {
      if (complained.add(key)) {
        problems.add(
            Problem.error(
                    "config.missing-key",
                    section.where(),
                    "components."
                        + key
                        + " is missing; "
                        + what
                        + " of "
                        + where
                        + " is looked for there")
                .expected("the folder with these files"));
      }
      return Optional.empty();
    }
    Optional<Path> folder = lookup.folderIfPresent(text.get());
    if (folder.isEmpty() && complained.add(key)) {
      problems.add(lookup.missingFolder(text.get(), "the folder components." + key));
    }
    return folder;
  }

  /** The hoc file in {@code templates_dir} that defines a template, if there is one. */
  Optional<Path> hocTemplate(String template) {
    Optional<Path> folder = section.text("templates_dir").flatMap(lookup::folderIfPresent);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(folder.get())) {
      for (Path file : entries.filter(p -> p.toString().endsWith(".hoc")).sorted().toList()) {
        Matcher matcher = TEMPLATE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
          if (matcher.group(1).equals(template)) {
            lookup.used(file);
            return Optional.of(file);
          }
        }
      }
    } catch (IOException e) {
      problems.add(
          Problem.error(
              "sonata.unreadable",
              Location.of(folder.get()),
              "The templates cannot be read: " + e.getMessage()));
    }
    return Optional.empty();
  }

  /** A parameter json as an object, read once; empty when it is wrong (said once). */
  Optional<JsonObject> json(Path file) {
    return jsons.computeIfAbsent(file, this::readJson);
  }

  private Optional<JsonObject> readJson(Path file) {
    ReadResult<JsonValue> result = JsonReader.read(file);
    problems.addAll(result.problems());
    if (result.value().isPresent() && !(result.value().get() instanceof JsonObject)) {
      problems.add(
          Problem.error(
                  "sonata.wrong-parameters",
                  Location.of(file),
                  "The file holds " + result.value().get().inWords())
              .expected("an object of parameters"));
    }
    return result.value().filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
  }
}
