package org.neurowright.io.hoc.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.morphology.ImportedSection;
import org.neurowright.engine.morphology.Morphology;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hoc.object.Arguments;
import org.neurowright.io.hoc.object.HocFile;
import org.neurowright.io.hoc.object.HocImport3d;
import org.neurowright.io.hoc.object.HocList;
import org.neurowright.io.hoc.object.HocMatrix;
import org.neurowright.io.hoc.object.HocObject;
import org.neurowright.io.hoc.object.HocPoint;
import org.neurowright.io.hoc.object.HocRandom;
import org.neurowright.io.hoc.object.HocSectionList;
import org.neurowright.io.hoc.object.HocSectionRef;
import org.neurowright.io.hoc.object.HocString;
import org.neurowright.io.hoc.object.HocVector;
import org.neurowright.io.hoc.object.Inert;
import org.neurowright.io.hoc.object.StringFunctions;
import org.neurowright.io.hoc.section.HocFailure;
import org.neurowright.io.hoc.section.MechanismFacts;
import org.neurowright.io.hoc.section.MechanismFacts.Range;

/** Classes that code finds ready-made. */
final class ClassLibrary {
  private static final String NEUROLUCIDA = "Import3d_Neurolucida3";

  /** Windows and drawings: nothing of a cell depends on them. */
  private static final Set<String> WINDOWS =
      Set.of(
          "Graph",
          "VBox",
          "HBox",
          "Deck",
          "Shape",
          "PlotShape",
          "RangeVarPlot",
          "PWManager",
          "Glyph",
          "SymChooser",
          "TextEditor",
          "ValueFieldEditor",
          "GUIMath",
          "Timer",
          "ShapeBrowser");

  /** Parts of a simulation, which code may prepare but which are not part of a cell. */
  private static final Set<String> SIMULATION =
      Set.of("CVode", "ParallelContext", "FInitializeHandler", "StateTransitionEvent", "Impedance");

  private static final MechanismFacts NETCON =
      new MechanismFacts(
          "NetCon",
          MechanismFacts.Kind.ARTIFICIAL,
          Map.of(
              "weight", new Range(0, 1),
              "delay", new Range(1, 1),
              "threshold", new Range(10, 1)),
          Map.of(),
          List.of(),
          true);

  private static final Set<String> OWN =
      Set.of(
          "Vector",
          "List",
          "SectionList",
          "SectionRef",
          "String",
          "StringFunctions",
          "Random",
          "File",
          "Matrix",
          "NetCon",
          "Import3d_SWC_read",
          "Import3d_Neurolucida3",
          "Import3d_Neurolucida_read",
          "Import3d_Eutectic_read",
          "Import3d_MorphML",
          "Import3d_GUI");

  private final Interpreter interpreter;
  private final HocRandom.LowIndex lowIndex = new HocRandom.LowIndex();
  private final HocVector.Counter counter;

  ClassLibrary(Interpreter interpreter) {
    this.interpreter = interpreter;
    counter =
        new HocVector.Counter() {
          @Override
          public int next(String className) {
            return interpreter.next(className);
          }

          @Override
          public void spend(int numbers) {
            interpreter.spend(numbers);
          }
        };
  }

  boolean isKnown(String name) {
    return OWN.contains(name) || WINDOWS.contains(name) || SIMULATION.contains(name);
  }

  HocRandom.LowIndex lowIndex() {
    return lowIndex;
  }

  /** Import3d_GUI: puts a morphology into an object. */
  private final class Importer implements HocObject {
    private final HocImport3d reader;
    private final String shown = "Import3d_GUI[" + interpreter.next("Import3d_GUI") + "]";

    Importer(HocImport3d reader) {
      this.reader = reader;
    }

    @Override
    public String className() {
      return "Import3d_GUI";
    }

    @Override
    public String shownName() {
      return shown;
    }

    @Override
    public Object member(String name, double[] indices, Arguments a) {
      if (!name.equals("instantiate") || a == null) {
        throw noMember(name);
      }
      Path file =
          interpreter
              .host()
              .find(reader.file(), interpreter.currentFile())
              .orElseThrow(() ->
                  new HocFailure("hoc.missing-file", "There is no morphology " + reader.file())
                      .expected("a file in the folder of the template or of the morphologies"));
      HocObject target = a.object(1);
      if (target != null && !(target instanceof Instance)) {
        throw new HocFailure("hoc.argument", "instantiate needs an object of a template")
            .expected("instantiate(this)");
      }
      new MorphologyImport(interpreter)
          .into(target == null ? interpreter.top : (Instance) target, sections(file), file);
      return 0.0;
    }

    private ReadResult<List<ImportedSection>> sections(Path file) {
      if (reader.className().equals(NEUROLUCIDA)) {
        return interpreter.host().neurolucida(file);
      }
      ReadResult<Morphology> read = interpreter.host().morphology(file);
      return new ReadResult<>(read.value().map(Morphology::sections), read.problems());
    }
  }

