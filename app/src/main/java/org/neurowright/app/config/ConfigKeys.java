package org.neurowright.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurowright.app.config.ConfigKey.Type;

/** All keys of SONATA configurations as BMTK's BioNet reads them, with its defaults. */
final class ConfigKeys {
  static final List<ConfigKey> RUN =
      List.of(
          ConfigKey.number("tstop", "ms", "", "When the run ends.").must(),
          ConfigKey.number("dt", "ms", "0.1", "Length of a step."),
          ConfigKey.number(
              "tstart", "ms", "0", "Runs always start at 0; only analyses look at it."),
          ConfigKey.number(
              "dL",
              "µm",
              "20",
              "Sections are divided so that no segment is longer. null keeps the division that the"
                  + " morphology was given."),
          ConfigKey.number(
              "spike_threshold",
              "mV",
              "-15",
              "A cell spikes when the middle of its soma rises through this potential."),
          ConfigKey.of(
              "nsteps_block",
              Type.WHOLE,
              "steps",
              "5000",
              "Steps between two writings of results. BMTK itself fails when it is left out."),
          ConfigKey.flag(
              "overwrite_output_dir", "", "Of older files; the key in output is the one in use."),
          ConfigKey.of("random_seed", Type.WHOLE, "Of older files; nothing is drawn from it."),
          ConfigKey.of("seed", Type.WHOLE, "Of older files; nothing is drawn from it."),
          ConfigKey.flag(
              "calc_ecp", "", "Of older files; a report of the extracellular potential does it."));

  static final List<ConfigKey> CONDITIONS =
      List.of(
          ConfigKey.number("v_init", "mV", "", "Membrane potential of all cells at the start.")
              .must(),
          ConfigKey.number("celsius", "°C", "", "Temperature; channels depend on it.").must(),
          ConfigKey.number(
              "extracellular_calcium", "mM", "", "Of the SONATA guide; not used by BMTK."));

  static final List<ConfigKey> OUTPUT =
      List.of(
          ConfigKey.of(
                  "output_dir",
                  Type.FOLDER,
                  "",
                  ".",
                  "Where results go. What is in it may be replaced by the next run.")
              .must(),
          ConfigKey.of(
              "spikes_file", Type.FILE, "HDF5 file of all spikes, inside the output folder."),
          ConfigKey.of("spikes_file_csv", Type.FILE, "The same spikes as text."),
          ConfigKey.of("spikes_file_nwb", Type.FILE, "The same spikes as NWB 2."),
          ConfigKey.choice(
              "spikes_sort_order",
              "none",
              List.of("none", "time", "by_time", "id", "by_id"),
              "Order of the spikes in the files."),
          ConfigKey.choice(
              "compression", "gzip", List.of("gzip", "none"), "Of the file of spikes."),
          ConfigKey.of("log_file", Type.FILE, "Text of what happens during the run."),
          ConfigKey.choice(
              "log_level",
              "INFO",
              List.of("DEBUG", "INFO", "WARNING", "ERROR"),
              "What is worth a line in the log."),
          ConfigKey.of("log_format", Type.TEXT, "Layout of a line, in Python's way."),
          ConfigKey.flag("log_to_console", "true", "Whether the log is shown, too."),
          ConfigKey.flag("quiet_simulator", "false", "Silences what NEURON itself says."),
          ConfigKey.flag(
              "overwrite_output_dir",
              "true",
              "Whether results of an earlier run may be replaced. BMTK's BioNet replaces them anyhow."),
          ConfigKey.flag(
              "cache_to_disk", "true", "Whether BMTK keeps spikes in a file while it runs."));

  static final List<ConfigKey> COMPONENTS =
      List.of(
          folder("morphologies_dir", "Shapes of cells (.swc, .asc)."),
          folder("synaptic_models_dir", "Parameters of synapses (.json), named by edge types."),
          ConfigKey.of(
              "mechanisms_dir",
              Type.TEXTS,
              "Folder or folders whose modfiles hold the mechanisms (.mod)."),
          folder(
              "biophysical_neuron_models_dir",
              "Parameters of cells with a shape (.json), and NeuroML cells."),
          folder("point_neuron_models_dir", "Parameters of point cells (.json)."),
          folder("templates_dir", "Cell templates (.hoc); all of them are loaded."),
          folder("filter_models_dir", "Parameters of virtual cells that filter images."),
          folder("population_models_dir", "Parameters of population models; not for BioNet."),
          folder("custom_neuron_models", "Parameters of all other kinds of cells."));

