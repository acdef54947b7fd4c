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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.neurowright.engine.nmodl.emit.BlockProgram.Kind;
import org.neurowright.engine.nmodl.emit.BlockProgram.Value;
import org.neurowright.engine.nmodl.pass.TableSpec;

/**
 * Writes a {@link BlockProgram} as short loops over a block of instances.
 *
 * <p>Arithmetic goes into loops over arrays with one index, which the just-in-time compiler turns
 * into vector instructions. Loads, gathers, exponentials, other functions, choices and table
 * look-ups are steps of their own between them. Values that pass from step to step lie in buffers
 * of one block, few enough to stay in the processor's nearest cache. Results are added to nodes and
 * ions by the last step, one instance after the other, so that sums keep their order.
 */
final class BlockWriter {
  /** Loops of more operations are divided: the compiler gives up on very long ones. */
  private static final int LARGEST_LOOP = 60;

  private final KernelContext context;
  private final SourceText out;
  private final Map<String, Value> stores = new LinkedHashMap<>();
  private final Map<String, Map<String, Value>> scatters = new LinkedHashMap<>();

  private final Map<Value, Integer> levels = new HashMap<>();
  private final Map<Value, String> names = new HashMap<>();
  private final Set<Value> reachable = new LinkedHashSet<>();
  private final List<Step> steps = new ArrayList<>();

  /**
   * One loop or call.
   *
   * @param defines values that it leaves in buffers
   * @param all values that it computes
   */
  private record Step(Kind kind, List<Value> all, List<Value> defines) {}

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

