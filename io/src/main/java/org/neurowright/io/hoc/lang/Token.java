package org.neurowright.io.hoc.lang;

/**
 * A piece of text.
 *
 * @param kind what it is
 * @param text the name, the operator, the characters of a string; {@code s1} of {@code $s1}
 * @param value of a number
 * @param place where it begins
 */
record Token(Kind kind, String text, double value, int place) {
  enum Kind {
    NUMBER,
    TEXT,
    NAME,
    ARGUMENT,
    OPERATOR,
    NEWLINE,
    END
  }

  boolean is(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  /** As it is shown in messages. */
  String shown() {
    return switch (kind) {
      case NUMBER, NAME, OPERATOR -> "'" + text + "'";
      case ARGUMENT -> "'$" + text + "'";
      case TEXT -> "a string";
      case NEWLINE -> "the end of the line";
      case END -> "the end of the file";
    };
  }
}
