package org.neurowright.io.hoc.run;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.hoc.lang.Expr;
import org.neurowright.io.hoc.lang.Expr.Chain;
import org.neurowright.io.hoc.lang.Expr.Head;
import org.neurowright.io.hoc.lang.Expr.Part;
import org.neurowright.io.hoc.lang.HocParser;
import org.neurowright.io.hoc.lang.HocProgram;
import org.neurowright.io.hoc.lang.Operator;
import org.neurowright.io.hoc.lang.Place;
import org.neurowright.io.hoc.lang.Stmt;
import org.neurowright.io.hoc.object.Arguments;
import org.neurowright.io.hoc.object.Format;
import org.neurowright.io.hoc.object.HocList;
import org.neurowright.io.hoc.object.HocObject;
import org.neurowright.io.hoc.object.HocPoint;
import org.neurowright.io.hoc.object.HocSectionList;
import org.neurowright.io.hoc.object.HocVector;
import org.neurowright.io.hoc.object.NumberRef;
import org.neurowright.io.hoc.object.ObjectCell;
import org.neurowright.io.hoc.object.Patterns;
import org.neurowright.io.hoc.object.TextCell;
import org.neurowright.io.hoc.section.HocFailure;
import org.neurowright.io.hoc.section.Mechanisms;
import org.neurowright.io.hoc.section.Section;
import org.neurowright.io.hoc.section.Sections;

/**
 * Executes hoc. One interpreter is one world: top level, templates, objects, sections. Not
 * thread-safe.
 */
public final class Interpreter {
  /** Comparisons are true within this. */
  static final double EPSILON = 1e-11;

  private static final int DEEPEST = 400;
  private static final int MOST_LOG_LINES = 2000;
  private static final int MOST_WARNINGS = 50;

  /** How a statement ended. */
  private enum Flow {
    ON,
    BREAK,
    CONTINUE,
    RETURN
  }

  private final Host host;
  final Mechanisms mechanisms;
  final Sections sections = new Sections();
  final Problems problems = new Problems();
  private final long statementLimit;
  private long statementsLeft;
  private final List<String> log = new ArrayList<>();
  private final Set<String> warned = new HashSet<>();

  final Instance top = new Instance(new TemplateCode("", "", 0), -1);
  final Map<String, TemplateCode> templates = new LinkedHashMap<>();
  private final Map<String, List<Instance>> instances = new HashMap<>();
  private final Map<String, Integer> counters = new HashMap<>();
  private final Map<String, HocProgram> executed = new HashMap<>();
  private final Set<String> inserted = new HashSet<>();
  private final Set<Path> loaded = new LinkedHashSet<>();
  private final List<HocPoint> points = new ArrayList<>();
  private final List<Frame> stack = new ArrayList<>();
  private Frame frame;
  private final List<Section> sectionStack = new ArrayList<>();
  private final ClassLibrary classes;
  private final Builtins builtins;

  /**
   * A new world.
   *
   * @param host gives files
   * @param mechanisms which can be inserted; those that are inserted though unknown are added
   * @param statementLimit how many statements may be executed
   */
  public Interpreter(Host host, Mechanisms mechanisms, long statementLimit) {
    this.host = host;
    this.mechanisms = mechanisms;
    this.statementLimit = statementLimit;
    statementsLeft = statementLimit;
    classes = new ClassLibrary(this);
    builtins = new Builtins(this);
  }

  // ---- what others use

  /** A template that can be instantiated, and where it stands. */
  public record TemplateInfo(String name, Location where, int arguments, List<String> members) {}

  /** Templates in the order of their definition. */
  public List<TemplateInfo> templates() {
    return templates.values().stream()
        .map(t ->
            new TemplateInfo(
                t.name,
                Location.of(t.file, Place.line(t.place), Place.column(t.place)),
                t.procedures.containsKey("init")
                    ? t.procedures.get("init").procedure().highestArgument()
                    : 0,
                List.copyOf(t.publicNames)))
        .toList();
  }

  /** All problems so far. */
  public List<Problem> problems() {
    return problems.toList();
  }

  /** What the code printed, line by line. */
  public List<String> log() {
    return List.copyOf(log);
  }

  /** All sections, in order. */
  public List<Section> sections() {
    return sections.all();
  }

  /** Shared variables of mechanisms that were set, by NEURON's name. */
  public Map<String, Double> setGlobals() {
    return mechanisms.setGlobals();
  }

  /**
   * A number that is always there and that code may set: {@code celsius}, {@code v_init}, {@code
   * dt}.
   */
  public OptionalDouble number(String name) {
    return builtins.constant(name) instanceof Double value
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }

  /** Point processes that were made, in order. */
  public List<HocPoint> points() {
    return List.copyOf(points);
  }

  /**
   * Point processes that a variable or list of the object or of the top level still refers to, in
   * the order of their creation; hoc deletes the others.
   */
  public List<HocPoint> livingPoints(HocObject object) {
    Set<HocObject> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<HocObject> open = new ArrayDeque<>();
    open.add(top);
    open.add(object);
    while (!open.isEmpty()) {
      HocObject next = open.pop();
      if (!reached.add(next)) {
        continue;
      }
      if (next instanceof Instance instance) {
        for (Variable variable : instance.variables.values()) {
          if (variable instanceof Variable.Objects(ObjectCell[] cells, int[] _)) {
            for (ObjectCell cell : cells) {
              if (cell.object != null) {
                open.push(cell.object);
              }
            }
          }
        }
      } else if (next instanceof HocList list) {
        list.items().stream().filter(Objects::nonNull).forEach(open::push);
      }
    }
    return points.stream().filter(reached::contains).toList();
  }

  /** Executes a file; problems are collected. */
  public void load(Path file) {
    guarded(file.toString(), () -> loadFile(file));
  }

  /** A new object of a template; empty when it fails. */
  public Optional<HocObject> instantiate(String template, List<Object> arguments) {
    HocObject[] made = new HocObject[1];
    guarded(
        "",
        () -> {
          TemplateCode code = templates.get(template);
          if (code == null) {
            throw new HocFailure("hoc.no-template", "There is no template " + template)
                .expected(
                    templates.isEmpty()
                        ? "begintemplate " + template
                        : "one of " + String.join(", ", templates.keySet()));
          }
          made[0] = newInstance(code, arguments.toArray());
        });
    return Optional.ofNullable(made[0]);
  }

  /** The sections that an object created, in order. */
  public List<Section> sectionsOf(HocObject object) {
    return sections.of(object);
  }

  /** Public section lists of an object, by name. */
  public Map<String, List<Section>> sectionLists(HocObject object) {
    Map<String, List<Section>> lists = new LinkedHashMap<>();
    if (object instanceof Instance instance) {
      instance.variables.forEach((name, variable) -> {
        if (variable instanceof Variable.Objects(ObjectCell[] cells, int[] sizes)
            && sizes.length == 0
            && cells[0].object instanceof HocSectionList list) {
          lists.put(name, list.sections());
        }
      });
    }
    return lists;
  }

