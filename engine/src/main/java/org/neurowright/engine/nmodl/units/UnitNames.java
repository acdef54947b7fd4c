package org.neurowright.engine.nmodl.units;

import java.util.ArrayList;
import java.util.List;

/** Shows units as one would write them. */
final class UnitNames {
  private static final List<String> FAMILIAR =
      List.of(
          "mV",
          "ms",
          "/ms",
          "mA/cm2",
          "nA",
          "S/cm2",
          "mM",
          "uS",
          "um",
          "um2",
          "um3",
          "degC",
          "mV/ms",
          "mM/ms",
          "/mV",
          "volt",
          "sec",
          "/sec",
          "cm",
          "cm2",
          "mA",
          "amp",
          "uA/cm2",
          "mS/cm2",
          "uF/cm2",
          "joule/degC",
          "/mM/ms",
          "nA/um2",
          "nA ms",
          "mA ms/cm2",
          "ohm cm",
          "megohm",
          "ohm",
          "siemens",
          "mS",
          "nS",
          "pS",
          "um2/ms",
          "liter",
          "degC mV",
          "uM",
          "nA/ms",
          "mA/mV",
          "m",
          "m2",
          "/cm2",
          "/um2",
          "pS/um2");

  private record Named(String name, Unit unit) {}

  private static final List<Named> NAMES = names();

  private UnitNames() {}

  private static List<Named> names() {
    UnitTable table = new UnitTable();
    table.define("um", "micron");
    List<Named> names = new ArrayList<>();
    FAMILIAR.forEach(n -> table.lenient(n).ifPresent(u -> names.add(new Named(n, u))));
    return List.copyOf(names);
  }

  /** {@code (mV)}, {@code no unit}, {@code the factor 0.001}. */
  static String of(Unit unit) {
    if (unit.isDimensionless()) {
      return unit.sameAs(Unit.ONE) ? "no unit" : "the factor " + Unit.digits(unit.factor());
    }
    for (Named named : NAMES) {
      if (named.unit().sameAs(unit)) {
        return "(" + named.name() + ")";
      }
    }
    return "(" + unit.inBaseUnits() + ")";
  }

  static String of(Measure measure) {
    return switch (measure) {
      case Measure.Known known -> of(known.unit());
      case Measure.Bare ignored -> "no unit";
      case Measure.Open ignored -> "any unit";
    };
  }
}