  static final List<ConfigKey> TOP =
      List.of(
          ConfigKey.of("network", Type.FILE, "File with the circuit: networks and components."),
          ConfigKey.of("simulation", Type.FILE, "File with the simulation: run, inputs, reports."),
          ConfigKey.of(
              "node_sets_file",
              Type.FILE,
              "File of node sets; read when there is no section node_sets."),
          ConfigKey.of(
              "gid_mapping_file", Type.FILE, "HDF5 file of the numbers that cells have in a run."),
          ConfigKey.of(
              "target_simulator",
              Type.TEXT,
              "",
              "NEURON",
              "What the model was made for; a remark."),
          ConfigKey.of("version", Type.TEXT, "Of the format; a remark."),
          ConfigKey.of("metadata", Type.JSON, "About the model; kept and not read."));

  static final List<ConfigKey> NODES =
      List.of(
          ConfigKey.of("nodes_file", Type.FILE, "HDF5 file of the nodes of a population.").must(),
          ConfigKey.of("node_types_file", Type.FILE, "csv file of what nodes have in common."));

  static final List<ConfigKey> EDGES =
      List.of(
          ConfigKey.of("edges_file", Type.FILE, "HDF5 file of connections.").must(),
          ConfigKey.of("edge_types_file", Type.FILE, "csv file of what edges have in common."),
          ConfigKey.flag("enabled", "true", "Whether these connections are made."));

  static final List<ConfigKey> GAP_JUNCTIONS =
      List.of(ConfigKey.of("gap_juncs_file", Type.FILE, "HDF5 file of gap junctions.").must());

  private static final List<String> INPUT_MODULES =
      List.of(
          "sonata",
          "csv",
          "nwb",
          "IClamp",
          "SEClamp",
          "xstim",
          "comsol",
          "replay",
          "syn_activity",
          "ecephys_probe");

  private static final List<String> REPORT_MODULES =
      List.of(
          "membrane_report",
          "multimeter_report",
          "netcon_report",
          "extracellular",
          "save_synapses",
          "clamp_report",
          "spikes_report");

  private static final ConfigKey ENABLED = ConfigKey.flag("enabled", "true", "Whether it is used.");
  private static final ConfigKey NODE_SET =
      ConfigKey.of("node_set", Type.NODES, "", "all", "Which cells.");

