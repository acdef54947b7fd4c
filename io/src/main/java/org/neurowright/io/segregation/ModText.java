package org.neurowright.io.segregation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The words of an NMODL file with their places, for changing a few of them and leaving everything
 * else as it is. Comments and C code are passed over.
 */
final class ModText {
  private static final Set<String> BINARY =
      Set.of("+", "-", "*", "/", "^", "<", ">", "<=", ">=", "==", "!=", "&&", "||");

  /** What can stand in front of a block at the outermost level. */
  private static final Set<String> BLOCKS =
      Set.of(
          "NEURON",
          "PARAMETER",
          "ASSIGNED",
          "STATE",
          "INITIAL",
          "BREAKPOINT",
          "DERIVATIVE",
          "KINETIC",
          "PROCEDURE",
          "FUNCTION",
          "LINEAR",
          "NONLINEAR",
          "UNITS",
          "CONSTANT",
          "NET_RECEIVE",
          "DISCRETE");

  private final String text;
  private final List<Word> words = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();

  /**
   * A word.
   *
   * @param kind n for names, 0 for numbers, s for anything else
   */
  record Word(char kind, String text, int start, int end) {
    boolean is(String other) {
      return text.equals(other);
    }

    boolean isName() {
      return kind == 'n';
    }
  }

  /**
   * An outermost block; all places are indices of words.
   *
   * @param kind its keyword
   * @param name behind the keyword, empty when none
   * @param arguments names between its parentheses
   * @param open the opening brace
   * @param close the closing brace
   */
  record Block(String kind, String name, List<String> arguments, int open, int close) {}

  ModText(String text) {
    this.text = text;
    cut();
    findBlocks();
  }

  String text() {
    return text;
  }

  List<Word> words() {
    return words;
  }

  Word word(int index) {
    return index >= 0 && index < words.size()
        ? words.get(index)
        : new Word('s', "", text.length(), text.length());
  }

