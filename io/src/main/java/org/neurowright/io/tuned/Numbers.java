package org.neurowright.io.tuned;

/** Numbers as people write them in files. */
final class Numbers {
  private Numbers() {}

  /** The fewest digits that read back as the same number: {@code 7e-05}, {@code 34}. */
  static String text(double value) {
    String text = Double.toString(value);
    int e = text.indexOf('E');
    if (e < 0) {
      return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
    String mantissa = text.substring(0, e);
    mantissa = mantissa.endsWith(".0") ? mantissa.substring(0, mantissa.length() - 2) : mantissa;
    return mantissa + "e" + text.substring(e + 1);
  }
}
