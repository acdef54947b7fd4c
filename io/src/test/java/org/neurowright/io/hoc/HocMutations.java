package org.neurowright.io.hoc;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hoc.cell.HocCell;
import org.neurowright.io.hoc.cell.HocTemplates;

/** Damages hoc files in the ways editors and authors do, and opens them. */
final class HocMutations {
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "(",
          ")",
          "[",
          "]",
          "\"",
          "\n",
          ",",
          ".",
          "=",
          "$1",
          "$o2",
          "$s3",
          "-",
          "1e308",
          "0",
          "-1",
          "new ",
          "for ",
          "while (1) ",
          "proc x() {",
          "endtemplate",
          "begintemplate A\n",
          "create z[5]\n",
          "forall ",
          "local q ",
          "&",
          "/*",
          "//",
          "soma ",
          "insert hh ",
          "nseg=",
          "init()",
          "return ",
          "execute(",
          "sprint(",
          "iterator_statement ",
          "objref ",
          "\\\n",
          "~",
          "\u0000",
          "é",
          "connect ",
          "delete_section() ",
          "L = 0 ",
          "pt3dclear() ");

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** A whole file and how a cell is made of it. */
  record Original(Path file, String template, List<Object> arguments) {}

  private final Path folder;
  private final List<Original> sources;

  HocMutations(Path folder, List<Original> sources) {
    this.folder = folder;
    this.sources = sources;
  }

  /** One damaged file; throws when something is not as it should be. */
  void check(long seed) throws IOException {
    Random random = new Random(seed);
    Original source = sources.get((int) (seed % sources.size()));
    String text = Files.readString(source.file());
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      text = changed(text, random);
    }
    Path file = folder.resolve("mutant.hoc");
    Files.writeString(file, text);
    String what = "seed " + seed + " of " + source.template() + "\n" + text;
    ReadResult<HocCell> result =
        assertTimeoutPreemptively(
            LIMIT,
            () -> {
              try {
                return HocTemplates.in(folder)
                    .withMechanisms(HocReferenceTest.BUILT_IN)
                    .withStatementLimit(200_000)
                    .instantiate(file, source.template(), source.arguments());
              } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError(what, e);
              }
            },
            what);
    if (result.value().isEmpty() && result.problems().stream().noneMatch(Problem::isError)) {
      throw new AssertionError("no cell and no reason: " + what);
    }
    for (Problem problem : result.problems()) {
      // What a whole file lacks stands on no line.
      boolean placed = problem.location().line() > 0 || problem.code().equals("hoc.no-template");
      if (problem.location().path().isEmpty() || !placed || problem.message().isBlank()) {
        throw new AssertionError("without place: " + problem + " " + what);
      }
    }
  }

  private static String changed(String text, Random random) {
    if (text.isEmpty()) {
      return "{";
    }
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + random.nextInt(8));
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, at) + text.substring(end);
      case 1 ->
          text.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(at);
      case 2 ->
          text.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(end);
      case 3 -> text.substring(0, at);
      case 4 -> {
        int from = random.nextInt(text.length());
        int until = Math.min(text.length(), from + 1 + random.nextInt(40));
        yield text.substring(0, at) + text.substring(from, until) + text.substring(at);
      }
      default -> {
        StringBuilder digits = new StringBuilder(text);
        for (int i = at; i < end; i++) {
          if (Character.isDigit(digits.charAt(i))) {
            digits.setCharAt(i, (char) ('0' + random.nextInt(10)));
          }
        }
        yield digits.toString();
      }
    };
  }
}