  /** Executes with every failure turned into a problem. */
  private void guarded(String file, Runnable work) {
    int depth = stack.size();
    Frame before = frame;
    int sectionDepth = sectionStack.size();
    if (frame == null) {
      frame = new Frame("", file, top, 0, new Object[0]);
      stack.add(frame);
    }
    try {
      work.run();
    } catch (HocFailure failure) {
      problems.add(located(failure));
    } catch (StackOverflowError e) {
      problems.add(
          located(new HocFailure("hoc.recursion", "Procedures or blocks are nested too deeply")));
    }
    while (stack.size() > depth) {
      stack.removeLast();
    }
    frame = before;
    while (sectionStack.size() > sectionDepth) {
      sectionStack.removeLast();
    }
  }

  private Problem located(HocFailure failure) {
    Location where = here();
    StringBuilder calls = new StringBuilder();
    for (int i = stack.size() - 1; i >= 0 && stack.size() - i <= 8; i--) {
      Frame f = stack.get(i);
      if (f.name.isEmpty()) {
        continue;
      }
      calls.append(calls.isEmpty() ? "" : " <- ").append(f.name);
      calls.append(" line ").append(Place.line(f.place));
    }
    String message = failure.getMessage();
    return Problem.error(
            failure.code(), where, calls.isEmpty() ? message : message + " (in " + calls + ")")
        .expected(failure.expected())
        .hint(failure.hint());
  }

  private Location here() {
    for (int i = stack.size() - 1; i >= 0; i--) {
      Frame f = stack.get(i);
      if (f.place != Place.NOWHERE) {
        return Location.of(f.file, Place.line(f.place), Place.column(f.place));
      }
    }
    return stack.isEmpty() ? Location.NOWHERE : Location.of(stack.getFirst().file, 0, 0);
  }

  // ---- for the other classes of this package

  void warn(String code, String message, String hint) {
    Location where = here();
    if (warned.add(code + message) && warned.size() <= MOST_WARNINGS) {
      problems.add(Problem.warning(code, where, message).hint(hint));
    }
  }

  /** An error that does not end the execution; said once. */
  void report(String code, String message, String hint) {
    if (warned.add(code + message)) {
      problems.add(Problem.error(code, here(), message).hint(hint));
    }
  }

  private boolean lineOpen;

  void print(String text) {
    int start = 0;
    while (start < text.length() && log.size() < MOST_LOG_LINES) {
      int end = text.indexOf('\n', start);
      String piece = text.substring(start, end < 0 ? text.length() : end);
      if (lineOpen) {
        log.set(log.size() - 1, log.getLast() + piece);
      } else {
        log.add(piece);
      }
      lineOpen = end < 0;
      start = end < 0 ? text.length() : end + 1;
    }
  }

  int next(String className) {
    return counters.merge(className, 1, Integer::sum) - 1;
  }

  void spend(long statements) {
    statementsLeft -= statements;
    if (statementsLeft < 0) {
      statementsLeft = statementLimit / 100;
      throw new HocFailure(
              "hoc.endless", "More than " + statementLimit + " statements were executed")
          .hint("Probably a loop does not end");
    }
  }

  org.neurowright.io.hoc.object.HocRandom.LowIndex lowIndex() {
    return classes.lowIndex();
  }

  HocObject newNative(String name) {
    return classes.make(name, new Arguments(NO_ARGUMENTS));
  }

  /** 0 unknown, 2 object, 3 section, 4 string, 5 number, 1 anything else. */
  double isDeclared(String name) {
    return switch (top.variables.get(name)) {
      case Variable.Objects _ -> 2;
      case Variable.Branches _ -> 3;
      case Variable.Text _ -> 4;
      case Variable.Numbers _ -> 5;
      case null ->
          top.template.procedures.containsKey(name)
                  || templates.containsKey(name)
                  || classes.isKnown(name)
                  || builtins.isKnown(name)
                  || mechanisms.find(name).isPresent()
              ? 1
              : 0;
    };
  }

  Host host() {
    return host;
  }

  Path currentFile() {
    return Path.of(frame.file);
  }

  Frame frame() {
    return frame;
  }

  void addPoint(HocPoint point) {
    points.add(point);
  }

  /** The section in which the code works. */
  Section current() {
    if (sectionStack.isEmpty()) {
      throw new HocFailure("hoc.no-section", "There is no current section")
          .hint("Say which: access soma, or soma { ... }");
    }
    Section section = sectionStack.getLast();
    if (!section.isAlive()) {
      throw new HocFailure("hoc.no-section", "Section " + section.fullName() + " was deleted");
    }
    return section;
  }

  Section currentOrNull() {
    return sectionStack.isEmpty() ? null : sectionStack.getLast();
  }

  void push(Section section) {
    if (sectionStack.size() > 1000) {
      throw new HocFailure("hoc.recursion", "More than 1000 sections are pushed")
          .hint("pop_section() for every push_section()");
    }
    sectionStack.add(section);
  }

  void pop() {
    if (!sectionStack.isEmpty()) {
      sectionStack.removeLast();
    }
  }

  void access(Section section) {
    if (sectionStack.isEmpty()) {
      sectionStack.add(section);
    } else {
      sectionStack.set(sectionStack.size() - 1, section);
    }
  }

  /** Files are executed once, as load_file does. */
  boolean loadOnce(Path file) {
    Path key = file.toAbsolutePath().normalize();
    if (!loaded.add(key)) {
      return true;
    }
    loadFile(file);
    return true;
  }

  void loadFile(Path file) {
    loaded.add(file.toAbsolutePath().normalize());
    Optional<String> text = host.text(file);
    if (text.isEmpty()) {
      throw new HocFailure("hoc.unreadable", "File " + file + " cannot be read")
          .hint("Check that it exists and its permissions");
    }
    HocProgram program = HocParser.parse(file.toString(), text.get());
    problems.addAll(program.problems());
    if (program.problems().stream().anyMatch(Problem::isError)) {
      return; // what is left out would only lead to more errors
    }
    inserted.addAll(program.inserted());
    run(program.statements(), program.file(), top, "");
  }

  /** Runs text as hoc's execute does: in an object, or at the top level. */
  void execute(String text, Instance self) {
    HocProgram program =
        executed.computeIfAbsent(
            text, t -> HocParser.parse("execute(\"" + shortened(t) + "\")", t));
    if (!program.problems().isEmpty()) {
      Problem first = program.problems().getFirst();
      throw new HocFailure(
              "hoc.syntax", "execute: " + first.message() + " in '" + shortened(text) + "'")
          .expected(first.expected())
          .hint(first.hint());
    }
    run(program.statements(), frame.file, self, "execute");
  }

  private static String shortened(String text) {
    String line = text.strip().replace('\n', ' ');
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }

  /** Statements outside of procedures. */
  private void run(List<Stmt> statements, String file, Instance self, String name) {
    boolean inText = name.equals("execute");
    ImplicitNames.in(statements, n -> declareNumber(self, n));
    Frame caller = frame;
    if (stack.size() > DEEPEST) {
      throw new HocFailure("hoc.recursion", "Files or procedures call each other without end");
    }
    Frame inner = new Frame(name, file, self, 0, new Object[0]);
    if (inText) {
      inner.place = caller.place;
    }
    stack.add(inner);
    frame = inner;
    textDepth += inText ? 1 : 0;
    for (Stmt statement : statements) {
      Flow flow = exec(statement);
      if (flow == Flow.RETURN) {
        break;
      }
    }
    textDepth -= inText ? 1 : 0;
    stack.removeLast();
    frame = caller;
  }

