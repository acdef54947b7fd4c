package org.neurowright.io.hoc.object;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.neurowright.io.hoc.section.HocFailure;

/** Numbers and strings as C's printf writes them. */
public final class Format {
  private static final int WIDEST = 1000;
  private static final int LONGEST = 1 << 20;

  private Format() {}

  /** {@code sprintf}. */
  public static String print(String format, Arguments arguments, int first) {
    StringBuilder text = new StringBuilder();
    int next = first;
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i++);
      if (c != '%') {
        text.append(c);
        continue;
      }
      if (i < format.length() && format.charAt(i) == '%') {
        text.append('%');
        i++;
        continue;
      }
      int start = i;
      while (i < format.length() && "-+ #0123456789.*lh".indexOf(format.charAt(i)) >= 0) {
        i++;
      }
      if (i >= format.length()) {
        throw bad(format);
      }
      String flags = format.substring(start, i);
      char type = format.charAt(i++);
      if (flags.contains("*")) {
        throw new HocFailure("hoc.format", "The format '" + format + "' has a * as width")
            .expected("a number");
      }
      text.append(one(flags.replaceAll("[lh]", ""), type, arguments, next++, format));
      if (text.length() > LONGEST) {
        throw new HocFailure("hoc.format", "A string grows beyond 1 MB");
      }
    }
    return text.toString();
  }

  private static HocFailure bad(String format) {
    return new HocFailure("hoc.format", "The format '" + format + "' cannot be understood")
        .expected("%g, %d, %s and the like");
  }

  private static String one(
      String flags, char type, Arguments arguments, int which, String format) {
    int dot = flags.indexOf('.');
    String front = dot < 0 ? flags : flags.substring(0, dot);
    int digits = 0;
    while (digits < front.length() && "-+ #0".indexOf(front.charAt(digits)) >= 0) {
      digits++;
    }
    String signs = front.substring(0, digits);
    int width = size(front.substring(digits), format);
    int precision = dot < 0 ? -1 : size(flags.substring(dot + 1), format);
    String body =
        switch (type) {
          case 's' -> {
            String s = shown(arguments, which);
            yield precision >= 0 && precision < s.length() ? s.substring(0, precision) : s;
          }
          case 'c' -> String.valueOf((char) (int) arguments.number(which));
          case 'd', 'i' -> whole(arguments.number(which));
          case 'u' -> whole(arguments.number(which));
          case 'x' -> Long.toHexString((long) arguments.number(which));
          case 'X' -> Long.toHexString((long) arguments.number(which)).toUpperCase(Locale.ROOT);
          case 'o' -> Long.toOctalString((long) arguments.number(which));
          case 'g', 'G' -> general(arguments.number(which), precision < 0 ? 6 : precision);
          case 'f', 'F' -> fixed(arguments.number(which), precision < 0 ? 6 : precision);
          case 'e', 'E' -> scientific(arguments.number(which), precision < 0 ? 6 : precision);
          default -> throw bad(format);
        };
    boolean number = type != 's' && type != 'c';
    if (number && signs.indexOf('+') >= 0 && !body.startsWith("-")) {
      body = "+" + body;
    } else if (number && signs.indexOf(' ') >= 0 && !body.startsWith("-")) {
      body = " " + body;
    }
    if (body.length() >= width) {
      return body;
    }
    String padding = " ".repeat(width - body.length());
    if (signs.indexOf('-') >= 0) {
      return body + padding;
    }
    if (number && signs.indexOf('0') >= 0) {
      int sign = body.startsWith("-") || body.startsWith("+") ? 1 : 0;
      return body.substring(0, sign) + "0".repeat(width - body.length()) + body.substring(sign);
    }
    return padding + body;
  }

  private static int size(String digits, String format) {
    if (digits.isEmpty()) {
      return 0;
    }
    if (digits.length() > 4 || !digits.chars().allMatch(Character::isDigit)) {
      throw bad(format);
    }
    return Math.min(WIDEST, Integer.parseInt(digits));
  }

  private static String shown(Arguments arguments, int which) {
    if (arguments.isText(which)) {
      return arguments.text(which);
    }
    HocObject object = arguments.object(which);
    return object == null ? "NULLobject" : object.shownName();
  }

  private static String whole(double value) {
    return Double.isFinite(value) ? Long.toString((long) value) : special(value);
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  private static String fixed(double value, int precision) {
    return Double.isFinite(value)
        ? sign(value)
            + new BigDecimal(value)
                .abs()
                .setScale(precision, RoundingMode.HALF_EVEN)
                .toPlainString()
        : special(value);
  }

  private static String sign(double value) {
    return value < 0 || value == 0 && 1 / value < 0 ? "-" : "";
  }

  private static String scientific(double value, int precision) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    if (value == 0) {
      return sign(value) + "0" + (precision > 0 ? "." + "0".repeat(precision) : "") + "e+00";
    }
    BigDecimal rounded =
        new BigDecimal(value).abs().round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    String digits = rounded.unscaledValue().toString();
    digits =
        digits.length() > precision + 1
            ? digits.substring(0, precision + 1)
            : digits + "0".repeat(precision + 1 - digits.length());
    return sign(value)
        + digits.charAt(0)
        + (precision > 0 ? "." + digits.substring(1) : "")
        + exponent(exponent);
  }

  private static String exponent(int exponent) {
    int size = Math.abs(exponent);
    return "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
  }

  /** {@code %.<digits>g}. */
  public static String general(double value, int significantDigits) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    if (value == 0) {
      return sign(value) + "0";
    }
    int digits = Math.max(1, significantDigits);
    BigDecimal rounded =
        new BigDecimal(value).abs().round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < -4 || exponent >= digits) {
      String digitText = rounded.unscaledValue().toString();
      int end = digitText.length();
      while (end > 1 && digitText.charAt(end - 1) == '0') {
        end--;
      }
      return sign(value)
          + digitText.charAt(0)
          + (end > 1 ? "." + digitText.substring(1, end) : "")
          + exponent(exponent);
    }
    return sign(value) + rounded.stripTrailingZeros().toPlainString();
  }
}
