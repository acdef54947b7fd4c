package org.neurowright.engine.nmodl.symbol;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Units and what they are worth in metre, kilogram, second, coulomb, kelvin and candela.
 *
 * <p>Needed for constants of the form {@code R = (k-mole) (joule/degC)} only; units have no other
 * effect on numbers. Physical constants are the exact values of the SI of 2019 (CODATA 2018).
 */
public final class UnitTable {
  private static final int DIMENSIONS = 6;

  private static final Map<String, Double> PREFIXES =
      Map.ofEntries(
          Map.entry("tera", 1e12),
          Map.entry("giga", 1e9),
          Map.entry("mega", 1e6),
          Map.entry("kilo", 1e3),
          Map.entry("hecto", 1e2),
          Map.entry("deka", 1e1),
          Map.entry("deci", 1e-1),
          Map.entry("centi", 1e-2),
          Map.entry("milli", 1e-3),
          Map.entry("micro", 1e-6),
          Map.entry("nano", 1e-9),
          Map.entry("pico", 1e-12),
          Map.entry("femto", 1e-15),
          Map.entry("atto", 1e-18),
          Map.entry("T", 1e12),
          Map.entry("G", 1e9),
          Map.entry("M", 1e6),
          Map.entry("k", 1e3),
          Map.entry("h", 1e2),
          Map.entry("da", 1e1),
          Map.entry("d", 1e-1),
          Map.entry("c", 1e-2),
          Map.entry("m", 1e-3),
          Map.entry("u", 1e-6),
          Map.entry("n", 1e-9),
          Map.entry("p", 1e-12),
          Map.entry("f", 1e-15),
          Map.entry("a", 1e-18));

  /** Definitions in terms of earlier ones; order does not matter, cycles do not occur. */
  private static final Map<String, String> DEFINITIONS =
      Map.ofEntries(
          Map.entry("second", "sec"),
          Map.entry("s", "sec"),
          Map.entry("minute", "60 sec"),
          Map.entry("min", "minute"),
          Map.entry("hour", "60 minute"),
          Map.entry("hr", "hour"),
          Map.entry("day", "24 hour"),
          Map.entry("ms", "millisec"),
          Map.entry("us", "microsec"),
          Map.entry("meter", "m"),
          Map.entry("micron", "micrometer"),
          Map.entry("cm", "centimeter"),
          Map.entry("mm", "millimeter"),
          Map.entry("km", "kilometer"),
          Map.entry("nm", "nanometer"),
          Map.entry("angstrom", "1e-10 m"),
          Map.entry("cc", "cm3"),
          Map.entry("liter", "1000 cm3"),
          Map.entry("l", "liter"),
          Map.entry("gram", "1e-3 kg"),
          Map.entry("gm", "gram"),
          Map.entry("newton", "kg-m/sec2"),
          Map.entry("nt", "newton"),
          Map.entry("N", "newton"),
          Map.entry("joule", "newton-m"),
          Map.entry("cal", "4.1868 joule"),
          Map.entry("coulomb", "coul"),
          Map.entry("C", "coul"),
          Map.entry("ampere", "coul/sec"),
          Map.entry("amp", "ampere"),
          Map.entry("watt", "joule/sec"),
          Map.entry("volt", "watt/amp"),
          Map.entry("ohm", "volt/amp"),
          Map.entry("mho", "/ohm"),
          Map.entry("siemens", "mho"),
          Map.entry("farad", "coul/volt"),
          Map.entry("henry", "sec2/farad"),
          Map.entry("weber", "volt-sec"),
          Map.entry("hertz", "/sec"),
          Map.entry("mole", "6.02214076e23"),
          Map.entry("mol", "mole"),
          Map.entry("molar", "mole/liter"),
          Map.entry("e", "1.602176634e-19 coul"),
          Map.entry("k", "1.380649e-23 joule/K"),
          Map.entry("planck", "6.62607015e-34 joule-sec"),
          Map.entry("hbar", "1.0545718176461565e-34 joule-sec"),
          Map.entry("faraday", "e-mole"),
          Map.entry("degC", "K"),
          Map.entry("kelvin", "K"),
          Map.entry("degK", "K"),
          Map.entry("pi", "3.14159265358979323846"),
          Map.entry("radian", "0.5/pi"),
          Map.entry("degree", "0.00555555555555555556 pi-radian"),
          Map.entry("R", "8.31446261815324 joule/K"),
          Map.entry("c", "2.99792458e8 m/sec"),
          Map.entry("g", "9.80665 m/sec2"),
          Map.entry("bar", "1e5 newton/m2"),
          Map.entry("atmosphere", "1.01325e5 newton/m2"),
          Map.entry("electronvolt", "e-volt"),
          Map.entry("inch", "2.54 cm"),
          Map.entry("dyne", "cm-gm/sec2"),
          Map.entry("erg", "cm2-gm/sec2"),
          Map.entry("gauss", "1e-4 weber/m2"),
          Map.entry("%", "0.01"),
          Map.entry("percent", "0.01"));

  private static final List<String> BASE = List.of("m", "kg", "sec", "coul", "K", "candela");