  /** Inside of execute the places of nodes are those of the executed text and are not shown. */
  private int textDepth;

  private void at(int place) {
    if (place != Place.NOWHERE && !frame.name.equals("execute")) {
      frame.place = place;
    }
  }

  // ---- statements

  private Flow exec(Stmt statement) {
    if (--statementsLeft < 0) {
      at(statement.place());
      spend(0);
    }
    at(statement.place());
    switch (statement) {
      case Stmt.Evaluate(int place, Expr expression) -> value(expression);
      case Stmt.Block(int place, List<Stmt> statements) -> {
        for (int i = 0; i < statements.size(); i++) {
          Flow flow = exec(statements.get(i));
          if (flow != Flow.ON) {
            return flow;
          }
        }
      }
      case Stmt.InSection s -> {
        return inSection(s);
      }
      case Stmt.If(int place, Expr condition, Stmt then, Stmt otherwise) -> {
        if (number(condition) != 0) {
          return exec(then);
        } else if (otherwise != null) {
          return exec(otherwise);
        }
      }
      case Stmt.While(int place, Expr condition, Stmt body) -> {
        while (number(condition) != 0) {
          Flow flow = exec(body);
          if (flow == Flow.BREAK) {
            break;
          } else if (flow == Flow.RETURN) {
            return flow;
          }
        }
      }
      case Stmt.For(int place, Stmt start, Expr condition, Stmt step, Stmt body) -> {
        if (start != null) {
          exec(start);
        }
        while (number(condition) != 0) {
          Flow flow = exec(body);
          if (flow == Flow.BREAK) {
            break;
          } else if (flow == Flow.RETURN) {
            return flow;
          }
          if (step != null) {
            exec(step);
          }
        }
      }
      case Stmt.Count(int place, Chain variable, Expr from, Expr to, Stmt body) -> {
        double value = number(from);
        double last = number(to);
        while (value <= last + EPSILON) {
          assign(variable, value);
          Flow flow = exec(body);
          if (flow == Flow.BREAK) {
            return Flow.ON;
          } else if (flow == Flow.RETURN) {
            return flow;
          }
          value = number(variable) + 1;
        }
        assign(variable, value);
      }
      case Stmt.Segments s -> {
        return segments(s);
      }
      case Stmt.Iterate s -> {
        return iterate(s);
      }
      case Stmt.ForAll(int place, Stmt body) -> {
        List<Section> all = frame.self.isTop() ? sections.all() : sections.of(frame.self);
        return forEach(all, body);
      }
      case Stmt.ForSections(int place, Expr what, Stmt body) -> {
        return forEach(chosen(what), body);
      }
      case Stmt.IfSection(int place, Expr what, Stmt body) -> {
        Section section = current();
        Object chosen = value(what);
        boolean matches =
            chosen instanceof TextCell text
                ? Patterns.matcher(
                        Patterns.ofSectionNames(".*" + text.text + ".*"), section.fullName())
                    .matches()
                : list(chosen).contains(section);
        if (matches) {
          return exec(body);
        }
      }
      case Stmt.Break _ -> {
        return Flow.BREAK;
      }
      case Stmt.Continue _ -> {
        return Flow.CONTINUE;
      }
      case Stmt.Stop _ -> throw new HocFailure("hoc.stop", "The code stops itself");
      case Stmt.Return(int place, Expr result) -> {
        frame.result = result == null ? 0.0 : value(result);
        return Flow.RETURN;
      }
      case Stmt.Print(int place, List<Expr> values) -> {
        StringBuilder line = new StringBuilder();
        for (Expr expression : values) {
          Object value = value(expression);
          line.append(
              value instanceof ObjectCell cell
                  ? cell.object == null ? "NULLobject" : cell.object.shownName()
                  : value instanceof TextCell text
                      ? text.text
                      : Format.general(toNumber(value), 6));
          line.append(' ');
        }
        print(line.append('\n').toString());
      }
      case Stmt.Create(int place, List<Stmt.Declared> names) -> names.forEach(this::create);
      case Stmt.Objects(int place, List<Stmt.Declared> names) -> {
        for (Stmt.Declared declared : names) {
          int[] sizes = sizes(declared);
          frame.self.variables.put(
              declared.name(), Variable.objects(count(sizes, declared.name()), sizes));
        }
      }
      case Stmt.Strings(int place, List<Stmt.Declared> names) -> {
        for (Stmt.Declared declared : names) {
          frame.self.variables.put(declared.name(), new Variable.Text(new TextCell("")));
        }
      }
      case Stmt.Doubles(int place, List<Stmt.Declared> names) -> {
        for (Stmt.Declared declared : names) {
          int[] sizes = sizes(declared);
          frame.self.variables.put(
              declared.name(),
              new Variable.Numbers(new double[count(sizes, declared.name())], sizes));
        }
      }
      case Stmt.Connect s -> connect(s);
      case Stmt.Access(int place, Chain section) -> access(section(value(section), section));
      case Stmt.Insert(int place, String mechanism) -> builtins.insert(current(), mechanism);
      case Stmt.Uninsert(int place, String mechanism) -> {
        if (mechanism.endsWith("_ion")) {
          warn("hoc.uninsert", "Ions stay where they were inserted: " + mechanism, "");
        } else {
          current().uninsert(mechanism);
        }
      }
      case Stmt.RunBody _ -> {
        return runBody();
      }
      case Stmt.Refused(int place, String what) ->
          throw new HocFailure("hoc.refused", "'" + what + "' is not supported in cell templates")
              .hint(
                  what.equals("setpointer")
                      ? "Pointers of mechanisms cannot be set from hoc"
                      : "Leave it out; a template only describes a cell");
      case Stmt.Procedure procedure -> {
        frame.self.template.procedures.put(procedure.name(), new Code(procedure, frame.file, null));
        Instance self = frame.self;
        ImplicitNames.in(procedure.body(), n -> declareNumber(self, n));
      }
      case Stmt.Template template -> define(template);
      case Stmt.Public(int place, List<String> names) ->
          frame.self.template.publicNames.addAll(names);
      case Stmt.External(int place, List<String> names) -> names.forEach(this::external);
    }
    return Flow.ON;
  }

  private void declareNumber(Instance self, String name) {
    if (!self.variables.containsKey(name)
        && !self.template.procedures.containsKey(name)
        && !builtins.isKnown(name)
        && !endsWithInserted(name)) {
      self.variables.put(name, Variable.Numbers.single(0));
      self.template.externals.remove(name);
    }
  }

  /** Whether a name ends like a variable of a mechanism that some code inserts. */
  private boolean endsWithInserted(String name) {
    for (int i = name.indexOf('_'); i > 0; i = name.indexOf('_', i + 1)) {
      if (inserted.contains(name.substring(i + 1))) {
        return true;
      }
    }
    return false;
  }

