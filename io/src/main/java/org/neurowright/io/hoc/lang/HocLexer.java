package org.neurowright.io.hoc.lang;

import java.util.ArrayList;
import java.util.List;

/** Cuts hoc text into tokens; ends of lines are tokens because they end statements. */
final class HocLexer {
  private static final String TWO_CHARACTERS = "== != <= >= && || += -= *= /= %= ^=";

  private final String text;
  private final HocSyntaxErrors errors;
  private final List<Token> tokens;
  private int at;
  private int line = 1;
  private int lineStart;

  HocLexer(String text, HocSyntaxErrors errors) {
    this.text = text;
    this.errors = errors;
    tokens = new ArrayList<>(text.length() / 3 + 16);
  }

  List<Token> tokens() {
    while (at < text.length()) {
      next();
    }
    add(Token.Kind.NEWLINE, "\n", place());
    add(Token.Kind.END, "", place());
    return tokens;
  }

  private int place() {
    return Place.of(line, at - lineStart + 1);
  }

  private void add(Token.Kind kind, String content, int place) {
    tokens.add(new Token(kind, content, 0, place));
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private void newLine() {
    line++;
    lineStart = at;
  }

  private void next() {
    char c = text.charAt(at);
    int place = place();
    if (c == '\n' || c == '\r') {
      at += c == '\r' && peek(1) == '\n' ? 2 : 1;
      add(Token.Kind.NEWLINE, "\n", place);
      newLine();
    } else if (c == ' ' || c == '\t' || c == '\f' || c == '\u00a0' || c == '\ufeff') {
      at++;
    } else if (c == '\\' && (peek(1) == '\n' || peek(1) == '\r')) {
      at += peek(1) == '\r' && peek(2) == '\n' ? 3 : 2;
      newLine();
    } else if (c == '/' && peek(1) == '/') {
      while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
        at++;
      }
    } else if (c == '/' && peek(1) == '*') {
      comment(place);
    } else if (Character.isDigit(c) || c == '.' && Character.isDigit(peek(1))) {
      number(place);
    } else if (isNameStart(c)) {
      int start = at;
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      add(Token.Kind.NAME, text.substring(start, at), place);
    } else if (c == '"') {
      string(place);
    } else if (c == '$') {
      argument(place);
    } else {
      operator(c, place);
    }
  }

  private static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || c >= '0' && c <= '9';
  }

  private void comment(int place) {
    at += 2;
    while (at < text.length() && !(text.charAt(at) == '*' && peek(1) == '/')) {
      if (text.charAt(at++) == '\n') {
        newLine();
      }
    }
    if (at >= text.length()) {
      errors.add(place, "The comment that begins here does not end", "*/", "");
    }
    at = Math.min(at + 2, text.length());
  }

  private void number(int place) {
    int start = at;
    while (Character.isDigit(peek(0)) || peek(0) == '.') {
      at++;
    }
    if (peek(0) == 'e' || peek(0) == 'E') {
      int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
      if (Character.isDigit(peek(1 + sign))) {
        at += 1 + sign;
        while (Character.isDigit(peek(0))) {
          at++;
        }
      }
    }
    String content = text.substring(start, at);
    double value = 0;
    try {
      value = Double.parseDouble(content);
    } catch (NumberFormatException notNumber) {
      errors.add(place, "'" + content + "' is not a number", "for instance 0.5 or 1e-3", "");
    }
    tokens.add(new Token(Token.Kind.NUMBER, content, value, place));
  }

  private void string(int place) {
    StringBuilder content = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        errors.add(place, "The string that begins here does not end in its line", "\"", "");
        break;
      }
      if (c == '\\' && at + 1 < text.length()) {
        char escaped = text.charAt(++at);
        int known = "nrtbf".indexOf(escaped);
        content.append(known < 0 ? escaped : "\n\r\t\b\f".charAt(known));
        if (escaped == '\n') {
          at++;
          newLine();
          continue;
        }
      } else {
        content.append(c);
      }
      at++;
    }
    if (peek(0) == '"') {
      at++;
    }
    add(Token.Kind.TEXT, content.toString(), place);
  }

  /** {@code $1 $s1 $o1 $&1 $i $si $oi}. */
  private void argument(int place) {
    at++;
    int start = at;
    if (peek(0) == 's' || peek(0) == 'o' || peek(0) == '&') {
      at++;
    }
    if (peek(0) == 'i') {
      at++;
    } else {
      while (Character.isDigit(peek(0))) {
        at++;
      }
    }
    String content = text.substring(start, at);
    char last = content.isEmpty() ? ' ' : content.charAt(content.length() - 1);
    if (!Character.isDigit(last) && last != 'i' || content.length() > 5) {
      errors.add(place, "'$" + content + "' is no argument", "$1, $s1, $o1, $&1 or $i", "");
      content = "1";
    }
    add(Token.Kind.ARGUMENT, content, place);
  }

  private void operator(char c, int place) {
    if (at + 1 < text.length()) {
      String two = text.substring(at, at + 2);
      if (two.charAt(1) != ' ' && TWO_CHARACTERS.contains(two)) {
        at += 2;
        add(Token.Kind.OPERATOR, two, place);
        return;
      }
    }
    at++;
    if ("+-*/%^=<>!()[]{},.:;&~".indexOf(c) < 0) {
      errors.add(
          place,
          "The character '"
              + (c < ' ' ? "\\" + (int) c : String.valueOf(c))
              + "' has no meaning here",
          "",
          "");
      return;
    }
    add(Token.Kind.OPERATOR, String.valueOf(c), place);
  }
}
