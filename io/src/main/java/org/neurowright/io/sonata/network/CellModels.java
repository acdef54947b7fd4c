package org.neurowright.io.sonata.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.cell.CellModelLoader;
import org.neurowright.io.cell.CellRequest;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;

/**
 * Cell models from what nodes say of themselves. Equal descriptions give the same object. A cell
 * that cannot be made (said as an error) is a virtual one, so that the rest of the model can be
 * looked at.
 */
final class CellModels {

  /** What decides on the model of a node; absent attributes are empty. */
  record Key(
      Optional<String> modelType,
      Optional<String> template,
      Optional<String> morphology,
      Optional<String> dynamicsParams,
      Optional<String> processing,
      Map<String, Double> overrides) {}

  private static final CellModel.Virtual VIRTUAL = new CellModel.Virtual();

  private final CellModelLoader loader;
  private final Components components;
  private final Problems problems;
  private final boolean simulated;
  private final Map<Key, CellModel> models = new HashMap<>();
  private final Map<CellRequest, Optional<CellModel>> cables = new HashMap<>();
  private final Set<String> complained = new HashSet<>();

  /**
   * Starts with no models.
   *
   * @param simulated false for networks of other simulators, whose cells are only shown
   */
  CellModels(CellModelLoader loader, Components components, boolean simulated, Problems problems) {
    this.loader = loader;
    this.components = components;
    this.simulated = simulated;
    this.problems = problems;
  }

  CellModel of(Key key, Location where) {
    CellModel known = models.get(key);
    if (known == null) {
      known = simulated ? make(key, where) : VIRTUAL;
      models.put(key, known);
    }
    return known;
  }

  private CellModel make(Key key, Location where) {
    String type = key.modelType().orElse("");
    return switch (type) {
      case "virtual" -> VIRTUAL;
      case "biophysical" -> cable(key, where);
      case "point_neuron", "point_process" -> artificial(key, where);
      case "" -> {
        problems.add(
            Problem.error(
                    "sonata.missing-model-type", where, "Nodes of this type have no model_type")
                .expected("biophysical, point_neuron or virtual"));
        yield VIRTUAL;
      }
      default -> {
        String hint =
            NearestName.of(type, List.of("virtual", "biophysical", "point_neuron", "point_process"))
                .map(n -> "Probably \"" + n + "\" is meant")
                .orElse("");
        problems.add(
            Problem.error(
                    "sonata.unsupported-model-type",
                    where,
                    "Cells of model_type \"" + type + "\" cannot be simulated")
                .expected("biophysical, point_neuron or virtual")
                .hint(hint));
        yield VIRTUAL;
      }
    };
  }

  private CellModel cable(Key key, Location where) {
    if (key.template().isEmpty()) {
      problems.add(
          Problem.error(
                  "sonata.missing-model-template",
                  where,
                  "The biophysical cell has no model_template")
              .expected("for instance ctdb:Biophys1.hoc, nml:<file> or hoc:<template>"));
      return VIRTUAL;
    }
    if (!key.overrides().isEmpty() && complained.add("overrides")) {
      problems.add(
          Problem.warning(
              "sonata.overrides-ignored",
              where,
              "Parameters of single biophysical nodes (group dynamics_params: "
                  + NearestName.list(key.overrides().keySet())
                  + ") are ignored, as BMTK does"));
    }
    String template = key.template().get();
    String directive =
        template.contains(":") ? template.substring(0, template.indexOf(':')) : template;
    String rest = template.substring(Math.min(template.length(), directive.length() + 1));
    boolean found = true;

    Optional<Path> morphology = Optional.empty();
    if (key.morphology().isPresent()) {
      morphology =
          components.file(
              "morphologies_dir",
              key.morphology().get(),
              List.of("", ".swc"),
              where,
              "the morphology");
      found = morphology.isPresent();
    } else if (directive.equals("ctdb")) {
      problems.add(
          Problem.error(
                  "sonata.missing-morphology",
                  where,
                  "A cell with model_template \"" + template + "\" needs the column morphology")
              .expected("the name of an SWC file"));
      found = false;
    }
    Optional<Path> parameters = Optional.empty();
    if (key.dynamicsParams().isPresent()) {
      parameters =
          components.file(
              "biophysical_neuron_models_dir",
              key.dynamicsParams().get(),
              List.of(""),
              where,
              "dynamics_params");
      found &= parameters.isPresent();
    }
    Optional<Path> modelFile = Optional.empty();
    if (directive.equals("nml")) {
      modelFile =
          components.file(
              "biophysical_neuron_models_dir", rest, List.of(""), where, "the NeuroML cell");
      found &= modelFile.isPresent();
    } else if (directive.equals("hoc")) {
      modelFile =
          components.hocTemplate(rest.contains(":") ? rest.substring(0, rest.indexOf(':')) : rest);
    }
    if (!found) {
      return VIRTUAL;
    }
    List<String> processing =
        Arrays.stream(key.processing().orElse("").split(","))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList();
    return load(new CellRequest(template, morphology, parameters, modelFile, processing, where));
  }

