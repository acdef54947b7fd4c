package org.neurowright.engine.nmodl.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages a text in one of the ways in which files get damaged, or as a fuzzer would. */
final class Mutations {
  private static final Pattern TOKEN =
      Pattern.compile("\\w+(?:\\.\\w*)?|<->|<<|->|[<>=!]=|&&|\\|\\||\\s+|.", Pattern.DOTALL);
  private static final String[] WORDS = {
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "=",
    "+",
    "-",
    "*",
    "/",
    "^",
    "'",
    "~",
    "<->",
    "<<",
    "->",
    "\"",
    ",",
    "<",
    ">",
    "NEURON",
    "STATE",
    "PARAMETER",
    "ASSIGNED",
    "BREAKPOINT",
    "INITIAL",
    "DERIVATIVE",
    "KINETIC",
    "LINEAR",
    "NONLINEAR",
    "PROCEDURE",
    "FUNCTION",
    "NET_RECEIVE",
    "SOLVE",
    "METHOD",
    "cnexp",
    "sparse",
    "derivimplicit",
    "euler",
    "STEADYSTATE",
    "CONSERVE",
    "COMPARTMENT",
    "TABLE",
    "DEPEND",
    "FROM",
    "TO",
    "WITH",
    "LOCAL",
    "if",
    "else",
    "while",
    "VERBATIM",
    "ENDVERBATIM",
    "COMMENT",
    "ENDCOMMENT",
    "UNITS",
    "UNITSOFF",
    "DEFINE",
    "INCLUDE",
    "USEION",
    "READ",
    "WRITE",
    "RANGE",
    "GLOBAL",
    "POINTER",
    "RANDOM",
    "WATCH",
    "BEFORE",
    "AFTER",
    "v",
    "t",
    "dt",
    "celsius",
    "area",
    "diam",
    "flag",
    "exp",
    "log",
    "fabs",
    "pow",
    "net_send",
    "net_event",
    "net_move",
    "at_time",
    "nrn_ghk",
    "random_uniform",
    "state_discontinuity",
    "0",
    "1",
    "-1",
    "1e308",
    "1e-320",
    "99999999999999999999",
    "0.5",
    ".",
    "1e",
    "int",
    "class",
    "NaN"
  };
  private static final String[] ODD = {
    "\u00b5",
    "\u03c4",
    "\u00a0",
    "\ufeff",
    "\u2028",
    "\ud83e\udde0",
    "\ud800",
    "\u0000",
    "\t",
    "\r",
    "\u0007",
    "\u202e"
  };

  private Mutations() {}

  /** The text with one to four mutations. */
  static String mutate(String text, Random random) {
    String result = text;
    int rounds = 1 + random.nextInt(4);
    for (int i = 0; i < rounds && !result.isEmpty(); i++) {
      result = once(result, random);
    }
    return result;
  }

  private static String once(String text, Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> text.substring(0, random.nextInt(text.length()));
      case 1 -> text.substring(random.nextInt(text.length()));
      case 2 -> characters(text, random);
      case 3 -> blocks(text, random);
      case 4 -> numbers(text, random);
      case 5 -> insert(text, ODD[random.nextInt(ODD.length)], random);
      case 6 -> lines(text, random);
      default -> tokens(text, random);
    };
  }

  private static String insert(String text, String what, Random random) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + what + text.substring(at);
  }

  private static String characters(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < 3; i++) {
      out.setCharAt(random.nextInt(out.length()), (char) (random.nextInt(256)));
    }
    return out.toString();
  }

  private static List<String> split(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  private static String tokens(String text, Random random) {
    List<String> tokens = split(text);
    int i = word(tokens, random);
    int j = word(tokens, random);
    switch (random.nextInt(6)) {
      case 0 -> tokens.remove(i);
      case 1 -> tokens.add(i, tokens.get(i) + " ");
      case 2 -> {
        String kept = tokens.get(i);
        tokens.set(i, tokens.get(j));
        tokens.set(j, kept);
      }
      case 3 -> tokens.set(i, tokens.get(j));
      case 4 -> tokens.set(i, WORDS[random.nextInt(WORDS.length)]);
      default -> tokens.add(i, " " + WORDS[random.nextInt(WORDS.length)] + " ");
    }
    return String.join("", tokens);
  }

  private static int word(List<String> tokens, Random random) {
    int i = random.nextInt(tokens.size());
    for (int tries = 0; tries < 20 && tokens.get(i).isBlank(); tries++) {
      i = random.nextInt(tokens.size());
    }
    return i;
  }

  private static String numbers(String text, Random random) {
    String[] values = {"0", "-1", "1e308", "1e-308", "2147483648", "3", "1e9", "0.0", "NaN"};
    Matcher matcher = Pattern.compile("\\b\\d+(\\.\\d*)?([eE][-+]?\\d+)?\\b").matcher(text);
    List<int[]> places = new ArrayList<>();
    while (matcher.find()) {
      places.add(new int[] {matcher.start(), matcher.end()});
    }
    if (places.isEmpty()) {
      return text + "0";
    }
    int[] place = places.get(random.nextInt(places.size()));
    return text.substring(0, place[0])
        + values[random.nextInt(values.length)]
        + text.substring(place[1]);
  }

  private static String lines(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return text;
    }
    int i = random.nextInt(lines.size());
    switch (random.nextInt(3)) {
      case 0 -> lines.remove(i);
      case 1 -> lines.add(random.nextInt(lines.size() + 1), lines.get(i));
      default -> lines.add(random.nextInt(lines.size()), lines.remove(i));
    }
    return String.join("\n", lines);
  }

  /** Moves or repeats a top-level block. */
  private static String blocks(String text, Random random) {
    List<String> parts = new ArrayList<>(List.of(text.split("(?<=\\n})\\s*\\n")));
    int i = random.nextInt(parts.size());
    String part = parts.get(i);
    switch (random.nextInt(3)) {
      case 0 -> parts.remove(i);
      case 1 -> parts.add(random.nextInt(parts.size() + 1), part);
      default -> parts.add(random.nextInt(parts.size()), parts.remove(i));
    }
    return String.join("\n", parts);
  }
}
