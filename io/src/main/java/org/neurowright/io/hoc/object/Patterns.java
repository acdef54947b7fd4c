package org.neurowright.io.hoc.object;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.neurowright.io.hoc.section.HocFailure;

/** Regular expressions of hoc code; brackets with a number are those of section names. */
public final class Patterns {
  private static final int LONGEST = 500;

  private Patterns() {}

  /** A text that ends the search when it takes too long. */
  private static final class Patient implements CharSequence {
    private static final int LOOKS = 1_000_000;

    private final CharSequence text;
    private final int[] looks;

    Patient(CharSequence text, int[] looks) {
      this.text = text;
      this.looks = looks;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++looks[0] > LOOKS) {
        throw new HocFailure("hoc.pattern", "The search for a pattern does not end");
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Patient(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  /** Searches; ends with a failure when the pattern is of the kind that takes for ever. */
  public static Matcher matcher(Pattern pattern, String text) {
    return pattern.matcher(new Patient(text, new int[1]));
  }

  /** A pattern as it stands. */
  public static Pattern of(String text) {
    if (text.length() > LONGEST) {
      throw new HocFailure("hoc.pattern", "A pattern of " + text.length() + " characters");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException | StackOverflowError e) {
      throw new HocFailure("hoc.pattern", "'" + text + "' is no regular expression")
          .expected("for instance dend or soma.*");
    }
  }

  /**
   * A pattern for names of sections: {@code dend[3]} means these characters, {@code dend[3-5]} and
   * {@code <a-c>} are ranges.
   */
  public static Pattern ofSectionNames(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '[', ']' -> escaped.append('\\').append(c);
        case '<' -> escaped.append('[');
        case '>' -> escaped.append(']');
        default -> escaped.append(c);
      }
    }
    return of(escaped.toString());
  }
}