  private static final Map<String, List<ConfigKey>> INPUTS =
      Map.of(
          "spikes",
          List.of(
              ConfigKey.of("input_file", Type.FILE, "Spike trains.").must(),
              ConfigKey.of("node_set", Type.NODES, "Population of virtual cells that send them.")
                  .must(),
              ConfigKey.of("population", Type.TEXT, "Which of several populations in the file."),
              ConfigKey.of("populations", Type.TEXTS, "Which of several populations in the file."),
              ConfigKey.of("default_population", Type.TEXT, "Whose ids count."),
              ConfigKey.of("trial", Type.TEXT, "Which trial of an NWB file."),
              ConfigKey.of("sep", Type.TEXT, "", "' '", "What parts the columns of a csv file."),
              ConfigKey.of(
                  "units", Type.TEXT, "", "ms", "Of the times; a label, nothing is converted."),
              ConfigKey.number("time_scale", "", "1", "Of older files; times are read in ms.")),
          "IClamp",
          List.of(
              NODE_SET,
              ConfigKey.of("amp", Type.NUMBERS, "nA", "", "Current; a list makes several steps."),
              ConfigKey.of("delay", Type.NUMBERS, "ms", "", "When it begins."),
              ConfigKey.of("duration", Type.NUMBERS, "ms", "", "How long it lasts."),
              ConfigKey.of("section_name", Type.TEXT, "", "soma", "soma, dend, apic or axon."),
              ConfigKey.of("section_index", Type.WHOLE, "", "0", "Which section of that name."),
              ConfigKey.number("section_dist", "", "0.5", "Where in the section, 0 to 1."),
              ConfigKey.of("gids", Type.JSON, "Written by a set-up tool; not read."),
              ConfigKey.of(
                  "file", Type.FILE, "Current over time (csv, or NWB of the Allen Institute)."),
              ConfigKey.of(
                  "separator", Type.TEXT, "", "' '", "What parts the columns of a csv file."),
              ConfigKey.of(
                  "timestamps_column", Type.TEXT, "", "timestamps", "Column of times, ms."),
              ConfigKey.of("amplitudes_column", Type.TEXT, "", "amps", "Column of currents, nA."),
              ConfigKey.of("sweep_id", Type.TEXT, "Sweep of an NWB file."),
              ConfigKey.number(
                  "downsample", "ms", "", "Interval to which an NWB sweep is thinned."),
              ConfigKey.of(
                  "sweep_window", Type.NUMBERS, "ms", "", "Part of the sweep, from and to.")),
          "SEClamp",
          List.of(
              NODE_SET,
              ConfigKey.of(
                  "gids", Type.JSON, "\"all\", an id or a list of ids instead of a node set."),
              ConfigKey.of(
                      "amps", Type.JSON, "mV", "", "Three levels for each cell: [[-80, -20, -80]].")
                  .must(),
              ConfigKey.of("durations", Type.JSON, "ms", "", "Three durations for each cell.")
                  .must(),
              ConfigKey.of("rs", Type.NUMBERS, "MΩ", "", "Series resistance.").must()),
          "xstim",
          List.of(
              ConfigKey.of("positions_file", Type.FILE, "Where the electrodes are, csv.").must(),
              ConfigKey.of("waveform", Type.JSON, "Shape over time, or a file with it.").must(),
              ConfigKey.of("mesh_files_dir", Type.FOLDER, "Surfaces of electrodes."),
              ConfigKey.number("resistance", "Ω cm", "300", "Of the tissue."),
              ConfigKey.flag(
                  "set_nrn_mechanisms", "true", "Whether cells get extracellular layers."),
              ConfigKey.of(
                  "node_set", Type.NODES, "Not read: all cells with a shape are stimulated."),
              ConfigKey.of("cells", Type.NODES, "Not to be given: BMTK stops.")),
          "comsol",
          List.of(
              ConfigKey.of("comsol_file", Type.FILE, "Field as COMSOL exports it.").must(),
              ConfigKey.of("waveform", Type.JSON, "Shape over time of a stationary field."),
              ConfigKey.number("amplitude", "", "1", "The field is multiplied with it."),
              ConfigKey.choice("ip_method", "NN", List.of("NN", "L"), "Nearest node, or linear."),
              ConfigKey.of("cells", Type.NODES, "Which cells."),
              ConfigKey.of("node_set", Type.NODES, "Which cells."),
              ConfigKey.flag(
                  "set_nrn_mechanisms", "true", "Whether cells get extracellular layers.")),
          "replay",
          List.of(
              ConfigKey.of("spikes_file", Type.FILE, "Spikes recorded before.").must(),
              ConfigKey.of("edges", Type.JSON, "The edges to send them along.").must(),
              ConfigKey.of("source_node_set", Type.NODES, "", "all", "Which senders."),
              ConfigKey.of("target_node_set", Type.NODES, "", "all", "Which receivers.")),
          "syn_activity",
          List.of(
              ConfigKey.of("precell_filter", Type.JSON, "Conditions on the senders.").must(),
              ConfigKey.of("timestamps", Type.NUMBERS, "ms", "", "When their synapses are active.")
                  .must()),
          "ecephys_probe",
          List.of(
              ConfigKey.of("input_file", Type.TEXTS, "NWB file or files.").must(),
              ConfigKey.of("node_set", Type.NODES, "Virtual cells that send the spikes.").must(),
              ConfigKey.choice(
                  "mapping",
                  "",
                  List.of(
                      "units_map",
                      "sample",
                      "sample_with_replacement",
                      "sample_without_replacement"),
                  "How units become cells."),
              ConfigKey.of("units", Type.JSON, "Which units."),
              ConfigKey.of("missing_ids", Type.TEXT, "", "fail", "What to do about missing units."),
              ConfigKey.of("interval", Type.JSON, "ms", "", "Which part of the recording."),
              ConfigKey.number("interval_offset", "ms", "0", "Added to the times."),
              ConfigKey.flag("cache", "false", "Whether what was found is kept.")));

  private static final List<ConfigKey> REPORT_FILE =
      List.of(
          ConfigKey.of(
              "file_name", Type.FILE, "", "<name>.h5", "Result file, inside the output folder."),
          ConfigKey.of("tmp_dir", Type.FOLDER, "", "output folder", "Folder of the result file."));

  private static final List<ConfigKey> REPORT_TIME =
      List.of(
          ConfigKey.number(
              "dt", "ms", "step of the run", "Interval of samples; a multiple of the step."),
          ConfigKey.number("start_time", "ms", "0", "From when on."),
          ConfigKey.number("end_time", "ms", "end of the run", "Until when."),
          ConfigKey.flag("buffer", "true", "Without effect nowadays."),
          ConfigKey.flag("buffer_data", "true", "Without effect nowadays."),
          ConfigKey.of("unit", Type.TEXT, "A remark."),
          ConfigKey.of("units", Type.TEXT, "A remark."),
          ConfigKey.of("transform", Type.JSON, "Of older files."),
          ConfigKey.of("compress", Type.JSON, "Of older files."),
          ConfigKey.of("scaling", Type.TEXT, "Of the SONATA guide; not used by BMTK."),
          ConfigKey.of("type", Type.TEXT, "Of the SONATA guide; not used by BMTK."),
          ConfigKey.of("input_type", Type.TEXT, "Of older files."));

