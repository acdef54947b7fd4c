package org.neurowright.io.neurolucida;

/**
 * A word of the file.
 *
 * @param kind what it is
 * @param text as it stands; of a string without its quotes
 * @param number its value, when it is a number
 * @param line counted from 1
 * @param column counted from 1
 */
record Token(Kind kind, String text, double number, int line, int column) {
  enum Kind {
    NUMBER,
    OPEN,
    CLOSE,
    COMMA,
    BAR,
    SPINE_OPEN,
    SPINE_CLOSE,
    SET,
    STRING,
    LABEL,
    UNKNOWN,
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  String shown() {
    return kind == Kind.END ? "the end of the file" : "'" + text + "'";
  }
}