  private int[] sizes(Stmt.Declared declared) {
    int[] sizes = new int[declared.sizes().size()];
    for (int i = 0; i < sizes.length; i++) {
      double size = number(declared.sizes().get(i));
      at(declared.place());
      if (!(size + EPSILON >= 1) || size > 1e6) {
        throw new HocFailure(
                "hoc.array-size",
                "Array " + declared.name() + " shall have the size " + Format.general(size, 6))
            .expected("1 or more")
            .hint(
                frame.self.isPrototype() || size >= 1
                    ? ""
                    : "Statements outside of procedures run when a template is defined, not for each"
                        + " object; its variables start at 0");
      }
      sizes[i] = (int) (size + EPSILON);
    }
    return sizes;
  }

  private int count(int[] sizes, String name) {
    long count = 1;
    for (int size : sizes) {
      count *= size;
      if (count > 5_000_000) {
        throw new HocFailure("hoc.array-size", "Array " + name + " has more than 5000000 elements");
      }
    }
    spend(count / 8);
    return (int) count;
  }

  private void create(Stmt.Declared declared) {
    int[] sizes = sizes(declared);
    at(declared.place());
    if (sizes.length > 1) {
      throw new HocFailure("hoc.create", "Sections " + declared.name() + " have several indices")
          .expected("one");
    }
    Instance self = frame.self;
    boolean array = sizes.length == 1;
    int count = array ? sizes[0] : 1;
    Variable existing = self.variables.get(declared.name());
    if (existing != null && !(existing instanceof Variable.Branches)) {
      throw new HocFailure(
          "hoc.create", declared.name() + " is already declared as something else");
    }
    if (existing == null && !self.isTop() && !self.isPrototype()) {
      throw new HocFailure(
              "hoc.create",
              "Sections " + declared.name() + " are not declared in template " + self.template.name)
          .hint("Add create " + declared.name() + "[1] to the template, outside of its procedures");
    }
    if (existing instanceof Variable.Branches(Section[] old, boolean _)) {
      for (Section section : old) {
        if (section != null && section.isAlive()) {
          sections.delete(section);
        }
      }
    }
    spend(count);
    self.variables.put(declared.name(), branches(self, declared.name(), count, array));
  }

  /** Makes an array of sections in an object that is not the running one. */
  Section[] createIn(Instance target, Stmt.Declared declared) {
    Frame caller = frame;
    Frame inner = new Frame("", caller.file, target, 0, new Object[0]);
    inner.place = caller.place;
    frame = inner;
    try {
      create(declared);
    } finally {
      frame = caller;
    }
    return ((Variable.Branches) target.variables.get(declared.name())).sections();
  }

  private Variable.Branches branches(Instance self, String name, int count, boolean array) {
    Section[] made = new Section[count];
    String prefix = self.isPrototype() ? "" : self.shownName();
    for (int i = 0; i < count; i++) {
      made[i] =
          sections.create(array ? name + "[" + i + "]" : name, self.isTop() ? null : self, prefix);
    }
    return new Variable.Branches(made, array);
  }

  private Flow inSection(Stmt.InSection s) {
    Object value = value(s.section());
    if (!(value instanceof Section section)) {
      return exec(s.body());
    }
    push(section);
    int depth = sectionStack.size();
    Flow flow = exec(s.body());
    unwind(depth - 1);
    return flow;
  }

  private void unwind(int depth) {
    while (sectionStack.size() > depth) {
      sectionStack.removeLast();
    }
  }

  private Flow forEach(List<Section> all, Stmt body) {
    for (Section section : all) {
      if (!section.isAlive()) {
        continue;
      }
      push(section);
      int depth = sectionStack.size();
      Flow flow = exec(body);
      unwind(depth - 1);
      if (flow == Flow.BREAK) {
        break;
      } else if (flow == Flow.RETURN) {
        return flow;
      }
    }
    return Flow.ON;
  }

  private List<Section> chosen(Expr what) {
    Object value = value(what);
    if (!(value instanceof TextCell text)) {
      return list(value);
    }
    boolean inTop = frame.self.isTop();
    List<Section> all = inTop ? sections.all() : sections.of(frame.self);
    var pattern =
        Patterns.ofSectionNames((inTop ? "" : frame.self.shownName()) + ".*" + text.text + ".*");
    return all.stream().filter(s -> Patterns.matcher(pattern, s.fullName()).matches()).toList();
  }

  private static List<Section> list(Object value) {
    if (value instanceof ObjectCell cell && cell.object instanceof HocSectionList list) {
      return list.sections();
    }
    throw new HocFailure("hoc.argument", Arguments.described(value) + " is no list of sections")
        .expected("a SectionList or a string");
  }

  private Flow segments(Stmt.Segments s) {
    Section section = current();
    boolean ends = s.ends() == null || number(s.ends()) != 0;
    int nseg = section.nseg();
    for (int i = ends ? -1 : 0; i < (ends ? nseg + 1 : nseg); i++) {
      assign(s.variable(), i < 0 ? 0 : i >= nseg ? 1 : (i + .5) / nseg);
      Flow flow = exec(s.body());
      if (flow == Flow.BREAK) {
        break;
      } else if (flow == Flow.RETURN) {
        return flow;
      }
    }
    return Flow.ON;
  }

  private Flow iterate(Stmt.Iterate s) {
    Chain chain = s.iterator();
    Part part = chain.last();
    Instance self = frame.self;
    if (chain.parts().size() > 1) {
      Object owner = prefixValue(chain);
      if (!(owner instanceof ObjectCell cell && cell.object instanceof Instance instance)) {
        throw new HocFailure("hoc.iterator", chain.shown() + " is no iterator");
      }
      self = instance;
    }
    Code code = self.template.procedures.get(part.name());
    Object[] arguments = arguments(part);
    if (code == null && part.name().equals("case") && chain.parts().size() == 1) {
      NumberRef variable = new Arguments(arguments).pointer(1);
      for (int i = 2; i <= arguments.length; i++) {
        variable.set(new Arguments(arguments).number(i));
        Flow flow = exec(s.body());
        if (flow == Flow.BREAK) {
          break;
        } else if (flow == Flow.RETURN) {
          return flow;
        }
      }
      return Flow.ON;
    }
    if (code == null || code.procedure().kind() != Stmt.ProcedureKind.ITERATOR) {
      throw new HocFailure("hoc.iterator", chain.shown() + " is no iterator")
          .expected("iterator " + part.name() + "() { ... iterator_statement ... }");
    }
    Frame caller = frame;
    Frame inner = enter(code, self, arguments);
    inner.loopBody = s.body();
    inner.loopFrame = caller;
    body(code, inner);
    leave(caller);
    return inner.result == Flow.RETURN ? Flow.RETURN : Flow.ON;
  }

  private Flow runBody() {
    Frame iterator = frame;
    if (iterator.loopBody == null) {
      throw new HocFailure("hoc.iterator", "iterator_statement outside of an iterator");
    }
    frame = iterator.loopFrame;
    stack.add(frame);
    Flow flow = exec(iterator.loopBody);
    stack.removeLast();
    frame = iterator;
    if (flow == Flow.RETURN) {
      iterator.result = Flow.RETURN;
      return Flow.RETURN;
    }
    return flow == Flow.BREAK ? Flow.RETURN : Flow.ON;
  }