  /**
   * Node types at different places may ask for the same cell, so the place does not count for
   * equality.
   */
  private CellModel load(CellRequest request) {
    CellRequest placeless =
        new CellRequest(
            request.modelTemplate(),
            request.morphology(),
            request.dynamicsParams(),
            request.modelFile(),
            request.processing(),
            Location.NOWHERE);
    return cables
        .computeIfAbsent(
            placeless,
            _ -> {
              ReadResult<CableCell> cell = loader.load(request);
              problems.addAll(cell.problems());
              return cell.value().map(CellModel.Cable::new);
            })
        .orElse(VIRTUAL);
  }

  private CellModel artificial(Key key, Location where) {
    String template = key.template().orElse("");
    if (!template.startsWith("nrn:") || template.length() == 4) {
      problems.add(
          Problem.error(
                  "sonata.unsupported-model-template",
                  where,
                  template.isEmpty()
                      ? "The point neuron has no model_template"
                      : "Point neurons with model_template \""
                          + template
                          + "\" cannot be simulated yet")
              .expected("nrn:IntFire1 or another artificial cell of NEURON, nrn:<name>"));
      return VIRTUAL;
    }
    String mechanism = template.substring(4);
    Map<String, Double> parameters = new LinkedHashMap<>();
    if (key.dynamicsParams().isPresent()) {
      Optional<JsonObject> json =
          components
              .file(
                  "point_neuron_models_dir",
                  key.dynamicsParams().get(),
                  List.of(""),
                  where,
                  "dynamics_params")
              .flatMap(components::json);
      if (json.isEmpty()) {
        return VIRTUAL;
      }
      json.get()
          .members()
          .forEach((name, value) -> {
            if (value instanceof JsonNumber number) {
              parameters.put(name, number.value());
            }
          });
    }
    parameters.putAll(key.overrides());
    return mechanism.equals("IntFire1")
        ? intFire1(parameters, key.dynamicsParams().orElse("(none)"), where)
        : new CellModel.Artificial(mechanism, parameters);
  }

  /** BMTK's json gives seconds, NEURON's mechanism wants ms. */
  private CellModel intFire1(Map<String, Double> seconds, String json, Location where) {
    Map<String, Double> parameters = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (String name : List.of("tau", "refrac")) {
      if (seconds.containsKey(name)) {
        parameters.put(name, seconds.get(name) * 1000);
      } else {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      problems.add(
          Problem.error(
                  "sonata.missing-parameter",
                  where,
                  "dynamics_params "
                      + json
                      + " of an IntFire1 cell has no "
                      + String.join(" and no ", missing))
              .expected("tau and refrac in seconds"));
      return VIRTUAL;
    }
    return new CellModel.Artificial("IntFire1", parameters);
  }
}