  /** Writes the loop over blocks. */
  void write() {
    List<Value> roots = new ArrayList<>(stores.values());
    scatters.values().forEach(s -> roots.addAll(s.values()));
    Deque<Value> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Value value = open.pop();
      if (reachable.add(value)) {
        open.addAll(value.arguments());
      }
    }
    List<Value> ordered =
        reachable.stream().sorted(Comparator.comparingInt(Value::id)).toList();
    schedule(ordered, new LinkedHashSet<>(roots));
    List<Step> all = withLoads(roots);
    int buffers = allocate(all, roots);
    context.blockBuffers = Math.max(context.blockBuffers, buffers);
    uniforms(ordered);
    for (int k = 0; k < buffers; k++) {
      out.line("final double[] buffer" + k + " = buffers[" + k + "];");
    }
    out.open("for (int blockStart = 0; blockStart < count; blockStart += BlockMath.SIZE)");
    out.line("final int lanes = Math.min(BlockMath.SIZE, count - blockStart);");
    all.forEach(this::write);
    finish();
    out.close();
  }

  private int available(Value value) {
    return switch (value.kind()) {
      case UNIFORM, COLUMN, GATHER -> 0;
      case ARITHMETIC -> levels.get(value);
      case CALL, EXPONENTIAL, CHOICE, LOOKUP -> levels.get(value) + 1;
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
      (value.kind() == Kind.ARITHMETIC ? arithmetic : others)
          .computeIfAbsent(level, k -> new ArrayList<>())
          .add(value);
      arithmetic.computeIfAbsent(level, k -> new ArrayList<>());
    }
    for (Map.Entry<Integer, List<Value>> level : arithmetic.entrySet()) {
      List<Value> here = level.getValue();
      int parts = (here.size() + LARGEST_LOOP - 1) / LARGEST_LOOP;
      for (int p = 0; p < parts; p++) {
        List<Value> part =
            here.subList(p * here.size() / parts, (p + 1) * here.size() / parts);
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
      together.values().forEach(group -> steps.add(new Step(group.getFirst().kind(), group, group)));
    }
  }

  /** Choices by the same condition and outputs of one look-up share a loop. */
  private static String groupOf(Value value) {
    return switch (value.kind()) {
      case CHOICE -> "choice " + value.text() + " " + ids(value.arguments().subList(2, value.arguments().size()));
      case LOOKUP -> "table " + table(value) + " " + ids(value.arguments());
      case UNIFORM, COLUMN, GATHER, ARITHMETIC, CALL, EXPONENTIAL -> "value " + value.id();
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
    for (int s = 0; s < all.size(); s++) {
      for (Value value : all.get(s).defines()) {
        names.put(value, free.isEmpty() ? "buffer" + buffers++ : free.pop());
      }
      int now = s;
      names.keySet().stream()
          .filter(v -> lastUse.getOrDefault(v, -1) == now)
          .sorted(Comparator.comparingInt(Value::id))
          .map(names::get)
          .forEach(free::push);
    }
    return buffers;
  }

  private void uniforms(List<Value> ordered) {
    for (Value value : ordered) {
      if (value.isUniform() && !value.arguments().isEmpty()) {
        out.line("final double shared" + value.id() + " = " + text(value, Map.of(), Set.of()) + ";");
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
    return names.get(value) + "[lane]";
  }

  private String text(Value value, Map<Value, String> inLoop, Set<Value> inline) {
    List<Value> arguments = value.arguments();
    List<String> texts = arguments.stream().map(a -> operand(a, inLoop, inline)).toList();
    if (value.text().contains("#")) {
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
    return texts.isEmpty()
        ? value.text()
        : texts.get(0) + " " + value.text() + " " + texts.get(1);
  }

  private static String condition(Value choice, List<String> texts) {
    String text = choice.text();
    for (int k = 0; k + 2 < texts.size(); k++) {
      text = text.replace("#" + k + "#", texts.get(k + 2));
    }
    return text;
  }

  // ---------------------------------------------------------------- loops

  private void write(Step step) {
    Value first = step.all().getFirst();
    switch (step.kind()) {
      case COLUMN ->
          out.line("System.arraycopy(" + first.text() + ", blockStart, " + names.get(first) + ", 0, lanes);");
      case GATHER -> {
        openLoop();
        out.line(
            names.get(first) + "[lane] = " + first.text() + "[" + first.index() + "[blockStart + lane]];");
        out.close();
      }
      case EXPONENTIAL -> {
        Value argument = first.arguments().getFirst();
        out.line("BlockMath.exp(" + names.get(argument) + ", " + names.get(first) + ", lanes);");
      }
      case ARITHMETIC -> arithmetic(step);
      case CALL, CHOICE -> {
        openLoop();
        step.all()
            .forEach(v -> out.line(names.get(v) + "[lane] = " + text(v, Map.of(), Set.of()) + ";"));
        out.close();
      }
      case LOOKUP -> lookup(step);
      case UNIFORM -> throw new IllegalStateException("not a step");
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
    Map<Value, String> inLoop = new HashMap<>();
    openLoop();
    for (Value value : step.all()) {
      if (inline.contains(value)) {
        continue;
      }
      boolean leaves = step.defines().contains(value);
      String text = text(value, inLoop, inline);
      if (leaves && uses.getOrDefault(value, 0) == 0) {
        out.line(names.get(value) + "[lane] = " + text + ";");
        continue;
      }
      String local = "value" + value.id();
      out.line("final double " + local + " = " + text + ";");
      inLoop.put(value, local);
      if (leaves) {
        out.line(names.get(value) + "[lane] = " + local + ";");
      }
    }
    out.close();
  }

  private void lookup(Step step) {
    int index = table(step.all().getFirst());
    TableSpec table = context.lowered.tables().get(index);
    String prefix = "table" + index;
    openLoop();
    String argument = operand(step.all().getFirst().arguments().getFirst(), Map.of(), Set.of());
    out.line("final double position = " + prefix + "Scale * (" + argument + " - " + prefix + "Low);");
    out.open("if (position != position)");
    step.all().forEach(v -> out.line(names.get(v) + "[lane] = position;"));
    out.middle("} else if (position <= 0.0) {");
    step.all().forEach(v -> out.line(names.get(v) + "[lane] = " + array(v, table, prefix) + "[0];"));
    out.middle("} else if (position >= " + table.intervals() + ".0) {");
    step.all()
        .forEach(v ->
            out.line(
                names.get(v) + "[lane] = " + array(v, table, prefix) + "[" + table.intervals() + "];"));
    out.middle("} else {");
    out.line("final int interval = (int) position;");
    out.line("final double fraction = position - interval;");
    for (Value value : step.all()) {
      String array = array(value, table, prefix);
      out.line(
          names.get(value)
              + "[lane] = "
              + array
              + "[interval] + fraction * ("
              + array
              + "[interval + 1] - "
              + array
              + "[interval]);");
    }
    out.close();
    out.close();
  }

  private static String array(Value lookup, TableSpec table, String prefix) {
    int output = Integer.parseInt(lookup.text().substring(lookup.text().indexOf(':') + 1));
    return prefix + "_" + table.outputs().get(output);
  }

  /** Stores, then sums by node and ion in the order of the instances. */
  private void finish() {
    stores.forEach((field, value) ->
        out.line(
            value.isUniform()
                ? "java.util.Arrays.fill("
                    + field
                    + ", blockStart, blockStart + lanes, "
                    + operand(value, Map.of(), Set.of())
                    + ");"
                : "System.arraycopy(" + names.get(value) + ", 0, " + field + ", blockStart, lanes);"));
    scatters.forEach((index, assignments) -> {
      openLoop();
      out.line("final int at = " + index + "[blockStart + lane];");
      assignments.forEach((assignment, value) ->
          out.line(assignment + " " + operand(value, Map.of(), Set.of()) + ";"));
      out.close();
    });
  }
}
