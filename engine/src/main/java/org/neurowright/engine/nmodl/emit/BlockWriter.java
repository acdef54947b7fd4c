package org.neurowright.engine.nmodl.emit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neurowright.engine.nmodl.emit.BlockProgram.Kind;
import org.neurowright.engine.nmodl.emit.BlockProgram.Value;
import org.neurowright.engine.nmodl.pass.TableSpec;

/**
 * Writes a {@link BlockProgram} as short loops over a block of instances.
 *
 * <p>Arithmetic and choices go into methods with one loop of vector operations each. Loads,
 * gathers, exponentials, other functions and table look-ups are steps of their own between them.
 * Values that pass from step to step lie in buffers of one block, few enough to stay in the
 * processor's nearest cache. Columns are read and written where they are. Arrays of nodes and ions
 * are gathered into buffers and results added to them by the last step: by whole vectors while the
 * instances of each vector are at consecutive places ("runs"), which those of equal cells side by
 * side are; otherwise one instance after the other, so that sums keep their order.
 *
 * <p>Blocks hold whole vectors only. The last few instances are left to the loop that does one
 * instance after the other.
 */
final class BlockWriter {
  /** Loops of more operations are divided: the compiler gives up on very long ones. */
  private static final int LARGEST_LOOP = 60;

  private final KernelContext context;
  private final SourceText out;
  private final Map<String, Value> stores = new LinkedHashMap<>();
  private final Map<String, Map<String, Value>> scatters = new LinkedHashMap<>();

  private final Map<Value, Integer> levels = new HashMap<>();
  private final Map<Value, Place> places = new HashMap<>();
  private final Set<Value> reachable = new LinkedHashSet<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<String> loops = new ArrayList<>();
  private boolean inRunsOnly;

  /**
   * One loop or call.
   *
   * @param defines values that it leaves in buffers
   * @param all values that it computes
   */
  private record Step(Kind kind, List<Value> all, List<Value> defines) {}

  /**
   * Where the numbers of a value are.
   *
   * @param array Java name of the array
   * @param start Java name of the index that belongs to the first lane, empty for 0
   */
  private record Place(String array, String start) {
    boolean isBuffer() {
      return start.isEmpty();
    }

    String at(String lane) {
      return array + "[" + index(lane) + "]";
    }

    String index(String lane) {
      return isBuffer() ? lane : start + " + " + lane;
    }

    String first() {
      return isBuffer() ? "0" : start;
    }
  }

  BlockWriter(KernelContext context) {
    this.context = context;
    this.out = context.out;
  }

  /** The value a column has at the end. */
  void store(String field, Value value) {
    if (value.kind() != Kind.COLUMN || !value.text().equals(field)) {
      stores.put(field, value);
    }
  }

  /**
   * What happens at the end to an array by node or ion.
   *
   * @param index array that says where
   * @param assignment Java up to the value, with {@code at} for the place
   */
  void scatter(String index, String assignment, Value value) {
    scatters.computeIfAbsent(index, k -> new LinkedHashMap<>()).put(assignment, value);
  }

  // ---------------------------------------------------------------- order of steps

  /** Whether something that is kept depends on an exponential, for which blocks pay. */
  boolean pays() {
    reach();
    return reachable.stream().anyMatch(v -> v.kind() == Kind.EXPONENTIAL);
  }

  private List<Value> roots() {
    List<Value> roots = new ArrayList<>(stores.values());
    scatters.values().forEach(s -> roots.addAll(s.values()));
    return roots;
  }

  private void reach() {
    Deque<Value> open = new ArrayDeque<>(roots());
    while (!open.isEmpty()) {
      Value value = open.pop();
      if (reachable.add(value)) {
        open.addAll(value.arguments());
      }
    }
  }

  /** Arrays of indices of nodes and ions through which values are read or written. */
  private List<String> indices() {
    reach();
    Set<String> indices = new TreeSet<>(scatters.keySet());
    reachable.stream().filter(v -> v.kind() == Kind.GATHER).forEach(v -> indices.add(v.index()));
    return List.copyOf(indices);
  }

  /** Leaves to the other loop all instances that are not in runs. */
  void inRunsOnly() {
    inRunsOnly = true;
  }

