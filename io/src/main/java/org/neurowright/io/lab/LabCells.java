package org.neurowright.io.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.morphology.ImportedSection;
import org.neurowright.engine.morphology.Morphology;
import org.neurowright.engine.morphology.RawPoints;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.cell.BmtkCellModels;
import org.neurowright.io.cell.CellRequest;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.function.CellContext;
import org.neurowright.io.function.CellDraft;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.io.function.SectionDraft;
import org.neurowright.io.hoc.cell.HocCell;
import org.neurowright.io.hoc.cell.HocTemplates;
import org.neurowright.io.hoc.cell.MechanismReader;
import org.neurowright.io.neurolucida.NeurolucidaReader;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.project.MechanismProblems;
import org.neurowright.io.project.ProjectReader;
import org.neurowright.io.swc.Import3dNeuron;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens cells for the lab. */
public final class LabCells {
  /** Membrane of a morphology without parameters: 10 kΩ cm² and 1 µF/cm², so 10 ms. */
  private static final double G_PAS = 1e-4;

  private static final double E_PAS_MV = -70;
  private static final double RA_OHM_CM = 100;

  /** Longest segment of a morphology without parameters, as in BMTK's examples, µm. */
  private static final double DL_UM = 20;

  private static final Pattern TEMPLATE = Pattern.compile("(?m)^[ \\t]*begintemplate[ \\t]+(\\w+)");

  private final MechanismLibrary mechanisms;
  private final ModelFunctions functions;

  /**
   * A reader.
   *
   * @param mechanisms compiles mechanisms
   * @param functions what parameters are applied with, and what networks may name
   */
  public LabCells(MechanismLibrary mechanisms, ModelFunctions functions) {
    this.mechanisms = mechanisms;
    this.functions = functions;
  }

  /** A template and the file that defines it. */
  public record TemplatePlace(String name, Path file) {}

  /**
   * Templates in a hoc file, or in the hoc files of a folder and its {@code templates}: what
   * follows {@code begintemplate}, in the order of the files' names.
   */
  public static List<TemplatePlace> templates(Path fileOrFolder) {
    Map<String, TemplatePlace> found = new LinkedHashMap<>();
    for (Path file : hocFiles(fileOrFolder)) {
      Matcher matcher = TEMPLATE.matcher(text(file));
      while (matcher.find()) {
        found.putIfAbsent(matcher.group(1), new TemplatePlace(matcher.group(1), file));
      }
    }
    return List.copyOf(found.values());
  }

  private static String text(Path file) {
    try {
      // comments may talk of templates
      return Files.readString(file, StandardCharsets.ISO_8859_1)
          .replaceAll("//[^\\n\\r]*", "")
          .replaceAll("(?s)/\\*.*?\\*/", "");
    } catch (IOException e) {
      return "";
    }
  }

  private static List<Path> hocFiles(Path fileOrFolder) {
    if (!Files.isDirectory(fileOrFolder)) {
      return List.of(fileOrFolder);
    }
    List<Path> files = new ArrayList<>();
    for (String folder : List.of(".", "templates", "components/templates", "hoc", "cells")) {
      try (Stream<Path> entries = Files.list(fileOrFolder.resolve(folder).normalize())) {
        entries
            .filter(p -> p.getFileName().toString().endsWith(".hoc"))
            .sorted()
            .forEach(files::add);
      } catch (IOException e) {
        continue; // no such folder
      }
    }
    return files;
  }

  /**
   * Opens a cell.
   *
   * @return empty when there is no cell to be had; all problems found
   */
  public ReadResult<LabCell> open(LabRequest request) {
    Problems problems = new Problems();
    Optional<LabCell> cell;
    try {
      cell = opened(request, problems);
    } catch (org.neurowright.engine.problem.ModelException e) {
      problems.addAll(e.problems());
      cell = Optional.empty();
    }
    return problems.hasErrors()
        ? ReadResult.failed(problems.toList())
        : new ReadResult<>(cell, problems.toList());
  }

  private Optional<LabCell> opened(LabRequest request, Problems problems) {
    Path path = request.cell();
    if (!Files.exists(path)) {
      problems.add(
          Problem.error("lab.no-file", Location.of(path), "There is no such file or folder")
              .hint("Check the path"));
      return Optional.empty();
    }
    String name = path.getFileName() == null ? "" : path.toString().toLowerCase(Locale.ROOT);
    if (request.node().isPresent() || name.endsWith(".json")) {
      return node(request, problems);
    }
    if (Files.isDirectory(path) || name.endsWith(".hoc")) {
      return hoc(request, problems);
    }
    if (name.endsWith(".swc") || name.endsWith(".asc")) {
      return morphology(request, problems);
    }
    if (name.endsWith(".nml") || name.endsWith(".xml")) {
      return neuroMl(request, problems);
    }
    problems.add(
        Problem.error("lab.unknown-file", Location.of(path), "The file is of no known kind")
            .expected(
                "a .hoc file or folder, a morphology (.swc, .asc), a NeuroML file (.nml), or a"
                    + " configuration (.json) with one of its nodes"));
    return Optional.empty();
  }

