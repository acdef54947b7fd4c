package org.neurowright.app.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.neurowright.engine.problem.Problem;

/**
 * A faulty place of a text.
 *
 * @param start offset of its first character
 * @param end offset behind its last, larger than {@code start}
 * @param problem what is wrong there
 */
public record Mark(int start, int end, Problem problem) {

  /** The colours with marked places underlined. */
  public static StyleSpans<Collection<String>> underlined(
      StyleSpans<Collection<String>> colours, List<Mark> marks) {
    StyleSpans<Collection<String>> spans = colours;
    for (Mark mark : marks) {
      spans = spans.overlay(mark.line(colours.length()), Mark::both);
    }
    return spans;
  }

  private StyleSpans<Collection<String>> line(int length) {
    StyleSpansBuilder<Collection<String>> line = new StyleSpansBuilder<>();
    line.add(List.of(), start);
    line.add(List.of(problem.isError() ? "code-error" : "code-warning"), end - start);
    line.add(List.of(), length - end);
    return line.create();
  }

  private static Collection<String> both(Collection<String> colour, Collection<String> line) {
    if (line.isEmpty()) {
      return colour;
    }
    List<String> both = new ArrayList<>(colour);
    both.addAll(line);
    return both;
  }
}
