package org.neurowright.io.hoc.lang;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

/** Collects what is wrong with a text; after some errors the rest are consequences. */
final class HocSyntaxErrors {
  private static final int MOST = 20;

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private int lastLine = -1;
  private int left;

  HocSyntaxErrors(String file) {
    this.file = file;
  }

  /** Adds an error, one a line. */
  void add(int place, String message, String expected, String hint) {
    if (Place.line(place) == lastLine) {
      return;
    }
    lastLine = Place.line(place);
    if (problems.size() >= MOST) {
      left++;
      return;
    }
    problems.add(
        Problem.error(
                "hoc.syntax", Location.of(file, Place.line(place), Place.column(place)), message)
            .expected(expected)
            .hint(hint));
  }

  List<Problem> toList() {
    if (left > 0) {
      List<Problem> all = new ArrayList<>(problems);
      all.add(Problem.info("hoc.syntax", Location.of(file, 0, 0), left + " more errors of syntax"));
      return all;
    }
    return problems;
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }
}
