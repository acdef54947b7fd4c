package org.neurowright.io.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;
import org.neurowright.io.text.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@link RunRecord} as JSON. Numbers carry their unit in the key. */
final class RunJson {
  private static final String PROGRAM = "Neurowright";
  private static final int FORMAT = 1;

  private RunJson() {}

  /** Writes the record into the folder, replacing the one there at once. */
  static void write(Path folder, RunRecord run) throws IOException {
    AtomicFile.write(
        folder.resolve(RunRecord.FILE_NAME), text(run).getBytes(StandardCharsets.UTF_8));
  }

  static String text(RunRecord run) {
    JsonMapper mapper = JsonMapper.shared();
    ObjectNode root = mapper.createObjectNode();
    root.put("program", PROGRAM);
    root.put("version", run.programVersion());
    root.put("format", FORMAT);
    root.put("state", lower(run.state()));
    root.put("model", run.model());
    root.put("started", run.started().toString());
    root.put("wall_s", run.wallSeconds());
    root.put("loop_s", run.loopSeconds());
    root.put("real_time_factor", run.realTimeFactor());
    root.put("tstop_ms", run.tstopMs());
    root.put("reached_ms", run.reachedMs());
    root.put("dt_ms", run.dtMs());
    root.put("steps", run.steps());
    root.put("spikes", run.spikes());
    root.put("threads", run.method().threads());
    root.put("exact_sums", run.method().exactSums());
    root.put("vectors", run.method().vectors());
    ObjectNode seeds = root.putObject("seeds");
    new TreeMap<>(run.seeds()).forEach(seeds::put);
    root.put("config", run.configFile());
    root.put("spikes_file", run.spikesFile());
    root.put("spikes_file_csv", run.spikesCsvFile());
    root.put("spikes_sort_order", run.spikeOrder().sonataName());
    digests(root.putArray("inputs"), run.inputs());
    digests(root.putArray("results"), run.results());
    ArrayNode problems = root.putArray("problems");
    for (Problem problem : run.problems()) {
      ObjectNode node = problems.addObject();
      node.put("severity", lower(problem.severity()));
      node.put("code", problem.code());
      node.put("file", problem.location().path());
      node.put("line", problem.location().line());
      node.put("column", problem.location().column());
      node.put("element", problem.location().element());
      node.put("message", problem.message());
      node.put("expected", problem.expected());
      node.put("hint", problem.hint());
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void digests(ArrayNode into, List<RunRecord.FileDigest> files) {
    for (RunRecord.FileDigest file : files) {
      ObjectNode node = into.addObject();
      node.put("file", file.file());
      node.put("bytes", file.bytes());
      node.put("sha256", file.sha256());
    }
  }

  /** The record; empty when the text is something else. */
  static Optional<RunRecord> parse(String text) {
    try {
      JsonNode root = JsonMapper.shared().readTree(text);
      if (!root.path("program").asString("").equals(PROGRAM)) {
        return Optional.empty();
      }
      Map<String, Long> seeds = new TreeMap<>();
      root.path("seeds").forEachEntry((purpose, seed) -> seeds.put(purpose, seed.asLong(0)));
      return Optional.of(
          new RunRecord(
              root.path("version").asString(""),
              upper(RunRecord.State.class, root.path("state")),
              root.path("model").asString(""),
              Instant.parse(root.path("started").asString("")),
              root.path("wall_s").asDouble(0),
              root.path("loop_s").asDouble(0),
              root.path("tstop_ms").asDouble(0),
              root.path("reached_ms").asDouble(0),
              root.path("dt_ms").asDouble(0),
              root.path("steps").asLong(0),
              root.path("spikes").asLong(0),
              new RunMethod(
                  root.path("threads").asInt(0),
                  root.path("exact_sums").asBoolean(false),
                  root.path("vectors").asBoolean(false)),
              seeds,
              root.path("config").asString(""),
              root.path("spikes_file").asString(""),
              root.path("spikes_file_csv").asString(""),
              upper(SpikeOrder.class, root.path("spikes_sort_order")),
              files(root.path("inputs")),
              files(root.path("results")),
              problems(root.path("problems"))));
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static List<RunRecord.FileDigest> files(JsonNode array) {
    List<RunRecord.FileDigest> files = new ArrayList<>();
    for (JsonNode node : array) {
      files.add(
          new RunRecord.FileDigest(
              node.path("file").asString(""),
              node.path("bytes").asLong(-1),
              node.path("sha256").asString("")));
    }
    return files;
  }

  private static List<Problem> problems(JsonNode array) {
    List<Problem> problems = new ArrayList<>();
    for (JsonNode node : array) {
      problems.add(
          new Problem(
              upper(Severity.class, node.path("severity")),
              node.path("code").asString(""),
              new Location(
                  node.path("file").asString(""),
                  node.path("line").asInt(0),
                  node.path("column").asInt(0),
                  node.path("element").asString("")),
              node.path("message").asString(""),
              node.path("expected").asString(""),
              node.path("hint").asString("")));
    }
    return problems;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E upper(Class<E> type, JsonNode name) {
    return Enum.valueOf(type, name.asString("").toUpperCase(Locale.ROOT));
  }
}
