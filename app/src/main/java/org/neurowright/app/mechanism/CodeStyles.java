package org.neurowright.app.mechanism;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.neurowright.app.code.Mark;
import org.neurowright.engine.problem.Problem;

/** Colours of an NMODL text with its faulty places underlined, as the editor takes them. */
final class CodeStyles {
  private CodeStyles() {}

  /** Where in a text its problems are; those without a line are left out. */
  static List<Mark> marks(String text, List<Problem> problems) {
    int[] lineStart = lineStarts(text);
    List<Mark> marks = new ArrayList<>();
    for (Problem problem : problems) {
      int line = problem.location().line();
      if (line < 1 || line > lineStart.length) {
        continue;
      }
      int from = lineStart[line - 1];
      int lineEnd = line < lineStart.length ? lineStart[line] - 1 : text.length();
      int start =
          problem.location().column() > 0
              ? Math.min(from + problem.location().column() - 1, lineEnd)
              : firstLetter(text, from, lineEnd);
      int end = start;
      while (end < lineEnd && isWordPart(text.charAt(end))) {
        end++;
      }
      if (problem.location().column() == 0) {
        end = lineEnd;
      }
      end = Math.max(end, Math.min(start + 1, text.length()));
      if (end > start) {
        marks.add(new Mark(start, end, problem));
      }
    }
    return marks;
  }

  private static int firstLetter(String text, int from, int to) {
    int at = from;
    while (at < to && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** Offset of the first character of each line. */
  static int[] lineStarts(String text) {
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        lines++;
      }
    }
    int[] starts = new int[lines];
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        starts[line++] = i + 1;
      }
    }
    return starts;
  }

  /** Styles of the whole text. */
  static StyleSpans<Collection<String>> of(String text, List<Mark> marks) {
    return Mark.underlined(colours(text), marks);
  }

  private static StyleSpans<Collection<String>> colours(String text) {
    StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
    int at = 0;
    for (NmodlHighlighter.Part part : NmodlHighlighter.parts(text)) {
      builder.add(List.of(), part.start() - at);
      builder.add(List.of(part.kind().styleClass()), part.end() - part.start());
      at = part.end();
    }
    builder.add(List.of(), text.length() - at);
    return builder.create();
  }

  /** Styles of generated Java, which is coloured more simply. */
  static StyleSpans<Collection<String>> java(String text) {
    StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
    int at = 0;
    for (JavaHighlighter.Part part : JavaHighlighter.parts(text)) {
      builder.add(List.of(), part.start() - at);
      builder.add(List.of(part.styleClass()), part.end() - part.start());
      at = part.end();
    }
    builder.add(List.of(), text.length() - at);
    return builder.create();
  }
}
