package org.neurowright.io.segregation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.segregation.ModText.Block;
import org.neurowright.io.segregation.ModText.Edits;

/**
 * A mechanism file with cut or shifted gates. Names end with {@code seg} as those of bmtool do:
 * SUFFIX nat becomes natseg, and {@code mseg} is the potential at which gate m is cut.
 */
final class SegregatedMod {
  /** What is added to the name of a mechanism. */
  static final String ENDING = "seg";

  private final String path;
  private final ModText mod;
  private final Edits edits;
  private final Set<String> taken = new HashSet<>();
  private final List<String> parameters = new ArrayList<>();
  private final List<String> ranges = new ArrayList<>();
  private final List<String> assigned = new ArrayList<>();

  private SegregatedMod(String path, String text) {
    this.path = path;
    mod = new ModText(text);
    edits = new Edits(text);
    mod.words().forEach(w -> taken.add(w.text()));
  }

  /**
   * A gate to be cut.
   *
   * @param gate a state, or a variable that stands in for one
   * @param above true to close it above the potential, false below
   * @param atMv where
   */
  record Cut(String gate, boolean above, double atMv) {}

  /**
   * What became of a file.
   *
   * @param suffix new name of the mechanism
   * @param cutParameters name of the parameter for each gate that was cut
   * @param shiftParameter name of the parameter that shifts, if it is shifted
   */
  record Rewritten(
      String text,
      String suffix,
      Map<String, String> cutParameters,
      Optional<String> shiftParameter) {}

  /** The name behind SUFFIX; empty for other kinds of mechanisms. */
  static Optional<String> suffix(String text) {
    ModText mod = new ModText(text);
    return mod.first("NEURON").flatMap(b -> suffixPlace(mod, b).map(i -> mod.word(i).text()));
  }

  private static Optional<Integer> suffixPlace(ModText mod, Block neuron) {
    return mod.places(neuron, "SUFFIX").mapToObj(i -> i + 1).findFirst();
  }

  /**
   * Names of variables that stand in for states: assigned by a procedure and used where the current
   * is computed.
   */
  static List<String> instantaneous(String text) {
    ModText mod = new ModText(text);
    Set<String> found = new LinkedHashSet<>();
    Optional<Block> breakpoint = mod.first("BREAKPOINT");
    Optional<Block> declared = mod.first("ASSIGNED");
    if (breakpoint.isEmpty() || declared.isEmpty()) {
      return List.of();
    }
    for (Block block : mod.blocks()) {
      if (!block.kind().equals("PROCEDURE")) {
        continue;
      }
      for (int i = block.open() + 1; i < block.close(); i++) {
        String name = mod.word(i).text();
        if (mod.word(i).isName()
            && mod.word(i + 1).is("=")
            && mod.mentions(declared.get(), name)
            && mod.mentions(breakpoint.get(), name)) {
          found.add(name);
        }
      }
    }
    return List.copyOf(found);
  }

  /** The file with some of its variables shown (RANGE), under the same name. */
  static String exposing(String text, List<String> names) {
    SegregatedMod changed = new SegregatedMod("", text);
    Optional<Block> neuron = changed.mod.first("NEURON");
    if (neuron.isEmpty()) {
      return text;
    }
    for (String name : names) {
      boolean said =
          changed
              .mod
              .places(neuron.get(), name)
              .anyMatch(
                  i -> changed.mod.word(i - 1).is(",") || changed.mod.word(i - 1).is("RANGE"));
      if (!said) {
        changed.ranges.add(name);
      }
    }
    changed.declare();
    return changed.edits.result();
  }

  /** The variable that a state's equation pulls it to: X of {@code x' = (X - x)/tau}. */
  static Optional<String> target(String text, String state) {
    ModText mod = new ModText(text);
    return equation(mod, state).flatMap(i -> target(mod, i, state));
  }

  /** Place of the state's name in its equation. */
  private static Optional<Integer> equation(ModText mod, String state) {
    return mod.blocks().stream()
        .filter(b -> b.kind().equals("DERIVATIVE"))
        .flatMap(b -> mod.places(b, state).boxed())
        .filter(i -> mod.word(i + 1).is("'") && mod.word(i + 2).is("="))
        .findFirst();
  }

  private static Optional<String> target(ModText mod, int equation, String state) {
    int at = equation + 3;
    boolean fits =
        mod.word(at).is("(")
            && mod.word(at + 1).isName()
            && mod.word(at + 2).is("-")
            && mod.word(at + 3).is(state)
            && mod.word(at + 4).is(")");
    return fits ? Optional.of(mod.word(at + 1).text()) : Optional.empty();
  }