  // ---------------------------------------------------------------- hoc

  private Optional<LabCell> hoc(LabRequest request, Problems problems) {
    Path path = request.cell();
    List<TemplatePlace> templates = templates(path);
    List<String> names = templates.stream().map(TemplatePlace::name).toList();
    Optional<TemplatePlace> chosen =
        request.template().isPresent()
            ? templates.stream().filter(t -> t.name().equals(request.template().get())).findFirst()
            : templates.size() == 1 ? Optional.of(templates.getFirst()) : Optional.empty();
    if (chosen.isEmpty()) {
      problems.add(
          templates.isEmpty()
              ? Problem.error(
                      "lab.no-template",
                      Location.of(path),
                      Files.isDirectory(path)
                          ? "No hoc file of the folder has a template"
                          : "The file has no template")
                  .expected("begintemplate NAME ... endtemplate NAME")
                  .hint("A cell of the lab is made by a template, or is a node of a network")
              : Problem.error(
                      "lab.which-template",
                      Location.of(path),
                      request
                          .template()
                          .map(wanted -> "There is no template " + wanted)
                          .orElse("There are " + templates.size() + " templates to choose from"))
                  .expected("one of " + String.join(", ", names)));
      return Optional.empty();
    }
    Path file = chosen.get().file().toAbsolutePath().normalize();
    Path folder = file.getParent();
    List<Path> files =
        request.mechanismDirs().isEmpty()
            ? MechanismFolders.near(Files.isDirectory(path) ? path : folder)
            : MechanismFolders.named(request.mechanismDirs(), problems);
    if (problems.hasErrors()) {
      return Optional.empty();
    }
    MechanismLibrary.Loaded loaded = mechanisms.load(files);
    List<Path> readable = new ArrayList<>(List.of(folder));
    Optional.ofNullable(folder.getParent()).ifPresent(readable::add);
    ReadResult<HocCell> made =
        HocTemplates.in(readable.toArray(Path[]::new))
            .withMechanisms(MechanismReader.read(files))
            .instantiate(file, chosen.get().name(), request.arguments());
    if (made.value().isEmpty()) {
      problems.addAll(MechanismProblems.withoutFollowUps(made.problems(), loaded.problems()));
      problems.addAll(
          loaded.problems().stream()
              .filter(p ->
                  made.problems().stream().anyMatch(q -> q.code().startsWith("hoc.unknown-mech")))
              .toList());
      return Optional.empty();
    }
    problems.addAll(made.problems());
    HocCell cell = made.value().get();
    if (cell.cell().sections().stream().noneMatch(s -> s.kind() == SectionKind.SOMA)
        && !cell.lists().containsKey("soma")) {
      problems.add(
          Problem.warning(
                  "lab.no-soma",
                  Location.of(file),
                  "Template " + chosen.get().name() + " has no section soma")
              .hint("Name the sections of the electrodes; 0 is the first one of the list all"));
    }
    return finished(
        new Specimen(
            chosen.get().name(),
            chosen.get().name() + "[0]",
            divided(cell.cell(), request),
            cell.lists(),
            loaded.catalogue()),
        new Conditions(cell.dtMs(), cell.vInitMv(), cell.celsius()),
        names,
        files,
        loaded,
        problems);
  }

  private static CableCell divided(CableCell cell, LabRequest request) {
    return request.dlUm().isPresent()
        ? cell.withMaximalSegmentLength(request.dlUm().getAsDouble())
        : cell;
  }

  /** Says what is wrong with the mechanisms, as far as the cell needs them. */
  private static Optional<LabCell> finished(
      Specimen specimen,
      Conditions conditions,
      List<String> templates,
      List<Path> files,
      MechanismLibrary.Loaded loaded,
      Problems problems) {
    Set<String> used = new HashSet<>();
    specimen.cell().sections().forEach(s -> s.mechanisms().forEach(m -> used.add(m.mechanism())));
    specimen.cell().points().forEach(p -> used.add(p.mechanism()));
    // What else is odd in files that the cell does not use is of no interest here.
    MechanismProblems.weighed(loaded.problems(), used).stream()
        .filter(problem -> problem.isError() || MechanismProblems.concerns(problem, used))
        .forEach(problems::add);
    Problems ofCell = new Problems();
    Blueprint.of(specimen.cell(), specimen.catalogue(), ofCell);
    problems.addAll(MechanismProblems.withoutFollowUps(ofCell.toList(), loaded.problems()));
    return Optional.of(new LabCell(specimen, conditions, templates, files));
  }

