package org.neurowright.io.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.csv.CsvReader;
import org.neurowright.io.csv.CsvTable;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.hdf5.Hdf5File;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.sonata.config.Config;

/**
 * What of a model BMTK 1.2.0 does not understand or understands otherwise. An error is what stops
 * BMTK or makes it simulate something else, a warning what it leaves out.
 */
final class BmtkChecks {
  private static final Set<String> PROCESSING =
      Set.of(
          "aibs_perisomatic",
          "aibs_allactive",
          "aibs_perisomatic_directed",
          "aibs_allactive_directed",
          "set_extracellular",
          "extracellular");
  private static final Set<String> WEIGHTS =
      Set.of("wmax", "gaussianLL", "default_weight_fnc", "set_syn_weight");
  private static final Set<String> SYNAPSES =
      Set.of("exp2syn", "Exp2Syn", "expsyn", "stp2syn", "stp5syn");

  /** Registered, but they want lists where BMTK hands over one section. */
  private static final Set<String> BROKEN_SYNAPSES =
      Set.of("stp1syn", "stp3syn", "stp4syn", "tmgsyn", "exp1syn", "exp1isyn");

  private static final Set<String> TEMPLATES =
      Set.of("ctdb:Biophys1", "ctdb:Biophys1.hoc", "nrn:IntFire1");
  private static final Set<String> MODEL_TYPES =
      Set.of("biophysical", "point_neuron", "point_process", "virtual");
  private static final Set<String> MODULES =
      Set.of(
          "nwb",
          "csv",
          "sonata",
          "h5",
          "function",
          "IClamp",
          "SEClamp",
          "xstim",
          "comsol",
          "syn_activity",
          "replay",
          "ecephys_probe");
  private static final Set<String> REPORTS =
      Set.of(
          "membrane_report",
          "multimeter_report",
          "multimeter",
          "netcon_report",
          "extracellular",
          "ecp",
          "clamp_report",
          "save_synapses",
          "SaveSynapses",
          "spikes_report");
  private static final Set<String> SECTIONS =
      Set.of(
          "manifest",
          "network",
          "simulation",
          "networks",
          "components",
          "run",
          "conditions",
          "inputs",
          "reports",
          "output",
          "node_sets",
          "node_sets_file",
          "target_simulator",
          "gid_mapping_file",
          "config_path",
          "config_dir");
  private static final Set<String> RUN =
      Set.of(
          "tstop",
          "tstart",
          "dt",
          "dL",
          "spike_threshold",
          "nsteps_block",
          "overwrite_output_dir",
          "use_old_import3d",
          "nrn_solver",
          "random_seed",
          "calc_ecp",
          "connect_internal",
          "parallel_enabled");

  private final Config config;
  private final List<Problem> problems = new ArrayList<>();

  BmtkChecks(Config config) {
    this.config = config;
  }

  private void error(String code, Location where, String message, String expected, String hint) {
    problems.add(Problem.error(code, where, message).expected(expected).hint(hint));
  }

  private void warning(String code, Location where, String message, String hint) {
    problems.add(Problem.warning(code, where, message).hint(hint));
  }

  /**
   * Looks at everything.
   *
   * @param files the network files of the configuration by key, resolved
   */
  List<Problem> check(Map<String, List<Path>> files) {
    settings();
    inputs();
    reports();
    nodeSets(files);
    for (Path types : files.getOrDefault("node_types_file", List.of())) {
      table(types).ifPresent(this::nodeTypes);
    }
    for (Path types : files.getOrDefault("edge_types_file", List.of())) {
      table(types).ifPresent(this::edgeTypes);
    }
    for (Path nodes : files.getOrDefault("nodes_file", List.of())) {
      hdf5(nodes, "nodes");
    }
    for (Path edges : files.getOrDefault("edges_file", List.of())) {
      hdf5(edges, "edges");
    }
    return problems;
  }