  private void connect(Stmt.Connect s) {
    Section child;
    double end;
    Part last = s.child().last();
    if (last.isCall() && last.arguments().size() == 1) {
      end = number(last.arguments().getFirst());
      child = section(value(withoutArguments(s.child())), s.child());
    } else {
      throw new HocFailure("hoc.connect", "connect does not say which end of the section")
          .expected("connect " + s.child().shown() + "(0), ...");
    }
    if (s.parent() instanceof Chain chain
        && chain.last().isCall()
        && chain.last().arguments().size() == 1) {
      Object owner = tryValue(withoutArguments(chain));
      if (owner instanceof Section parent) {
        double x = number(chain.last().arguments().getFirst());
        at(s.place());
        sections.connect(child, end, parent, x);
        return;
      }
    }
    double x = number(s.parent());
    at(s.place());
    sections.connect(child, end, current(), x);
  }

  private static Chain withoutArguments(Chain chain) {
    List<Part> parts = new ArrayList<>(chain.parts());
    Part last = parts.removeLast();
    parts.add(new Part(last.place(), last.head(), last.name(), last.slot(), last.indices(), null));
    return new Chain(chain.place(), parts);
  }

  /** The section a chain names, or null: the same text may be a call. */
  private Object tryValue(Chain chain) {
    Part first = chain.parts().getFirst();
    if (chain.parts().size() == 1 && first.head() == Head.NAME) {
      Variable variable = frame.self.variables.get(first.name());
      return variable instanceof Variable.Branches ? value(chain) : null;
    }
    return chain.parts().size() == 1 ? null : value(chain);
  }

  private static Section section(Object value, Chain chain) {
    if (value instanceof Section section) {
      return section;
    }
    throw new HocFailure(
            "hoc.no-section", chain.shown() + " is no section but " + Arguments.described(value))
        .hint("Sections are made with create");
  }

  private void define(Stmt.Template template) {
    if (templates.containsKey(template.name())) {
      TemplateCode earlier = templates.get(template.name());
      throw new HocFailure(
              "hoc.duplicate-template",
              "Template " + template.name() + " is already defined in " + earlier.file)
          .hint("Rename one of them");
    }
    if (classes.isKnown(template.name()) && !template.name().equals("String")) {
      throw new HocFailure(
              "hoc.duplicate-template",
              "Template " + template.name() + " has the name of a class that NEURON has")
          .hint("Rename it");
    }
    TemplateCode code = new TemplateCode(template.name(), frame.file, template.place());
    code.prototype.variables.put(
        "this", new Variable.Objects(new ObjectCell[] {new ObjectCell(null)}, new int[0]));
    int depth = sectionStack.size();
    run(template.body(), frame.file, code.prototype, "template " + template.name());
    // Code outside of procedures may have worked on sections of its own; they end with it.
    sections.of(code.prototype).forEach(sections::delete);
    unwind(depth);
    code.prototype.variables.values().forEach(Interpreter::forget);
    templates.put(template.name(), code);
  }

  /** Objects that code outside of procedures has made do not belong to instances. */
  private static void forget(Variable variable) {
    if (variable instanceof Variable.Objects(ObjectCell[] cells, int[] _)) {
      for (ObjectCell cell : cells) {
        cell.object = null;
      }
    }
  }

  private boolean isTopName(String name) {
    return top.variables.containsKey(name) || top.template.procedures.containsKey(name);
  }

  private void external(String name) {
    Instance self = frame.self;
    if (self.isTop()) {
      return;
    }
    if (!isTopName(name) && !builtins.isKnown(name) && !templates.containsKey(name)) {
      for (Path sibling : host.siblings(currentFile())) {
        if (!isTopName(name)) {
          loadOnce(sibling);
        }
      }
    }
    Variable variable = top.variables.get(name);
    Code procedure = top.template.procedures.get(name);
    if (variable != null) {
      self.variables.put(name, variable);
      self.template.externals.add(name);
    } else if (procedure != null) {
      self.template.procedures.put(name, new Code(procedure.procedure(), procedure.file(), top));
    } else if (!builtins.isKnown(name) && !templates.containsKey(name)) {
      throw new HocFailure("hoc.external", "external " + name + " is not defined before")
          .hint("Define it above the template, or load the file that does" + " (load_file) before");
    }
  }

  // ---- objects and calls

  Object newObject(String name, Object[] arguments) {
    if (!templates.containsKey(name) && !classes.isKnown(name) && mechanisms.find(name).isEmpty()) {
      host.templateFile(name, currentFile()).ifPresent(this::loadOnce);
    }
    TemplateCode template = templates.get(name);
    if (template != null) {
      return new ObjectCell(newInstance(template, arguments));
    }
    return new ObjectCell(classes.make(name, new Arguments(arguments)));
  }

  private Instance newInstance(TemplateCode template, Object[] arguments) {
    spend(20L + template.prototype.variables.size());
    Instance instance = new Instance(template, template.instances++);
    if (template.instances > 100_000) {
      throw new HocFailure("hoc.too-many-objects", "More than 100000 objects of " + template.name);
    }
    instances.computeIfAbsent(template.name, n -> new ArrayList<>()).add(instance);
    template.prototype.variables.forEach((name, prototype) -> {
      if (template.externals.contains(name)) {
        instance.variables.put(name, prototype);
      } else if (prototype instanceof Variable.Branches(Section[] shape, boolean array)) {
        spend(shape.length);
        instance.variables.put(name, branches(instance, name, shape.length, array));
      } else {
        instance.variables.put(name, Variable.like(prototype));
      }
    });
    if (instance.variables.get("this") instanceof Variable.Objects(ObjectCell[] cells, int[] _)) {
      cells[0].object = instance;
    }
    Code init = template.procedures.get("init");
    if (init != null) {
      call(init, instance, arguments);
    }
    return instance;
  }

  /** Calls a procedure and gives what it returns. */
  Object call(Code code, Instance self, Object[] arguments) {
    if (code.procedure().kind() == Stmt.ProcedureKind.ITERATOR) {
      throw new HocFailure("hoc.iterator", code.procedure().name() + " is an iterator")
          .expected("for " + code.procedure().name() + "(...) { ... }");
    }
    Frame caller = frame;
    Frame inner = enter(code, self, arguments);
    body(code, inner);
    leave(caller);
    return inner.result;
  }

  private Frame enter(Code code, Instance self, Object[] arguments) {
    if (stack.size() > DEEPEST) {
      throw new HocFailure(
              "hoc.recursion",
              code.procedure().name() + " is called more than " + DEEPEST + " levels deep")
          .hint("Probably it calls itself without end");
    }
    Instance in = code.owner() == null ? self : code.owner();
    Stmt.Procedure procedure = code.procedure();
    String name = in.isTop() ? procedure.name() : in.template.name + "." + procedure.name();
    Frame inner = new Frame(name, code.file(), in, procedure.locals(), arguments);
    inner.place = procedure.place();
    for (int i = 0; i < procedure.locals(); i++) {
      inner.locals[i] = procedure.objects()[i] ? new ObjectCell(null) : (Object) 0.0;
    }
    stack.add(inner);
    frame = inner;
    return inner;
  }