  // ---------------------------------------------------------------- morphologies

  private Optional<LabCell> morphology(LabRequest request, Problems problems) {
    List<Path> files =
        request.mechanismDirs().isEmpty()
            ? request.params().isPresent()
                ? MechanismFolders.near(request.cell().toAbsolutePath().getParent())
                : List.of()
            : MechanismFolders.named(request.mechanismDirs(), problems);
    Optional<Morphology> morphology = readMorphology(request.cell(), problems);
    if (morphology.isEmpty() || problems.hasErrors()) {
      return Optional.empty();
    }
    CellDraft draft = new CellDraft(morphology.get());
    Conditions conditions = Conditions.NEURON;
    CableCell cell;
    if (request.params().isPresent()) {
      Path params = request.params().get();
      Optional<JsonNode> json = json(params, problems);
      if (json.isEmpty()) {
        return Optional.empty();
      }
      String processing = request.processing().orElseGet(() -> processing(json.get()));
      if (request.processing().isEmpty()) {
        problems.add(
            Problem.info(
                    "lab.processing",
                    Location.of(params),
                    "The parameters are applied as model_processing " + processing + " does it")
                .hint("Another one can be chosen"));
      }
      var function = functions.processing().get(processing);
      if (function == null) {
        problems.add(
            Problem.error(
                    "lab.unknown-processing",
                    Location.of(params),
                    "There is no processing '" + processing + "'")
                .expected(
                    "one of "
                        + NearestName.nearestFirst(processing, functions.processing().keySet())));
        return Optional.empty();
      }
      function.apply(
          draft,
          new CellContext(
              "ctdb:Biophys1.hoc",
              Optional.of(request.cell()),
              Optional.of(params),
              Optional.empty(),
              Location.of(params),
              problems));
      if (problems.hasErrors()) {
        return Optional.empty();
      }
      conditions = conditions(json.get());
      cell = divided(draft.finish(params.getFileName() + " on " + name(request.cell())), request);
    } else {
      for (SectionDraft section : draft.sections()) {
        section.setAxialResistivity(RA_OHM_CM);
        section.setParameter("pas", "g", G_PAS);
        section.setParameter("pas", "e", E_PAS_MV);
      }
      problems.add(
          Problem.info(
                  "lab.passive-membrane",
                  Location.of(request.cell()),
                  "The morphology comes without a membrane; it gets pas everywhere with g_pas 1e-4"
                      + " S/cm2, e_pas -70 mV, cm 1 uF/cm2 and Ra 100 ohm cm")
              .hint("Name a file with parameters"));
      conditions = conditions.withVInit(E_PAS_MV);
      cell =
          draft.finish(name(request.cell())).withMaximalSegmentLength(request.dlUm().orElse(DL_UM));
    }
    MechanismLibrary.Loaded loaded = mechanisms.load(files);
    return finished(
        new Specimen(cell.name(), "Biophys1[0]", cell, importLists(cell), loaded.catalogue()),
        conditions,
        List.of(),
        files,
        loaded,
        problems);
  }

