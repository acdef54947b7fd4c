package org.neurowright.app.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.neurowright.engine.problem.Problem;

/** Colours of a JSON text with its faulty places underlined. */
public final class JsonText {
  private static final Pattern PARTS =
      Pattern.compile(
          "(?<key>\"(?:[^\"\\\\\\n]|\\\\.)*\"(?=\\s*:))"
              + "|(?<text>\"(?:[^\"\\\\\\n]|\\\\.)*\"?|'(?:[^'\\\\\\n]|\\\\.)*'?)"
              + "|(?<comment>//[^\\n]*|#[^\\n]*|/\\*(?s:.*?)\\*/)"
              + "|(?<number>[-+]?\\b\\d[\\d.eE+-]*)"
              + "|(?<word>\\b(?:true|false|null|NaN|Infinity)\\b)");
  private static final List<String> GROUPS = List.of("key", "text", "comment", "number", "word");

  private JsonText() {}

  /** Where in a text its problems are; those without a line are left out. */
  public static List<Mark> marks(String text, List<Problem> problems) {
    List<Mark> marks = new ArrayList<>();
    for (Problem problem : problems) {
      int start = offset(text, problem.location().line(), problem.location().column());
      if (problem.location().line() < 1 || start >= text.length()) {
        continue;
      }
      int end = start;
      if (text.charAt(start) == '"') {
        int close = text.indexOf('"', start + 1);
        int line = text.indexOf('\n', start);
        end = close > 0 && (line < 0 || close < line) ? close + 1 : start + 1;
      } else {
        while (end < text.length() && ",\n{}[] ".indexOf(text.charAt(end)) < 0) {
          end++;
        }
      }
      marks.add(new Mark(start, Math.max(start + 1, end), problem));
    }
    return marks;
  }

  /** Offset of a line and column from 1; the length of the text where there is no such place. */
  public static int offset(String text, int line, int column) {
    int at = 0;
    for (int k = 1; k < line; k++) {
      int next = text.indexOf('\n', at);
      if (next < 0) {
        return text.length();
      }
      at = next + 1;
    }
    int end = text.indexOf('\n', at);
    return Math.min(at + Math.max(0, column - 1), end < 0 ? text.length() : end);
  }

  /** Styles of the whole text. */
  public static StyleSpans<Collection<String>> styles(String text, List<Mark> marks) {
    StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
    int at = 0;
    Matcher part = PARTS.matcher(text);
    while (part.find()) {
      builder.add(List.of(), part.start() - at);
      String group = GROUPS.stream().filter(g -> part.group(g) != null).findFirst().orElseThrow();
      builder.add(List.of("json-" + group), part.end() - part.start());
      at = part.end();
    }
    builder.add(List.of(), text.length() - at);
    return Mark.underlined(builder.create(), marks);
  }
}