  private final Map<String, Quantity> aliases = new HashMap<>();

  /**
   * A unit's worth.
   *
   * @param factor in base units
   * @param exponents of the base units
   */
  private record Quantity(double factor, int[] exponents) {
    Quantity times(Quantity other, int power) {
      int[] sum = exponents.clone();
      double product = factor;
      for (int i = 0; i < DIMENSIONS; i++) {
        sum[i] += power * other.exponents[i];
      }
      for (int i = 0; i < Math.abs(power); i++) {
        product = power > 0 ? product * other.factor : product / other.factor;
      }
      return new Quantity(product, sum);
    }
  }

  /**
   * Defines a unit of a file's UNITS block: {@code (mM) = (milli/liter)}.
   *
   * @return false when the definition contains an unknown unit
   */
  public boolean define(String alias, String definition) {
    Optional<Quantity> quantity = parse(definition);
    quantity.ifPresent(q -> aliases.put(alias, q));
    return quantity.isPresent();
  }

  /**
   * How many {@code to} one {@code from} is.
   *
   * @return empty when a unit is unknown or the two measure different things
   */
  public Optional<Double> ratio(String from, String to) {
    Optional<Quantity> left = parse(from);
    Optional<Quantity> right = parse(to);
    if (left.isEmpty()
        || right.isEmpty()
        || !Arrays.equals(left.get().exponents(), right.get().exponents())) {
      return Optional.empty();
    }
    return Optional.of(left.get().factor() / right.get().factor());
  }

  /** True when every unit in the text is known. */
  public boolean isKnown(String text) {
    return parse(text).isPresent();
  }

  /** Numbers and unit names joined by blanks, - or *; what follows a / divides. */
  private Optional<Quantity> parse(String text) {
    Quantity result = new Quantity(1, new int[DIMENSIONS]);
    int sign = 1;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '/') {
        sign = -1;
        at++;
      } else if (c == '-' || c == '*' || Character.isWhitespace(c)) {
        at++;
      } else if (Character.isDigit(c) || c == '.') {
        int end = numberEnd(text, at);
        double number;
        try {
          number = Double.parseDouble(text.substring(at, end));
        } catch (NumberFormatException e) {
          return Optional.empty();
        }
        result = result.times(new Quantity(number, new int[DIMENSIONS]), sign);
        at = end;
      } else {
        int end = at;
        while (end < text.length()
            && (Character.isLetter(text.charAt(end))
                || text.charAt(end) == '_'
                || text.charAt(end) == '%')) {
          end++;
        }
        if (end == at) {
          return Optional.empty();
        }
        Optional<Quantity> unit = find(text.substring(at, end));
        if (unit.isEmpty()) {
          return Optional.empty();
        }
        int power = 1;
        int digits = end < text.length() && text.charAt(end) == '^' ? end + 1 : end;
        int digitsEnd = digits;
        while (digitsEnd < text.length() && Character.isDigit(text.charAt(digitsEnd))) {
          digitsEnd++;
        }
        if (digitsEnd > digits) {
          power = Integer.parseInt(text.substring(digits, digitsEnd));
          end = digitsEnd;
        }
        result = result.times(unit.get(), sign * power);
        at = end;
      }
    }
    return Optional.of(result);
  }

  private static int numberEnd(String text, int start) {
    int end = start;
    while (end < text.length()
        && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    if (end + 1 < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (text.charAt(exponent) == '-' || text.charAt(exponent) == '+') {
        exponent++;
      }
      int stop = exponent;
      while (stop < text.length() && Character.isDigit(text.charAt(stop))) {
        stop++;
      }
      if (stop > exponent) {
        return stop;
      }
    }
    return end;
  }

  private Optional<Quantity> find(String name) {
    Quantity alias = aliases.get(name);
    if (alias != null) {
      return Optional.of(alias);
    }
    Optional<Quantity> plain = standard(name);
    if (plain.isPresent()) {
      return plain;
    }
    if (name.length() > 2 && name.endsWith("s")) {
      Optional<Quantity> singular = find(name.substring(0, name.length() - 1));
      if (singular.isPresent()) {
        return singular;
      }
    }
    for (int cut = Math.min(5, name.length()); cut >= 1; cut--) {
      Double prefix = PREFIXES.get(name.substring(0, cut));
      if (prefix == null) {
        continue;
      }
      if (cut == name.length()) {
        return cut > 2 ? Optional.of(new Quantity(prefix, new int[DIMENSIONS])) : Optional.empty();
      }
      Optional<Quantity> rest = find(name.substring(cut));
      if (rest.isPresent()) {
        return Optional.of(new Quantity(prefix * rest.get().factor(), rest.get().exponents()));
      }
    }
    return Optional.empty();
  }

  private Optional<Quantity> standard(String name) {
    int base = BASE.indexOf(name);
    if (base >= 0) {
      int[] exponents = new int[DIMENSIONS];
      exponents[base] = 1;
      return Optional.of(new Quantity(1, exponents));
    }
    String definition = DEFINITIONS.get(name);
    return definition == null ? Optional.empty() : new UnitTable().parse(definition);
  }
}
