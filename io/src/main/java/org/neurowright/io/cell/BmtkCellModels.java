package org.neurowright.io.cell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.morphology.Morphology;
import org.neurowright.engine.morphology.RawPoints;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.swc.Import3dNeuron;
import org.neurowright.io.swc.SwcImport;
import org.neurowright.io.swc.SwcReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cell models of BMTK's BioNet: {@code ctdb:Biophys1} and {@code nml:<file>} on an SWC
 * morphology, and the processing functions that BMTK registers by default.
 *
 * <p>Morphologies are cut into sections by NEURON's own Import3d, as BMTK 1.2 does unless told
 * otherwise. BMTK up to 1.0.8 always used its older copy; results of those versions need {@link
 * org.neurowright.io.swc.Import3dBmtk} instead.
 *
 * <p>Files are read once per instance; make one instance for one opening of a model. Thread-safe.
 */
public final class BmtkCellModels implements CellModelLoader {
  private static final Set<String> BIOPHYS1 = Set.of("ctdb:Biophys1", "ctdb:Biophys1.hoc");

  private static final String NEUROML = "nml:";

  /** What makes two requests equal: everything but the place that asked. */
  private record Key(
      String modelTemplate,
      Optional<Path> morphology,
      Optional<Path> dynamicsParams,
      Optional<Path> modelFile,
      List<String> processing) {}

  private final Map<Key, ReadResult<CableCell>> cells = new ConcurrentHashMap<>();
  private final Map<Path, ReadResult<Morphology>> morphologies = new ConcurrentHashMap<>();
  private final SwcImport swcImport;
  private final JsonMapper json = new JsonMapper();

  /** Cells as the current BMTK builds them. */
  public BmtkCellModels() {
    this(new Import3dNeuron());
  }

  /**
   * Cells on morphologies cut in a given way.
   *
   * @param swcImport how points become sections
   */
  public BmtkCellModels(SwcImport swcImport) {
    this.swcImport = swcImport;
  }

  @Override
  public ReadResult<CableCell> load(CellRequest request) {
    Problems problems = new Problems();
    checkRequest(request, problems);
    if (problems.hasErrors()) {
      return ReadResult.failed(problems.toList());
    }
    Key key =
        new Key(
            request.modelTemplate(),
            request.morphology(),
            request.dynamicsParams(),
            request.modelFile(),
            request.processing());
    ReadResult<CableCell> built = cells.computeIfAbsent(key, k -> build(request));
    problems.addAll(built.problems());
    return new ReadResult<>(built.value(), problems.toList());
  }

  /** The morphology behind a blueprint, with the traced axon, for viewers. Read once per file. */
  public ReadResult<Morphology> morphology(Path swc) {
    return morphologies.computeIfAbsent(
        swc.toAbsolutePath().normalize(),
        file -> {
          ReadResult<RawPoints> points = new SwcReader().read(swc);
          return new ReadResult<>(
              points.value().map(p -> swcImport.sections(swc.getFileName().toString(), p)),
              points.problems());
        });
  }

  /** What can be said without opening a file; located at the row of the types table. */
  private static void checkRequest(CellRequest request, Problems problems) {
    Location where = request.where();
    String template = request.modelTemplate();
    boolean neuroMl = template.startsWith(NEUROML);
    if (template.startsWith("hoc:")) {
      problems.add(
          Problem.error(
                  "cell.template-not-supported",
                  where,
                  "model_template '" + template + "' is a hoc template, which is not supported yet")
              .expected("ctdb:Biophys1.hoc or nml:<file>"));
    } else if (!neuroMl && !BIOPHYS1.contains(template)) {
      problems.add(
          Problem.error(
                  "cell.unknown-template", where, "model_template '" + template + "' is not known")
              .expected("ctdb:Biophys1.hoc or nml:<file>")
              .hint(
                  "A BMTK run script may have registered it with add_cell_model; Neurowright runs no scripts"));
    }
    if (neuroMl && request.modelFile().isEmpty()) {
      problems.add(
          Problem.error(
                  "cell.missing-file",
                  where,
                  "The NeuroML file of '" + template + "' was not found")
              .expected("a file in biophysical_neuron_models_dir"));
    }
    if (request.morphology().isEmpty()) {
      problems.add(
          Problem.error("cell.missing-morphology", where, "The cell has no morphology")
              .expected("a column morphology with the name of an SWC file"));
    }
    for (String step : request.processing()) {
      if (Step.named(step).isEmpty()) {
        problems.add(unknownStep(step, where));
      }
    }
  }

