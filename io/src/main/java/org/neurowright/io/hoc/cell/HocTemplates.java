package org.neurowright.io.hoc.cell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.morphology.Morphology;
import org.neurowright.engine.morphology.RawPoints;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hoc.object.Format;
import org.neurowright.io.hoc.object.HocObject;
import org.neurowright.io.hoc.object.TextCell;
import org.neurowright.io.hoc.run.Interpreter;
import org.neurowright.io.hoc.run.Interpreter.TemplateInfo;
import org.neurowright.io.hoc.section.MechanismFacts;
import org.neurowright.io.hoc.section.Mechanisms;
import org.neurowright.io.hoc.section.Section;
import org.neurowright.io.swc.Import3dNeuron;
import org.neurowright.io.swc.SwcImport;
import org.neurowright.io.swc.SwcReader;

/**
 * Cell templates in hoc files: lists them and makes cells of them. Every call executes in a world
 * of its own, so that cells do not depend on what was made before. Thread-safe.
 */
public final class HocTemplates {
  /** Statements that one file and one cell may execute. */
  public static final long STATEMENTS = 10_000_000;

  private final List<Path> folders;
  private final List<Path> files;
  private final Optional<List<MechanismFacts>> mechanisms;
  private final SwcImport swcImport;
  private final long statements;
  private final Map<Path, String> texts;

  private HocTemplates(
      List<Path> folders,
      List<Path> files,
      Optional<List<MechanismFacts>> mechanisms,
      SwcImport swcImport,
      long statements,
      Map<Path, String> texts) {
    this.folders = List.copyOf(folders);
    this.files = List.copyOf(files);
    this.mechanisms = mechanisms;
    this.swcImport = swcImport;
    this.statements = statements;
    this.texts = Map.copyOf(texts);
  }

  /**
   * Templates whose code may read the given folders. All mechanisms are believed to exist.
   *
   * @param folders the folder of a template's file always is one of them
   */
  public static HocTemplates in(Path... folders) {
    return new HocTemplates(
        List.of(folders), List.of(), Optional.empty(), new Import3dNeuron(), STATEMENTS, Map.of());
  }

  /** The same with known mechanisms; others are errors. See {@link MechanismReader}. */
  public HocTemplates withMechanisms(Collection<MechanismFacts> known) {
    return new HocTemplates(
        folders, files, Optional.of(List.copyOf(known)), swcImport, statements, texts);
  }

  /** The same with another way of cutting morphologies. */
  public HocTemplates withImport(SwcImport other) {
    return new HocTemplates(folders, files, mechanisms, other, statements, texts);
  }

  /** The same with more files that code may read. */
  public HocTemplates withFiles(Collection<Path> more) {
    List<Path> all = new ArrayList<>(files);
    all.addAll(more);
    return new HocTemplates(folders, all, mechanisms, swcImport, statements, texts);
  }

  /** The same with another limit of statements. */
  public HocTemplates withStatementLimit(long limit) {
    return new HocTemplates(folders, files, mechanisms, swcImport, limit, texts);
  }

  /** The same reading a file as if another text stood in it. */
  public HocTemplates withText(Path file, String text) {
    Map<Path, String> more = new LinkedHashMap<>(texts);
    more.put(file, text);
    return new HocTemplates(folders, files, mechanisms, swcImport, statements, more);
  }

  private FolderHost host(Path file) {
    List<Path> readable = new ArrayList<>(folders);
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder != null) {
      readable.add(folder);
    }
    return new FolderHost(readable, files, texts, this::morphology);
  }

  private Interpreter world(FolderHost host) {
    return new Interpreter(
        host,
        new Mechanisms(
            mechanisms.orElseGet(() -> MechanismReader.read(List.of())), mechanisms.isEmpty()),
        statements);
  }

  private ReadResult<Morphology> morphology(Path swc) {
    ReadResult<RawPoints> points = new SwcReader().read(swc);
    return new ReadResult<>(
        points.value().map(p -> swcImport.sections(swc.getFileName().toString(), p)),
        points.problems());
  }

  /** Templates of a file and of those it loads, in the order of their definition. */
  public ReadResult<List<TemplateInfo>> templates(Path file) {
    Interpreter world = world(host(file));
    world.load(file);
    return ReadResult.of(world.templates(), world.problems());
  }

  /**
   * Makes a cell.
   *
   * @param file where the template is
   * @param template its name
   * @param arguments numbers and strings for its init
   * @return empty when there is no cell to be had; every problem has its place in the hoc text
   */
  public ReadResult<HocCell> instantiate(Path file, String template, List<Object> arguments) {
    FolderHost host = host(file);
    Interpreter world = world(host);
    world.load(file);
    if (world.templates().stream().noneMatch(t -> t.name().equals(template))) {
      Problems problems = new Problems();
      problems.addAll(world.problems());
      if (!problems.hasErrors()) {
        problems.add(
            Problem.error(
                    "hoc.no-template", Location.of(file), "The file has no template " + template)
                .expected(
                    world.templates().isEmpty()
                        ? "begintemplate " + template
                        : "one of "
                            + String.join(
                                ", ",
                                world.templates().stream().map(TemplateInfo::name).toList())));
      }
      return ReadResult.failed(problems.toList());
    }
    List<Object> values = new ArrayList<>();
    for (Object argument : arguments) {
      values.add(
          argument instanceof Number number
              ? number.doubleValue()
              : new TextCell(argument.toString()));
    }
    Optional<HocObject> object = world.instantiate(template, values);
    Problems problems = new Problems();
    problems.addAll(world.problems());
    if (object.isEmpty()) {
      return ReadResult.failed(problems.toList());
    }
    TemplateInfo info =
        world.templates().stream().filter(t -> t.name().equals(template)).findFirst().orElseThrow();
    Location where = info.where();
    List<Section> own = world.sectionsOf(object.get());
    if (own.isEmpty()) {
      problems.add(
          Problem.error("hoc.no-sections", where, "Template " + template + " makes no sections")
              .expected("create in the template")
              .hint("A template of a cell creates its sections in its own procedures"));
      return ReadResult.failed(problems.toList());
    }
    CellConversion conversion = new CellConversion(where, problems);
    Map<String, List<Section>> lists = world.sectionLists(object.get());
    List<Section> sections = conversion.ordered(own, lists.get("all"));
    HocCell cell =
        new HocCell(
            conversion.cell(
                name(template, arguments),
                sections,
                world.setGlobals(),
                world.livingPoints(object.get())),
            sections,
            indices(lists, sections),
            world.log(),
            info.members(),
            host.read(),
            world.number("celsius").orElseThrow(),
            world.number("v_init").orElseThrow(),
            world.number("dt").orElseThrow());
    return problems.hasErrors()
        ? ReadResult.failed(problems.toList())
        : ReadResult.of(cell, problems.toList());
  }

  private static Map<String, List<Integer>> indices(
      Map<String, List<Section>> lists, List<Section> sections) {
    Map<String, List<Integer>> indices = new LinkedHashMap<>();
    lists.forEach((name, list) ->
        indices.put(name, list.stream().map(sections::indexOf).filter(i -> i >= 0).toList()));
    return indices;
  }

  /** {@code Cell(1, cell.swc)}. */
  private static String name(String template, List<Object> arguments) {
    List<String> shown = new ArrayList<>();
    for (Object argument : arguments) {
      String text =
          argument instanceof Number number
              ? Format.general(number.doubleValue(), 6)
              : argument.toString();
      shown.add(text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1));
    }
    return shown.isEmpty() ? template : template + "(" + String.join(", ", shown) + ")";
  }
}
