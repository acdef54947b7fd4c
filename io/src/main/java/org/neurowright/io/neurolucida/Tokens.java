package org.neurowright.io.neurolucida;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the text into words. What follows a semicolon is a comment up to the end of its line. */
final class Tokens {
  private static final Pattern WORD =
      Pattern.compile(
          "(?<number>[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
              + "|\"(?<string>[^\"]*)\""
              + "|(?<label>\\w+)"
              + "|(?<mark>\\S)");

  private Tokens() {}

  /** All words; the last one is the end of the file. */
  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      Matcher words = WORD.matcher(lines[i]);
      while (words.find()) {
        if (";".equals(words.group("mark"))) {
          break;
        }
        tokens.add(token(words, i + 1));
      }
    }
    tokens.add(new Token(Token.Kind.END, "", 0, lines.length, 1));
    return tokens;
  }

  private static Token token(Matcher word, int line) {
    int column = word.start() + 1;
    String text = word.group();
    if (word.group("number") != null) {
      return new Token(Token.Kind.NUMBER, text, Double.parseDouble(text), line, column);
    }
    if (word.group("string") != null) {
      return new Token(Token.Kind.STRING, word.group("string"), 0, line, column);
    }
    Token.Kind kind =
        switch (text) {
          case "(" -> Token.Kind.OPEN;
          case ")" -> Token.Kind.CLOSE;
          case "," -> Token.Kind.COMMA;
          case "|" -> Token.Kind.BAR;
          case "<" -> Token.Kind.SPINE_OPEN;
          case ">" -> Token.Kind.SPINE_CLOSE;
          case "set", "Set", "SET" -> Token.Kind.SET;
          default -> word.group("label") != null ? Token.Kind.LABEL : Token.Kind.UNKNOWN;
        };
    return new Token(kind, text, 0, line, column);
  }
}
