package org.neurowright.engine.nmodl.parse;

import org.neurowright.engine.nmodl.ast.Position;

/**
 * One word of the text.
 *
 * @param text the word; for VERBATIM and TITLE what follows the keyword
 * @param start offset of the first character
 * @param end offset behind the last character
 * @param firstOnLine true when nothing but blanks precedes it on its line
 */
record Token(Kind kind, String text, Position at, int start, int end, boolean firstOnLine) {
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    SYMBOL,
    VERBATIM,
    TITLE,
    END
  }

  boolean is(String word) {
    return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equals(word);
  }

  String shown() {
    return switch (kind) {
      case END -> "the end of the file";
      case VERBATIM -> "VERBATIM";
      case TITLE -> "TITLE";
      case NAME, NUMBER, STRING, SYMBOL -> "'" + text + "'";
    };
  }
}