  /** The section lists that NEURON's Import3d makes. */
  private static Map<String, List<Integer>> importLists(CableCell cell) {
    Map<String, List<Integer>> lists = new LinkedHashMap<>();
    lists.put("all", new ArrayList<>());
    for (int s = 0; s < cell.sections().size(); s++) {
      lists.get("all").add(s);
      String list =
          switch (cell.sections().get(s).kind()) {
            case SOMA -> "somatic";
            case AXON -> "axonal";
            case DEND -> "basal";
            case APIC -> "apical";
            case OTHER -> "other";
          };
      lists.computeIfAbsent(list, _ -> new ArrayList<>()).add(s);
    }
    return lists;
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static Optional<Morphology> readMorphology(Path file, Problems problems) {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".swc")) {
      ReadResult<Morphology> read = new BmtkCellModels(new Import3dNeuron()).morphology(file);
      problems.addAll(read.problems());
      return read.value();
    }
    ReadResult<List<ImportedSection>> read = NeurolucidaReader.read(file);
    problems.addAll(read.problems());
    RawPoints none =
        new RawPoints(
            new int[0],
            new int[0],
            new float[0],
            new float[0],
            new float[0],
            new float[0],
            new int[0]);
    return read.value().map(sections -> new Morphology(name(file), sections, none));
  }

  private static Optional<JsonNode> json(Path file, Problems problems) {
    try {
      return Optional.of(new JsonMapper().readTree(file.toFile()));
    } catch (JacksonException e) {
      problems.add(
          Problem.error(
              "lab.bad-json",
              Location.of(file),
              Files.isReadable(file)
                  ? "The parameter file is not valid JSON: " + e.getOriginalMessage()
                  : "The parameter file cannot be read"));
      return Optional.empty();
    }
  }

  /** Parameters with channels outside of the soma are those of an all-active cell. */
  private static String processing(JsonNode json) {
    for (JsonNode entry : json.path("genome")) {
      if (!entry.path("mechanism").asString("").isEmpty()
          && !entry.path("section").asString("").equals("soma")) {
        return "aibs_allactive";
      }
    }
    return "aibs_perisomatic";
  }

  private static Conditions conditions(JsonNode json) {
    JsonNode node = json.path("conditions");
    JsonNode first = node.isArray() ? node.path(0) : node;
    Conditions conditions = Conditions.NEURON;
    return conditions
        .withCelsius(first.path("celsius").asDouble(conditions.celsius()))
        .withVInit(first.path("v_init").asDouble(conditions.vInitMv()));
  }

  // ---------------------------------------------------------------- NeuroML

  private Optional<LabCell> neuroMl(LabRequest request, Problems problems) {
    BmtkCellModels loader = new BmtkCellModels();
    ReadResult<CableCell> read =
        loader.load(
            new CellRequest(
                "nml:" + name(request.cell()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(request.cell()),
                List.of(),
                Location.of(request.cell())));
    problems.addAll(read.problems());
    if (read.value().isEmpty()) {
      return Optional.empty();
    }
    List<Path> files = new ArrayList<>(MechanismFolders.named(request.mechanismDirs(), problems));
    files.addAll(loader.mechanismFiles());
    MechanismLibrary.Loaded loaded = mechanisms.load(files);
    return finished(
        new Specimen(
            name(request.cell()),
            "",
            divided(read.value().get(), request),
            Map.of(),
            loaded.catalogue()),
        Conditions.NEURON,
        List.of(),
        files,
        loaded,
        problems);
  }

  // ---------------------------------------------------------------- networks

  private Optional<LabCell> node(LabRequest request, Problems problems) {
    if (request.node().isEmpty()) {
      problems.add(
          Problem.error(
                  "lab.no-node",
                  Location.of(request.cell()),
                  "A configuration holds many cells, and none is named")
              .expected("a node, POPULATION:ID"));
      return Optional.empty();
    }
    ReadResult<ModelDescription> read =
        new ProjectReader(functions).read(request.cell(), request.mechanismDirs());
    if (read.value().isEmpty()) {
      problems.addAll(read.problems());
      return Optional.empty();
    }
    return node(request, read.value().get(), read.problems(), problems);
  }

  /**
   * Opens a node of a network that has been read already.
   *
   * @param request with a node; its folders of mechanisms are those that the network was read with
   * @return empty when there is no cell to be had; all problems found
   */
  public ReadResult<LabCell> open(LabRequest request, ModelDescription model) {
    Problems problems = new Problems();
    Optional<LabCell> cell;
    try {
      cell = node(request, model, List.of(), problems);
    } catch (org.neurowright.engine.problem.ModelException e) {
      problems.addAll(e.problems());
      cell = Optional.empty();
    }
    return problems.hasErrors()
        ? ReadResult.failed(problems.toList())
        : new ReadResult<>(cell, problems.toList());
  }

  private Optional<LabCell> node(
      LabRequest request, ModelDescription model, List<Problem> ofModel, Problems problems) {
    String wanted = request.node().orElseThrow();
    int colon = wanted.lastIndexOf(':');
    String populationName = colon < 0 ? "" : wanted.substring(0, colon);
    List<String> biophysical =
        model.nodes().stream().filter(p -> !p.isVirtual()).map(NodePopulation::name).toList();
    Optional<NodePopulation> population =
        model.nodes().stream()
            .filter(p ->
                p.name().equals(populationName)
                    || (colon < 0
                        && biophysical.size() == 1
                        && p.name().equals(biophysical.getFirst())))
            .findFirst();
    if (population.isEmpty()) {
      problems.addAll(ofModel);
      problems.add(
          Problem.error(
                  "lab.no-node",
                  Location.of(request.cell()),
                  "There is no population for " + wanted)
              .expected(
                  "POPULATION:ID with one of "
                      + NearestName.nearestFirst(populationName, biophysical)));
      return Optional.empty();
    }
    String id = wanted.substring(colon + 1);
    for (int row = 0; row < population.get().size(); row++) {
      if (Long.toString(population.get().nodeIds()[row]).equals(id)) {
        return switch (population.get().cellModel(row)) {
          case CellModel.Cable(CableCell cell) -> {
            List<Path> files = model.mechanismFiles().stream().map(Path::of).toList();
            MechanismLibrary.Loaded loaded = mechanisms.load(files);
            yield finished(
                new Specimen(wanted, "", divided(cell, request), Map.of(), loaded.catalogue()),
                new Conditions(model.run().dtMs(), model.run().vInitMv(), model.run().celsius()),
                List.of(),
                files,
                loaded,
                problems);
          }
          case CellModel.Artificial _, CellModel.Virtual _ -> {
            problems.addAll(ofModel);
            problems.add(
                Problem.error(
                        "lab.not-a-cable",
                        Location.of(request.cell()),
                        "Node " + wanted + " has no membrane to put an electrode in")
                    .expected("a biophysical node"));
            yield Optional.empty();
          }
        };
      }
    }
    problems.add(
        Problem.error(
                "lab.no-node",
                Location.of(request.cell()),
                "Population " + population.get().name() + " has no node " + id)
            .expected(
                "an id from "
                    + population.get().nodeIds()[0]
                    + " to "
                    + population.get().nodeIds()[population.get().size() - 1]));
    return Optional.empty();
  }

  // ---------------------------------------------------------------- more mechanisms

  /**
   * The same cell with mechanisms of more folders, which can then be painted onto it.
   *
   * @param folders with .mod files; a file whose name is there already replaces the earlier one
   * @return empty when a folder has no such files or the cell does not fit the mechanisms any more
   */
  public ReadResult<LabCell> withMechanisms(LabCell cell, List<Path> folders) {
    Problems problems = new Problems();
    Map<String, Path> byName = new LinkedHashMap<>();
    cell.mechanismFiles().forEach(f -> byName.put(name(f), f));
    MechanismFolders.named(folders, problems).forEach(f -> byName.put(name(f), f));
    if (problems.hasErrors()) {
      return ReadResult.failed(problems.toList());
    }
    List<Path> files = List.copyOf(byName.values());
    MechanismLibrary.Loaded loaded = mechanisms.load(files);
    Specimen before = cell.specimen();
    Optional<LabCell> found =
        finished(
            new Specimen(
                before.name(), before.label(), before.cell(), before.lists(), loaded.catalogue()),
            cell.conditions(),
            cell.templates(),
            files,
            loaded,
            problems);
    // What is broken is not there to be painted; the rest is.
    loaded.problems().stream()
        .filter(Problem::isError)
        .map(p ->
            Problem.warning(p.code(), p.location(), p.message())
                .expected(p.expected())
                .hint(p.hint()))
        .forEach(problems::add);
    return problems.hasErrors()
        ? ReadResult.failed(problems.toList())
        : new ReadResult<>(found, problems.toList());
  }

  // ---------------------------------------------------------------- made here

  /**
   * A ball with one dendrite, passive: pas with 1e-4 S/cm² and -70 mV, cm 1, Ra 100.
   *
   * @param somaUm length and diameter of the soma
   * @param dendriteUm length of the dendrite; 0 for none
   * @param dendriteDiameterUm its diameter
   */
  public LabCell ballAndStick(double somaUm, double dendriteUm, double dendriteDiameterUm) {
    CellDraft draft = new CellDraft();
    SectionDraft soma =
        draft.add(
            "soma[0]", SectionKind.SOMA, new SectionGeometry.Cylinder(somaUm, somaUm), null, 0);
    if (dendriteUm > 0) {
      draft.add(
          "dend[0]",
          SectionKind.DEND,
          new SectionGeometry.Cylinder(dendriteUm, dendriteDiameterUm),
          soma,
          1);
    }
    for (SectionDraft section : draft.sections()) {
      section.setAxialResistivity(RA_OHM_CM);
      section.setParameter("pas", "g", G_PAS);
      section.setParameter("pas", "e", E_PAS_MV);
    }
    CableCell cell =
        draft.finish(dendriteUm > 0 ? "Ball and stick" : "Ball").withMaximalSegmentLength(DL_UM);
    return new LabCell(
        new Specimen(cell.name(), "", cell, Map.of(), mechanisms.load(List.of()).catalogue()),
        Conditions.NEURON.withVInit(E_PAS_MV),
        List.of(),
        List.of());
  }
}
