package org.neurowright.io.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.build.BuildJob;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.project.ProjectReader;
import org.neurowright.io.sonata.config.Config;
import org.neurowright.io.sonata.config.ConfigReader;

/**
 * Writes a model as a folder of its own that BMTK runs: networks, inputs, components, a circuit and
 * a simulation configuration and a run script, with the folders that BMTK's {@code
 * create_environment} makes. What BMTK would not understand is told before anything is written.
 */
public final class BmtkExport {
  private static final String CIRCUIT = "circuit_config.json";
  private static final String SIMULATION = "simulation_config.json";
  private static final String MODFILES = "components/mechanisms/modfiles";
  private static final List<String> NETWORK_KEYS =
      List.of("nodes_file", "node_types_file", "edges_file", "edge_types_file", "gap_juncs_file");

  /**
   * What became of an export.
   *
   * @param files written, in order; none when it was refused
   * @param problems of the model, and what BMTK makes of it
   */
  public record Exported(List<Path> files, List<Problem> problems) {
    public Exported {
      files = List.copyOf(files);
      problems = List.copyOf(problems);
    }

    /** Whether nothing was written because of errors. */
    public boolean isRefused() {
      return files.isEmpty();
    }
  }

  private final Config config;
  private final Path out;
  private final List<Path> written = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** Copies by the file they were made from. */
  private final Map<Path, String> copies = new HashMap<>();

  private BmtkExport(Config config, Path out) {
    this.config = config;
    this.out = out;
  }

  /**
   * Exports a model.
   *
   * @param model a model document, a folder with {@code model.json}, a simulation configuration or
   *     a folder that has one; a folder with both is built from its document
   * @param out missing or empty
   * @param force whether to write in spite of what BMTK does not understand
   * @param threads how many make edges of a document
   * @throws IOException if something cannot be written
   */
  public static Exported export(
      Path model, Path out, boolean force, int threads, RunControl control) throws IOException {
    if (Files.exists(out) && (!Files.isDirectory(out) || !isEmpty(out))) {
      return refused(
          List.of(
              Problem.error(
                      "export.not-empty", Location.of(out), "There is something in the folder")
                  .expected("a folder that is empty or missing")));
    }
    boolean document =
        Files.isDirectory(model)
            ? Files.isRegularFile(model.resolve(BuildJob.DOCUMENT))
            : isDocument(model);
    if (!document) {
      return exportConfiguration(model, out, force);
    }
    BuildJob.Prepared prepared = BuildJob.prepare(model, OptionalLong.empty(), control);
    if (prepared.hasErrors()) {
      return refused(prepared.problems());
    }
    Path made = Files.createTempDirectory("neurowright-export");
    try {
      stage(prepared.file().toAbsolutePath().getParent(), made);
      Optional<BuildJob.Written> built = BuildJob.write(prepared, made, threads, control);
      if (built.isEmpty()) {
        return refused(List.of());
      }
      Exported exported = exportConfiguration(made, out, force);
      List<Problem> all = new ArrayList<>(prepared.problems());
      all.addAll(built.get().problems());
      all.addAll(exported.problems());
      return new Exported(exported.files(), all);
    } finally {
      delete(made);
    }
  }

  private static Exported refused(List<Problem> problems) {
    return new Exported(List.of(), problems);
  }