  /**
   * Changes a file.
   *
   * @param path for messages
   * @param shiftMv how far all its gates are shifted to the right; 0 for not at all
   * @throws ModelException if the file is written in a way that cannot be changed
   */
  static Rewritten rewrite(String path, String text, List<Cut> cuts, double shiftMv) {
    SegregatedMod changed = new SegregatedMod(path, text);
    Block neuron =
        changed.mod.first("NEURON").orElseThrow(() -> changed.cannot("it has no NEURON block"));
    int suffix =
        suffixPlace(changed.mod, neuron)
            .orElseThrow(() -> changed.cannot("it has no SUFFIX, so it is no density mechanism"));
    String name = changed.mod.word(suffix).text() + ENDING;
    changed.edits.replace(changed.mod.word(suffix), name);
    Map<String, String> parameterOf = new TreeMap<>();
    Optional<String> shift = Optional.empty();
    if (shiftMv != 0) {
      String parameter = changed.fresh("vshift", "segshift");
      shift = Optional.of(parameter);
      changed.shift(parameter, shiftMv);
    }
    for (Cut cut : cuts) {
      parameterOf.put(cut.gate(), changed.cut(cut));
    }
    changed.declare();
    return new Rewritten(changed.edits.result(), name, parameterOf, shift);
  }

  private ModelException cannot(String why) {
    return new ModelException(
        Problem.error(
                "segregation.cannot-rewrite",
                new Location(path, 0, 0, ""),
                "The mechanism file cannot be changed: " + why)
            .hint("Leave the mechanism out of its module, or change the file by hand"));
  }

  private String fresh(String wanted, String otherwise) {
    String name = taken.contains(wanted) ? otherwise : wanted;
    while (taken.contains(name)) {
      name += "_";
    }
    taken.add(name);
    return name;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(Math.rint(value * 1e6) / 1e6);
  }

  // ---------------------------------------------------------------- cutting

  private String cut(Cut cut) {
    String gate = cut.gate();
    String parameter = fresh(gate + ENDING, gate + "segregation");
    parameters.add(parameter + " = " + number(cut.atMv()) + " (mV)");
    ranges.add(parameter);
    String side = cut.above() ? " > " : " < ";
    Optional<Integer> equation = equation(mod, gate);
    if (equation.isEmpty()) {
      Block state = mod.first("STATE").orElse(null);
      if (state != null && mod.mentions(state, gate)) {
        throw cannot("the gate " + gate + " is not given by an equation of its own");
      }
      if (!cutVariable(gate, parameter, side)) {
        throw cannot("nothing assigns " + gate);
      }
      return parameter;
    }
    Optional<String> target = target(mod, equation.get(), gate);
    if (target.isEmpty() || !cutVariable(target.get(), parameter, side)) {
      cutEquation(gate, equation.get(), parameter, side);
    }
    return parameter;
  }

  /**
   * Sets a variable to 0 beyond the cut wherever it has been computed.
   *
   * @return false if nothing assigns it
   */
  private boolean cutVariable(String variable, String parameter, String side) {
    String cut = "if (v" + side + parameter + ") { " + variable + " = 0 }";
    boolean any = false;
    for (Block block : List.copyOf(mod.blocks())) {
      List<Integer> assignments = mod.assignments(block, variable).boxed().toList();
      if (assignments.isEmpty()) {
        continue;
      }
      any = true;
      if (block.kind().equals("PROCEDURE") && seesPotential(block)) {
        atEnd(block, cut);
      } else if (block.kind().equals("PROCEDURE")) {
        afterCalls(block.name(), cut);
      } else {
        for (int i : assignments) {
          insertLine(mod.expressionEnd(i + 2), mod.indent(i), cut);
        }
      }
    }
    return any;
  }

  /**
   * Whether {@code v} inside a procedure is the membrane's potential, and what the procedure
   * assigns does not come out of a table.
   */
  private boolean seesPotential(Block procedure) {
    if (mod.mentions(procedure, "TABLE")) {
      return false;
    }
    if (!procedure.arguments().contains("v")) {
      return true;
    }
    int position = procedure.arguments().indexOf("v");
    for (Block block : mod.blocks()) {
      for (int i : mod.places(block, procedure.name()).toArray()) {
        if (mod.word(i + 1).is("(") && !argument(i + 1, position).equals("v")) {
          return false;
        }
      }
    }
    return true;
  }

  /** Text of an argument of a call. */
  private String argument(int open, int position) {
    int close = mod.match(open);
    int start = open + 1;
    int count = 0;
    for (int i = open + 1; i <= close; i++) {
      if (mod.word(i).is("(") && i > open) {
        i = mod.match(i);
      } else if (mod.word(i).is(",") || i == close) {
        if (count++ == position) {
          return start < i ? mod.between(start, i - 1) : "";
        }
        start = i + 1;
      }
    }
    return "";
  }

  private void afterCalls(String procedure, String line) {
    for (Block block : mod.blocks()) {
      if (block.name().equals(procedure)) {
        continue;
      }
      for (int i : mod.places(block, procedure).toArray()) {
        if (mod.word(i + 1).is("(")) {
          insertLine(mod.match(i + 1), mod.indent(i), line);
        }
      }
    }
  }