  private void cut() {
    int at = 0;
    int n = text.length();
    while (at < n) {
      char c = text.charAt(at);
      if (c == ':' || c == '?') {
        at = endOfLine(at);
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (Character.isLetter(c) || c == '_') {
        int start = at;
        while (at < n && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
          at++;
        }
        String word = text.substring(start, at);
        switch (word) {
          case "COMMENT" -> at = behind("ENDCOMMENT", at);
          case "VERBATIM" -> at = behind("ENDVERBATIM", at);
          case "TITLE" -> at = endOfLine(at);
          default -> words.add(new Word('n', word, start, at));
        }
      } else if (Character.isDigit(c)
          || c == '.' && at + 1 < n && Character.isDigit(text.charAt(at + 1))) {
        int start = at;
        while (at < n && isInNumber(start, at)) {
          at++;
        }
        words.add(new Word('0', text.substring(start, at), start, at));
      } else if (c == '"') {
        int end = text.indexOf('"', at + 1);
        end = end < 0 ? n : end + 1;
        words.add(new Word('s', text.substring(at, end), at, end));
        at = end;
      } else {
        String two = at + 1 < n ? text.substring(at, at + 2) : "";
        String symbol =
            BINARY.contains(two) || two.equals("->") || two.equals("<<") ? two : String.valueOf(c);
        words.add(new Word('s', symbol, at, at + symbol.length()));
        at += symbol.length();
      }
    }
  }

  private boolean isInNumber(int start, int at) {
    char c = text.charAt(at);
    if (Character.isDigit(c) || c == '.') {
      return true;
    }
    if (c == 'e' || c == 'E') {
      int next = at + 1;
      if (next < text.length() && (text.charAt(next) == '-' || text.charAt(next) == '+')) {
        next++;
      }
      return next < text.length() && Character.isDigit(text.charAt(next));
    }
    return (c == '-' || c == '+')
        && at > start
        && Character.toLowerCase(text.charAt(at - 1)) == 'e';
  }

  private int endOfLine(int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private int behind(String word, int at) {
    int end = text.indexOf(word, at);
    return end < 0 ? text.length() : end + word.length();
  }

  private void findBlocks() {
    int i = 0;
    while (i < words.size()) {
      Word word = words.get(i);
      if (!word.isName() || !BLOCKS.contains(word.text())) {
        i = word.is("{") ? match(i) + 1 : i + 1;
        continue;
      }
      String name = "";
      List<String> arguments = new ArrayList<>();
      int at = i + 1;
      if (word(at).isName()) {
        name = word(at++).text();
      }
      if (word(at).is("(")) {
        int end = match(at);
        for (int k = at + 1; k < end; k++) {
          // an argument's unit stands in parentheses of its own
          if (word(k).is("(")) {
            k = match(k);
          } else if (word(k).isName()) {
            arguments.add(word(k).text());
          }
        }
        at = end + 1;
      }
      while (at < words.size() && !word(at).is("{")) {
        at++;
      }
      int close = match(at);
      blocks.add(new Block(word.text(), name, List.copyOf(arguments), at, close));
      i = close + 1;
    }
  }

  /** The bracket that belongs to one; the last word if there is none. */
  int match(int open) {
    String from = word(open).text();
    String to = from.equals("(") ? ")" : from.equals("[") ? "]" : "}";
    int depth = 0;
    for (int i = open; i < words.size(); i++) {
      if (words.get(i).is(from)) {
        depth++;
      } else if (words.get(i).is(to) && --depth == 0) {
        return i;
      }
    }
    return words.size() - 1;
  }

  List<Block> blocks() {
    return blocks;
  }

  Optional<Block> first(String kind) {
    return blocks.stream().filter(b -> b.kind().equals(kind)).findFirst();
  }

  Optional<Block> named(String kind, String name) {
    return blocks.stream().filter(b -> b.kind().equals(kind) && b.name().equals(name)).findFirst();
  }

  /** Whether a word of that text stands in the block. */
  boolean mentions(Block block, String name) {
    return places(block, name).findAny().isPresent();
  }

  /** Where a word of that text stands in the block. */
  IntStream places(Block block, String name) {
    return IntStream.range(block.open() + 1, block.close()).filter(i -> word(i).is(name));
  }

  /** Where the block assigns a variable: the place of its name. */
  IntStream assignments(Block block, String name) {
    return places(block, name).filter(i -> word(i + 1).is("=") && !word(i - 1).is("("));
  }

  /** The last word of the expression that begins at a place. */
  int expressionEnd(int start) {
    int i = start;
    while (true) {
      while (word(i).is("-") || word(i).is("+") || word(i).is("!")) {
        i++;
      }
      if (word(i).is("(")) {
        i = match(i);
      } else if (word(i + 1).is("(") && (word(i).isName() || word(i).kind() == '0')) {
        // arguments, or the unit of a number
        i = match(i + 1);
      } else if (word(i + 1).is("[")) {
        i = match(i + 1);
      }
      if (i + 1 < words.size() && BINARY.contains(word(i + 1).text())) {
        i += 2;
      } else {
        return i;
      }
    }
  }

  /** Words from one place to another as they stand. */
  String between(int first, int last) {
    return text.substring(word(first).start(), word(last).end());
  }

  /** White space at the beginning of the line of a word. */
  String indent(int index) {
    int at = word(index).start();
    int lineStart = text.lastIndexOf('\n', at - 1) + 1;
    int end = lineStart;
    while (end < at && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(lineStart, end);
  }

  /** Changes of a text, made at once. */
  static final class Edits {
    private final String text;
    private final TreeMap<Integer, String> replaced = new TreeMap<>();
    private final TreeMap<Integer, Integer> ends = new TreeMap<>();
    private final TreeMap<Integer, StringBuilder> inserted = new TreeMap<>();

    Edits(String text) {
      this.text = text;
    }

    void replace(Word word, String by) {
      replaced.put(word.start(), by);
      ends.put(word.start(), word.end());
    }

    /** What is inserted at one place stands in the order of the calls. */
    void insert(int offset, String more) {
      inserted.computeIfAbsent(offset, _ -> new StringBuilder()).append(more);
    }

    String result() {
      StringBuilder out = new StringBuilder();
      int at = 0;
      TreeMap<Integer, String> all = new TreeMap<>(replaced);
      for (Integer offset : inserted.keySet()) {
        all.putIfAbsent(offset, "");
      }
      for (Integer offset : all.keySet()) {
        out.append(text, at, offset);
        at = offset;
        if (inserted.containsKey(offset)) {
          out.append(inserted.get(offset));
        }
        if (replaced.containsKey(offset)) {
          out.append(replaced.get(offset));
          at = ends.get(offset);
        }
      }
      return out.append(text.substring(at)).toString();
    }
  }
}
