package org.neurowright.app.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Numbers, durations and failures as users read them. */
final class Wording {
  private static final String[] SIZES = {"bytes", "kB", "MB", "GB", "TB"};

  private Wording() {}

  /** What a failed file operation means, with the file named. */
  static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case FileSystemException other when other.getReason() != null ->
          other.getReason() + ": " + other.getFile();
      default ->
          failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    };
  }

  /** {@code under 0.01 s}, {@code 0.25 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
  static String duration(double seconds) {
    if (seconds < 0.01) {
      return "under 0.01 s";
    }
    if (seconds < 9.95) {
      return plain(seconds, seconds < 0.995 ? 2 : 1) + " s";
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return "%d min %d s".formatted(whole / 60, whole % 60);
    }
    return "%d h %d min".formatted(whole / 3600, whole % 3600 / 60);
  }

  /** {@code 512 bytes}, {@code 3.4 MB}; steps of 1000. */
  static String size(double bytes) {
    int step = 0;
    double value = bytes;
    while (value >= 999.5 && step < SIZES.length - 1) {
      value /= 1000;
      step++;
    }
    return plain(value, step == 0 || value >= 99.5 ? 0 : 1) + " " + SIZES[step];
  }

  /** About {@code digits} significant digits, without exponent where that is readable. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    double magnitude = Math.abs(value);
    if (magnitude >= 1e-3 && magnitude < 1e6) {
      int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(magnitude)));
      return plain(value, decimals).replaceFirst("(\\.\\d*?)0+$", "$1").replaceFirst("\\.$", "");
    }
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /** A count with thin groups of three: {@code 64,603}. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 1 error}, {@code 2 errors}. */
  static String counted(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  private static String plain(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