  /** Condition for the use of blocks besides the number of instances. */
  String runs() {
    return inRunsOnly
        ? indices().stream()
            .map(index -> " && " + run(index) + " >= BlockMath.WORTHWHILE")
            .collect(Collectors.joining())
        : "";
  }

  /** Name of the field that says how many of the first instances are in runs. */
  static String run(String index) {
    return index + "Run";
  }

  /** Writes the loop over blocks. */
  void write() {
    List<Value> roots = roots();
    reach();
    List<Value> ordered = reachable.stream().sorted(Comparator.comparingInt(Value::id)).toList();
    schedule(ordered, new LinkedHashSet<>(roots));
    List<Step> all = withLoads(roots);
    int buffers = allocate(all, roots);
    context.blockBuffers = Math.max(context.blockBuffers, Math.max(1, buffers));
    context.runs.addAll(indices());
    uniforms(ordered);
    for (int k = 0; k < buffers; k++) {
      out.line("final double[] buffer" + k + " = buffers[" + k + "];");
    }
    reachable.stream()
        .filter(v -> v.kind() == Kind.LOOKUP)
        .map(v -> "table" + table(v))
        .distinct()
        .sorted()
        .forEach(prefix -> {
          out.line("final double[] " + prefix + "Rows = this." + prefix + "Rows;");
          out.line("final double " + prefix + "Low = this." + prefix + "Low;");
          out.line("final double " + prefix + "Scale = this." + prefix + "Scale;");
        });
    if (inRunsOnly) {
      String runs = "count";
      for (String index : indices()) {
        runs = runs.equals("count") ? run(index) : "Math.min(" + runs + ", " + run(index) + ")";
      }
      out.line("final int whole = " + runs + ";");
    } else {
      out.line("final int whole = count - count % LANES;");
    }
    out.open("for (int blockStart = 0; blockStart < whole; blockStart += BlockMath.SIZE)");
    out.line("final int lanes = Math.min(BlockMath.SIZE, whole - blockStart);");
    all.forEach(this::write);
    finish();
    out.close();
    out.line("return whole;");
  }

  private int available(Value value) {
    return switch (value.kind()) {
      case UNIFORM, COLUMN, GATHER -> 0;
      case ARITHMETIC, CHOICE -> levels.get(value);
      case CALL, EXPONENTIAL, LOOKUP -> levels.get(value) + 1;
    };
  }

  private void schedule(List<Value> ordered, Set<Value> roots) {
    TreeMap<Integer, List<Value>> arithmetic = new TreeMap<>();
    TreeMap<Integer, List<Value>> others = new TreeMap<>();
    for (Value value : ordered) {
      if (value.isUniform() || value.kind() == Kind.COLUMN || value.kind() == Kind.GATHER) {
        continue;
      }
      int level = value.arguments().stream().mapToInt(this::available).max().orElse(0);
      levels.put(value, level);
      (value.kind() == Kind.ARITHMETIC || value.kind() == Kind.CHOICE ? arithmetic : others)
          .computeIfAbsent(level, k -> new ArrayList<>())
          .add(value);
      arithmetic.computeIfAbsent(level, k -> new ArrayList<>());
    }
    for (Map.Entry<Integer, List<Value>> level : arithmetic.entrySet()) {
      List<Value> here = level.getValue();
      int parts = (here.size() + LARGEST_LOOP - 1) / LARGEST_LOOP;
      for (int p = 0; p < parts; p++) {
        List<Value> part = here.subList(p * here.size() / parts, (p + 1) * here.size() / parts);
        Set<Value> members = Set.copyOf(part);
        List<Value> leaving =
            part.stream()
                .filter(v ->
                    roots.contains(v)
                        || ordered.stream()
                            .anyMatch(u -> !members.contains(u) && u.arguments().contains(v)))
                .toList();
        steps.add(new Step(Kind.ARITHMETIC, List.copyOf(part), leaving));
      }
      Map<String, List<Value>> together = new LinkedHashMap<>();
      for (Value value : others.getOrDefault(level.getKey(), List.of())) {
        together.computeIfAbsent(groupOf(value), k -> new ArrayList<>()).add(value);
      }
      together
          .values()
          .forEach(group -> steps.add(new Step(group.getFirst().kind(), group, group)));
    }
  }

