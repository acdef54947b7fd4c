package org.neurowright.app.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;
import picocli.CommandLine.Help.Ansi;

/**
 * Writes problems to standard error in the form editors and terminals turn into links: {@code
 * file:line: error: ...}.
 */
final class ProblemPrinter {
  /** More problems of one kind than this are counted instead of listed. */
  private static final int MAX_OF_A_KIND = 20;

  private final Terminal terminal;
  private final Ansi ansi;

  ProblemPrinter(Terminal terminal) {
    this.terminal = terminal;
    this.ansi = terminal.live() ? Ansi.AUTO : Ansi.OFF;
  }

  /** All of them. */
  void printAll(List<Problem> problems) {
    problems.forEach(this::print);
  }

  /** All kinds, but of a kind that is frequent only the first ones. */
  void printSome(List<Problem> problems) {
    Map<String, Integer> ofKind = new HashMap<>();
    List<String> frequent = new ArrayList<>();
    for (Problem problem : problems) {
      int number = ofKind.merge(problem.code(), 1, Integer::sum);
      if (number <= MAX_OF_A_KIND) {
        print(problem);
      } else if (number == MAX_OF_A_KIND + 1) {
        frequent.add(problem.code());
      }
    }
    for (String code : frequent) {
      terminal
          .err()
          .printf("... and %s more [%s]%n", Wording.count(ofKind.get(code) - MAX_OF_A_KIND), code);
    }
  }

  /** Without notes, which say nothing that has to be done; {@code check} prints them. */
  void printWarnings(List<Problem> problems) {
    printSome(problems.stream().filter(p -> p.severity() != Severity.INFO).toList());
  }

  void print(Problem problem) {
    StringBuilder text = new StringBuilder();
    String place = place(problem.location());
    if (!place.isEmpty()) {
      text.append(place).append(": ");
    }
    text.append(severity(problem.severity())).append(": ").append(problem.message());
    if (!problem.expected().isEmpty()) {
      text.append(" (expected ").append(problem.expected()).append(')');
    }
    text.append(" [").append(problem.code()).append(']');
    terminal.err().println(text);
    if (!problem.hint().isEmpty()) {
      terminal.err().println("    " + problem.hint());
    }
    OptionHints.of(problem).ifPresent(option -> terminal.err().println("    " + option));
  }

  /** {@code 2 errors, 1 warning}; empty when there is neither. */
  static String summary(List<Problem> problems) {
    List<String> parts = new ArrayList<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
      long count = problems.stream().filter(p -> p.severity() == severity).count();
      if (count > 0) {
        parts.add(Wording.counted(count, severity.name().toLowerCase(Locale.ROOT)));
      }
    }
    return String.join(", ", parts);
  }

  private static String place(Location location) {
    Location shown =
        new Location(
            Paths.shown(location.path()), location.line(), location.column(), location.element());
    return shown.toString();
  }

  private String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> ansi.string("@|bold,red error|@");
      case WARNING -> ansi.string("@|bold,yellow warning|@");
      case INFO -> "note";
    };
  }
}
