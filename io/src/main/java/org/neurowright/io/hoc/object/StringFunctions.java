package org.neurowright.io.hoc.object;

import java.util.regex.Matcher;

/** {@code StringFunctions}. */
public final class StringFunctions extends NativeObject {

  public StringFunctions(int number) {
    super("StringFunctions", number);
  }

  @Override
  public Object member(String name, double[] indices, Arguments arguments) {
    Arguments a = orNone(arguments);
    return switch (name) {
      case "len" -> (double) a.text(1).length();
      case "substr" -> (double) a.text(1).indexOf(a.text(2));
      case "head" -> part(a, true);
      case "tail" -> part(a, false);
      case "right" -> cut(a, true);
      case "left" -> cut(a, false);
      case "ltrim" -> trimmed(a, true);
      case "rtrim" -> trimmed(a, false);
      case "is_name" -> a.text(1).matches("[A-Za-z_][A-Za-z_0-9]*") ? 1.0 : 0.0;
      case "references", "is_point_process", "is_artificial" -> 0.0;
      default -> throw noMember(name);
    };
  }

  private static Double part(Arguments a, boolean head) {
    Matcher matcher = Patterns.matcher(Patterns.of(a.text(2)), a.text(1));
    TextCell to = a.textCell(3);
    if (!matcher.find()) {
      to.text = "";
      return -1.0;
    }
    String text = a.text(1);
    to.text = head ? text.substring(0, matcher.start()) : text.substring(matcher.end());
    return (double) (head ? matcher.start() : matcher.end());
  }

  private static Double cut(Arguments a, boolean right) {
    TextCell cell = a.textCell(1);
    int n = (int) Math.clamp(a.number(2), 0, cell.text.length());
    cell.text = right ? cell.text.substring(n) : cell.text.substring(0, n);
    return 1.0;
  }

  private static Double trimmed(Arguments a, boolean left) {
    String text = a.text(1);
    String stripped = left ? text.stripLeading() : text.stripTrailing();
    a.textCell(2).text = stripped;
    return (double) stripped.length();
  }
}