  /** Outputs of one look-up share a loop. */
  private static String groupOf(Value value) {
    return switch (value.kind()) {
      case LOOKUP -> "table " + table(value) + " " + ids(value.arguments());
      case UNIFORM, COLUMN, GATHER, ARITHMETIC, CALL, CHOICE, EXPONENTIAL -> "value " + value.id();
    };
  }

  private static String ids(List<Value> values) {
    return values.stream().map(v -> Integer.toString(v.id())).collect(Collectors.joining(" "));
  }

  private static int table(Value lookup) {
    return Integer.parseInt(lookup.text().substring(0, lookup.text().indexOf(':')));
  }

  /** Loads stand before the first step that needs them. */
  private List<Step> withLoads(List<Value> roots) {
    List<Step> all = new ArrayList<>();
    Set<Value> loaded = new LinkedHashSet<>();
    for (Step step : steps) {
      for (Value value : step.all()) {
        value.arguments().forEach(a -> load(a, loaded, all));
      }
      all.add(step);
    }
    roots.forEach(r -> load(r, loaded, all));
    return all;
  }

  private static void load(Value value, Set<Value> loaded, List<Step> all) {
    if ((value.kind() == Kind.COLUMN || value.kind() == Kind.GATHER) && loaded.add(value)) {
      all.add(new Step(value.kind(), List.of(value), List.of(value)));
    }
  }

  /** Gives each value that passes between steps a buffer; returns how many there are. */
  private int allocate(List<Step> all, List<Value> roots) {
    Map<Value, Integer> lastUse = new HashMap<>();
    for (int s = 0; s < all.size(); s++) {
      for (Value value : all.get(s).all()) {
        for (Value argument : value.arguments()) {
          lastUse.put(argument, s);
        }
      }
    }
    roots.forEach(r -> lastUse.put(r, Integer.MAX_VALUE));
    Deque<String> free = new ArrayDeque<>();
    int buffers = 0;
    Map<Value, String> held = new HashMap<>();
    for (int s = 0; s < all.size(); s++) {
      for (Value value : all.get(s).defines()) {
        Optional<Place> place = inPlace(value, roots, lastUse, s);
        if (place.isPresent()) {
          places.put(value, place.get());
          continue;
        }
        String buffer = free.isEmpty() ? "buffer" + buffers++ : free.pop();
        held.put(value, buffer);
        places.put(value, new Place(buffer, ""));
      }
      int now = s;
      held.keySet().stream()
          .filter(v -> lastUse.getOrDefault(v, -1) == now)
          .sorted(Comparator.comparingInt(Value::id))
          .map(held::get)
          .forEach(free::push);
    }
    return buffers;
  }

  /** The column that a value may be read from or written to without a buffer. */
  private Optional<Place> inPlace(
      Value value, List<Value> roots, Map<Value, Integer> lastUse, int step) {
    if (value.kind() == Kind.COLUMN) {
      // What is stored elsewhere at the end must not change before.
      return roots.contains(value)
          ? Optional.empty()
          : Optional.of(new Place(value.text(), "blockStart"));
    }
    if (value.kind() == Kind.GATHER) {
      return Optional.empty();
    }
    return stores.entrySet().stream()
        .filter(s -> s.getValue() == value)
        .map(Map.Entry::getKey)
        .filter(field ->
            reachable.stream()
                .filter(v -> v.kind() == Kind.COLUMN && v.text().equals(field))
                .allMatch(old -> !roots.contains(old) && lastUse.getOrDefault(old, -1) <= step))
        .findFirst()
        .map(field -> new Place(field, "blockStart"));
  }

  private void uniforms(List<Value> ordered) {
    for (Value value : ordered) {
      if (value.isUniform() && !value.arguments().isEmpty()) {
        out.line(
            "final double shared" + value.id() + " = " + text(value, Map.of(), Set.of()) + ";");
      }
    }
  }

  // ---------------------------------------------------------------- Java of values

