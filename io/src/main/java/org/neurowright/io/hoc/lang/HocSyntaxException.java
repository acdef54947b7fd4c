package org.neurowright.io.hoc.lang;

/** Leaves the statement that is being parsed. */
final class HocSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  final transient int place;
  final transient String expected;
  final transient String hint;

  HocSyntaxException(int place, String message, String expected, String hint) {
    super(message, null, false, false);
    this.place = place;
    this.expected = expected;
    this.hint = hint;
  }
}
