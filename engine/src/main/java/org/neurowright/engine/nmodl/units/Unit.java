package org.neurowright.engine.nmodl.units;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What one of a unit is in base units.
 *
 * @param factor how many base units
 * @param exponents of metre, kilogram, second, coulomb, kelvin, candela, bit and erlang
 */
record Unit(double factor, List<Integer> exponents) {
  static final List<String> BASE =
      List.of("m", "kg", "sec", "coul", "K", "candela", "bit", "erlang");

  /** Two factors this near are the same: units are written with few digits. */
  private static final double TOLERANCE = 1e-5;

  /** No unit. */
  static final Unit ONE = number(1);

  Unit {
    exponents = List.copyOf(exponents);
  }

  /** A pure number. */
  static Unit number(double factor) {
    return new Unit(factor, BASE.stream().map(b -> 0).toList());
  }

  /** A base unit. */
  static Unit base(int index) {
    Integer[] exponents = new Integer[BASE.size()];
    Arrays.fill(exponents, 0);
    exponents[index] = 1;
    return new Unit(1, List.of(exponents));
  }

  /** This times another to a power; the factor is multiplied step by step, as one would by hand. */
  Unit times(Unit other, int power) {
    Integer[] sum = new Integer[BASE.size()];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = exponents.get(i) + power * other.exponents.get(i);
    }
    double product = factor;
    if (Math.abs(power) > 16) {
      product *= Math.pow(other.factor, power);
    } else {
      for (int i = 0; i < Math.abs(power); i++) {
        product = power > 0 ? product * other.factor : product / other.factor;
      }
    }
    return new Unit(product, List.of(sum));
  }

  Unit times(Unit other) {
    return times(other, 1);
  }

  Unit over(Unit other) {
    return times(other, -1);
  }

  Unit power(int power) {
    return ONE.times(this, power);
  }

  /** True when both measure the same thing, perhaps in other steps. */
  boolean conforms(Unit other) {
    return exponents.equals(other.exponents);
  }

  boolean sameAs(Unit other) {
    return conforms(other) && isOne(other.factor / factor);
  }

  boolean isDimensionless() {
    return conforms(ONE);
  }

  private static boolean isOne(double ratio) {
    return Math.abs(ratio - 1) <= TOLERANCE;
  }

  /** In base units: {@code 1000 /sec}. */
  String inBaseUnits() {
    StringBuilder text = new StringBuilder();
    String separator = "";
    for (int i = 0; i < BASE.size(); i++) {
      if (exponents.get(i) > 0) {
        text.append(separator).append(BASE.get(i)).append(power(exponents.get(i), ""));
        separator = "-";
      }
    }
    separator = "/";
    for (int i = 0; i < BASE.size(); i++) {
      if (exponents.get(i) < 0) {
        text.append(separator).append(BASE.get(i)).append(power(-exponents.get(i), ""));
        separator = "-";
      }
    }
    String shownFactor = digits(factor);
    return text.isEmpty()
        ? shownFactor
        : shownFactor.equals("1") ? text.toString() : shownFactor + " " + text;
  }

  private static String power(int exponent, String ofOne) {
    return exponent == 1 ? ofOne : Integer.toString(exponent);
  }

  /** A number with up to six digits and no needless zeros. */
  static String digits(double value) {
    String text = String.format(Locale.ROOT, "%.6g", value);
    int exponent = text.indexOf('e');
    String mantissa = exponent < 0 ? text : text.substring(0, exponent);
    if (mantissa.indexOf('.') >= 0) {
      mantissa = mantissa.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
    return exponent < 0 ? mantissa : mantissa + text.substring(exponent);
  }
}