  /** Equations of other forms: subtracts what pulls the state away from 0. */
  private void cutEquation(String state, int equation, String parameter, String side) {
    int start = equation + 3;
    int end = mod.expressionEnd(start);
    String isCut = fresh(state + "cut", state + "iscut");
    assigned.add(isCut);
    StringBuilder atZero = new StringBuilder();
    for (int i = start; i <= end; i++) {
      String gap =
          i == start ? "" : mod.text().substring(mod.word(i - 1).end(), mod.word(i).start());
      atZero
          .append(gap.isEmpty() ? "" : " ")
          .append(mod.word(i).is(state) ? "0" : mod.word(i).text());
    }
    String indent = mod.indent(equation);
    edits.insert(
        mod.word(equation).start(),
        "if (v"
            + side
            + parameter
            + ") { "
            + isCut
            + " = 1 } else { "
            + isCut
            + " = 0 }\n"
            + indent);
    edits.insert(mod.word(end).end(), " - " + isCut + "*(" + atZero + ")");
    Block initial =
        mod.first("INITIAL").orElseThrow(() -> cannot("it has no INITIAL block for the cut"));
    atEnd(initial, "if (v" + side + parameter + ") { " + state + " = 0 }");
  }

  private void atEnd(Block block, String line) {
    int close = mod.word(block.close()).start();
    String indent = mod.indent(block.close());
    boolean ownLine = isFirstOnLine(close);
    String before =
        ownLine ? mod.text().substring(mod.text().lastIndexOf('\n', close - 1) + 1, close) : "";
    // the brace keeps its place; the new line is indented like the statement before it
    String inner = block.close() - 1 > block.open() ? mod.indent(block.close() - 1) : indent + "  ";
    String padded = inner.length() > indent.length() ? inner : indent + "  ";
    edits.insert(
        close,
        ownLine
            ? padded.substring(Math.min(before.length(), padded.length())) + line + "\n" + before
            : "\n" + padded + line + "\n" + indent);
  }

  private boolean isFirstOnLine(int offset) {
    int at = offset - 1;
    while (at >= 0 && (mod.text().charAt(at) == ' ' || mod.text().charAt(at) == '\t')) {
      at--;
    }
    return at < 0 || mod.text().charAt(at) == '\n';
  }

  private void insertLine(int afterWord, String indent, String line) {
    edits.insert(mod.word(afterWord).end(), "\n" + indent + line);
  }

  // ---------------------------------------------------------------- shifting

  /** Lets the rates see {@code v - parameter}; currents keep the potential as it is. */
  private void shift(String parameter, double mv) {
    parameters.add(parameter + " = " + number(mv) + " (mV)");
    ranges.add(parameter);
    String shifted = "(v - " + parameter + ")";
    Set<String> rates = new LinkedHashSet<>();
    List<Block> roots =
        mod.blocks().stream()
            .filter(b -> Set.of("DERIVATIVE", "KINETIC", "INITIAL", "LINEAR").contains(b.kind()))
            .toList();
    roots.forEach(b -> collectCalled(b, rates));
    boolean any = false;
    for (Block block : mod.blocks()) {
      boolean isRate =
          Set.of("PROCEDURE", "FUNCTION").contains(block.kind()) && rates.contains(block.name());
      if ((isRate || roots.contains(block)) && !block.arguments().contains("v")) {
        for (int i : mod.places(block, "v").toArray()) {
          edits.replace(mod.word(i), isWholeArgument(i) ? "v - " + parameter : shifted);
          any = true;
        }
      } else if (block.kind().equals("BREAKPOINT")) {
        for (String name : rates) {
          for (int call : mod.places(block, name).toArray()) {
            if (!mod.word(call + 1).is("(")) {
              continue;
            }
            for (int i = call + 2; i < mod.match(call + 1); i++) {
              if (mod.word(i).is("v")) {
                edits.replace(mod.word(i), isWholeArgument(i) ? "v - " + parameter : shifted);
                any = true;
              }
            }
          }
        }
      }
    }
    if (!any) {
      throw cannot("its gates do not see the potential");
    }
  }

  private boolean isWholeArgument(int i) {
    return (mod.word(i - 1).is("(") || mod.word(i - 1).is(","))
        && (mod.word(i + 1).is(")") || mod.word(i + 1).is(","));
  }

  private void collectCalled(Block block, Set<String> called) {
    for (Block other : mod.blocks()) {
      boolean callable = Set.of("PROCEDURE", "FUNCTION").contains(other.kind());
      if (callable && mod.mentions(block, other.name()) && called.add(other.name())) {
        collectCalled(other, called);
      }
    }
  }

  // ---------------------------------------------------------------- declaring

  private void declare() {
    if (!ranges.isEmpty()) {
      mod.first("NEURON").ifPresent(b -> atEnd(b, "RANGE " + String.join(", ", ranges)));
    }
    if (!parameters.isEmpty()) {
      addTo("PARAMETER", parameters);
    }
    if (!assigned.isEmpty()) {
      addTo("ASSIGNED", assigned);
    }
  }

  private void addTo(String kind, List<String> lines) {
    Optional<Block> block = mod.first(kind);
    if (block.isPresent()) {
      lines.forEach(line -> atEnd(block.get(), line));
    } else {
      int behind = mod.word(mod.first("NEURON").orElseThrow().close()).end();
      edits.insert(behind, "\n\n" + kind + " {\n  " + String.join("\n  ", lines) + "\n}");
    }
  }
}
