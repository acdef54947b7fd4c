package org.neurowright.engine.nmodl.parse;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

/** Splits a file into tokens; comments vanish, VERBATIM text stays whole. */
final class Lexer {
  private static final String[] SYMBOLS = {"<->", "<<", "->", "<=", ">=", "==", "!=", "&&", "||"};

  private final String path;
  private final String text;
  private final Problems problems;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;
  private boolean firstOnLine = true;

  Lexer(String path, String text, Problems problems) {
    this.path = path;
    // Old Macintosh files end their lines with a carriage return alone; comments end there.
    this.text = text.replaceAll("\r(?!\n)", "\n");
    this.problems = problems;
  }

  List<Token> tokens() {
    while (at < text.length()) {
      next();
    }
    tokens.add(new Token(Token.Kind.END, "", position(at), at, at, true));
    return tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '\n') {
      newLine();
    } else if (Character.isWhitespace(c) || c == '\uFEFF' || c == '\0') {
      at++;
    } else if (c == ':' || c == '?') {
      at = endOfLine();
    } else if (Character.isLetter(c) || c == '_') {
      word();
    } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      number();
    } else if (c == '"') {
      string();
    } else {
      symbol();
    }
  }

  private void word() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    String word = text.substring(start, at);
    switch (word) {
      case "COMMENT" -> skipBlock(start, "ENDCOMMENT");
      case "VERBATIM" -> {
        Position position = position(start);
        boolean first = firstOnLine;
        String raw = skipBlock(start, "ENDVERBATIM");
        tokens.add(new Token(Token.Kind.VERBATIM, raw, position, start, at, first));
        firstOnLine = false;
      }
      case "TITLE" -> {
        int end = endOfLine();
        String title = text.substring(at, end).strip();
        at = end;
        add(Token.Kind.TITLE, title, start);
      }
      default -> add(Token.Kind.NAME, word, start);
    }
  }

  /** Skips to behind the end word and returns what stood between. */
  private String skipBlock(int start, String endWord) {
    int end = text.indexOf(endWord, at);
    Position begin = position(start);
    int bodyEnd = end < 0 ? text.length() : end;
    if (end < 0) {
      problems.add(
          Problem.error(
                  "nmodl.unclosed-block",
                  Location.of(begin.path(), begin.line(), begin.column()),
                  text.substring(start, at) + " is never closed")
              .expected(endWord)
              .hint("Write " + endWord + " on a line of its own behind the text."));
    }
    String body = text.substring(at, bodyEnd);
    while (at < bodyEnd) {
      if (text.charAt(at) == '\n') {
        newLine();
      } else {
        at++;
      }
    }
    at = end < 0 ? text.length() : end + endWord.length();
    return body;
  }

  private void number() {
    int start = at;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int mark = at;
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      if (at < text.length() && isDigit(text.charAt(at))) {
        digits();
      } else {
        at = mark;
      }
    }
    add(Token.Kind.NUMBER, text.substring(start, at), start);
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private void string() {
    int start = at;
    int end = text.indexOf('"', at + 1);
    int lineEnd = endOfLine();
    if (end < 0 || end > lineEnd) {
      Position position = position(start);
      problems.add(
          Problem.error(
              "nmodl.unclosed-string",
              Location.of(path, position.line(), position.column()),
              "the string is not closed on its line"));
      end = lineEnd;
      at = end;
    } else {
      at = end + 1;
    }
    add(Token.Kind.STRING, text.substring(start + 1, end), start);
  }

  private void symbol() {
    int start = at;
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        add(Token.Kind.SYMBOL, symbol, start);
        return;
      }
    }
    at++;
    add(Token.Kind.SYMBOL, text.substring(start, at), start);
  }

  private void add(Token.Kind kind, String word, int start) {
    tokens.add(new Token(kind, word, position(start), start, at, firstOnLine));
    firstOnLine = false;
  }

  private void newLine() {
    at++;
    line++;
    lineStart = at;
    firstOnLine = true;
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private Position position(int offset) {
    return new Position(path, line, offset - lineStart + 1);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
