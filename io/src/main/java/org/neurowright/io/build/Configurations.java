package org.neurowright.io.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.network.make.Made;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.InputRecipe;
import org.neurowright.engine.recipe.Recipe;

/**
 * Circuit and simulation configuration of a folder, with the keys that BMTK's {@code
 * create_environment} writes. Those that exist belong to the modeller and stay; what they lack is
 * told.
 */
final class Configurations {
  static final String CIRCUIT = "circuit_config.json";
  static final String SIMULATION = "simulation_config.json";
  private static final double USUAL_TSTOP_MS = 1000;
  private static final double USUAL_CELSIUS = 34;
  private static final double USUAL_V_INIT_MV = -80;

  private Configurations() {}

  static String spikesOf(InputRecipe input) {
    return input.name() + "_spikes.h5";
  }

  /** Writes what is missing and returns it. */
  static List<Path> write(
      Recipe recipe,
      Made made,
      Map<String, Long> edges,
      Path modelFolder,
      Path folder,
      List<Problem> problems)
      throws IOException {
    List<Path> written = new ArrayList<>();
    List<String> networkFiles = new ArrayList<>();
    String circuit = circuit(made, edges, components(modelFolder, folder), networkFiles);
    put(folder.resolve(CIRCUIT), circuit, networkFiles, written, problems);
    List<String> spikes = recipe.inputs().stream().map(Configurations::spikesOf).toList();
    String simulation = simulation(recipe, CellConditions.of(recipe, modelFolder));
    put(folder.resolve(SIMULATION), simulation, spikes, written, problems);
    return written;
  }

  private static void put(
      Path file, String text, List<String> names, List<Path> written, List<Problem> problems)
      throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, text);
      written.add(file);
      return;
    }
    String present = Files.readString(file, StandardCharsets.UTF_8);
    List<String> missing = names.stream().filter(name -> !present.contains(name)).toList();
    if (!missing.isEmpty()) {
      problems.add(
          Problem.warning(
                  "build.not-configured",
                  Location.of(file),
                  "The configuration does not name " + String.join(", ", missing))
              .hint("Add it, or remove the configuration to have a new one written"));
    }
  }

  /** Components stay beside the document, wherever the networks go. */
  private static String components(Path modelFolder, Path folder) {
    Path here = folder.toAbsolutePath().normalize();
    Path there = modelFolder.normalize();
    String relative =
        Files.isDirectory(here.resolve("components")) || here.equals(there)
            ? "components"
            : here.relativize(there.resolve("components")).toString().replace('\\', '/');
    return "$BASE_DIR/" + relative;
  }

  private static String circuit(
      Made made, Map<String, Long> edges, String components, List<String> names) {
    List<String> nodeEntries = new ArrayList<>();
    for (NodeTable table : made.nodes()) {
      nodeEntries.add(
          entry(
              "nodes_file",
              table.name() + "_nodes.h5",
              "node_types_file",
              table.name() + "_node_types.csv"));
      names.add(table.name() + "_nodes.h5");
    }
    List<String> edgeEntries = new ArrayList<>();
    List<String> junctions = new ArrayList<>();
    for (EdgeSource source : made.edges()) {
      if (edges.getOrDefault(source.name(), 0L) == 0) {
        continue;
      }
      String pair = source.source().name() + "_" + source.target().name();
      edgeEntries.add(
          entry("edges_file", pair + "_edges.h5", "edge_types_file", pair + "_edge_types.csv"));
      names.add(pair + "_edges.h5");
      for (EdgeKind kind : source.kinds()) {
        if (kind.attributes().containsKey("is_gap_junction") && junctions.isEmpty()) {
          junctions.add(
              "      {\"gap_juncs_file\": \"$NETWORK_DIR/"
                  + source.target().name()
                  + "_gap_juncs.h5\"}");
        }
      }
    }
    String gaps =
        junctions.isEmpty()
            ? ""
            : ",\n    \"gap_juncs\": [\n" + String.join(",\n", junctions) + "\n    ]";
    return """
    {
      "manifest": {
        "$BASE_DIR": "${configdir}",
        "$NETWORK_DIR": "$BASE_DIR/network",
        "$COMPONENTS_DIR": "%s"
      },
      "components": {
        "morphologies_dir": "$COMPONENTS_DIR/morphologies",
        "synaptic_models_dir": "$COMPONENTS_DIR/synaptic_models",
        "mechanisms_dir": "$COMPONENTS_DIR/mechanisms",
        "biophysical_neuron_models_dir": "$COMPONENTS_DIR/biophysical_neuron_models",
        "point_neuron_models_dir": "$COMPONENTS_DIR/point_neuron_models",
        "templates_dir": "$COMPONENTS_DIR/hoc_templates"
      },
      "networks": {
        "nodes": [
    %s
        ],
        "edges": [
    %s
        ]%s
      }
    }
    """
        .formatted(
            components, String.join(",\n", nodeEntries), String.join(",\n", edgeEntries), gaps);
  }

  private static String entry(String key, String file, String typesKey, String types) {
    return "      {\"%s\": \"$NETWORK_DIR/%s\", \"%s\": \"$NETWORK_DIR/%s\"}"
        .formatted(key, file, typesKey, types);
  }

  private static String simulation(Recipe recipe, CellConditions cells) {
    double tstop =
        recipe.inputs().stream().mapToDouble(InputRecipe::stopMs).max().orElse(USUAL_TSTOP_MS);
    List<String> inputs = new ArrayList<>();
    for (InputRecipe input : recipe.inputs()) {
      inputs.add(
          """
          "%s": {
            "input_type": "spikes",
            "module": "sonata",
            "input_file": "$INPUT_DIR/%s",
            "node_set": "%s"
          }\
          """
              .formatted(input.name(), spikesOf(input), input.network())
              .indent(4)
              .stripTrailing());
    }
    return """
    {
      "manifest": {
        "$BASE_DIR": "${configdir}",
        "$INPUT_DIR": "$BASE_DIR/inputs",
        "$OUTPUT_DIR": "$BASE_DIR/output"
      },
      "network": "${configdir}/circuit_config.json",
      "target_simulator": "NEURON",
      "run": {
        "tstop": %s,
        "dt": 0.1,
        "dL": 20.0,
        "spike_threshold": -15.0,
        "nsteps_block": 5000
      },
      "conditions": {
        "celsius": %s,
        "v_init": %s
      },
      "node_sets": {
        "biophysical_nodes": {"model_type": "biophysical"},
        "point_nodes": {"model_type": "point_neuron"}
      },
      "inputs": {%s},
      "output": {
        "output_dir": "$OUTPUT_DIR",
        "log_file": "log.txt",
        "spikes_file": "spikes.h5",
        "spikes_file_csv": "spikes.csv",
        "spikes_sort_order": "time",
        "overwrite_output_dir": true
      },
      "reports": {}
    }
    """
        .formatted(
            Double.toString(tstop),
            Double.toString(cells.get("celsius").orElse(USUAL_CELSIUS)),
            Double.toString(cells.get("v_init").orElse(USUAL_V_INIT_MV)),
            inputs.isEmpty() ? "" : "\n" + String.join(",\n", inputs) + "\n  ");
  }
}
