package org.neurowright.engine.expression.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cuts the text of an expression into words; reports what cannot be one, and goes on. */
final class Lexer {
  /** Words that cannot be names without back quotes. */
  static final Set<String> WORDS =
      Set.of("and", "or", "not", "in", "if", "else", "true", "false", "True", "False");

  private static final Set<String> SIGNS =
      Set.of(
          "+", "-", "*", "/", "%", "^", "**", "==", "!=", "<", "<=", ">", ">=", "=", "&&", "||",
          "!", "(", ")", "[", "]", ",");

  /** Signs from mathematics or other languages, and what to write. */
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("&", "and"),
          Map.entry("|", "or"),
          Map.entry("<>", "!="),
          Map.entry("≠", "!="),
          Map.entry("≤", "<="),
          Map.entry("≥", ">="),
          Map.entry("×", "*"),
          Map.entry("·", "*"),
          Map.entry("÷", "/"),
          Map.entry("−", "-"),
          Map.entry("’", "'"),
          Map.entry("‘", "'"),
          Map.entry("“", "'"),
          Map.entry("”", "'"));

  private final String text;
  private final Reporter reporter;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  Lexer(String text, Reporter reporter) {
    this.text = text;
    this.reporter = reporter;
  }

  List<Token> tokens() {
    while (true) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        tokens.add(new Token(Token.Kind.END, "", 0, new Span(at, at)));
        return tokens;
      }
      char c = text.charAt(at);
      if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
        number();
      } else if (c == '\'' || c == '"') {
        text(c);
      } else if (c == '`' || isNameStart(at)) {
        name();
      } else {
        sign();
      }
    }
  }

  private void number() {
    int start = at;
    while (isDigit(at)) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
    }
    while (isDigit(at)) {
      at++;
    }
    int mantissaEnd = at;
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      int digits = at;
      while (isDigit(at)) {
        at++;
      }
      if (at == digits) {
        at = mantissaEnd;
      }
    }
    String written = text.substring(start, at);
    double value = Double.parseDouble(written);
    Span span = new Span(start, at);
    if (Double.isInfinite(value)) {
      reporter.report("expression.number", span, "The number " + written + " is too large", "", "");
    }
    tokens.add(new Token(Token.Kind.NUMBER, written, value, span));
    if (at < text.length() && (isNameStart(at) || text.charAt(at) == '`')) {
      int wordStart = at;
      int wordEnd = at;
      while (wordEnd < text.length() && isNamePart(wordEnd)) {
        wordEnd++;
      }
      String word = text.substring(wordStart, wordEnd);
      if (!WORDS.contains(word)) {
        reporter.report(
            "expression.syntax",
            new Span(wordStart, Math.max(wordEnd, wordStart + 1)),
            "After the number " + written + " an operator is missing",
            "",
            word.isEmpty()
                ? "Write a sign between number and name"
                : "Write " + written + " * " + word + ", if a product is meant");
        tokens.add(new Token(Token.Kind.SIGN, "*", 0, new Span(at, at)));
      }
    }
  }

  private void text(char quote) {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        at++;
        value.append(
            switch (text.charAt(at)) {
              case 'n' -> '\n';
              case 't' -> '\t';
              default -> text.charAt(at);
            });
      } else {
        value.append(c);
      }
      at++;
    }
    if (at == text.length()) {
      reporter.report(
          "expression.text-end",
          new Span(start, at),
          "The text that begins here has no end",
          "",
          "Write " + quote + " behind it");
    } else {
      at++;
    }
    tokens.add(new Token(Token.Kind.TEXT, value.toString(), 0, new Span(start, at)));
  }

  private void name() {
    int start = at;
    if (text.charAt(at) == '`') {
      int end = text.indexOf('`', at + 1);
      if (end < 0) {
        reporter.report(
            "expression.text-end",
            new Span(start, text.length()),
            "The name that begins here has no end",
            "",
            "Write ` behind it");
        end = text.length();
      }
      String name = text.substring(at + 1, end);
      at = Math.min(end + 1, text.length());
      tokens.add(new Token(Token.Kind.NAME, name, 0, new Span(start, at)));
      return;
    }
    while (at < text.length()
        && (isNamePart(at) || (text.charAt(at) == '.' && isNameStart(at + 1)))) {
      at++;
    }
    String name = text.substring(start, at);
    Token.Kind kind = WORDS.contains(name) ? Token.Kind.WORD : Token.Kind.NAME;
    tokens.add(new Token(kind, name, 0, new Span(start, at)));
  }

  private void sign() {
    for (int length = 2; length > 0; length--) {
      if (at + length > text.length()) {
        continue;
      }
      String sign = text.substring(at, at + length);
      Span span = new Span(at, at + length);
      if (SIGNS.contains(sign)) {
        tokens.add(new Token(Token.Kind.SIGN, usual(sign), 0, span));
        at += length;
        return;
      }
      String meant = FOREIGN.get(sign);
      if (meant != null) {
        reporter.report(
            "expression.character",
            span,
            "\"" + sign + "\" is not a sign of this language",
            "",
            "Write " + meant);
        if (!meant.equals("'")) {
          boolean word = WORDS.contains(meant);
          tokens.add(new Token(word ? Token.Kind.WORD : Token.Kind.SIGN, meant, 0, span));
        }
        at += length;
        return;
      }
    }
    int length = Character.charCount(text.codePointAt(at));
    String character = text.substring(at, at + length);
    reporter.report(
        "expression.character",
        new Span(at, at + length),
        "\"" + character + "\" has no meaning here",
        "",
        "Texts stand in quotes; names with unusual characters in back quotes, as `my column`");
    at += length;
  }

  private static String usual(String sign) {
    return switch (sign) {
      case "**" -> "^";
      case "&&" -> "and";
      case "||" -> "or";
      case "!" -> "not";
      default -> sign;
    };
  }

  private boolean isDigit(int place) {
    return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
  }

  private boolean isNameStart(int place) {
    return place < text.length() && isNameStart(text.charAt(place));
  }

  private boolean isNamePart(int place) {
    return isNamePart(text.charAt(place));
  }

  static boolean isNameStart(char c) {
    return Character.isLetter(c) || c == '_';
  }

  static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
