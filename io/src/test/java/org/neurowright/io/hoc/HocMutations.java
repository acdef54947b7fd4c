package org.neurowright.io.hoc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Path folder;
  private final List<Path> sources;

  HocMutations(Path folder, List<Path> sources) {
    this.folder = folder;
    this.sources = sources;
  }

  /** One damaged file; throws when something is not as it should be. */
  void check(long seed) throws IOException {
    Random random = new Random(seed);
    Path source = sources.get((int) (seed % sources.size()));
    String text = Files.readString(source);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      text = changed(text, random);
    }
    Path file = folder.resolve("mutant.hoc");
    Files.writeString(file, text);
    String template = source.getFileName().toString().replace(".hoc", "");
    long start = System.nanoTime();
    ReadResult<HocCell> result;
    try {
      result =
          HocTemplates.in(folder)
              .withMechanisms(HocReferenceTest.BUILT_IN)
              .withStatementLimit(200_000)
              .instantiate(file, template, List.of(1.0, 1.5, "tag"));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError("seed " + seed + " of " + source.getFileName() + "\n" + text, e);
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (seconds > 20) {
      throw new AssertionError("seed " + seed + " took " + seconds + " s\n" + text);
    }
    if (result.value().isEmpty() && result.problems().stream().noneMatch(Problem::isError)) {
      throw new AssertionError("seed " + seed + ": no cell and no reason");
    }
    for (Problem problem : result.problems()) {
      if (problem.location().path().isEmpty() || problem.message().isBlank()) {
        throw new AssertionError("seed " + seed + ": a problem without place: " + problem);
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