  // ---- configuration

  private void settings() {
    config
        .root()
        .members()
        .forEach((key, value) -> {
          if (!SECTIONS.contains(key)) {
            warning(
                "export.unknown-key",
                value.where(),
                "BMTK does not know the key \"" + key + "\" and leaves it out",
                NearestName.hint(key, SECTIONS));
          }
        });
    JsonObject run = object("run");
    run.members()
        .forEach((key, value) -> {
          if (!RUN.contains(key)) {
            warning(
                "export.unknown-key",
                value.where(),
                "BMTK does not know \"run." + key + "\" and leaves it out",
                NearestName.hint(key, RUN));
          }
        });
    needed(run, "run", "tstop");
    if (!(run.get("nsteps_block").orElse(null) instanceof JsonNumber n && n.value() >= 1)) {
      error(
          "export.missing-key",
          run.where(),
          "BMTK divides by \"run.nsteps_block\", which is missing or 0",
          "a number of steps, for instance 5000",
          "");
    }
    if (run.get("tstart").orElse(null) instanceof JsonNumber start && start.value() != 0) {
      warning("export.tstart", start.where(), "BMTK begins at 0 ms, whatever \"tstart\" says", "");
    }
    JsonObject conditions = object("conditions");
    needed(conditions, "conditions", "v_init");
    needed(conditions, "conditions", "celsius");
    JsonObject output = object("output");
    if (Set.of("spikes_file", "spikes_file_csv", "spikes_file_nwb").stream()
        .noneMatch(key -> output.get(key).isPresent())) {
      error(
          "export.missing-key",
          output.where(),
          "BMTK needs the name of a file of spikes",
          "\"output.spikes_file\"",
          "");
    }
  }

  private JsonObject object(String key) {
    return config.get(key).orElse(null) instanceof JsonObject object
        ? object
        : new JsonObject(Map.of(), Location.of(config.file()));
  }

  private void needed(JsonObject section, String name, String key) {
    if (!(section.get(key).orElse(null) instanceof JsonNumber)) {
      error(
          "export.missing-key",
          section.where(),
          "BMTK does not run without \"" + name + "." + key + '"',
          "a number",
          "");
    }
  }

  private void inputs() {
    object("inputs")
        .members()
        .forEach((name, value) -> {
          if (!(value instanceof JsonObject input)) {
            return;
          }
          for (String key : List.of("module", "input_type")) {
            if (input.get(key).isEmpty()) {
              error(
                  "export.missing-key",
                  input.where(),
                  "The input \"" + name + "\" has no \"" + key + '"',
                  "both \"module\" and \"input_type\"",
                  "");
            }
          }
          if (input.get("module").orElse(null) instanceof JsonText module
              && !MODULES.contains(module.value())) {
            error(
                "export.input-module",
                module.where(),
                "BMTK has no input module \"" + module.value() + '"',
                NearestName.list(MODULES.stream().sorted().toList()),
                NearestName.hint(module.value(), MODULES));
          }
        });
  }

