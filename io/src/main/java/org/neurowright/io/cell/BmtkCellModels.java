package org.neurowright.io.cell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.morphology.Morphology;
import org.neurowright.engine.morphology.RawPoints;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.function.CellContext;
import org.neurowright.io.function.CellDraft;
import org.neurowright.io.function.CellModelFunction;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.io.neuroml.NeuroMlCell;
import org.neurowright.io.swc.Import3dNeuron;
import org.neurowright.io.swc.SwcImport;
import org.neurowright.io.swc.SwcReader;

/**
 * The cell models of BMTK's BioNet: {@code ctdb:Biophys1} and {@code nml:<file>} on an SWC
 * morphology, and the processing functions that BMTK registers by default.
 *
 * <p>A NeuroML file whose node type names no morphology describes the cell as a whole (BMTK cannot
 * load such cells); its ion channels are translated instead of being looked for as mechanisms.
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
  private final Set<Path> mechanismFiles = new ConcurrentSkipListSet<>();
  private final SwcImport swcImport;
  private final ModelFunctions functions;

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
    this(swcImport, BmtkFunctions.all());
  }

  /**
   * Cells with more functions than BMTK's.
   *
   * @param swcImport how points become sections
   * @param functions cell models and processing functions by name
   */
  public BmtkCellModels(SwcImport swcImport, ModelFunctions functions) {
    this.swcImport = swcImport;
    this.functions = functions;
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

  @Override
  public List<Path> mechanismFiles() {
    return List.copyOf(mechanismFiles);
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
  private void checkRequest(CellRequest request, Problems problems) {
    Location where = request.where();
    String template = request.modelTemplate();
    boolean neuroMl = template.startsWith(NEUROML);
    boolean added = functions.cellModel(template).isPresent();
    if (added) {
      neuroMl = false;
    } else if (template.startsWith("hoc:")) {
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
              .expected("one of " + NearestName.nearestFirst(template, knownTemplates()))
              .hint(
                  "A BMTK run script would have registered it with @cell_model or add_cell_model; here it"
                      + " comes from an extension in ~/.neurowright/extensions"));
    }
    if (neuroMl && request.modelFile().isEmpty()) {
      problems.add(
          Problem.error(
                  "cell.missing-file",
                  where,
                  "The NeuroML file of '" + template + "' was not found")
              .expected("a file in biophysical_neuron_models_dir"));
    }
    if (request.morphology().isEmpty() && !added && !neuroMl) {
      problems.add(
          Problem.error("cell.missing-morphology", where, "The cell has no morphology")
              .expected("a column morphology with the name of an SWC file"));
    }
    for (String step : request.processing()) {
      if (!functions.processing().containsKey(step)) {
        problems.add(unknownStep(step, where));
      }
    }
  }

  private List<String> knownTemplates() {
    List<String> known = new ArrayList<>(BIOPHYS1);
    known.add("nml:<file>");
    known.addAll(functions.cellModels().keySet());
    return known;
  }

  private Problem unknownStep(String step, Location where) {
    return Problem.error(
            "cell.unknown-processing", where, "model_processing '" + step + "' is not known")
        .expected("one of " + NearestName.nearestFirst(step, functions.processing().keySet()))
        .hint(
            "A BMTK run script would have registered it with @model_processing or add_cell_processor;"
                + " here it comes from an extension in ~/.neurowright/extensions");
  }

  private ReadResult<CableCell> build(CellRequest request) {
    Problems problems = new Problems();
    CellContext context =
        new CellContext(
            request.modelTemplate(),
            request.morphology(),
            request.dynamicsParams(),
            request.modelFile(),
            request.where(),
            problems);
    Optional<CellDraft> cell = draft(request, context);
    if (cell.isEmpty()) {
      if (request.processing().stream().anyMatch(name -> name.startsWith("aibs_"))) {
        BmtkFunctions.checkParameters(context);
      }
      return ReadResult.failed(problems.toList());
    }
    for (String name : request.processing()) {
      functions.processing().get(name).apply(cell.get(), context);
    }
    if (problems.hasErrors()) {
      return ReadResult.failed(problems.toList());
    }
    return ReadResult.of(cell.get().finish(name(request)), problems.toList());
  }

  private Optional<CellDraft> draft(CellRequest request, CellContext context) {
    Optional<CellModelFunction> added = functions.cellModel(request.modelTemplate());
    if (added.isPresent()) {
      return added.get().load(context);
    }
    Problems problems = context.problems();
    if (request.morphology().isEmpty()) {
      Path file = neuroMlFile(request).orElseThrow();
      mechanismFiles.add(file);
      return NeuroMlCell.read(file, problems);
    }
    Optional<NeuroMlMembrane> neuroMl =
        neuroMlFile(request).map(file -> NeuroMlMembrane.read(file, problems));
    ReadResult<Morphology> morphology = morphology(request.morphology().orElseThrow());
    problems.addAll(morphology.problems());
    Optional<CellDraft> cell = morphology.value().map(CellDraft::new);
    if (cell.isPresent() && neuroMl.isPresent()) {
      AxonStub.perisomatic(cell.get(), context.shape(), problems);
      neuroMl.get().applyTo(cell.get());
    }
    return cell;
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
    return request
        .morphology()
        .map(swc -> parameters + " on " + swc.getFileName())
        .orElse(parameters);
  }
}