  private static Problem unknownStep(String step, Location where) {
    return switch (step) {
      case "extracellular", "set_extracellular" ->
          Problem.error(
                  "cell.processing-not-supported",
                  where,
                  "model_processing '"
                      + step
                      + "' is not supported yet: there is no extracellular layer")
              .hint("Leave it out if the model neither stimulates nor records outside of cells");
      case "aibs_perisomatic_directed", "aibs_allactive_directed" ->
          Problem.error(
                  "cell.processing-not-supported",
                  where,
                  "model_processing '" + step + "' is not supported yet")
              .expected(step.replace("_directed", ""))
              .hint("Only the direction of the axon stub in space differs");
      default ->
          Problem.error(
                  "cell.unknown-processing", where, "model_processing '" + step + "' is not known")
              .expected("aibs_perisomatic or aibs_allactive")
              .hint(
                  "A BMTK run script would have registered it with add_cell_processor or @model_processing;"
                      + " Neurowright runs no scripts");
    };
  }

  private ReadResult<CableCell> build(CellRequest request) {
    Problems problems = new Problems();
    Path swc = request.morphology().orElseThrow();
    ReadResult<Morphology> morphology = morphology(swc);
    problems.addAll(morphology.problems());
    Optional<AllenFit> fit =
        request.dynamicsParams().map(file -> AllenFit.read(file, json, problems));
    Optional<NeuroMlMembrane> neuroMl =
        neuroMlFile(request).map(file -> NeuroMlMembrane.read(file, problems));
    if (morphology.value().isEmpty()) {
      return ReadResult.failed(problems.toList());
    }
    CellDraft cell = new CellDraft(morphology.value().get());
    neuroMl.ifPresent(membrane -> {
      AxonStub.perisomatic(cell, swc, problems);
      membrane.applyTo(cell);
    });
    for (String name : request.processing()) {
      Step.named(name).orElseThrow().applyTo(cell, swc, fit, request.where(), problems);
    }
    if (problems.hasErrors()) {
      return ReadResult.failed(problems.toList());
    }
    return ReadResult.of(cell.finish(name(request)), problems.toList());
  }

  private static Optional<Path> neuroMlFile(CellRequest request) {
    return request.modelTemplate().startsWith(NEUROML) ? request.modelFile() : Optional.empty();
  }

  /** Parameters on morphology, as people know their cells. */
  private static String name(CellRequest request) {
    List<String> parts = new ArrayList<>();
    neuroMlFile(request).ifPresent(file -> parts.add(file.getFileName().toString()));
    request.dynamicsParams().ifPresent(file -> parts.add(file.getFileName().toString()));
    String parameters = parts.isEmpty() ? request.modelTemplate() : String.join(" + ", parts);
    return parameters + " on " + request.morphology().orElseThrow().getFileName();
  }

  /** A processing function. */
  private enum Step {
    PERISOMATIC("aibs_perisomatic") {
      /** Does nothing without parameters, which is how NeuroML cells use it. */
      @Override
      void applyTo(
          CellDraft cell, Path swc, Optional<AllenFit> fit, Location where, Problems problems) {
        fit.ifPresent(parameters -> {
          AxonStub.perisomatic(cell, swc, problems);
          new AllenMembrane(cell, parameters, problems).perisomatic();
        });
      }
    },
    ALL_ACTIVE("aibs_allactive") {
      @Override
      void applyTo(
          CellDraft cell, Path swc, Optional<AllenFit> fit, Location where, Problems problems) {
        AxonStub.allActive(cell, swc, problems);
        fit.ifPresentOrElse(
            parameters -> new AllenMembrane(cell, parameters, problems).allActive(),
            () ->
                problems.add(
                    Problem.error(
                            "cell.missing-parameters",
                            where,
                            "aibs_allactive needs dynamics_params")
                        .expected("the name of a parameter file")));
      }
    };

    private final String bmtkName;

    Step(String bmtkName) {
      this.bmtkName = bmtkName;
    }

    abstract void applyTo(
        CellDraft cell, Path swc, Optional<AllenFit> fit, Location where, Problems problems);

    static Optional<Step> named(String name) {
      for (Step step : values()) {
        if (step.bmtkName.equals(name)) {
          return Optional.of(step);
        }
      }
      return Optional.empty();
    }
  }
}
