package org.neurowright.app.text;

import java.util.Locale;

/**
 * Numbers as users read them; always a decimal point, groups of three set apart by a narrow space.
 */
public final class NumberText {
  private static final char GROUP = '\u202f';

  private NumberText() {}

  /** A whole number: {@code 1 234 567}. */
  public static String count(long value) {
    String digits = Long.toString(Math.abs(value));
    StringBuilder text = new StringBuilder(value < 0 ? "-" : "");
    for (int i = 0; i < digits.length(); i++) {
      // Four digits stay together: "1234" is as easy to read and lines up with plain input.
      if (i > 0 && (digits.length() - i) % 3 == 0 && digits.length() > 4) {
        text.append(GROUP);
      }
      text.append(digits.charAt(i));
    }
    return text.toString();
  }

  /** A short count for badges: {@code 950}, {@code 12.4k}, {@code 3.1M}. */
  public static String shortCount(long value) {
    if (value < 10_000) {
      return Long.toString(value);
    }
    if (value < 1_000_000) {
      return scaled(value, 1e3) + "k";
    }
    return value < 1_000_000_000 ? scaled(value, 1e6) + "M" : scaled(value, 1e9) + "G";
  }

  /**
   * Up to six significant digits, without trailing zeros; scientific only where plain would be
   * unreadable.
   */
  public static String real(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return Long.toString((long) value);
    }
    double size = Math.abs(value);
    if (size >= 1e-4 && size < 1e6) {
      int decimals = Math.max(0, 5 - (int) Math.floor(Math.log10(size)));
      return trimZeros(String.format(Locale.ROOT, "%." + decimals + "f", value));
    }
    String text = String.format(Locale.ROOT, "%.5e", value);
    int e = text.indexOf('e');
    return trimZeros(text.substring(0, e)) + "e" + Integer.parseInt(text.substring(e + 1));
  }

  /** A fixed number of decimals, for figures that change while one looks at them. */
  public static String fixed(double value, int decimals) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** {@code "1 cell"}, {@code "14 cells"}. */
  public static String plural(long count, String singular, String plural) {
    return count(count) + " " + (count == 1 ? singular : plural);
  }

  private static String scaled(long value, double by) {
    double scaled = value / by;
    // Rounded down: a badge never claims more than there is.
    return scaled >= 100
        ? Long.toString((long) scaled)
        : trimZeros(String.format(Locale.ROOT, "%.1f", Math.floor(scaled * 10) / 10));
  }

  private static String trimZeros(String text) {
    return text.indexOf('.') < 0 ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