  /** Java for a value as an operand inside a loop. */
  private String operand(Value value, Map<Value, String> inLoop, Set<Value> inline) {
    if (inLoop.containsKey(value)) {
      return inLoop.get(value);
    }
    if (inline.contains(value)) {
      return "(" + text(value, inLoop, inline) + ")";
    }
    if (value.isUniform()) {
      String text = value.arguments().isEmpty() ? value.text() : "shared" + value.id();
      return text.startsWith("-") ? "(" + text + ")" : text;
    }
    return places.get(value).at("lane");
  }

  private String text(Value value, Map<Value, String> inLoop, Set<Value> inline) {
    List<Value> arguments = value.arguments();
    List<String> texts = arguments.stream().map(a -> operand(a, inLoop, inline)).toList();
    if (value.kind() == Kind.CHOICE || value.text().contains("|")) {
      return condition(value, texts) + " ? " + texts.get(0) + " : " + texts.get(1);
    }
    if (Character.isLetter(value.text().charAt(0))) {
      return arguments.isEmpty()
          ? value.text()
          : value.text() + "(" + String.join(", ", texts) + ")";
    }
    if (texts.size() == 1) {
      return value.text() + texts.getFirst();
    }
    return texts.isEmpty() ? value.text() : texts.get(0) + " " + value.text() + " " + texts.get(1);
  }

  /** A value as a vector, or as a number where that will do as an operand. */
  private String vectorOperand(Value value, Map<Value, String> inLoop, Set<Value> inline) {
    return value.isUniform() ? operand(value, inLoop, inline) : vector(value, inLoop, inline);
  }

  private String vector(Value value, Map<Value, String> inLoop, Set<Value> inline) {
    if (value.isUniform()) {
      return "DoubleVector.broadcast(SPECIES, " + operand(value, inLoop, inline) + ")";
    }
    if (inLoop.containsKey(value)) {
      return inLoop.get(value);
    }
    return inline.contains(value) ? vectorText(value, inLoop, inline) : fromArray(value);
  }

  private String fromArray(Value value) {
    Place place = places.get(value);
    return "DoubleVector.fromArray(SPECIES, " + place.array() + ", " + place.index("lane") + ")";
  }

  private String vectorText(Value value, Map<Value, String> inLoop, Set<Value> inline) {
    List<Value> arguments = value.arguments();
    String first = vector(arguments.getFirst(), inLoop, inline);
    if (value.kind() == Kind.CHOICE) {
      String mask = value.text();
      for (int k = 0; k + 2 < arguments.size(); k++) {
        Value operand = arguments.get(k + 2);
        mask =
            mask.replace("#" + k + "#", vector(operand, inLoop, inline))
                .replace("@" + k + "@", vectorOperand(operand, inLoop, inline));
      }
      return vector(arguments.get(1), inLoop, inline)
          + ".blend("
          + vectorOperand(arguments.getFirst(), inLoop, inline)
          + ", "
          + mask.substring(mask.indexOf('|') + 1)
          + ")";
    }
    if (arguments.size() == 1) {
      return first
          + switch (value.text()) {
            case "-" -> ".neg()";
            case "Math.abs" -> ".abs()";
            case "Math.sqrt" -> ".sqrt()";
            default -> throw new IllegalStateException("no vector form of " + value.text());
          };
    }
    if (value.text().equals(BlockProgram.FUSED)) {
      return first
          + ".fma("
          + vector(arguments.get(1), inLoop, inline)
          + ", "
          + vector(arguments.get(2), inLoop, inline)
          + ")";
    }
    return first
        + switch (value.text()) {
          case "+" -> ".add(";
          case "-" -> ".sub(";
          case "*" -> ".mul(";
          case "/" -> ".div(";
          default -> throw new IllegalStateException("no vector form of " + value.text());
        }
        + vectorOperand(arguments.get(1), inLoop, inline)
        + ")";
  }

  private static String condition(Value choice, List<String> texts) {
    String text = choice.text().substring(0, choice.text().indexOf('|'));
    for (int k = 0; k + 2 < texts.size(); k++) {
      text = text.replace("#" + k + "#", texts.get(k + 2));
    }
    return text;
  }

  // ---------------------------------------------------------------- loops

