package org.neurowright.engine.nmodl.units;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The units of one file: those that everybody knows and those of its UNITS blocks.
 *
 * <p>They give constants of the form {@code R = (k-mole) (joule/degC)} their values and are
 * compared by {@link UnitChecks}; units have no other effect on numbers.
 */
public final class UnitTable {
  /** More in a row mean nothing, and trying them all would take long. */
  private static final int MOST_PREFIXES = 3;

  private final Map<String, Unit> aliases = new HashMap<>();

  /**
   * Defines a unit of a file's UNITS block: {@code (mM) = (milli/liter)}.
   *
   * @return false when the definition contains an unknown unit
   */
  public boolean define(String alias, String definition) {
    Optional<Unit> unit = lenient(definition);
    unit.ifPresent(u -> aliases.put(alias, u));
    return unit.isPresent();
  }

  /**
   * How many {@code to} one {@code from} is.
   *
   * @return empty when a unit is unknown or the two measure different things
   */
  public Optional<Double> ratio(String from, String to) {
    Optional<Unit> left = lenient(from);
    Optional<Unit> right = lenient(to);
    if (left.isEmpty() || right.isEmpty() || !left.get().conforms(right.get())) {
      return Optional.empty();
    }
    return Optional.of(left.get().factor() / right.get().factor());
  }

  /**
   * What a text says as NEURON reads it.
   *
   * @param unit empty when a name is unknown
   * @param unknown that name, else empty
   */
  record Reading(Optional<Unit> unit, String unknown) {}

  Reading read(String text) {
    UnitText reader = new UnitText(text, name -> find(name, false, 0));
    Unit unit = reader.strict();
    return new Reading(Optional.ofNullable(unit), reader.unknown());
  }

  /** What a text says, with the short prefixes everybody understands ({@code mV}). */
  Optional<Unit> lenient(String text) {
    return Optional.ofNullable(new UnitText(text, name -> find(name, true, 0)).lenient());
  }

  /** True when the name has a meaning without being defined. */
  static boolean isBuiltIn(String name) {
    return KnownUnits.STRICT.containsKey(name);
  }

  void defineAs(String alias, Unit unit) {
    aliases.put(alias, unit);
  }

  private Unit find(String name, boolean lenient, int prefixes) {
    Unit known = aliases.get(name);
    if (known == null) {
      known = (lenient ? KnownUnits.ALL : KnownUnits.STRICT).get(name);
    }
    if (known != null) {
      return known;
    }
    if (lenient && name.length() > 2 && name.endsWith("s")) {
      Unit singular = find(name.substring(0, name.length() - 1), true, prefixes);
      if (singular != null) {
        return singular;
      }
    }
    int longest = prefixes < MOST_PREFIXES ? KnownUnits.longestPrefix(name) : 0;
    for (int cut = longest; cut >= 1; cut--) {
      Double prefix = KnownUnits.prefix(name.substring(0, cut), lenient);
      if (prefix == null) {
        continue;
      }
      if (cut == name.length()) {
        return cut > 2 ? Unit.number(prefix) : null;
      }
      Unit rest = find(name.substring(cut), lenient, prefixes + 1);
      if (rest != null) {
        return Unit.number(prefix).times(rest);
      }
    }
    return !lenient && name.length() > 1 && name.endsWith("s")
        ? find(name.substring(0, name.length() - 1), false, prefixes)
        : null;
  }
}
