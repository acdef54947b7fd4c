package org.neurowright.app.lab.tuner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.app.lab.tuner.TunerLayout.Column;
import org.neurowright.app.lab.tuner.TunerLayout.Content;
import org.neurowright.app.lab.tuner.TunerLayout.Entry;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.text.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Layouts as files; the format stands in docs/lab/tuner.md. */
final class TunerLayoutFile {
  private static final String VERSION_KEY = "neurowright_tuner";
  private static final int VERSION = 1;

  private TunerLayoutFile() {}

  // ---- writing

  /** Writes a layout; the file is whole or not there. */
  static void write(TunerLayout layout, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.write(file, text(layout).getBytes(StandardCharsets.UTF_8));
  }

  static String text(TunerLayout layout) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put(VERSION_KEY, VERSION);
    root.put("tstop", layout.tstopMs());
    List<Object> columns = new ArrayList<>();
    for (Column column : layout.columns()) {
      List<Object> panes = new ArrayList<>();
      for (Entry entry : column.panes()) {
        Map<String, Object> pane = described(entry.content());
        pane.put("share", entry.share());
        panes.add(pane);
      }
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("share", column.share());
      described.put("panes", panes);
      columns.add(described);
    }
    root.put("columns", columns);
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root)
        + "\n";
  }

  private static Map<String, Object> described(Content content) {
    Map<String, Object> pane = new LinkedHashMap<>();
    switch (content) {
      case Content.Plot(List<String> curves) -> {
        pane.put("pane", "plot");
        pane.put("curves", curves);
      }
      case Content.Parameters(String section) -> {
        pane.put("pane", "parameters");
        pane.put("section", section);
      }
      case Content.Clamp(String at, double amp, double delay, double dur) -> {
        pane.put("pane", "clamp");
        pane.put("at", at);
        pane.put("amp", amp);
        pane.put("delay", delay);
        pane.put("dur", dur);
      }
      case Content.Synapse synapse -> {
        pane.put("pane", "synapse");
        pane.put("at", synapse.at());
        pane.put("mechanism", synapse.mechanism());
        pane.put("weight", synapse.weight());
        pane.put("start", synapse.start());
        pane.put("interval", synapse.interval());
        pane.put("number", synapse.number());
        pane.put("noise", synapse.noise());
        pane.put("parameters", synapse.parameters());
      }
      case Content.Measures(String at, double threshold, double amp) -> {
        pane.put("pane", "measures");
        pane.put("at", at);
        pane.put("threshold", threshold);
        pane.put("amp", amp);
      }
      case Content.Run() -> pane.put("pane", "run");
    }
    return pane;
  }

  // ---- reading

  /**
   * Reads a layout.
   *
   * @throws ModelException with everything that is wrong with the file
   */
  static TunerLayout read(Path file) {
    JsonNode root;
    try {
      root = JsonMapper.shared().readTree(Files.readString(file));
    } catch (IOException | JacksonException e) {
      throw new ModelException(
          Problem.error(
                  "tuner.bad-layout",
                  Location.of(file),
                  Files.isReadable(file) ? "The file is not valid JSON" : "The file cannot be read")
              .expected("a layout that the Tuner has saved"));
    }
    Problems problems = new Problems();
    if (root.path(VERSION_KEY).asInt(0) != VERSION) {
      problems.add(
          Problem.error(
                  "tuner.bad-layout",
                  Location.of(file, "$." + VERSION_KEY),
                  root.has(VERSION_KEY)
                      ? "The layout is of version " + root.path(VERSION_KEY)
                      : "The file is no layout of the Tuner")
              .expected("\"" + VERSION_KEY + "\": " + VERSION));
    }
    List<Column> columns = new ArrayList<>();
    int c = 0;
    for (JsonNode column : root.path("columns")) {
      List<Entry> panes = new ArrayList<>();
      int p = 0;
      for (JsonNode pane : column.path("panes")) {
        Location where = Location.of(file, "$.columns[" + c + "].panes[" + p++ + "]");
        Content content = content(pane, where, problems);
        if (content != null) {
          panes.add(new Entry(share(pane), content));
        }
      }
      columns.add(new Column(share(column), panes));
      c++;
    }
    if (problems.hasErrors()) {
      throw new ModelException(problems.toList());
    }
    double tstop = root.path("tstop").asDouble(250);
    return new TunerLayout(tstop > 0 ? tstop : 250, columns);
  }

  private static double share(JsonNode node) {
    double share = node.path("share").asDouble(1);
    return share > 0 && share <= 1e6 ? share : 1;
  }

  /** Null when it is none. */
  private static Content content(JsonNode pane, Location where, Problems problems) {
    String kind = pane.path("pane").asString("");
    String at = pane.path("at").asString("soma(0.5)");
    switch (kind) {
      case "plot" -> {
        List<String> curves = new ArrayList<>();
        pane.path("curves").forEach(curve -> curves.add(curve.asString("")));
        return new Content.Plot(curves.stream().filter(curve -> !curve.isBlank()).toList());
      }
      case "parameters" -> {
        return new Content.Parameters(pane.path("section").asString("soma"));
      }
      case "clamp" -> {
        return new Content.Clamp(
            at,
            pane.path("amp").asDouble(100),
            pane.path("delay").asDouble(25),
            pane.path("dur").asDouble(200));
      }
      case "synapse" -> {
        Map<String, Double> parameters = new LinkedHashMap<>();
        pane.path("parameters")
            .properties()
            .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asDouble(0)));
        return new Content.Synapse(
            at,
            pane.path("mechanism").asString("Exp2Syn"),
            pane.path("weight").asDouble(.001),
            pane.path("start").asDouble(50),
            pane.path("interval").asDouble(50),
            pane.path("number").asInt(3),
            pane.path("noise").asDouble(0),
            parameters);
      }
      case "measures" -> {
        return new Content.Measures(
            at, pane.path("threshold").asDouble(0), pane.path("amp").asDouble(-100));
      }
      case "run" -> {
        return new Content.Run();
      }
      default -> {
        problems.add(
            Problem.error("tuner.bad-layout", where, "There is no pane '" + kind + "'")
                .expected("plot, parameters, clamp, synapse, measures or run"));
        return null;
      }
    }
  }
}