  private void write(Step step) {
    Value first = step.all().getFirst();
    switch (step.kind()) {
      case COLUMN -> {
        if (places.get(first).isBuffer()) {
          out.line(
              "System.arraycopy("
                  + first.text()
                  + ", blockStart, "
                  + places.get(first).array()
                  + ", 0, lanes);");
        }
      }
      case GATHER -> gather(first);
      case EXPONENTIAL -> {
        Place x = places.get(first.arguments().getFirst());
        Place y = places.get(first);
        out.line(
            "BlockMath.exp("
                + String.join(", ", x.array(), x.first(), y.array(), y.first())
                + ", lanes);");
      }
      case ARITHMETIC -> arithmetic(step);
      case CALL -> {
        openLoop();
        step.all()
            .forEach(v ->
                out.line(places.get(v).at("lane") + " = " + text(v, Map.of(), Set.of()) + ";"));
        out.close();
      }
      case LOOKUP -> lookup(step);
      case UNIFORM, CHOICE -> throw new IllegalStateException("not a step");
    }
  }

  private void gather(Value value) {
    String buffer = places.get(value).array();
    openRuns(value.index());
    out.line(
        "BlockMath.gather("
            + String.join(", ", value.text(), value.index(), "blockStart", buffer)
            + ", lanes);");
    if (!inRunsOnly) {
      out.middle("} else {");
      openLoop();
      out.line(buffer + "[lane] = " + value.text() + "[" + value.index() + "[blockStart + lane]];");
      out.close();
      out.close();
    }
  }

  private void openRuns(String index) {
    if (!inRunsOnly) {
      out.open("if (blockStart + lanes <= " + run(index) + ")");
    }
  }

  private void openLoop() {
    out.open("for (int lane = 0; lane < lanes; lane++)");
  }

  private void arithmetic(Step step) {
    Map<Value, Integer> uses = new HashMap<>();
    for (Value value : step.all()) {
      value.arguments().forEach(a -> uses.merge(a, 1, Integer::sum));
    }
    Set<Value> inline = new LinkedHashSet<>();
    for (Value value : step.all()) {
      if (!step.defines().contains(value) && uses.getOrDefault(value, 0) == 1) {
        inline.add(value);
      }
    }
    Set<String> arrays = new TreeSet<>();
    Set<String> starts = new TreeSet<>();
    Set<String> numbers = new TreeSet<>();
    Set<Value> inputs = new LinkedHashSet<>();
    for (Value value : step.all()) {
      for (Value argument : value.arguments()) {
        if (argument.isUniform()) {
          String text = operand(argument, Map.of(), Set.of());
          if (Character.isJavaIdentifierStart(text.charAt(0))) {
            numbers.add(text);
          }
        } else if (!step.all().contains(argument)) {
          inputs.add(argument);
        }
      }
    }
    List<Value> used = new ArrayList<>(inputs);
    used.addAll(step.defines());
    for (Value value : used) {
      Place place = places.get(value);
      arrays.add(place.array());
      if (!place.isBuffer()) {
        starts.add(place.start());
      }
    }
    String method = context.nextLoop();
    List<String> arguments = new ArrayList<>(arrays);
    arguments.addAll(starts);
    arguments.addAll(numbers);
    arguments.add("lanes");
    out.line(method + "(" + String.join(", ", arguments) + ");");

    List<String> parameters = new ArrayList<>();
    arrays.forEach(array -> parameters.add("double[] " + array));
    starts.forEach(start -> parameters.add("int " + start));
    numbers.forEach(number -> parameters.add("double " + number));
    parameters.add("int lanes");
    SourceText loop = new SourceText();
    loop.open("private static void " + method + "(" + String.join(", ", parameters) + ")");
    loop.open("for (int lane = 0; lane < lanes; lane += LANES)");
    Map<Value, String> inLoop = new HashMap<>();
    // Read first, as a result may take the place of what it is computed from.
    for (Value value : inputs) {
      loop.line("final DoubleVector value" + value.id() + " = " + fromArray(value) + ";");
      inLoop.put(value, "value" + value.id());
    }
    for (Value value : step.all()) {
      if (inline.contains(value)) {
        continue;
      }
      boolean leaves = step.defines().contains(value);
      String text = vectorText(value, inLoop, inline);
      if (leaves && uses.getOrDefault(value, 0) == 0) {
        loop.line(text + intoArray(value));
        continue;
      }
      String local = "value" + value.id();
      loop.line("final DoubleVector " + local + " = " + text + ";");
      inLoop.put(value, local);
      if (leaves) {
        loop.line(local + intoArray(value));
      }
    }
    loop.close();
    loop.close();
    loop.line("");
    loops.add(loop.toString());
    context.scratchArrays = Math.max(context.scratchArrays, arrays.size());
    context.rehearsals.add(
        method
            + "("
            + IntStream.range(0, arrays.size())
                .mapToObj(k -> "scratch[" + k + "], ")
                .collect(Collectors.joining())
            + "0, ".repeat(starts.size())
            + "0.5, ".repeat(numbers.size())
            + "lanes);");
  }

