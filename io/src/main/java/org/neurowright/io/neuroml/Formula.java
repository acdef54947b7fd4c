package org.neurowright.io.neuroml;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An expression of LEMS, turned into one of NMODL. */
final class Formula {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(\\.(?:gt|lt|geq|leq|eq|neq|and|or)\\.)"
              + "|((?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)|([A-Za-z_]\\w*)|([-+*/^(),]))");

  private static final Map<String, String> OPERATORS =
      Map.of(
          ".gt.", " > ",
          ".lt.", " < ",
          ".geq.", " >= ",
          ".leq.", " <= ",
          ".eq.", " == ",
          ".neq.", " != ",
          ".and.", " && ",
          ".or.", " || ");

  private static final Map<String, String> FUNCTIONS = functions();

  private Formula() {}

  private static Map<String, String> functions() {
    Map<String, String> names = new HashMap<>();
    for (String same : Set.of("exp", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh")) {
      names.put(same, same);
    }
    names.put("log", "log");
    names.put("ln", "log");
    names.put("abs", "fabs");
    return names;
  }

  /**
   * The expression with its names replaced.
   *
   * @param names gives the NMODL name of a variable, or null when it is unknown
   * @throws IllegalArgumentException with the reason, for people
   */
  static String nmodl(String text, UnaryOperator<String> names) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length() && !text.substring(at).isBlank()) {
      matcher.region(at, text.length());
      if (!matcher.lookingAt()) {
        throw new IllegalArgumentException(
            "'" + text.substring(at).strip() + "' is not understood");
      }
      at = matcher.end();
      if (matcher.group(1) != null) {
        out.append(OPERATORS.get(matcher.group(1)));
      } else if (matcher.group(2) != null) {
        out.append(matcher.group(2));
      } else if (matcher.group(3) != null) {
        boolean called = text.substring(at).stripLeading().startsWith("(");
        String name = called ? FUNCTIONS.get(matcher.group(3)) : names.apply(matcher.group(3));
        if (name == null) {
          throw new IllegalArgumentException(
              (called ? "the function '" : "'") + matcher.group(3) + "' is not known");
        }
        out.append(name);
      } else {
        out.append(matcher.group(4));
      }
    }
    return out.toString();
  }
}