  HocObject make(String name, Arguments a) {
    int number =
        OWN.contains(name) && (name.equals("Vector") || name.equals("Matrix"))
            ? 0
            : interpreter.next(name);
    interpreter.spend(10);
    switch (name) {
      case "Vector" -> {
        return new HocVector(counter, a.number(1, 0), a.number(2, 0));
      }
      case "Matrix" -> {
        return new HocMatrix(counter, a.number(1, 0), a.number(2, 0));
      }
      case "List" -> {
        if (a.count() > 0) {
          throw new HocFailure(
                  "hoc.refused", "List(\"" + a.text(1) + "\") lists all objects of a class")
              .expected("new List() and append");
        }
        return new HocList(number);
      }
      case "SectionList" -> {
        return new HocSectionList(number);
      }
      case "SectionRef" -> {
        return new HocSectionRef(number, interpreter.current());
      }
      case "String" -> {
        return new HocString(number, a.isText(1) ? a.text(1) : "");
      }
      case "StringFunctions" -> {
        return new StringFunctions(number);
      }
      case "Random" -> {
        return new HocRandom(number, a.number(1, 0), a.number(2, 55), lowIndex);
      }
      case "File" -> {
        return new HocFile(
            number,
            file ->
                interpreter
                    .host()
                    .find(file, interpreter.currentFile())
                    .flatMap(interpreter.host()::text));
      }
      case "Import3d_SWC_read", NEUROLUCIDA -> {
        return new HocImport3d(name, number);
      }
      case "Import3d_Neurolucida_read", "Import3d_Eutectic_read", "Import3d_MorphML" -> {
        throw new HocFailure("hoc.refused", name + " reads files that are not supported")
            .expected("Import3d_SWC_read or " + NEUROLUCIDA)
            .hint("Convert the morphology to SWC");
      }
      case "Import3d_GUI" -> {
        return new Importer(a.object(1, HocImport3d.class));
      }
      case "NetCon" -> {
        HocPoint connection = new HocPoint(NETCON, number, null, 0);
        if (a.count() >= 5) {
          connection.assign("threshold", new double[0], a.number(3));
          connection.assign("delay", new double[0], a.number(4));
          connection.assign("weight", new double[0], a.number(5));
        }
        if (a.isObject(2) && a.object(2) != null) {
          interpreter.warn(
              "hoc.netcon",
              "A NetCon that the template makes is not part of the cell",
              "Connections belong to the network's edges");
        }
        return connection;
      }
      default -> {
        return other(name, number, a);
      }
    }
  }

  private HocObject other(String name, int number, Arguments a) {
    if (WINDOWS.contains(name)) {
      interpreter.warn(
          "hoc.window", name + " draws a window and is left out", "It has no effect on the cell");
      return new Inert(name, number);
    }
    if (SIMULATION.contains(name)) {
      if (name.equals("FInitializeHandler")) {
        interpreter.warn(
            "hoc.simulation",
            "FInitializeHandler would run code when a simulation starts and is left out",
            "");
      }
      return new Inert(name, number);
    }
    Optional<MechanismFacts> facts = interpreter.mechanisms.find(name);
    if (facts.isPresent() && facts.get().kind() != MechanismFacts.Kind.DENSITY) {
      boolean point = facts.get().kind() == MechanismFacts.Kind.POINT;
      HocPoint made = new HocPoint(facts.get(), number, null, 0);
      if (point && a.count() > 0) {
        made.move(interpreter.current(), a.number(1));
      }
      if (point) {
        interpreter.addPoint(made);
      }
      return made;
    }
    if (name.equals("PythonObject")) {
      throw new HocFailure("hoc.refused", "PythonObject would run Python");
    }
    throw new HocFailure("hoc.no-template", "There is no class " + name)
        .hint(
            facts.isPresent()
                ? name + " is a density mechanism: insert " + name
                : "Load the file with begintemplate "
                    + name
                    + " before, or add the point process's .mod file to the model");
  }

  /** A member of a ready-made object. */
  Object member(HocObject object, String name, double[] indices, Arguments arguments) {
    if (object instanceof HocSectionList list && arguments != null) {
      if (name.equals("allroots")) {
        interpreter.sections().stream().filter(s -> s.parent() == null).forEach(list::add);
        return (double) list.sections().size();
      }
      return list.call(name, interpreter.currentOrNull(), arguments);
    }
    if (object instanceof HocPoint point && name.equals("loc") && arguments != null) {
      point.move(interpreter.current(), arguments.number(1));
      if (!interpreter.points().contains(point)) {
        interpreter.addPoint(point);
      }
      return 0.0;
    }
    return object.member(name, indices, arguments);
  }
}