  private String intoArray(Value value) {
    Place place = places.get(value);
    return ".intoArray(" + place.array() + ", " + place.index("lane") + ");";
  }

  /** The loops of arithmetic, each a method of its own that the compiler can look at alone. */
  void writeLoops() {
    loops.forEach(l -> l.lines().forEach(out::line));
  }

  private void lookup(Step step) {
    int index = table(step.all().getFirst());
    TableSpec table = context.lowered.tables().get(index);
    String prefix = "table" + index;
    openLoop();
    String argument = operand(step.all().getFirst().arguments().getFirst(), Map.of(), Set.of());
    out.line(
        "final double position = " + prefix + "Scale * (" + argument + " - " + prefix + "Low);");
    out.open("if (position > 0.0 && position < " + table.intervals() + ".0)");
    out.line("final int interval = (int) position;");
    out.line("final double fraction = position - interval;");
    out.line("final int entry = interval * " + table.width() + ";");
    for (Value value : step.all()) {
      out.line(
          places.get(value).at("lane")
              + " = "
              + StatementWriter.tableEntry(prefix, "entry", output(value))
              + " + fraction * "
              + StatementWriter.tableDifference(prefix, "entry", output(value))
              + ";");
    }
    out.middle("} else if (position != position) {");
    step.all().forEach(v -> out.line(places.get(v).at("lane") + " = position;"));
    out.middle("} else {");
    out.line("final int entry = position <= 0.0 ? 0 : " + table.intervals() * table.width() + ";");
    for (Value value : step.all()) {
      out.line(
          places.get(value).at("lane")
              + " = "
              + StatementWriter.tableEntry(prefix, "entry", output(value))
              + ";");
    }
    out.close();
    out.close();
  }

  private static int output(Value lookup) {
    return Integer.parseInt(lookup.text().substring(lookup.text().indexOf(':') + 1));
  }

  /** Stores, then sums by node and ion in the order of the instances. */
  private void finish() {
    stores.forEach((field, value) -> {
      if (value.isUniform()) {
        out.line(
            "java.util.Arrays.fill("
                + field
                + ", blockStart, blockStart + lanes, "
                + operand(value, Map.of(), Set.of())
                + ");");
      } else if (!places.get(value).array().equals(field)) {
        Place place = places.get(value);
        out.line(
            "System.arraycopy("
                + String.join(", ", place.array(), place.first(), field)
                + ", blockStart, lanes);");
      }
    });
    scatters.forEach(this::scatter);
  }

  private void scatter(String index, Map<String, Value> assignments) {
    boolean vectors = assignments.values().stream().noneMatch(Value::isUniform);
    if (vectors) {
      openRuns(index);
      assignments.forEach((assignment, value) -> {
        String array = assignment.substring(0, assignment.indexOf('['));
        String how =
            switch (assignment.substring(assignment.indexOf(' ') + 1)) {
              case "+=" -> "add";
              case "-=" -> "subtract";
              case "=" -> "put";
              case String other -> throw new IllegalStateException(other);
            };
        Place place = places.get(value);
        out.line(
            "BlockMath."
                + how
                + "("
                + String.join(", ", place.array(), place.first(), array, index, "blockStart")
                + ", lanes);");
      });
      if (inRunsOnly) {
        return;
      }
      out.middle("} else {");
    }
    openLoop();
    out.line("final int at = " + index + "[blockStart + lane];");
    assignments.forEach((assignment, value) ->
        out.line(assignment + " " + operand(value, Map.of(), Set.of()) + ";"));
    out.close();
    if (vectors && !inRunsOnly) {
      out.close();
    }
  }
}
