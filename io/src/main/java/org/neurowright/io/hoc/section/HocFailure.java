package org.neurowright.io.hoc.section;

/** What ends the execution of hoc code; whoever executes it knows where it happened. */
public final class HocFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final String expected;
  private final String hint;

  /**
   * A failure.
   *
   * @param code stable name of the kind of problem, for instance {@code hoc.undefined}
   * @param message one sentence with what was found
   */
  public HocFailure(String code, String message) {
    this(code, message, "", "");
  }

  private HocFailure(String code, String message, String expected, String hint) {
    super(message, null, false, false);
    this.code = code;
    this.expected = expected;
    this.hint = hint;
  }

  public HocFailure expected(String text) {
    return new HocFailure(code, getMessage(), text, hint);
  }

  public HocFailure hint(String text) {
    return new HocFailure(code, getMessage(), expected, text);
  }

  public String code() {
    return code;
  }

  public String expected() {
    return expected;
  }

  public String hint() {
    return hint;
  }
}