  private static boolean isDocument(Path file) {
    return JsonReader.read(file).value().orElse(null) instanceof JsonObject object
        && object.get("neurowright_model").isPresent();
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** Configurations and components of a document's folder, which the modeller may have made. */
  private static void stage(Path folder, Path made) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        boolean configuration =
            name.endsWith(".json") && Files.isRegularFile(file) && !isDocument(file);
        if (configuration) {
          Files.copy(file, made.resolve(name));
        } else if (Files.isDirectory(file)
            && !List.of("network", "inputs", "output").contains(name)) {
          copyFolder(file, made.resolve(name), new ArrayList<>());
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Exported exportConfiguration(Path model, Path out, boolean force)
      throws IOException {
    Path file = model;
    if (Files.isDirectory(model)) {
      List<Path> found = new ProjectReader().configurationsIn(model);
      if (found.isEmpty()) {
        return refused(
            List.of(
                Problem.error(
                    "export.no-configuration",
                    Location.of(model),
                    "The folder has no simulation configuration and no " + BuildJob.DOCUMENT)));
      }
      file = found.getFirst();
    }
    ReadResult<Config> read =
        ConfigReader.read(file.toAbsolutePath().normalize(), Clock.systemDefaultZone());
    if (read.value().isEmpty()) {
      return refused(read.problems());
    }
    BmtkExport export = new BmtkExport(read.value().get(), out);
    export.problems.addAll(read.problems());
    Map<String, List<Path>> files = export.networkFiles();
    export.problems.addAll(new BmtkChecks(export.config).check(files));
    boolean missing = read.problems().stream().anyMatch(Problem::isError) || export.isIncomplete;
    if (missing || !force && export.problems.stream().anyMatch(Problem::isError)) {
      return refused(export.problems);
    }
    export.write(files);
    return new Exported(export.written, export.problems);
  }

  private boolean isIncomplete;

  // ---- what there is

  private Optional<Path> resolved(JsonValue value) {
    if (!(value instanceof JsonText text) || text.value().isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(config.workingDir().resolve(text.value()).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The network files by key; those that are missing are told. */
  private Map<String, List<Path>> networkFiles() {
    Map<String, List<Path>> files = new LinkedHashMap<>();
    for (JsonObject entry : networkEntries()) {
      for (String key : NETWORK_KEYS) {
        Optional<JsonValue> value = entry.get(key).filter(JsonText.class::isInstance);
        if (value.isEmpty()) {
          continue;
        }
        Optional<Path> file = resolved(value.get()).filter(Files::isRegularFile);
        if (file.isPresent()) {
          files.computeIfAbsent(key, _ -> new ArrayList<>()).add(file.get());
        } else {
          isIncomplete = true;
          problems.add(
              Problem.error(
                  "config.missing-file",
                  value.get().where(),
                  "The file " + value.get().inWords() + " does not exist"));
        }
      }
    }
    return files;
  }

  private List<JsonObject> networkEntries() {
    List<JsonObject> entries = new ArrayList<>();
    if (config.get("networks").orElse(null) instanceof JsonObject networks) {
      for (JsonValue list : networks.members().values()) {
        if (list instanceof JsonArray array) {
          array.items().stream()
              .filter(JsonObject.class::isInstance)
              .map(JsonObject.class::cast)
              .forEach(entries::add);
        }
      }
    }
    return entries;
  }

  // ---- writing

  private void write(Map<String, List<Path>> files) throws IOException {
    Files.createDirectories(out);
    Map<String, JsonValue> circuit = new LinkedHashMap<>();
    circuit.put(
        "manifest",
        manifest(
            Map.of(
                "$NETWORK_DIR", "$BASE_DIR/network", "$COMPONENTS_DIR", "$BASE_DIR/components")));
    circuit.put("components", components());
    circuit.put("networks", networks());
    Map<String, JsonValue> simulation = new LinkedHashMap<>();
    simulation.put(
        "manifest",
        manifest(Map.of("$INPUT_DIR", "$BASE_DIR/inputs", "$OUTPUT_DIR", "$BASE_DIR/output")));
    simulation.put("network", JsonPrint.text("${configdir}/" + CIRCUIT));
    config
        .root()
        .members()
        .forEach((key, value) -> {
          if (!List.of(
                  "manifest",
                  "network",
                  "simulation",
                  "networks",
                  "components",
                  "inputs",
                  "reports",
                  "output",
                  "node_sets_file")
              .contains(key)) {
            simulation.put(key, value);
          }
        });
    simulation.putIfAbsent("target_simulator", JsonPrint.text("NEURON"));
    if (config.get("node_sets").isEmpty()) {
      nodeSetsFile().ifPresent(sets -> simulation.put("node_sets", sets));
    }
    simulation.put("inputs", withFiles(section("inputs")));
    simulation.put("output", output());
    simulation.put("reports", withFiles(withoutOutputFolder(section("reports"))));
    mechanisms(files);
    put(CIRCUIT, JsonPrint.document(JsonPrint.object(circuit)));
    put(SIMULATION, JsonPrint.document(JsonPrint.object(simulation)));
    put(BmtkFiles.RUN_SCRIPT, BmtkFiles.runScript());
  }

  private static JsonValue manifest(Map<String, String> variables) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("$BASE_DIR", JsonPrint.text("${configdir}"));
    variables.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(v -> members.put(v.getKey(), JsonPrint.text(v.getValue())));
    return JsonPrint.object(members);
  }

  private JsonValue section(String key) {
    return config.get(key).orElseGet(() -> JsonPrint.object(Map.of()));
  }

  private void put(String name, String text) throws IOException {
    Path file = out.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    written.add(file);
  }

  /** Copies a file once; its path from the folder. */
  private String copy(Path file, String folder) throws IOException {
    String before = copies.get(file);
    if (before != null) {
      return before;
    }
    String name = file.getFileName().toString();
    String to = folder + "/" + name;
    for (int k = 2; copies.containsValue(to); k++) {
      to = folder + "/" + k + "_" + name;
    }
    Path target = out.resolve(to);
    Files.createDirectories(target.getParent());
    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    copies.put(file, to);
    written.add(target);
    return to;
  }

  private JsonValue networks() throws IOException {
    Map<String, JsonValue> networks = new LinkedHashMap<>();
    for (Map.Entry<String, JsonValue> list :
        ((JsonObject) section("networks")).members().entrySet()) {
      List<JsonValue> entries = new ArrayList<>();
      if (list.getValue() instanceof JsonArray array) {
        for (JsonValue item : array.items()) {
          Map<String, JsonValue> entry = new LinkedHashMap<>(((JsonObject) item).members());
          for (String key : NETWORK_KEYS) {
            Optional<Path> file = Optional.ofNullable(entry.get(key)).flatMap(this::resolved);
            if (file.isPresent()) {
              String name = copy(file.get(), "network").substring("network/".length());
              entry.put(key, JsonPrint.text("$NETWORK_DIR/" + name));
            }
          }
          entries.add(JsonPrint.object(entry));
        }
      }
      networks.put(list.getKey(), JsonPrint.list(entries));
    }
    return JsonPrint.object(networks);
  }

  private JsonValue components() throws IOException {
    Map<String, JsonValue> components = new LinkedHashMap<>();
    if (section("components") instanceof JsonObject given) {
      for (Map.Entry<String, JsonValue> entry : given.members().entrySet()) {
        String key = entry.getKey();
        String folder =
            "components/" + (key.endsWith("_dir") ? key.substring(0, key.length() - 4) : key);
        List<JsonValue> folders =
            entry.getValue() instanceof JsonArray array ? array.items() : List.of(entry.getValue());
        for (JsonValue value : folders) {
          Optional<Path> from = resolved(value).filter(Files::isDirectory);
          if (from.isPresent()) {
            copyFolder(from.get(), out.resolve(folder), written);
          }
        }
        Files.createDirectories(out.resolve(folder));
        components.put(
            key, JsonPrint.text("$COMPONENTS_DIR/" + folder.substring("components/".length())));
      }
    }
    components.putIfAbsent("mechanisms_dir", JsonPrint.text("$COMPONENTS_DIR/mechanisms"));
    return JsonPrint.object(components);
  }

  /** Without what is compiled and with what is there already. */
  private static void copyFolder(Path from, Path to, List<Path> written) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Path inside = from.relativize(file);
        boolean compiled =
            Stream.of("x86_64", "arm64", "aarch64", "__pycache__")
                .anyMatch(
                    name -> inside.startsWith(name) || inside.toString().contains("/" + name));
        Path target = to.resolve(inside.toString());
        if (!compiled && Files.isRegularFile(file) && !Files.exists(target)) {
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
          written.add(target);
        }
      }
    }
  }

  /** What Neurowright has built in and BMTK has to compile: played spikes, gap junctions. */
  private void mechanisms(Map<String, List<Path>> files) throws IOException {
    List<Path> sources = new ArrayList<>();
    Path folder = out.resolve("components/mechanisms");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(f -> f.toString().endsWith(".mod")).forEach(sources::add);
      }
    }
    StringBuilder texts = new StringBuilder();
    for (Path source : sources) {
      texts.append(Files.readString(source, StandardCharsets.ISO_8859_1)).append('\n');
    }
    boolean spikes =
        section("inputs") instanceof JsonObject inputs
            && inputs.members().values().stream()
                .anyMatch(input ->
                    input instanceof JsonObject object
                        && object.get("input_type").orElse(null) instanceof JsonText type
                        && List.of("spikes", "syn_activity", "replay").contains(type.value()));
    if (spikes && !names(texts, "VecStim")) {
      put(MODFILES + "/" + BmtkFiles.SPIKE_PLAYER, BmtkFiles.spikePlayer());
    }
    if (files.containsKey("gap_juncs_file") && !names(texts, "Gap")) {
      put(MODFILES + "/Gap.mod", BuiltinMechanisms.source("Gap").text());
    }
  }

  private static boolean names(CharSequence modfiles, String mechanism) {
    return java.util.regex.Pattern.compile(
            "(POINT_PROCESS|ARTIFICIAL_CELL)\\s+" + mechanism + "\\b")
        .matcher(modfiles)
        .find();
  }

  private Optional<JsonValue> nodeSetsFile() {
    return config
        .get("node_sets_file")
        .flatMap(this::resolved)
        .filter(Files::isRegularFile)
        .flatMap(file -> JsonReader.read(file).value());
  }

  /** The same with files copied into {@code inputs}. */
  private JsonValue withFiles(JsonValue value) throws IOException {
    switch (value) {
      case JsonObject object -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
          members.put(member.getKey(), withFiles(member.getValue()));
        }
        return JsonPrint.object(members);
      }
      case JsonArray array -> {
        List<JsonValue> items = new ArrayList<>();
        for (JsonValue item : array.items()) {
          items.add(withFiles(item));
        }
        return JsonPrint.list(items);
      }
      case JsonText text -> {
        Optional<Path> file = resolved(text).filter(Files::isRegularFile);
        if (file.isEmpty()) {
          return text;
        }
        String copied = copy(file.get(), "inputs");
        return JsonPrint.text(
            copied.startsWith("inputs/")
                ? "$INPUT_DIR" + copied.substring("inputs".length())
                : "$BASE_DIR/" + copied);
      }
      case JsonValue.JsonNumber _, JsonValue.JsonFlag _, JsonValue.JsonNull _ -> {
        return value;
      }
    }
  }

  private JsonValue output() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    if (withoutOutputFolder(section("output")) instanceof JsonObject given) {
      members.putAll(given.members());
    }
    members.put("output_dir", JsonPrint.text("$OUTPUT_DIR"));
    return JsonPrint.object(members);
  }

  /** Names of files in the output folder without the folder. */
  private JsonValue withoutOutputFolder(JsonValue value) {
    Optional<Path> folder =
        section("output") instanceof JsonObject output
            ? output.get("output_dir").flatMap(this::resolved)
            : Optional.empty();
    return switch (value) {
      case JsonObject object -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.members().forEach((key, member) -> members.put(key, withoutOutputFolder(member)));
        yield JsonPrint.object(members);
      }
      case JsonText text -> {
        Optional<Path> file = resolved(text);
        boolean inside =
            folder.isPresent()
                && file.isPresent()
                && !file.get().equals(folder.get())
                && file.get().startsWith(folder.get());
        yield inside
            ? JsonPrint.text(folder.get().relativize(file.get()).toString().replace('\\', '/'))
            : text;
      }
      case JsonArray _, JsonValue.JsonNumber _, JsonValue.JsonFlag _, JsonValue.JsonNull _ -> value;
    };
  }
}
