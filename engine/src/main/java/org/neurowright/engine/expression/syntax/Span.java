package org.neurowright.engine.expression.syntax;

/**
 * A piece of the text of an expression.
 *
 * @param start offset of the first character, counted from 0
 * @param end offset behind the last character
 */
public record Span(int start, int end) {
  /** From the beginning of one piece to the end of another. */
  public Span to(Span last) {
    return new Span(start, last.end);
  }
}
