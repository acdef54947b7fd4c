package org.neurowright.engine.expression.syntax;

/**
 * A word of an expression.
 *
 * @param text what it says: a name without back quotes, a text without quotes, a sign in its usual
 *     form
 * @param number the value of a number
 */
record Token(Kind kind, String text, double number, Span span) {
  enum Kind {
    NUMBER,
    TEXT,
    NAME,
    WORD,
    SIGN,
    END
  }

  boolean is(String signOrWord) {
    return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(signOrWord);
  }

  /** How to speak of it. */
  String described() {
    return switch (kind) {
      case NUMBER, NAME, WORD, SIGN -> "\"" + text + "\"";
      case TEXT -> "the text '" + text + "'";
      case END -> "the end";
    };
  }
}
