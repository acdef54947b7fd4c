package org.neurowright.engine.nmodl.units;

import java.util.Optional;
import java.util.function.Function;

/**
 * Reads texts such as {@code mA/cm2}. Names stand side by side, joined by blanks or {@code -}; a
 * digit behind a name is its power; everything behind the first {@code /} divides; a number may
 * stand in front.
 */
final class UnitText {
  private static final int HIGHEST_POWER = 99;

  private final String text;
  private final Function<String, Unit> names;
  private int at;
  private String unknown = "";

  UnitText(String text, Function<String, Unit> names) {
    this.text = text;
    this.names = names;
  }

  /**
   * Also {@code *} and {@code ^}, numbers anywhere and numbers with {@code e}.
   *
   * @return null when a name is unknown or a character has no meaning
   */
  Unit lenient() {
    Unit result = Unit.ONE;
    int sign = 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '/') {
        sign = -1;
        at++;
      } else if (c == '-' || c == '*' || Character.isWhitespace(c)) {
        at++;
      } else if (isDigit(c) || c == '.') {
        Optional<Double> number = number();
        if (number.isEmpty()) {
          return null;
        }
        result = result.times(Unit.number(number.get()), sign);
      } else {
        int start = at;
        while (at < text.length() && isLetter(text.charAt(at))) {
          at++;
        }
        Unit unit = at == start ? null : names.apply(text.substring(start, at));
        if (unit == null) {
          return null;
        }
        if (at + 1 < text.length() && text.charAt(at) == '^' && isDigit(text.charAt(at + 1))) {
          at++;
        }
        result = result.times(unit, sign * power());
      }
    }
    return result;
  }

  /**
   * As NEURON reads it.
   *
   * @return null when something is unknown: see {@link #unknown}
   */
  Unit strict() {
    skipBlanks();
    Optional<Double> number = at < text.length() && startsNumber() ? number() : Optional.of(1.0);
    // A power of ten is written 1-3 as well.
    double factor = number.orElse(1.0) * powerOfTen();
    Unit result = Unit.number(factor == 0 || !Double.isFinite(factor) ? 1 : factor);
    int sign = 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '/') {
        sign = -1;
        at++;
      } else if (endsName(c)) {
        at++;
      } else {
        int start = at;
        while (at < text.length() && !endsName(text.charAt(at)) && text.charAt(at) != '/') {
          at++;
        }
        String name = text.substring(start, at);
        Unit unit = names.apply(name);
        if (unit == null) {
          unknown = name;
          return null;
        }
        int power = 1;
        if (at < text.length() && isDigit(text.charAt(at))) {
          power = text.charAt(at) - '0';
          at++;
        }
        result = result.times(unit, sign * power);
      }
    }
    return result;
  }

  /** The name that {@link #strict} did not find. */
  String unknown() {
    return unknown;
  }

  private static boolean endsName(char c) {
    return c >= '1' && c <= '9' || c == '-' || Character.isWhitespace(c);
  }

  private boolean startsNumber() {
    char c = text.charAt(at);
    return isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1));
  }

  private double powerOfTen() {
    if (at + 1 < text.length()
        && at > 0
        && isDigit(text.charAt(at - 1))
        && (text.charAt(at) == '-' || text.charAt(at) == '+')
        && isDigit(text.charAt(at + 1))) {
      int sign = text.charAt(at) == '-' ? -1 : 1;
      at++;
      int start = at;
      while (at < text.length() && at - start < 3 && isDigit(text.charAt(at))) {
        at++;
      }
      return Math.pow(10, sign * Integer.parseInt(text.substring(start, at)));
    }
    return 1;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private int power() {
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      return 1;
    }
    return at - start > 2 ? HIGHEST_POWER : Integer.parseInt(text.substring(start, at));
  }

  private Optional<Double> number() {
    int start = at;
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    if (at + 1 < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = at + 1;
      if (text.charAt(exponent) == '-' || text.charAt(exponent) == '+') {
        exponent++;
      }
      int stop = exponent;
      while (stop < text.length() && isDigit(text.charAt(stop))) {
        stop++;
      }
      if (stop > exponent) {
        at = stop;
      }
    }
    try {
      return Optional.of(Double.parseDouble(text.substring(start, at)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return Character.isLetter(c) || c == '_' || c == '%';
  }
}