  private ConfigKeys() {}

  private static ConfigKey folder(String name, String help) {
    return ConfigKey.of(name, Type.FOLDER, help);
  }

  /** Keys of an input with this module and type; texts may be empty. */
  static List<ConfigKey> input(String module, String inputType) {
    List<ConfigKey> keys = new ArrayList<>();
    keys.add(ConfigKey.choice("module", "", INPUT_MODULES, "What makes the input.").must());
    List<String> types =
        switch (module) {
          case "IClamp" -> List.of("current_clamp", "csv", "allen");
          case "SEClamp" -> List.of("voltage_clamp");
          case "xstim" -> List.of("lfp");
          case "replay" -> List.of("replay_spikes");
          case "syn_activity" -> List.of("syn_activity");
          default -> List.of("spikes");
        };
    keys.add(ConfigKey.choice("input_type", "", types, "What kind of input it is.").must());
    keys.add(ENABLED);
    boolean spikes = List.of("sonata", "csv", "nwb", "h5").contains(module) || module.isEmpty();
    String kind =
        inputType.equals("syn_activity")
            ? inputType
            : spikes && !inputType.isEmpty() ? "spikes" : module;
    keys.addAll(INPUTS.getOrDefault(kind, List.of()));
    return keys;
  }

  /** Whether the keys of such an input are known at all. */
  static boolean knowsInput(String module) {
    return INPUT_MODULES.contains(module);
  }

  /** Keys of a report of this module; the text may be empty. */
  static List<ConfigKey> report(String module) {
    List<ConfigKey> keys = new ArrayList<>();
    keys.add(ConfigKey.choice("module", "", REPORT_MODULES, "What is recorded, and how.").must());
    keys.add(ENABLED);
    switch (module) {
      case "save_synapses" ->
          keys.add(
              ConfigKey.of("network_dir", Type.FOLDER, "Where the edges of the run are written.")
                  .must());
      case "extracellular" -> {
        keys.add(ConfigKey.of("electrode_positions", Type.FILE, "Channels: csv of places.").must());
        keys.add(ConfigKey.of("cells", Type.NODES, "Whose currents count."));
        keys.add(ConfigKey.of("contributions_dir", Type.FOLDER, "Folder for each cell's share."));
        keys.add(
            ConfigKey.of("minimum_distance", Type.JSON, "µm", "", "Least distance, or \"auto\"."));
        keys.add(ConfigKey.of("cell_bounds", Type.NUMBERS, "First and last id, instead of cells."));
        keys.add(ConfigKey.of("variable_name", Type.TEXTS, "", "v", "Not read."));
        keys.add(ConfigKey.of("electrode_channels", Type.JSON, "Not read."));
        keys.addAll(REPORT_FILE);
        keys.addAll(REPORT_TIME);
      }
      case "spikes_report" -> {
        keys.addAll(OUTPUT.stream().filter(k -> k.name().startsWith("spikes_")).toList());
        keys.addAll(REPORT_FILE);
        keys.add(ConfigKey.of("cells", Type.NODES, "Whose spikes."));
      }
      default -> {
        keys.add(
            ConfigKey.of("variable_name", Type.TEXTS, "v, cai, a current, a state of a mechanism.")
                .must());
        keys.add(ConfigKey.of("cells", Type.NODES, "", "biophysical", "Which cells."));
        keys.add(
            ConfigKey.of(
                "sections", Type.TEXTS, "", "all", "soma, axon, dend, apic, other or all."));
        keys.add(ConfigKey.of("gids", Type.JSON, "Ids of cells instead of a node set."));
        if (module.equals("netcon_report")) {
          keys.add(
              ConfigKey.of("syn_type", Type.TEXT, "", "Exp2Syn", "Synapses whose name begins so."));
        }
        keys.addAll(REPORT_FILE);
        keys.addAll(REPORT_TIME);
        keys.add(ConfigKey.of("electrode_positions", Type.FILE, "Of extracellular reports."));
      }
    }
    return keys;
  }

  /** Whether the keys of such a report are known at all. */
  static boolean knowsReport(String module) {
    return REPORT_MODULES.contains(module) || module.equals("multimeter");
  }
}
