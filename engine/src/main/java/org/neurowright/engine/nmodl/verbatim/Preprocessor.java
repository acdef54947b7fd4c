package org.neurowright.engine.nmodl.verbatim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes comments and directives out of C code, keeping its lines. Of {@code #if} the branch stays
 * that is meant for a current NEURON on one machine: {@code NRN_VERSION_GTEQ} is true, everything
 * about CoreNEURON, GPUs and MPI is false, an unknown name is not defined.
 */
final class Preprocessor {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
  private static final Pattern DIRECTIVE = Pattern.compile("\\s*#\\s*(\\w+)\\b(.*)");
  private static final Pattern NUMBER_MACRO =
      Pattern.compile("\\s*(\\w+)\\s+\\(?(-?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\)?\\s*");

  private Preprocessor() {}

  /**
   * The code that is left.
   *
   * @param numbers receives every {@code #define name number}
   */
  static String process(String text, Map<String, String> numbers) {
    String code = COMMENT.matcher(text).replaceAll(m -> m.group().replaceAll("[^\n]", " "));
    StringBuilder result = new StringBuilder();
    Deque<Boolean> active = new ArrayDeque<>();
    boolean continued = false;
    for (String line : code.split("\n", -1)) {
      Matcher directive = DIRECTIVE.matcher(line);
      boolean keep = !active.contains(false);
      if (continued) {
        continued = line.stripTrailing().endsWith("\\");
      } else if (directive.matches()) {
        continued = line.stripTrailing().endsWith("\\");
        String rest = directive.group(2).strip();
        switch (directive.group(1)) {
          case "if" -> active.push(holds(rest));
          case "ifdef" -> active.push(isDefined(rest));
          case "ifndef" -> active.push(!isDefined(rest));
          case "elif" -> active.push(!active.pop() && holds(rest));
          case "else" -> {
            if (!active.isEmpty()) {
              active.push(!active.pop());
            }
          }
          case "endif" -> active.poll();
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
    return c.equals("1") || c.startsWith("NRN_VERSION_GTEQ") || c.startsWith("NRNRANDOM123");
  }
}
