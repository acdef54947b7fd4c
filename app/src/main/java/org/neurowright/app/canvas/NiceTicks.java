package org.neurowright.app.canvas;

import java.util.Locale;

/**
 * Round numbers for an axis: steps of 1, 2 or 5 times a power of ten.
 *
 * @param step distance of two ticks
 * @param firstIndex first tick is {@code firstIndex * step}
 * @param count number of ticks inside the range
 */
record NiceTicks(double step, long firstIndex, int count) {

  /**
   * As many ticks as fit, at most {@code maxCount} (at least 2) and never closer than {@code
   * minStep}.
   */
  static NiceTicks of(double lower, double upper, int maxCount, double minStep) {
    double span = upper - lower;
    if (!(span > 0) || Double.isInfinite(span)) {
      return new NiceTicks(1, (long) Math.ceil(lower), 0);
    }
    double step = Math.max(minStep, niceAtLeast(span / Math.max(2, maxCount)));
    long first = (long) Math.ceil(lower / step - 1e-9);
    long last = (long) Math.floor(upper / step + 1e-9);
    // One tick tells nothing about the scale.
    while (last <= first && step > minStep && step > span / 20) {
      double finer = Math.max(minStep, niceAtLeast(step / 2.5));
      long finerFirst = (long) Math.ceil(lower / finer - 1e-9);
      long finerLast = (long) Math.floor(upper / finer + 1e-9);
      if (finerLast - finerFirst >= Math.max(2, maxCount) + 1) {
        break;
      }
      step = finer;
      first = finerFirst;
      last = finerLast;
    }
    return new NiceTicks(step, first, (int) Math.max(0, last - first + 1));
  }

  /** The smallest 1, 2 or 5 times a power of ten that is not below the given positive number. */
  static double niceAtLeast(double raw) {
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double fraction = raw / power;
    double nice =
        fraction <= 1 + 1e-9 ? 1 : fraction <= 2 + 1e-9 ? 2 : fraction <= 5 + 1e-9 ? 5 : 10;
    return nice * power;
  }

  double value(int index) {
    return (firstIndex + index) * step;
  }

  String label(int index) {
    return format(value(index), step);
  }

  /** A number with just the decimals that tell two neighbours {@code step} apart. */
  static String format(double value, double step) {
    double magnitude = Math.max(Math.abs(value), step);
    if (magnitude >= 1e7 || magnitude < 1e-4) {
      int decimals = Math.clamp(Math.round(Math.log10(magnitude) - Math.log10(step)) + 1, 0, 6);
      return minus(value == 0 ? "0" : String.format(Locale.ROOT, "%." + decimals + "e", value));
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return minus(isZero(text) ? text.replace("-", "") : text);
  }

  private static boolean isZero(String text) {
    return text.chars().allMatch(c -> c == '0' || c == '.' || c == '-');
  }

  private static String minus(String text) {
    return text.replace('-', '\u2212');
  }
}
