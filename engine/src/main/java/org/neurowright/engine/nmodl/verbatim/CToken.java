package org.neurowright.engine.nmodl.verbatim;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of C.
 *
 * @param kind what it is
 * @param text as written; strings without quotes
 * @param line line within the VERBATIM block, the first one being 0
 */
record CToken(Kind kind, String text, int line) {
  /** Kinds of words. */
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    SYMBOL,
    END
  }

  private static final List<String> SYMBOLS =
      List.of(
          "<<=", ">>=", "->", "++", "--", "+=", "-=", "*=", "/=", "==", "!=", "<=", ">=", "&&",
          "||", "<<", ">>");

  boolean is(String symbol) {
    return text.equals(symbol) && kind != Kind.STRING;
  }

  /** Words of a text without comments and directives. */
  static List<CToken> of(String text) {
    List<CToken> tokens = new ArrayList<>();
    int line = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        at++;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (Character.isLetter(c) || c == '_') {
        int end = at;
        while (end < text.length()
            && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
          end++;
        }
        tokens.add(new CToken(Kind.NAME, text.substring(at, end), line));
        at = end;
      } else if (isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
        int end = numberEnd(text, at);
        String number = text.substring(at, end);
        while (end < text.length() && "uUlLfF".indexOf(text.charAt(end)) >= 0) {
          end++;
        }
        tokens.add(new CToken(Kind.NUMBER, number, line));
        at = end;
      } else if (c == '"' || c == '\'') {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != c && text.charAt(end) != '\n') {
          end += text.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, text.length());
        tokens.add(new CToken(Kind.STRING, text.substring(at + 1, end), line));
        at = end + 1;
      } else {
        String symbol = String.valueOf(c);
        for (String longer : SYMBOLS) {
          if (text.startsWith(longer, at)) {
            symbol = longer;
            break;
          }
        }
        tokens.add(new CToken(Kind.SYMBOL, symbol, line));
        at += symbol.length();
      }
    }
    tokens.add(new CToken(Kind.END, "the end of the block", line));
    return tokens;
  }

  private static int numberEnd(String text, int start) {
    int end = start;
    boolean point = false;
    while (end < text.length()
        && (isDigit(text.charAt(end)) || text.charAt(end) == '.' && !point)) {
      point |= text.charAt(end) == '.';
      end++;
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < text.length()
          && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
        exponent++;
      }
      if (exponent < text.length() && isDigit(text.charAt(exponent))) {
        end = exponent;
        while (end < text.length() && isDigit(text.charAt(end))) {
          end++;
        }
      }
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
