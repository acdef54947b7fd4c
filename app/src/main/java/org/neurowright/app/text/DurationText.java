package org.neurowright.app.text;

import java.util.Locale;

/** Wall-clock durations as users read them. */
public final class DurationText {
  private DurationText() {}

  /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 05 min}; a dash when unknown. */
  public static String seconds(double seconds) {
    if (Double.isNaN(seconds) || Double.isInfinite(seconds) || seconds < 0) {
      return "–";
    }
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  /** Time left, rounded the way one would say it, so that it does not flicker. */
  public static String left(double seconds) {
    if (Double.isNaN(seconds) || Double.isInfinite(seconds) || seconds < 0) {
      return "–";
    }
    if (seconds < 1) {
      return "under 1 s";
    }
    if (seconds < 60) {
      return Math.round(seconds) + " s";
    }
    return seconds(Math.round(seconds / 5) * 5.0);
  }
}