  private void reports() {
    object("reports")
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonObject report
              && report.get("module").orElse(null) instanceof JsonText module
              && !REPORTS.contains(module.value())) {
            warning(
                "export.report-module",
                module.where(),
                "BMTK leaves out the report \""
                    + name
                    + "\" of the module \""
                    + module.value()
                    + '"',
                NearestName.hint(module.value(), REPORTS));
          }
        });
  }

  private void nodeSets(Map<String, List<Path>> files) {
    JsonObject sets = object("node_sets");
    sets.members()
        .forEach((name, value) -> {
          if (value instanceof JsonArray list
              && list.items().stream().anyMatch(JsonText.class::isInstance)) {
            error(
                "export.node-set",
                list.where(),
                "BMTK takes the list of node set \"" + name + "\" for global ids of cells",
                "conditions, or numbers",
                "Say its conditions in an object");
          }
          if (value instanceof JsonObject filter
              && filter.get("node_id").orElse(null) instanceof JsonNumber one) {
            error(
                "export.node-set",
                one.where(),
                "BMTK wants a list for \"node_id\" of node set \"" + name + '"',
                "[" + one.text() + "]",
                "");
          }
          if (value instanceof JsonObject filter) {
            filter.members().forEach((column, wanted) -> listOnColumn(name, column, wanted, files));
          }
        });
  }

  /** BMTK compares columns of nodes files with the list itself. */
  private void listOnColumn(
      String set, String column, JsonValue wanted, Map<String, List<Path>> files) {
    if (!(wanted instanceof JsonArray)
        || Set.of("population", "populations", "node_id", "node_ids").contains(column)) {
      return;
    }
    for (Path nodes : files.getOrDefault("nodes_file", List.of())) {
      try (Hdf5File file = Hdf5File.open(nodes)) {
        for (String population : file.groups("/nodes")) {
          for (String group : file.groups("/nodes/" + population)) {
            if (file.exists("/nodes/" + population + "/" + group + "/" + column)) {
              error(
                  "export.node-set",
                  wanted.where(),
                  "BMTK cannot compare the column \"%s\" of %s with a list in node set \"%s\""
                      .formatted(column, population, set),
                  "one value",
                  "");
              return;
            }
          }
        }
      } catch (Hdf5Exception e) {
        problems.add(e.problem());
      }
    }
  }

  // ---- type tables

  private Optional<CsvTable> table(Path file) {
    return CsvReader.read(file, ' ').value();
  }

  private static Optional<String> cell(CsvTable table, int row, String column) {
    OptionalInt at = table.column(column);
    return at.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(table.cell(row, at.getAsInt()))
            .filter(text -> !text.isBlank() && !text.equals("NULL"));
  }

  private void nodeTypes(CsvTable table) {
    for (int row = 0; row < table.size(); row++) {
      Location where = table.where(row);
      Optional<String> type = cell(table, row, "model_type");
      if (type.isPresent() && !MODEL_TYPES.contains(type.get())) {
        error(
            "export.model-type",
            where,
            "BMTK has no cells of the model_type \"" + type.get() + '"',
            NearestName.list(MODEL_TYPES.stream().sorted().toList()),
            NearestName.hint(type.get(), MODEL_TYPES));
      }
      cell(table, row, "model_template")
          .filter(t -> !TEMPLATES.contains(t) && !t.startsWith("hoc:") && !t.startsWith("nml:"))
          .ifPresent(template -> unknown("cell model", template, TEMPLATES, where));
      cell(table, row, "model_processing")
          .ifPresent(all -> {
            for (String name : all.split(",")) {
              if (!PROCESSING.contains(name)) {
                unknown("processing of cells", name, PROCESSING, where);
              }
            }
          });
      neuroMl(table, row, where);
    }
  }

  /** BMTK takes shapes from SWC and channels from compiled mechanisms in any case. */
  private void neuroMl(CsvTable table, int row, Location where) {
    Optional<String> template =
        cell(table, row, "model_template").filter(t -> t.startsWith("nml:"));
    if (template.isEmpty()) {
      return;
    }
    if (cell(table, row, "morphology").isEmpty()) {
      error(
          "export.neuroml",
          where,
          "BMTK does not read the shape of cells from NeuroML; this type has no \"morphology\"",
          "a SWC file",
          "Write the shape as SWC and name it in the column \"morphology\"");
    }
    if (object("components").get("biophysical_neuron_models_dir").orElse(null)
        instanceof JsonText folder) {
      Path file = config.workingDir().resolve(folder.value()).resolve(template.get().substring(4));
      try {
        String text = Files.isRegularFile(file) ? Files.readString(file) : "";
        if (text.matches("(?s).*<(ionChannel|ionChannelHH)[\\s>].*")) {
          error(
              "export.neuroml",
              where,
              "BMTK does not translate the ion channels in " + file.getFileName(),
              "mechanisms as NMODL files of the same names",
              "");
        }
      } catch (java.io.IOException e) {
        problems.add(
            Problem.error(
                "export.unreadable", Location.of(file), "It cannot be read: " + e.getMessage()));
      }
    }
  }

  private void unknown(String what, String name, Set<String> known, Location where) {
    error(
        "export.unknown-function",
        where,
        "BMTK has no " + what + " \"" + name + '"',
        NearestName.list(known.stream().sorted().toList()),
        "Register it in the run script that you use with BMTK, and export in spite of this");
  }

  private void edgeTypes(CsvTable table) {
    for (int row = 0; row < table.size(); row++) {
      Location where = table.where(row);
      cell(table, row, "weight_function")
          .filter(name -> !WEIGHTS.contains(name))
          .ifPresent(name -> unknown("weight function", name, WEIGHTS, where));
      Optional<String> synapse = cell(table, row, "model_template");
      synapse
          .filter(name -> !SYNAPSES.contains(name) && !BROKEN_SYNAPSES.contains(name))
          .ifPresent(name -> unknown("synapse model", name, SYNAPSES, where));
      synapse
          .filter(BROKEN_SYNAPSES::contains)
          .ifPresent(name ->
              error(
                  "export.unknown-function",
                  where,
                  "BMTK's own function for the synapse model \"" + name + "\" fails",
                  NearestName.list(SYNAPSES.stream().sorted().toList()),
                  ""));
    }
  }

  // ---- network files

  private void hdf5(Path path, String sort) {
    try (Hdf5File file = Hdf5File.open(path)) {
      for (String population : file.groups("/" + sort)) {
        String root = "/" + sort + "/" + population;
        if (sort.equals("nodes")) {
          ids(file, path, root);
        }
        for (String group : file.groups(root)) {
          if (group.matches("\\d+")) {
            columns(file, path, root + "/" + group, sort.equals("edges"));
          }
        }
      }
    } catch (Hdf5Exception e) {
      problems.add(e.problem());
    }
  }

  /** BMTK's global ids are the id and the number of nodes before: others collide. */
  private void ids(Hdf5File file, Path path, String root) {
    if (!file.isDataset(root + "/node_id")) {
      error(
          "export.node-ids",
          at(path, root),
          "BMTK needs the dataset node_id",
          "the ids 0, 1, 2 ...",
          "");
      return;
    }
    long[] ids = file.dataset(root + "/node_id").readLongs();
    long largest = -1;
    for (long id : ids) {
      largest = Math.max(largest, id);
    }
    if (largest != ids.length - 1L) {
      error(
          "export.node-ids",
          at(path, root + "/node_id"),
          "%d nodes have ids up to %d; BMTK takes cells of the next network for them"
              .formatted(ids.length, largest),
          "ids from 0 to " + (ids.length - 1),
          "");
    }
  }

  private void columns(Hdf5File file, Path path, String group, boolean edges) {
    if (file.isGroup(group + "/@library")) {
      error(
          "export.column",
          at(path, group + "/@library"),
          "BMTK does not look texts up in a library and reads their numbers",
          "texts in the columns themselves",
          "");
    }
    if (file.isGroup(group + "/dynamics_params")) {
      warning(
          "export.column",
          at(path, group + "/dynamics_params"),
          "BMTK leaves out parameters of single " + (edges ? "edges" : "nodes"),
          "Make types for them");
    }
    for (String column : file.datasets(group)) {
      if (edges && file.dataset(group + "/" + column).type() == ElementType.STRING) {
        warning(
            "export.column",
            at(path, group + "/" + column),
            "BMTK compares texts of single edges as bytes",
            "Make edge types for them");
      }
    }
  }

  private static Location at(Path file, String element) {
    return new Location(file.toString(), 0, 0, element);
  }
}
