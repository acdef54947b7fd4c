package org.neurowright.app.mechanism;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which parts of an NMODL text are what, for colouring. Works on texts that are being typed: what
 * is not closed goes on to the end.
 */
final class NmodlHighlighter {

  /** What a part is. */
  enum Kind {
    COMMENT,
    BLOCK,
    WORD,
    FUNCTION,
    NUMBER,
    UNIT,
    TEXT,
    FOREIGN;

    /** Name of its style. */
    String styleClass() {
      return "nmodl-" + name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One coloured part.
   *
   * @param start offset of its first character
   * @param end offset behind its last
   */
  record Part(int start, int end, Kind kind) {}

  private static final Set<String> BLOCKS =
      Set.of(
          "NEURON",
          "UNITS",
          "PARAMETER",
          "ASSIGNED",
          "STATE",
          "CONSTANT",
          "INITIAL",
          "BREAKPOINT",
          "DERIVATIVE",
          "KINETIC",
          "LINEAR",
          "NONLINEAR",
          "DISCRETE",
          "PARTIAL",
          "FUNCTION",
          "PROCEDURE",
          "FUNCTION_TABLE",
          "NET_RECEIVE",
          "FOR_NETCONS",
          "BEFORE",
          "AFTER",
          "CONSTRUCTOR",
          "DESTRUCTOR",
          "INDEPENDENT",
          "TITLE",
          "STEP");

  private static final Set<String> WORDS =
      Set.of(
          "SUFFIX",
          "POINT_PROCESS",
          "ARTIFICIAL_CELL",
          "USEION",
          "READ",
          "WRITE",
          "VALENCE",
          "REPRESENTS",
          "NONSPECIFIC_CURRENT",
          "ELECTRODE_CURRENT",
          "RANGE",
          "GLOBAL",
          "POINTER",
          "BBCOREPOINTER",
          "EXTERNAL",
          "RANDOM",
          "THREADSAFE",
          "LOCAL",
          "DEFINE",
          "INCLUDE",
          "SOLVE",
          "METHOD",
          "STEADYSTATE",
          "TABLE",
          "DEPEND",
          "FROM",
          "TO",
          "WITH",
          "BY",
          "CONSERVE",
          "COMPARTMENT",
          "LONGITUDINAL_DIFFUSION",
          "CONDUCTANCE",
          "WATCH",
          "UNITSON",
          "UNITSOFF",
          "PROTECT",
          "MUTEXLOCK",
          "MUTEXUNLOCK",
          "IF",
          "ELSE",
          "WHILE",
          "if",
          "else",
          "while",
          "SWEEP",
          "START",
          "FIRST",
          "LAST");

  private static final Set<String> FUNCTIONS =
      Set.of(
          "exp",
          "log",
          "log10",
          "pow",
          "sqrt",
          "fabs",
          "floor",
          "ceil",
          "sin",
          "cos",
          "tan",
          "asin",
          "acos",
          "atan",
          "atan2",
          "sinh",
          "cosh",
          "tanh",
          "fmod",
          "net_send",
          "net_event",
          "net_move",
          "at_time",
          "nrn_ghk",
          "state_discontinuity",
          "printf",
          "random_setseq",
          "random_uniform",
          "random_negexp",
          "random_normal",
          "cnexp",
          "sparse",
          "derivimplicit",
          "euler",
          "runge",
          "after_cvode",
          "cvode_t");

  /** Blocks in which parentheses hold units. */
  private static final Set<String> WITH_UNITS =
      Set.of("UNITS", "PARAMETER", "ASSIGNED", "STATE", "CONSTANT", "INDEPENDENT");

  private final String text;
  private final List<Part> parts = new ArrayList<>();
  private String block = "";
  private int depth;
  private int at;

  private NmodlHighlighter(String text) {
    this.text = text;
  }

  /** The coloured parts of a text in order, not overlapping. */
  static List<Part> parts(String text) {
    NmodlHighlighter highlighter = new NmodlHighlighter(text);
    highlighter.read();
    return highlighter.parts;
  }

  private void read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ':' || c == '?') {
        add(at, lineEnd(at), Kind.COMMENT);
      } else if (c == '"') {
        int end = text.indexOf('"', at + 1);
        int line = lineEnd(at);
        add(at, end < 0 || end > line ? line : end + 1, Kind.TEXT);
      } else if (isNameStart(c)) {
        name();
      } else if (Character.isDigit(c) || c == '.' && at + 1 < text.length() && digit(at + 1)) {
        add(at, numberEnd(), Kind.NUMBER);
      } else if (c == '(' && WITH_UNITS.contains(block)) {
        int end = text.indexOf(')', at);
        int line = lineEnd(at);
        add(at, end < 0 || end > line ? line : end + 1, Kind.UNIT);
      } else {
        if (c == '{') {
          depth++;
        } else if (c == '}') {
          depth = Math.max(0, depth - 1);
          if (depth == 0) {
            block = "";
          }
        }
        at++;
      }
    }
  }

  private void name() {
    int start = at;
    int end = start;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    String name = text.substring(start, end);
    switch (name) {
      case "COMMENT" -> add(start, closing("ENDCOMMENT", end), Kind.COMMENT);
      case "VERBATIM" -> add(start, closing("ENDVERBATIM", end), Kind.FOREIGN);
      case "TITLE" -> {
        add(start, end, Kind.BLOCK);
        add(end, lineEnd(end), Kind.TEXT);
      }
      default -> {
        if (BLOCKS.contains(name)) {
          if (depth == 0) {
            block = name;
          }
          add(start, end, Kind.BLOCK);
        } else if (WORDS.contains(name)) {
          add(start, end, Kind.WORD);
        } else if (FUNCTIONS.contains(name)) {
          add(start, end, Kind.FUNCTION);
        } else {
          at = end;
        }
      }
    }
  }

  private int closing(String word, int from) {
    int end = text.indexOf(word, from);
    return end < 0 ? text.length() : end + word.length();
  }

  private int numberEnd() {
    int end = at;
    while (end < text.length() && (digit(end) || text.charAt(end) == '.')) {
      end++;
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < text.length()
          && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
        exponent++;
      }
      if (exponent < text.length() && digit(exponent)) {
        end = exponent;
        while (end < text.length() && digit(end)) {
          end++;
        }
      }
    }
    return end;
  }

  private boolean digit(int offset) {
    char c = text.charAt(offset);
    return c >= '0' && c <= '9';
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private void add(int start, int end, Kind kind) {
    if (end > start) {
      parts.add(new Part(start, end, kind));
    }
    at = Math.max(end, start + 1);
  }

  private static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || c >= '0' && c <= '9';
  }
}
