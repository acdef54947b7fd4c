package org.neurowright.app.mechanism;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Comments, strings, numbers and key words of Java code that is known to be well formed. */
final class JavaHighlighter {
  private static final Pattern PARTS =
      Pattern.compile(
          "(?<comment>//[^\n]*|/\\*(?s:.*?)\\*/)"
              + "|(?<text>\"(?:[^\"\\\\\n]|\\\\.)*\")"
              + "|(?<number>\\b\\d[\\d_]*(?:\\.\\d*)?(?:[eE][-+]?\\d+)?)"
              + "|(?<word>\\b(?:package|import|public|private|protected|final|static|class|extends"
              + "|return|new|void|double|int|long|boolean|if|else|for|while|do|this|super|true|false"
              + "|null|throws?|try|catch|switch|case|default|break|continue)\\b)");

  /** One coloured part. */
  record Part(int start, int end, String styleClass) {}

  private JavaHighlighter() {}

  static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PARTS.matcher(text);
    while (matcher.find()) {
      String style =
          matcher.group("comment") != null
              ? "nmodl-comment"
              : matcher.group("text") != null
                  ? "nmodl-text"
                  : matcher.group("number") != null ? "nmodl-number" : "nmodl-word";
      parts.add(new Part(matcher.start(), matcher.end(), style));
    }
    return parts;
  }
}