  private void body(Code code, Frame inner) {
    int depth = sectionStack.size();
    List<Stmt> statements = code.procedure().body();
    for (int i = 0; i < statements.size(); i++) {
      if (exec(statements.get(i)) == Flow.RETURN) {
        break;
      }
    }
    if (depth > 0 || !sectionStack.isEmpty()) {
      unwind(Math.max(depth, Math.min(1, sectionStack.size())));
    }
  }

  private void leave(Frame caller) {
    stack.removeLast();
    frame = caller;
  }

  private static final Object[] NO_ARGUMENTS = new Object[0];

  Object[] arguments(Part part) {
    List<Expr> expressions = part.arguments();
    if (expressions == null || expressions.isEmpty()) {
      return NO_ARGUMENTS;
    }
    Object[] values = new Object[expressions.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(expressions.get(i));
      if (values[i] instanceof Section section) {
        throw new HocFailure(
                "hoc.argument", "Section " + section.fullName() + " cannot be an argument")
            .hint("Give new SectionRef() of it");
      }
    }
    return values;
  }

  private double[] indices(Part part) {
    List<Expr> expressions = part.indices();
    double[] values = new double[expressions.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(expressions.get(i));
    }
    return values;
  }

  // ---- values

  static double toNumber(Object value) {
    return switch (value) {
      case Double number -> number;
      case NumberRef pointer -> pointer.get();
      default ->
          throw new HocFailure("hoc.type", Arguments.described(value) + " is no number")
              .expected("a number");
    };
  }

  double number(Expr expression) {
    return switch (expression) {
      case Expr.Num(int place, double value) -> value;
      case Expr.Binary binary -> binary(binary);
      case Expr.Unary(int place, Operator operator, Expr operand) ->
          operator == Operator.NEGATE
              ? -number(operand)
              : Math.abs(number(operand)) <= EPSILON ? 1 : 0;
      default -> toNumber(value(expression));
    };
  }

