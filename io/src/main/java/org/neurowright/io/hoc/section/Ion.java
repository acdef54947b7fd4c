package org.neurowright.io.hoc.section;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** An ion in a section; the values it has when it first appears are NEURON's. */
public final class Ion {
  /** What hoc code can see of an ion. */
  public enum Quantity {
    REVERSAL,
    INSIDE,
    OUTSIDE,
    CURRENT
  }

  final String name;
  private final Map<Quantity, double[]> values = new EnumMap<>(Quantity.class);
  final Set<Quantity> set = EnumSet.noneOf(Quantity.class);

  Ion(String name, int nseg) {
    this.name = name;
    values.put(
        Quantity.REVERSAL,
        filled(
            nseg,
            switch (name) {
              case "na" -> 50;
              case "k" -> -77;
              case "ca" -> 12.5 * Math.log(2.0 / 5e-5);
              default -> 0;
            }));
    values.put(
        Quantity.INSIDE,
        filled(
            nseg,
            switch (name) {
              case "na" -> 10;
              case "k" -> 54.4;
              case "ca" -> 5e-5;
              default -> 1;
            }));
    values.put(
        Quantity.OUTSIDE,
        filled(
            nseg,
            switch (name) {
              case "na" -> 140;
              case "k" -> 2.5;
              case "ca" -> 2;
              default -> 1;
            }));
    values.put(Quantity.CURRENT, new double[nseg]);
  }

  private static double[] filled(int nseg, double value) {
    double[] array = new double[nseg];
    Arrays.fill(array, value);
    return array;
  }

  double[] values(Quantity quantity) {
    return values.get(quantity);
  }

  void resize(int[] from) {
    values.replaceAll((quantity, old) -> Resampling.copy(old, from));
  }

  /** {@code ena}, {@code nai}, {@code nao}, {@code ina}. */
  String variable(Quantity quantity) {
    return switch (quantity) {
      case REVERSAL -> "e" + name;
      case INSIDE -> name + "i";
      case OUTSIDE -> name + "o";
      case CURRENT -> "i" + name;
    };
  }
}
