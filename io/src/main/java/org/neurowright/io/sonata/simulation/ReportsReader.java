package org.neurowright.io.sonata.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.description.ReportDescription.ReportWindow;
import org.neurowright.engine.description.RunSettings;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonNull;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.sonata.config.Fields;

/**
 * Reads section {@code reports}. Reports that cannot be made are left out with a warning, as the
 * run is right without them. Several variables give several reports, each with a file of its own
 * (BMTK writes them over each other).
 */
final class ReportsReader {
  private static final Set<String> KEYS =
      Set.of(
          "module",
          "enabled",
          "variable_name",
          "cells",
          "gids",
          "sections",
          "file_name",
          "dt",
          "start_time",
          "end_time",
          "buffer",
          "buffer_data",
          "transform",
          "unit",
          "units",
          "tmp_dir",
          "syn_type",
          "input_type",
          "compress",
          "electrode_positions",
          "type",
          "scaling",
          "compartments");

  private static final Map<String, SectionKind> SECTION_NAMES =
      Map.ofEntries(
          Map.entry("soma", SectionKind.SOMA),
          Map.entry("somatic", SectionKind.SOMA),
          Map.entry("axon", SectionKind.AXON),
          Map.entry("axonal", SectionKind.AXON),
          Map.entry("dend", SectionKind.DEND),
          Map.entry("basal", SectionKind.DEND),
          Map.entry("basal dendrite", SectionKind.DEND),
          Map.entry("dendrite", SectionKind.DEND),
          Map.entry("(basal) dendrite", SectionKind.DEND),
          Map.entry("apic", SectionKind.APIC),
          Map.entry("apical", SectionKind.APIC),
          Map.entry("apical dendrite", SectionKind.APIC),
          Map.entry("custom", SectionKind.OTHER),
          Map.entry("other", SectionKind.OTHER));

  private final NodeSets nodeSets;
  private final Selections selections;
  private final RunSettings run;
  private final Problems problems;
  private final List<ReportDescription> reports = new ArrayList<>();
  private final Set<String> fileNames = new HashSet<>();

  ReportsReader(List<NodePopulation> nodes, NodeSets nodeSets, RunSettings run, Problems problems) {
    this.nodeSets = nodeSets;
    this.selections = new Selections(nodes);
    this.run = run;
    this.problems = problems;
  }