  Object value(Expr expression) {
    return switch (expression) {
      case Expr.Num(int place, double value) -> value;
      case Expr.Text(int place, String text) -> new TextCell(text);
      case Chain chain -> chain(chain);
      case Expr.Unary _, Expr.Binary _ -> number(expression);
      case Expr.Assign assign -> assignment(assign);
      case Expr.New(int place, String template, List<Expr> arguments) -> {
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = value(arguments.get(i));
        }
        at(place);
        yield newObject(template, values);
      }
      case Expr.Pointer(int place, Chain target) -> pointer(target);
      case Expr.Ramp _ ->
          throw new HocFailure("hoc.type", "a:b stands where one value is needed")
              .expected("a range of positions and of values: diam(0:1) = 2:1");
    };
  }

  private double binary(Expr.Binary binary) {
    Operator operator = binary.operator();
    if (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL) {
      Object left = value(binary.left());
      Object right = value(binary.right());
      boolean equal =
          left instanceof ObjectCell a
              ? right instanceof ObjectCell b && a.object == b.object
              : Math.abs(toNumber(left) - toNumber(right)) <= EPSILON;
      return equal == (operator == Operator.EQUAL) ? 1 : 0;
    }
    double a = number(binary.left());
    double b = number(binary.right());
    return switch (operator) {
      case OR -> a != 0 || b != 0 ? 1 : 0;
      case AND -> a != 0 && b != 0 ? 1 : 0;
      case GREATER -> a > b + EPSILON ? 1 : 0;
      case GREATER_EQUAL -> a >= b - EPSILON ? 1 : 0;
      case LESS -> a < b - EPSILON ? 1 : 0;
      case LESS_EQUAL -> a <= b + EPSILON ? 1 : 0;
      default -> arithmetic(operator, a, b);
    };
  }

  static double arithmetic(Operator operator, double a, double b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> {
        if (b == 0) {
          throw new HocFailure("hoc.arithmetic", "Division by zero");
        }
        yield a / b;
      }
      case REMAINDER -> {
        if (b == 0) {
          throw new HocFailure("hoc.arithmetic", "Division by zero in %");
        }
        yield a - Math.floor(a / b) * b;
      }
      case POWER -> {
        double result = Math.pow(a, b);
        if (Double.isNaN(result) && !Double.isNaN(a) && !Double.isNaN(b)) {
          throw new HocFailure(
              "hoc.arithmetic",
              Format.general(a, 6) + "^" + Format.general(b, 6) + " is no number");
        }
        yield result;
      }
      default -> throw new IllegalStateException("no arithmetic: " + operator);
    };
  }

  private Object chain(Chain chain) {
    List<Part> parts = chain.parts();
    at(chain.place());
    Object value = first(parts.getFirst());
    for (int i = 1; i < parts.size(); i++) {
      at(parts.get(i).place());
      value = member(value, parts.get(i));
    }
    return value;
  }

  /** Everything of a chain but its last part. */
  private Object prefixValue(Chain chain) {
    List<Part> parts = chain.parts();
    Object value = first(parts.getFirst());
    for (int i = 1; i < parts.size() - 1; i++) {
      value = member(value, parts.get(i));
    }
    return value;
  }

  private int argumentIndex(Part part) {
    int which =
        part.slot() < 0
            ? -part.slot()
            : part.name().equals("i") ? (int) toNumber(frame.locals[part.slot()]) : 0;
    if (which < 1 || which > frame.arguments.length) {
      throw new HocFailure(
              "hoc.argument",
              "Argument " + part.shown() + " is missing; there are " + frame.arguments.length)
          .hint(
              stack.size() <= 2
                  ? "Give it in params of the cell's dynamics_params"
                  : "Look at the call of " + frame.name);
    }
    return which;
  }

  private Object argument(Part part) {
    Object value = frame.arguments[argumentIndex(part) - 1];
    return switch (part.head()) {
      case NUMBER_ARGUMENT -> toNumber(value);
      case TEXT_ARGUMENT -> {
        if (!(value instanceof TextCell)) {
          throw new HocFailure(
                  "hoc.argument", "Argument " + part.shown() + " is " + Arguments.described(value))
              .expected("a string");
        }
        yield value;
      }
      case OBJECT_ARGUMENT -> {
        if (!(value instanceof ObjectCell)) {
          throw new HocFailure(
                  "hoc.argument", "Argument " + part.shown() + " is " + Arguments.described(value))
              .expected("an object");
        }
        yield value;
      }
      case POINTER_ARGUMENT -> reference(part).get();
      case NAME, LOCAL -> throw new IllegalStateException("no argument");
    };
  }

  private NumberRef reference(Part part) {
    Object value = frame.arguments[argumentIndex(part) - 1];
    if (!(value instanceof NumberRef reference)) {
      throw new HocFailure(
              "hoc.argument", "Argument " + part.shown() + " is " + Arguments.described(value))
          .expected("a pointer such as &x");
    }
    return part.indices().isEmpty()
        ? reference
        : reference.at((int) (number(part.indices().getFirst()) + EPSILON));
  }

  private Object first(Part part) {
    if (part.head() == Head.LOCAL) {
      return frame.locals[part.slot()];
    }
    if (part.head() != Head.NAME) {
      return argument(part);
    }
    String name = part.name();
    Variable variable = frame.self.variables.get(name);
    if (variable != null && !(part.isCall() && variable instanceof Variable.Numbers)) {
      return read(variable, part, name);
    }
    Code code = frame.self.template.procedures.get(name);
    if (code != null) {
      Object[] arguments = arguments(part);
      at(part.place());
      return call(code, frame.self, arguments);
    }
    Optional<Mechanisms.Variable> range = mechanisms.variable(name);
    if (range.isPresent() || Builtins.isSectionVariable(name)) {
      if (range.isPresent() && range.get() instanceof Mechanisms.Variable.Global global) {
        return mechanisms.global(global);
      }
      return builtins.read(current(), name, range, positionOf(part), indices(part));
    }
    Object known = builtins.constant(name);
    if (known != null && !part.isCall()) {
      return known;
    }
    if (builtins.isFunction(name)) {
      Object[] arguments = arguments(part);
      at(part.place());
      return builtins.call(name, new Arguments(arguments));
    }
    List<Instance> made = instances.get(name);
    if (made != null && part.indices().size() == 1) {
      int which = (int) (number(part.indices().getFirst()) + EPSILON);
      if (which >= 0 && which < made.size()) {
        return new ObjectCell(made.get(which));
      }
    }
    if (name.equals("nil")) {
      return new ObjectCell(null);
    }
    throw undefined(name, part.isCall());
  }

  private HocFailure undefined(String name, boolean call) {
    String hint = "";
    int underscore = name.indexOf('_');
    if (underscore > 0) {
      String suffix = name.substring(underscore + 1);
      hint =
          mechanisms.find(suffix).isPresent()
              ? "Mechanism " + suffix + " has no variable " + name.substring(0, underscore)
              : "If it belongs to a mechanism, add the mechanism's .mod file to the model";
    } else if (!frame.self.isTop()
        && (top.variables.containsKey(name) || top.template.procedures.containsKey(name))) {
      hint = "It is defined outside of the template: add external " + name + " to the template";
    }
    return new HocFailure(
            "hoc.undefined", name + (call ? " is no function or procedure" : " is not defined"))
        .hint(hint);
  }

  private Object read(Variable variable, Part part, String name) {
    return switch (variable) {
      case Variable.Numbers(double[] data, int[] sizes) ->
          part.indices().isEmpty() ? data[0] : data[Variable.offset(name, sizes, indices(part))];
      case Variable.Text(TextCell cell) -> cell;
      case Variable.Objects(ObjectCell[] cells, int[] sizes) ->
          part.indices().isEmpty() ? cells[0] : cells[Variable.offset(name, sizes, indices(part))];
      case Variable.Branches(Section[] all, boolean array) -> {
        int index =
            part.indices().isEmpty()
                ? 0
                : Variable.offset(name, array ? new int[] {all.length} : new int[0], indices(part));
        Section section = all[index];
        if (!section.isAlive()) {
          throw new HocFailure("hoc.no-section", "Section " + section.fullName() + " was deleted");
        }
        yield section;
      }
    };
  }

  private Object member(Object owner, Part part) {
    String name = part.name();
    if (owner instanceof Section section) {
      Optional<Mechanisms.Variable> range = mechanisms.variable(name);
      if (range.isEmpty() && !Builtins.isSectionVariable(name)) {
        throw new HocFailure("hoc.undefined", name + " is no variable of a section")
            .expected("L, nseg, diam, or a variable of an inserted mechanism");
      }
      return builtins.read(section, name, range, positionOf(part), indices(part));
    }
    HocObject object = object(owner, part);
    if (object instanceof Instance instance) {
      return instanceMember(instance, part);
    }
    double[] indices = indices(part);
    Arguments arguments = part.isCall() ? new Arguments(arguments(part)) : null;
    at(part.place());
    return classes.member(object, name, indices, arguments);
  }

  private static HocObject object(Object owner, Part part) {
    if (!(owner instanceof ObjectCell cell)) {
      throw new HocFailure(
              "hoc.type",
              Arguments.described(owner) + " has no members, but ." + part.name() + " is asked for")
          .expected("an object");
    }
    if (cell.object == null) {
      throw new HocFailure("hoc.nil", "The object whose ." + part.name() + " is asked for is nil")
          .hint("Make it before: x = new Class()");
    }
    return cell.object;
  }

  private Object instanceMember(Instance instance, Part part) {
    String name = part.name();
    checkPublic(instance, name);
    Variable variable = instance.variables.get(name);
    if (variable != null) {
      Object value = read(variable, part, name);
      if (part.isCall() && value instanceof Section) {
        throw new HocFailure("hoc.type", "Section " + name + " is called like a function");
      }
      return value;
    }
    Code code = instance.template.procedures.get(name);
    if (code != null) {
      Object[] arguments = arguments(part);
      at(part.place());
      return call(code, instance, arguments);
    }
    throw instance.noMember(name);
  }

  private static void checkPublic(Instance instance, String name) {
    if (!instance.template.publicNames.contains(name)) {
      throw new HocFailure(
              "hoc.not-public", name + " is not public in template " + instance.template.name)
          .hint("Add public " + name + " to the template");
    }
  }

  /** The position in {@code v(0.5)}; NaN without. */
  private double positionOf(Part part) {
    if (part.arguments() == null || part.arguments().isEmpty()) {
      return Double.NaN;
    }
    if (part.arguments().size() > 1) {
      throw new HocFailure("hoc.argument", part.name() + " takes one position");
    }
    return number(part.arguments().getFirst());
  }

  // ---- assignment

  private NumberRef pointer(Chain chain) {
    Part part = chain.last();
    if (chain.parts().size() == 1) {
      switch (part.head()) {
        case POINTER_ARGUMENT -> {
          return reference(part);
        }
        case LOCAL -> {
          Frame in = frame;
          return new NumberRef() {
            @Override
            public double get() {
              return toNumber(in.locals[part.slot()]);
            }

            @Override
            public void set(double value) {
              in.locals[part.slot()] = value;
            }
          };
        }
        default -> {
          Variable variable = frame.self.variables.get(part.name());
          if (variable == null && !builtins.isKnown(part.name())) {
            variable = Variable.Numbers.single(0);
            frame.self.variables.put(part.name(), variable);
          }
          if (variable instanceof Variable.Numbers numbers) {
            return numbers.at(Variable.offset(part.name(), numbers.sizes(), indices(part)));
          }
        }
      }
    } else {
      Object owner = prefixValue(chain);
      if (owner instanceof ObjectCell cell
          && cell.object instanceof HocVector vector
          && part.name().equals("x")) {
        return vector.element(indices(part));
      }
      if (owner instanceof ObjectCell cell
          && cell.object instanceof Instance instance
          && instance.variables.get(part.name()) instanceof Variable.Numbers numbers) {
        checkPublic(instance, part.name());
        return numbers.at(Variable.offset(part.name(), numbers.sizes(), indices(part)));
      }
    }
    // A place in a section or in an object: good for NetCon and the like, which only look at it.
    double value = toNumber(chain(chain));
    return NumberRef.of(new double[] {value}, 0);
  }

  private Object assignment(Expr.Assign assign) {
    Chain target = assign.target();
    if (assign.value() instanceof Expr.Ramp ramp) {
      ramp(target, assign.operator(), ramp);
      return 0.0;
    }
    Object value = value(assign.value());
    at(target.place());
    return assign(target, assign.operator(), value);
  }

  private void assign(Chain target, double value) {
    Part part = target.parts().getFirst();
    if (part.head() == Head.LOCAL && target.parts().size() == 1) {
      frame.locals[part.slot()] = value;
    } else {
      assign(target, null, value);
    }
  }

  private Object assign(Chain target, Operator operator, Object value) {
    Part part = target.last();
    if (target.parts().size() > 1) {
      Object owner = prefixValue(target);
      at(part.place());
      return assignMember(owner, part, operator, value);
    }
    switch (part.head()) {
      case LOCAL -> {
        Object local = frame.locals[part.slot()];
        if (local instanceof ObjectCell cell) {
          cell.object = objectOf(value, operator);
          return cell;
        }
        double result = combined(operator, toNumber(local), value);
        frame.locals[part.slot()] = result;
        return result;
      }
      case NUMBER_ARGUMENT -> {
        int which = argumentIndex(part) - 1;
        double result =
            combined(operator, operator == null ? 0 : toNumber(frame.arguments[which]), value);
        frame.arguments[which] = result;
        return result;
      }
      case TEXT_ARGUMENT -> {
        TextCell cell = (TextCell) argument(part);
        cell.text = textOf(value, operator);
        return cell;
      }
      case OBJECT_ARGUMENT -> {
        ObjectCell cell = (ObjectCell) argument(part);
        cell.object = objectOf(value, operator);
        return cell;
      }
      case POINTER_ARGUMENT -> {
        NumberRef reference = reference(part);
        reference.set(combined(operator, reference.get(), value));
        return reference.get();
      }
      case NAME -> {
        return assignName(part, operator, value);
      }
    }
    throw new IllegalStateException("unreachable");
  }

  private Object assignName(Part part, Operator operator, Object value) {
    String name = part.name();
    Variable variable = frame.self.variables.get(name);
    if (variable != null) {
      return write(variable, part, operator, value);
    }
    Optional<Mechanisms.Variable> range = mechanisms.variable(name);
    if (range.isPresent() || Builtins.isSectionVariable(name)) {
      if (range.isPresent() && range.get() instanceof Mechanisms.Variable.Global global) {
        double result = combined(operator, mechanisms.global(global), value);
        mechanisms.setGlobal(global, result);
        return result;
      }
      return builtins.write(
          current(), name, range, positionOf(part), indices(part), operator, toNumber(value));
    }
    if (builtins.constant(name) instanceof Double old) {
      double result = combined(operator, old, value);
      builtins.setConstant(name, result);
      return result;
    }
    if (part.isCall() || !part.indices().isEmpty()) {
      throw undefined(name, part.isCall())
          .expected(part.isCall() ? "a range variable" : "double " + name + "[n] before");
    }
    if (value instanceof TextCell) {
      throw new HocFailure("hoc.undefined", name + " is not declared but shall hold a string")
          .expected("strdef " + name);
    }
    if (value instanceof ObjectCell) {
      throw new HocFailure("hoc.undefined", name + " is not declared but shall hold an object")
          .expected("objref " + name);
    }
    if (operator != null) {
      throw undefined(name, false);
    }
    double number = toNumber(value);
    frame.self.variables.put(name, Variable.Numbers.single(number));
    return number;
  }

  private Object write(Variable variable, Part part, Operator operator, Object value) {
    String name = part.name();
    switch (variable) {
      case Variable.Numbers(double[] data, int[] sizes) -> {
        int at = part.indices().isEmpty() ? 0 : Variable.offset(name, sizes, indices(part));
        data[at] = combined(operator, data[at], value);
        return data[at];
      }
      case Variable.Text(TextCell cell) -> {
        cell.text = textOf(value, operator);
        return cell;
      }
      case Variable.Objects(ObjectCell[] cells, int[] sizes) -> {
        int at = part.indices().isEmpty() ? 0 : Variable.offset(name, sizes, indices(part));
        cells[at].object = objectOf(value, operator);
        return cells[at];
      }
      case Variable.Branches _ ->
          throw new HocFailure("hoc.type", name + " is a section and takes no value");
    }
  }

  private Object assignMember(Object owner, Part part, Operator operator, Object value) {
    String name = part.name();
    if (owner instanceof Section section) {
      return builtins.write(
          section,
          name,
          mechanisms.variable(name),
          positionOf(part),
          indices(part),
          operator,
          toNumber(value));
    }
    HocObject object = object(owner, part);
    if (object instanceof Instance instance) {
      checkPublic(instance, name);
      Variable variable = instance.variables.get(name);
      if (variable == null) {
        throw instance.noMember(name);
      }
      return write(variable, part, operator, value);
    }
    double[] indices = indices(part);
    if (value instanceof TextCell text) {
      if (classes.member(object, name, indices, null) instanceof TextCell cell) {
        cell.text = text.text;
        return cell;
      }
      throw new HocFailure("hoc.type", name + " is no string");
    }
    double old = operator == null ? 0 : toNumber(classes.member(object, name, indices, null));
    double result = combined(operator, old, value);
    object.assign(name, indices, result);
    return result;
  }

  static double combined(Operator operator, double old, Object value) {
    double number = toNumber(value);
    return operator == null ? number : arithmetic(operator, old, number);
  }

  private static String textOf(Object value, Operator operator) {
    if (operator != null || !(value instanceof TextCell text)) {
      throw new HocFailure("hoc.type", "A string variable shall be " + Arguments.described(value))
          .expected("a string");
    }
    return text.text;
  }

  private static HocObject objectOf(Object value, Operator operator) {
    if (operator != null || !(value instanceof ObjectCell cell)) {
      throw new HocFailure("hoc.type", "An object variable shall be " + Arguments.described(value))
          .expected("an object");
    }
    return cell.object;
  }

  /** {@code diam(0:1) = 2:1}: linear between the two positions, at the centres of segments. */
  private void ramp(Chain target, Operator operator, Expr.Ramp values) {
    Part part = target.last();
    if (part.arguments() == null
        || part.arguments().size() != 1
        || !(part.arguments().getFirst() instanceof Expr.Ramp positions)) {
      throw new HocFailure("hoc.type", "a:b is given to one value")
          .expected(part.name() + "(0:1) = a:b");
    }
    Section section = target.parts().size() > 1 ? section(prefixValue(target), target) : current();
    double x1 = number(positions.from());
    double x2 = number(positions.to());
    double y1 = number(values.from());
    double y2 = number(values.to());
    at(target.place());
    if (!(x2 - x1 >= 1e-10)) {
      throw new HocFailure("hoc.position", "The range from " + x1 + " to " + x2 + " is empty")
          .expected("a first position smaller than the second");
    }
    builtins.ramp(
        section,
        part.name(),
        mechanisms.variable(part.name()),
        operator,
        new double[] {x1, x2, y1, y2});
  }

  @Override
  public String toString() {
    return "Interpreter with " + templates.keySet() + ", stack " + Arrays.toString(stack.toArray());
  }
}
