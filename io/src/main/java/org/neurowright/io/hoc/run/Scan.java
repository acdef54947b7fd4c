package org.neurowright.io.hoc.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.io.hoc.object.Arguments;
import org.neurowright.io.hoc.section.HocFailure;

/** C's sscanf, as far as hoc code uses it. */
final class Scan {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?\\d+");

  private Scan() {}

  /** Number of values that were read. */
  static int scan(String text, String format, Arguments a, int first) {
    int at = 0;
    int done = 0;
    int next = first;
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      if (Character.isWhitespace(c)) {
        at = blanks(text, at);
        i++;
        continue;
      }
      if (c != '%') {
        if (at >= text.length() || text.charAt(at) != c) {
          return done;
        }
        at++;
        i++;
        continue;
      }
      i++;
      boolean skip = i < format.length() && format.charAt(i) == '*';
      i += skip ? 1 : 0;
      while (i < format.length() && "0123456789lh".indexOf(format.charAt(i)) >= 0) {
        i++;
      }
      if (i >= format.length()) {
        throw new HocFailure("hoc.format", "The format '" + format + "' cannot be understood");
      }
      char type = format.charAt(i++);
      String found;
      if (type == '[') {
        int end = format.indexOf(']', i + 1);
        if (end < 0) {
          throw new HocFailure("hoc.format", "The format '" + format + "' cannot be understood");
        }
        String set = format.substring(i, end);
        i = end + 1;
        boolean not = set.startsWith("^");
        String members = not ? set.substring(1) : set;
        int start = at;
        while (at < text.length() && members.indexOf(text.charAt(at)) >= 0 != not) {
          at++;
        }
        found = text.substring(start, at);
      } else if (type == 's') {
        at = blanks(text, at);
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
          at++;
        }
        found = text.substring(start, at);
      } else if (type == 'c') {
        found = text.substring(at, Math.min(at + 1, text.length()));
        at += found.length();
      } else {
        at = blanks(text, at);
        Matcher matcher = (type == 'd' || type == 'i' ? WHOLE : NUMBER).matcher(text);
        found = matcher.find(at) && matcher.start() == at ? matcher.group() : "";
        at += found.length();
      }
      if (found.isEmpty()) {
        return done;
      }
      if (!skip) {
        if (type == '[' || type == 's') {
          a.textCell(next++).text = found;
        } else {
          a.pointer(next++).set(type == 'c' ? found.charAt(0) : Double.parseDouble(found));
        }
        done++;
      }
    }
    return done;
  }

  private static int blanks(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
