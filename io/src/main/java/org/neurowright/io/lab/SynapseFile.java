package org.neurowright.io.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neurowright.engine.description.SynapseModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.engine.protocol.SynapseTuning;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.function.SynapseFunction;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.text.AtomicFile;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parameters of a synapse as BMTK's {@code synaptic_models/*.json} hold them: an object of numbers,
 * under the keys that the function of that name reads ({@code erev} for {@code e}), and {@code
 * level_of_detail}, which names the function or the point process. Where no function is known, keys
 * are the mechanism's own names.
 */
public final class SynapseFile {
  private static final String LEVEL = "level_of_detail";

  /** No parameter that a function fixes is so large. */
  private static final double FIRST = 1e9;

  private final Map<String, SynapseFunction> functions;

  /**
   * Files for some functions.
   *
   * @param functions synapse functions by name
   */
  public SynapseFile(Map<String, SynapseFunction> functions) {
    this.functions = new LinkedHashMap<>(functions);
  }

  /**
   * Reads a file.
   *
   * @param catalogue mechanisms of the cell
   * @param usual point process if the file names none
   * @return the synapse with what the file sets; unknown keys are said and left out
   */
  public ReadResult<SynapseModel> read(Path file, MechanismCatalogue catalogue, String usual) {
    ReadResult<JsonValue> read = JsonReader.read(file);
    Problems problems = new Problems();
    read.problems().forEach(problems::add);
    if (read.value().isEmpty()) {
      return ReadResult.failed(problems.toList());
    }
    if (!(read.value().get() instanceof JsonValue.JsonObject object)) {
      problems.add(
          Problem.error(
                  "lab.bad-synapse-file",
                  Location.of(file),
                  "The file holds " + read.value().get().inWords())
              .expected("an object with the synapse's parameters"));
      return ReadResult.failed(problems.toList());
    }
    String name =
        object
            .get(LEVEL)
            .filter(JsonValue.JsonText.class::isInstance)
            .map(v -> ((JsonValue.JsonText) v).value())
            .orElse(usual);
    Optional<SynapseFunction> function = Optional.ofNullable(functions.get(name));
    Optional<MechanismType> type =
        mechanism(function.map(f -> ask(f).mechanism()).orElse(name), catalogue);
    if (type.isEmpty()) {
      List<String> known = pointProcesses(catalogue).map(MechanismType::name).toList();
      problems.add(
          Problem.error(
                  "lab.unknown-point-process",
                  object.get(LEVEL).map(JsonValue::where).orElse(Location.of(file)),
                  "There is no point process for \"" + name + '"')
              .expected("one of " + NearestName.nearestFirst(name, known))
              .hint("Add its .mod file to the mechanisms of the cell"));
      return ReadResult.failed(problems.toList());
    }
    Map<String, String> parameterOf = new LinkedHashMap<>();
    keys(type.get()).forEach((parameter, key) -> parameterOf.put(key, parameter));
    Map<String, Double> parameters = new LinkedHashMap<>();
    object
        .members()
        .forEach((key, value) -> {
          if (key.equals(LEVEL)) {
            return;
          }
          Optional<String> parameter =
              Optional.ofNullable(parameterOf.get(key))
                  .or(() -> Optional.of(key).filter(k -> isParameter(type.get(), k)))
                  .or(() ->
                      Optional.of("e")
                          .filter(e -> key.equals("erev") && isParameter(type.get(), e)));
          if (value instanceof JsonValue.JsonNumber number && parameter.isPresent()) {
            parameters.put(parameter.get(), number.value());
          } else {
            problems.add(
                Problem.info(
                        "lab.unknown-parameter",
                        value.where(),
                        type.get().name()
                            + " does not use "
                            + key
                            + " = "
                            + value.inWords()
                            + "; it is left out")
                    .hint("It has " + NearestName.list(parameterOf.keySet())));
          }
        });
    return ReadResult.of(new SynapseModel(type.get().name(), parameters), problems.toList());
  }

  /**
   * What a file holds for a synapse.
   *
   * @param type the point process
   * @param parameters by its own names
   */
  public String text(MechanismType type, Map<String, Double> parameters) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put(LEVEL, function(type).orElse(type.name()));
    Map<String, String> keys = keys(type);
    parameters.forEach((name, value) -> object.put(keys.getOrDefault(name, name), value));
    return JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(object)
        + "\n";
  }

  /**
   * Writes a file; it is there as a whole or not at all.
   *
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public void write(Path file, MechanismType type, Map<String, Double> parameters)
      throws IOException {
    AtomicFile.write(file, text(type, parameters).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The function that makes this point process, the {@code model_template} of edge types; of
   * several the one in small letters.
   */
  public Optional<String> function(MechanismType type) {
    return functions.entrySet().stream()
        .filter(e -> ask(e.getValue()).mechanism().equals(type.name()))
        .map(Map.Entry::getKey)
        .max(Comparator.naturalOrder());
  }

  /** Keys of the file by parameter. */
  private Map<String, String> keys(MechanismType type) {
    Map<String, String> keys = new LinkedHashMap<>();
    SynapseTuning.parameters(type).forEach(v -> keys.put(v.name(), v.name()));
    function(type)
        .map(functions::get)
        .ifPresent(function -> {
          List<String> asked = function.needs().stream().sorted().toList();
          // A distinct number for each key shows up where the function puts it.
          ask(function)
              .parameters()
              .forEach((parameter, number) -> {
                int k = (int) Math.round(number - FIRST);
                if (k >= 0 && k < asked.size() && number == FIRST + k) {
                  keys.put(parameter, asked.get(k));
                }
              });
        });
    return keys;
  }

  private static SynapseModel ask(SynapseFunction function) {
    Map<String, Double> numbers = new TreeMap<>();
    List<String> keys = function.needs().stream().sorted().toList();
    for (int k = 0; k < keys.size(); k++) {
      numbers.put(keys.get(k), FIRST + k);
    }
    return function.synapse(numbers);
  }

  private static boolean isParameter(MechanismType type, String name) {
    return SynapseTuning.parameters(type).stream().anyMatch(v -> v.name().equals(name))
        || type.globals().stream().anyMatch(g -> g.parameter() && g.name().equals(name));
  }

  private static Stream<MechanismType> pointProcesses(MechanismCatalogue catalogue) {
    return catalogue.all().stream()
        .filter(t -> t.kind() == MechanismKind.POINT_PROCESS && t.netReceiveArgs() >= 0);
  }

  /** By its name, or else without regard to capitals. */
  private static Optional<MechanismType> mechanism(String name, MechanismCatalogue catalogue) {
    return pointProcesses(catalogue)
        .filter(t -> t.name().equals(name))
        .findFirst()
        .or(() ->
            pointProcesses(catalogue)
                .filter(
                    t -> t.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst());
  }
}
