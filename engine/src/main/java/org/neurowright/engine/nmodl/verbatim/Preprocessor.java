package org.neurowright.engine.nmodl.verbatim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes comments and directives out of C code, keeping its lines. Of {@code #if} the branch stays
 * that is meant for NEURON 9.0.2 on one machine: {@code NRN_VERSION_GTEQ} and its like are compared
 * with it, everything about CoreNEURON, GPUs and MPI is false, an unknown name is not defined.
 */
final class Preprocessor {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
  private static final Pattern DIRECTIVE = Pattern.compile("\\s*#\\s*(\\w+)\\b(.*)");
  private static final Pattern NUMBER_MACRO =
      Pattern.compile(
          "\\s*(\\w+)\\s+\\(?(-?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?)\\)?\\s*");

  private static final Pattern VERSION =
      Pattern.compile("NRN_VERSION_(EQ|NE|GT|GTEQ|LT|LTEQ)\\((\\d{1,3}),(\\d{1,3}),(\\d{1,3})\\)");

  /** The version that files are told they run in: 9.0.2, whose numbers are ours. */
  private static final int CURRENT = 9_000_002;

  /**
   * A branch of an {@code #if}.
   *
   * @param stays whether its lines stay
   * @param found whether it or one before it stays, so that no later one does
   */
  private record Branch(boolean stays, boolean found) {
    static Branch first(boolean holds) {
      return new Branch(holds, holds);
    }

    Branch next(boolean holds) {
      return new Branch(!found && holds, found || holds);
    }
  }

  private Preprocessor() {}

  /**
   * The code that is left.
   *
   * @param numbers receives every {@code #define name number}
   */
  static String process(String text, Map<String, String> numbers) {
    String code = COMMENT.matcher(text).replaceAll(m -> m.group().replaceAll("[^\n]", " "));
    StringBuilder result = new StringBuilder();
    Deque<Branch> branches = new ArrayDeque<>();
    boolean continued = false;
    for (String line : code.split("\n", -1)) {
      Matcher directive = DIRECTIVE.matcher(line);
      boolean keep = branches.stream().allMatch(Branch::stays);
      if (continued) {
        continued = line.stripTrailing().endsWith("\\");
      } else if (directive.matches()) {
        continued = line.stripTrailing().endsWith("\\");
        String rest = directive.group(2).strip();
        switch (directive.group(1)) {
          case "if" -> branches.push(Branch.first(holds(rest)));
          case "ifdef" -> branches.push(Branch.first(isDefined(rest)));
          case "ifndef" -> branches.push(Branch.first(!isDefined(rest)));
          // A branch that nothing has opened is damage, and what follows it stays.
          case "elif", "else" -> {
            if (!branches.isEmpty()) {
              boolean holds = directive.group(1).equals("else") || holds(rest);
              branches.push(branches.pop().next(holds));
            }
          }
          case "endif" -> branches.poll();
          case "define" -> {
            Matcher number = NUMBER_MACRO.matcher(rest);
            if (keep && number.matches()) {
              numbers.put(number.group(1), number.group(2));
            }
          }
          default -> {}
        }
      } else if (keep) {
        result.append(line);
      }
      result.append('\n');
    }
    return result.toString();
  }

  private static boolean isDefined(String name) {
    return name.startsWith("NRN_VERSION_GTEQ") || name.startsWith("NRNRANDOM123");
  }

  private static boolean holds(String condition) {
    String c = condition.replaceAll("\\s", "");
    if (c.startsWith("!")) {
      return !holds(c.substring(1));
    }
    if (c.startsWith("defined")) {
      return isDefined(c.substring("defined".length()).replaceAll("[()]", ""));
    }
    Matcher version = VERSION.matcher(c);
    if (version.matches()) {
      int order =
          Integer.compare(
              CURRENT,
              1_000_000 * Integer.parseInt(version.group(2))
                  + 1000 * Integer.parseInt(version.group(3))
                  + Integer.parseInt(version.group(4)));
      return switch (version.group(1)) {
        case "EQ" -> order == 0;
        case "NE" -> order != 0;
        case "GT" -> order > 0;
        case "GTEQ" -> order >= 0;
        case "LT" -> order < 0;
        default -> order <= 0;
      };
    }
    return c.equals("1") || c.startsWith("NRN_VERSION_GTEQ") || c.startsWith("NRNRANDOM123");
  }
}
