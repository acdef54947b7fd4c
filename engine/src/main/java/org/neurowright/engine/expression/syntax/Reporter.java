package org.neurowright.engine.expression.syntax;

/** Takes what is wrong with a piece of the text. */
@FunctionalInterface
interface Reporter {
  void report(String code, Span span, String message, String expected, String hint);
}
