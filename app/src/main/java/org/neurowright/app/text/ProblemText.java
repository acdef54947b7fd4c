package org.neurowright.app.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/** Problems and failures as text for people. */
public final class ProblemText {
  private ProblemText() {}

  /** One problem over several lines: what, where, expected, how to mend it. */
  public static String full(Problem problem) {
    StringBuilder text = new StringBuilder();
    text.append(problem.severity().name().toLowerCase(Locale.ROOT))
        .append(": ")
        .append(problem.message());
    if (!problem.location().toString().isEmpty()) {
      text.append("\n  where:    ").append(problem.location());
    }
    if (!problem.expected().isEmpty()) {
      text.append("\n  expected: ").append(problem.expected());
    }
    if (!problem.hint().isEmpty()) {
      text.append("\n  remedy:   ").append(problem.hint());
    }
    return text.append("\n  code:     ").append(problem.code()).toString();
  }

  public static String full(List<Problem> problems) {
    return problems.stream().map(ProblemText::full).collect(Collectors.joining("\n"));
  }

  /** File name and line or element, short enough for a table. */
  public static String shortPlace(Problem problem) {
    String path = problem.location().path();
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    StringBuilder text = new StringBuilder(name);
    if (problem.location().line() > 0) {
      // A document that was not saved yet has lines and no file.
      text.append(name.isEmpty() ? "line " : ":").append(problem.location().line());
    }
    if (!problem.location().element().isEmpty()) {
      text.append(text.isEmpty() ? "" : "  ").append(problem.location().element());
    }
    return text.toString();
  }

  /** What a failure says, as problems; what is not about the model is said to be our fault. */
  public static List<Problem> of(Throwable failure) {
    if (failure instanceof ModelException model) {
      return model.problems();
    }
    String what =
        failure.getMessage() == null || failure.getMessage().isBlank()
            ? failure.getClass().getSimpleName()
            : failure.getMessage();
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      return List.of(
          Problem.error("app.io", Location.NOWHERE, "A file could not be read or written: " + what)
              .hint("Check that the disk is not full and that you may write to the folder"));
    }
    if (failure instanceof OutOfMemoryError) {
      return List.of(
          Problem.error("app.memory", Location.NOWHERE, "There was not enough memory")
              .hint("Close other programs, or start with more memory"));
    }
    return List.of(
        Problem.error("app.internal", Location.NOWHERE, "The program made a mistake: " + what)
            .hint(
                "This is not your model's fault. The log file has the details that a report needs"));
  }

  /** One problem where its place is seen: what, expected, how to mend it, each on a line. */
  public static String withoutPlace(Problem problem) {
    return problem.message()
        + (problem.expected().isEmpty() ? "" : "\nExpected: " + problem.expected())
        + (problem.hint().isEmpty() ? "" : "\n" + problem.hint());
  }
}
