package org.neurowright.io.cell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hoc.cell.HocTemplates;
import org.neurowright.io.hoc.cell.MechanismReader;
import org.neurowright.io.hoc.section.MechanismFacts;
import org.neurowright.io.swc.SwcImport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cell models {@code hoc:<Template>} of BMTK, beside those of another loader. Arguments of the
 * template are {@code params} of {@code dynamics_params} (a list, or one value), else the path of
 * the morphology, else none.
 *
 * <p>Equal templates with equal arguments are executed once. Thread-safe.
 */
public final class HocCellModels implements CellModelLoader {
  private static final String DIRECTIVE = "hoc:";

  private record Key(Path file, String template, List<Object> arguments) {}

  private final CellModelLoader others;
  private final SwcImport swcImport;
  private final List<Path> mechanismFiles;
  private final Map<Key, ReadResult<CableCell>> cells = new ConcurrentHashMap<>();
  private List<MechanismFacts> mechanisms;
  private final JsonMapper json = new JsonMapper();

  /**
   * A loader of hoc cells.
   *
   * @param others for all other cells
   * @param swcImport how templates that import a morphology cut it into sections
   * @param mechanismFiles the model's mechanisms; read when the first template is
   */
  public HocCellModels(CellModelLoader others, SwcImport swcImport, List<Path> mechanismFiles) {
    this.others = others;
    this.swcImport = swcImport;
    this.mechanismFiles = List.copyOf(mechanismFiles);
  }

  @Override
  public ReadResult<CableCell> load(CellRequest request) {
    if (!request.modelTemplate().startsWith(DIRECTIVE)) {
      return others.load(request);
    }
    String template = request.modelTemplate().substring(DIRECTIVE.length()).split(":", 2)[0];
    Problems problems = new Problems();
    if (request.modelFile().isEmpty()) {
      problems.add(
          Problem.error(
                  "cell.unknown-template",
                  request.where(),
                  "No hoc file in templates_dir has a template '" + template + "'")
              .expected("begintemplate " + template)
              .hint("components.templates_dir names the folder with the hoc files"));
    }
    for (String step : request.processing()) {
      if (!step.equals("aibs_perisomatic") || request.dynamicsParams().isPresent()) {
        problems.add(
            Problem.error(
                    "cell.processing-not-supported",
                    request.where(),
                    "model_processing '" + step + "' cannot be applied to a hoc template")
                .hint("The template itself can do it in its init"));
      }
    }
    List<Object> arguments = arguments(request, problems);
    if (problems.hasErrors()) {
      return ReadResult.failed(problems.toList());
    }
    Path file = request.modelFile().orElseThrow();
    ReadResult<CableCell> built =
        cells.computeIfAbsent(
            new Key(file, template, arguments), key -> build(key, request.morphology()));
    problems.addAll(built.problems());
    return new ReadResult<>(built.value(), problems.toList());
  }

  private ReadResult<CableCell> build(Key key, Optional<Path> morphology) {
    List<Path> folders = new ArrayList<>();
    Path folder = key.file().toAbsolutePath().normalize().getParent();
    if (folder != null) {
      folders.add(folder);
      if (folder.getParent() != null) {
        folders.add(folder.getParent());
      }
    }
    morphology.map(Path::toAbsolutePath).map(Path::getParent).ifPresent(folders::add);
    var made =
        HocTemplates.in(folders.toArray(Path[]::new))
            .withMechanisms(mechanisms())
            .withImport(swcImport)
            .instantiate(key.file(), key.template(), key.arguments());
    List<Problem> problems = new ArrayList<>(made.problems());
    made.value()
        .filter(cell -> cell.cell().sections().stream().noneMatch(s -> s.name().equals("soma[0]")))
        .ifPresent(cell ->
            problems.add(
                Problem.warning(
                        "cell.no-soma",
                        Location.of(key.file()),
                        "Template " + key.template() + " has no section soma[0]")
                    .hint(
                        "create soma[1]; BMTK finds spikes there, here the first section takes its"
                            + " place")));
    return new ReadResult<>(made.value().map(cell -> cell.cell()), problems);
  }

  @Override
  public List<Path> mechanismFiles() {
    return others.mechanismFiles();
  }

  private synchronized List<MechanismFacts> mechanisms() {
    if (mechanisms == null) {
      mechanisms = MechanismReader.read(mechanismFiles);
    }
    return mechanisms;
  }

  private List<Object> arguments(CellRequest request, Problems problems) {
    List<Object> arguments = new ArrayList<>();
    if (request.dynamicsParams().isPresent()) {
      Path file = request.dynamicsParams().get();
      try {
        JsonNode params = json.readTree(file.toFile()).path("params");
        if (params.isArray()) {
          int i = 0;
          for (JsonNode value : params) {
            add(arguments, value, Location.of(file, "$.params[" + i++ + "]"), problems);
          }
          return arguments;
        } else if (!params.isMissingNode()) {
          add(arguments, params, Location.of(file, "$.params"), problems);
          return arguments;
        }
      } catch (JacksonException e) {
        problems.add(
            Problem.error(
                "cell.bad-json",
                Location.of(file),
                "The parameter file is not valid JSON: " + e.getOriginalMessage()));
      }
    }
    request.morphology().ifPresent(swc -> arguments.add(swc.toString()));
    return arguments;
  }

  private static void add(
      List<Object> arguments, JsonNode value, Location where, Problems problems) {
    if (value.isNumber()) {
      arguments.add(value.asDouble());
    } else if (value.isBoolean()) {
      arguments.add(value.asBoolean() ? 1.0 : 0.0);
    } else if (value.isString()) {
      arguments.add(value.asString());
    } else {
      problems.add(
          Problem.error("cell.bad-parameter", where, "The argument of the template is " + value)
              .expected("a number or a string"));
    }
  }
}
