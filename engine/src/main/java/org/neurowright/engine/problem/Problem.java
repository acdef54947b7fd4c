package org.neurowright.engine.problem;

import java.util.Objects;

/**
 * One thing that is wrong with a model, said so that its author can mend it.
 *
 * @param severity how much it matters
 * @param code stable short name of the kind of problem, for instance {@code config.missing-file};
 *     documented, searchable, never shown alone
 * @param location where it is
 * @param message what is wrong, with the thing named and the value found, one sentence
 * @param expected what would have been right; empty when the message says it
 * @param hint how to mend it; empty when nothing more can be said
 */
public record Problem(
    Severity severity,
    String code,
    Location location,
    String message,
    String expected,
    String hint) {

  public Problem {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(hint, "hint");
  }

  public static Problem error(String code, Location location, String message) {
    return new Problem(Severity.ERROR, code, location, message, "", "");
  }

  public static Problem warning(String code, Location location, String message) {
    return new Problem(Severity.WARNING, code, location, message, "", "");
  }

  public static Problem info(String code, Location location, String message) {
    return new Problem(Severity.INFO, code, location, message, "", "");
  }

  /** The same problem, saying also what was expected. */
  public Problem expected(String text) {
    return new Problem(severity, code, location, message, text, hint);
  }

  /** The same problem, saying also how to mend it. */
  public Problem hint(String text) {
    return new Problem(severity, code, location, message, expected, text);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** One line: {@code file:line: error: message (expected ...). hint}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    String place = location.toString();
    if (!place.isEmpty()) {
      text.append(place).append(": ");
    }
    text.append(severity.name().toLowerCase(java.util.Locale.ROOT)).append(": ").append(message);
    if (!expected.isEmpty()) {
      text.append(" (expected ").append(expected).append(')');
    }
    if (!hint.isEmpty()) {
      text.append(". ").append(hint);
    }
    return text.toString();
  }
}
