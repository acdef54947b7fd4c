package org.neurowright.io.spikes;

/** Text of reals as Python prints them, so that csv files can be compared line by line. */
public final class PythonFloat {
  /** Python writes an exponent from 1e16 on and below 1e-4. */
  private static final int LARGEST_PLAIN = 16;

  private static final int SMALLEST_PLAIN = -4;

  /** Between these sizes Java prints the same. */
  private static final double SMALLEST_SAME = 1e-3;

  private static final double LARGEST_SAME = 1e7;

  private PythonFloat() {}

  /**
   * The shortest text that gives the same number back, in Python's form: {@code
   * 130.20000000009534}, {@code 1e-05}, {@code 5.0}, {@code nan}.
   */
  public static String repr(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(value);
    if (value == 0 || size >= SMALLEST_SAME && size < LARGEST_SAME) {
      return Double.toString(value);
    }
    String sign = value < 0 ? "-" : "";
    // Java knows the digits; only the form differs: digits d1.d2d3... and decimal exponent
    String java = Double.toString(size);
    int e = java.indexOf('E');
    String mantissa = e < 0 ? java : java.substring(0, e);
    int point = mantissa.indexOf('.');
    String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int exponent = (e < 0 ? 0 : Integer.parseInt(java.substring(e + 1))) + point - 1;
    int leading = 0;
    while (digits.charAt(leading) == '0') {
      leading++;
    }
    exponent -= leading;
    digits = shortest(digits.substring(leading).replaceAll("0+$", ""), exponent, size);
    if (digits.startsWith("+")) {
      digits = digits.substring(1);
      exponent++;
    }
    return sign
        + (exponent < SMALLEST_PLAIN || exponent >= LARGEST_PLAIN
            ? withExponent(digits, exponent)
            : plain(digits, exponent));
  }

  /**
   * Java prints two digits where one would do if two are closer (4.9E-324 for 5e-324); Python
   * prints one. A leading plus says that rounding carried into the next power of ten.
   */
  private static String shortest(String digits, int exponent, double value) {
    if (digits.length() != 2) {
      return digits;
    }
    int rounded = (Integer.parseInt(digits) + 5) / 10;
    if (Double.parseDouble(rounded + "E" + exponent) != value) {
      return digits;
    }
    return rounded == 10 ? "+1" : Integer.toString(rounded);
  }

  private static String withExponent(String digits, int exponent) {
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String size = Integer.toString(Math.abs(exponent));
    return mantissa + (exponent < 0 ? "e-" : "e+") + (size.length() < 2 ? "0" + size : size);
  }

  private static String plain(String digits, int exponent) {
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    if (digits.length() <= exponent + 1) {
      return digits + "0".repeat(exponent + 1 - digits.length()) + ".0";
    }
    return digits.substring(0, exponent + 1) + "." + digits.substring(exponent + 1);
  }
}