  List<ReportDescription> read(Fields section) {
    section
        .object()
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonObject object) {
            Fields entry = new Fields(object, "reports." + name, problems);
            if (entry.flag("enabled", true)) {
              report(name, entry);
            }
          } else {
            section.wrongType(name, value, "an object with module and variable_name");
          }
        });
    return List.copyOf(reports);
  }

  private void report(String name, Fields entry) {
    Optional<String> module = entry.text("module").map(JsonText::value);
    if (module.isEmpty()) {
      if (!entry.has("module")) {
        entry.missing("module", "for instance membrane_report");
      }
      return;
    }
    switch (module.get()) {
      case "membrane_report", "multimeter_report", "multimeter", "netcon_report" -> {
        entry.reportUnknown(KEYS);
        recorded(name, entry, module.get().equals("netcon_report"));
      }
      case "spikes_report" ->
          skipped(
              entry,
              "Spikes are always recorded into the files of section output; the report "
                  + name
                  + " is not needed");
      case "extracellular" ->
          skipped(
              entry,
              "Extracellular potentials cannot be recorded yet; the report "
                  + name
                  + " is left out");
      case "clamp_report", "SEClamp" ->
          skipped(
              entry, "Clamp currents cannot be recorded yet; the report " + name + " is left out");
      case "save_synapses", "SaveSynapses" ->
          skipped(entry, "Connections cannot be saved yet; the report " + name + " is left out");
      case "weight_recorder" ->
          skipped(entry, "Weights cannot be recorded; the report " + name + " is left out");
      default -> {
        List<String> known = List.of("membrane_report", "multimeter_report", "netcon_report");
        problems.add(
            Problem.warning(
                    "report.unknown-module",
                    entry.where("module"),
                    "The module \""
                        + module.get()
                        + "\" is unknown; the report "
                        + name
                        + " is left out")
                .expected("membrane_report or netcon_report")
                .hint(
                    NearestName.of(module.get(), known)
                        .map(n -> "Probably \"" + n + "\" is meant")
                        .orElse("")));
      }
    }
  }

  private void skipped(Fields entry, String message) {
    problems.add(
        Problem.warning("report.not-supported", entry.where("module"), message)
            .hint("Set \"enabled\": false in the report to say that this is known"));
  }

  private void recorded(String name, Fields entry, boolean netcon) {
    List<String> variables = variables(entry);
    Optional<NodeSelection> cells = cells(name, entry, netcon);
    Optional<ReportWindow> window = window(name, entry);
    Optional<Set<SectionKind>> sections = netcon ? Optional.of(Set.of()) : sections(entry);
    if (variables.isEmpty() || cells.isEmpty() || window.isEmpty() || sections.isEmpty()) {
      return;
    }
    if (netcon
        && entry.text("syn_type").map(JsonText::value).filter("netcon"::equals).isPresent()) {
      problems.add(
          Problem.warning(
              "report.not-supported",
              entry.where("syn_type"),
              "Variables of connections themselves (syn_type netcon) cannot be recorded yet; the report "
                  + name
                  + " is left out"));
      return;
    }
    if (entry
        .value("transform")
        .filter(t -> !(t instanceof JsonObject o && o.members().isEmpty()))
        .isPresent()) {
      problems.add(
          Problem.warning(
              "report.transform",
              entry.where("transform"),
              "transform is ignored; values are recorded as they are"));
    }
    if (variables.size() > 1) {
      problems.add(
          Problem.warning(
                  "report.several-variables",
                  entry.where("variable_name"),
                  "The report "
                      + name
                      + " has "
                      + variables.size()
                      + " variables; each gets a file of its own")
              .hint("BMTK writes them over each other, so that only the last one is left"));
    }
    for (String variable : variables) {
      String reportName = variables.size() == 1 ? name : name + "_" + variable;
      String file = fileName(name, variable, entry, variables.size() > 1);
      if (netcon) {
        reports.add(
            new ReportDescription.Netcon(
                reportName, file, variable, cells.get(), window.get(), synapseType(entry)));
      } else {
        boolean somaOnly =
            entry.value("sections").orElse(null) instanceof JsonText t && t.value().equals("soma");
        reports.add(
            new ReportDescription.Membrane(
                reportName, file, variable, cells.get(), window.get(), somaOnly, sections.get()));
      }
    }
  }

  private List<String> variables(Fields entry) {
    JsonValue value = entry.value("variable_name").orElse(null);
    if (value == null) {
      entry.missing("variable_name", "for instance \"v\"");
      return List.of();
    }
    List<JsonValue> items = value instanceof JsonArray array ? array.items() : List.of(value);
    List<String> names = new ArrayList<>();
    for (JsonValue item : items) {
      if (!(item instanceof JsonText text) || text.value().isBlank()) {
        entry.wrongType("variable_name", item, "the name of a variable");
        return List.of();
      }
      names.add(text.value().strip());
    }
    if (names.isEmpty()) {
      entry.wrongType("variable_name", value, "the name of a variable");
    }
    return names.stream().distinct().toList();
  }

  /** Null records every synapse, absent Exp2Syn. */
  private static Optional<String> synapseType(Fields entry) {
    if (entry.object().get("syn_type").orElse(null) instanceof JsonNull) {
      return Optional.empty();
    }
    return Optional.of(entry.text("syn_type").map(JsonText::value).orElse("Exp2Syn"));
  }

  /** Cells that have what is recorded: cables for membranes, all but virtual cells for synapses. */
  private Optional<NodeSelection> cells(String name, Fields entry, boolean netcon) {
    Optional<JsonValue> given = entry.value("cells");
    Optional<NodeSelection> selection;
    if (given.isPresent()) {
      selection = nodeSets.resolve(given.get(), "the report " + name);
    } else if (entry.value("gids").orElse(null) instanceof JsonArray gids) {
      List<NodeSelection> nodes =
          gids.items().stream()
              .filter(JsonNumber.class::isInstance)
              .map(gid -> selections.byGlobalId(((JsonNumber) gid).asLong()))
              .toList();
      selection = Optional.of(selections.union("gids", nodes));
    } else if (nodeSets.hasName("biophysical")) {
      selection =
          nodeSets.resolve(
              new JsonText("biophysical", "biophysical", entry.where()), "the report " + name);
    } else {
      selection = Optional.of(selections.cables(selections.all("biophysical")));
      problems.add(
          Problem.info(
                  "report.default-cells",
                  entry.where(),
                  "The report " + name + " records all biophysical cells")
              .hint("BMTK needs a node set called biophysical for that"));
    }
    if (selection.isEmpty()) {
      return Optional.empty();
    }
    NodeSelection recorded =
        netcon
            ? selections.where(selection.get(), m -> !(m instanceof CellModel.Virtual))
            : selections.cables(selection.get());
    if (recorded.size() == 0) {
      if (selections.hasFailedCells(selection.get())) {
        return Optional.empty();
      }
      problems.add(
          Problem.warning(
              "report.no-cells",
              entry.where("cells"),
              "The report "
                  + name
                  + " records nothing: "
                  + selection.get().text()
                  + " has no "
                  + (netcon ? "simulated" : "biophysical")
                  + " cells"));
      return Optional.empty();
    }
    return Optional.of(recorded);
  }

  /** Empty for all sections. */
  private Optional<Set<SectionKind>> sections(Fields entry) {
    JsonValue value = entry.value("sections").orElse(null);
    if (value == null) {
      return Optional.of(Set.of());
    }
    List<JsonValue> items = value instanceof JsonArray array ? array.items() : List.of(value);
    Set<SectionKind> kinds = EnumSet.noneOf(SectionKind.class);
    for (JsonValue item : items) {
      String word =
          item instanceof JsonText text ? text.value().toLowerCase(Locale.ROOT).strip() : "";
      if (word.equals("all")) {
        return Optional.of(Set.of());
      }
      SectionKind kind = SECTION_NAMES.get(word);
      if (kind == null) {
        problems.add(
            Problem.error(
                    "report.unknown-section",
                    item.where(),
                    entry.qualified("sections") + " names " + item.inWords())
                .expected("all, soma, axon, dend (basal), apic (apical) or other")
                .hint(
                    NearestName.of(word, new TreeSet<>(SECTION_NAMES.keySet()))
                        .map(n -> "Probably \"" + n + "\" is meant")
                        .orElse("")));
        return Optional.empty();
      }
      kinds.add(kind);
    }
    return Optional.of(kinds);
  }

  /** Interval, start and end on the grid of steps and inside the run. */
  private Optional<ReportWindow> window(String name, Fields entry) {
    double dt = run.dtMs();
    double interval = entry.number("dt").orElse(dt);
    if (!(interval > 0) || !isMultiple(interval, dt)) {
      problems.add(
          Problem.error(
                  "report.dt",
                  entry.where("dt"),
                  "The report " + name + " has dt = " + interval + " ms")
              .expected("a multiple of the run's dt = " + dt + " ms"));
      return Optional.empty();
    }
    double start = onGrid(entry, "start_time", entry.number("start_time").orElse(0), dt);
    double end = onGrid(entry, "end_time", entry.number("end_time").orElse(run.tstopMs()), dt);
    if (start < 0 || end > run.tstopMs() * (1 + 1e-12)) {
      problems.add(
          Problem.warning(
                  "report.window",
                  entry.where(start < 0 ? "start_time" : "end_time"),
                  "The report "
                      + name
                      + " goes from "
                      + start
                      + " to "
                      + end
                      + " ms, the run from 0 to "
                      + run.tstopMs()
                      + " ms; only the run is recorded")
              .hint("BMTK refuses this"));
      start = Math.max(0, start);
      end = Math.min(run.tstopMs(), end);
    }
    if (start >= end && run.tstopMs() > 0) {
      problems.add(
          Problem.warning(
              "report.window",
              entry.where("start_time"),
              "The report "
                  + name
                  + " records nothing: it goes from "
                  + start
                  + " to "
                  + end
                  + " ms"));
      return Optional.empty();
    }
    return Optional.of(new ReportWindow(start, end, interval));
  }

  private static boolean isMultiple(double value, double dt) {
    double steps = value / dt;
    return Math.abs(steps - Math.rint(steps)) <= 1e-9 * Math.max(1, Math.abs(steps));
  }

  private double onGrid(Fields entry, String key, double time, double dt) {
    if (isMultiple(time, dt) || !entry.has(key)) {
      return time;
    }
    double rounded = Math.rint(time / dt) * dt;
    problems.add(
        Problem.warning(
                "report.window",
                entry.where(key),
                entry.qualified(key)
                    + " = "
                    + time
                    + " ms is not a multiple of the"
                    + " run's dt = "
                    + dt
                    + " ms; "
                    + rounded
                    + " ms is used")
            .hint("BMTK refuses this"));
    return rounded;
  }

  private String fileName(String name, String variable, Fields entry, boolean several) {
    boolean complete = name.endsWith(".h5") || name.endsWith(".hdf") || name.endsWith(".hdf5");
    String file =
        entry.text("file_name").map(JsonText::value).orElse(complete ? name : name + ".h5");
    String chosen = several ? withSuffix(file, variable) : file;
    if (!fileNames.add(chosen)) {
      String other = withSuffix(file, several ? variable + "_" + name : variable);
      problems.add(
          Problem.warning(
                  "report.same-file",
                  entry.where("file_name"),
                  "Another report already writes "
                      + chosen
                      + "; the report "
                      + name
                      + " goes into "
                      + other)
              .hint("BMTK writes them over each other"));
      fileNames.add(other);
      return other;
    }
    return chosen;
  }

  private static String withSuffix(String file, String suffix) {
    int dot = file.lastIndexOf('.');
    return dot <= file.lastIndexOf('/')
        ? file + "_" + suffix
        : file.substring(0, dot) + "_" + suffix + file.substring(dot);
  }
}
