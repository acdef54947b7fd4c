package org.neurowright.io.neuroml;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with NeuroML's units, turned into NEURON's unit of the same dimension. */
final class Quantity {
  private static final Pattern TEXT =
      Pattern.compile(
          "\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)\\s*([A-Za-z_]\\w*)?\\s*");

  /** Factors to mV, ms, 1/ms, S, S/cm², µF/cm², Ω cm, mM, µm, nA, cm/s, K; rho in SI. */
  private static final Map<String, Double> FACTORS =
      Map.ofEntries(
          Map.entry("V", 1e3),
          Map.entry("mV", 1.0),
          Map.entry("s", 1e3),
          Map.entry("ms", 1.0),
          Map.entry("per_s", 1e-3),
          Map.entry("Hz", 1e-3),
          Map.entry("per_ms", 1.0),
          Map.entry("S", 1.0),
          Map.entry("mS", 1e-3),
          Map.entry("uS", 1e-6),
          Map.entry("nS", 1e-9),
          Map.entry("pS", 1e-12),
          Map.entry("S_per_m2", 1e-4),
          Map.entry("mS_per_cm2", 1e-3),
          Map.entry("S_per_cm2", 1.0),
          Map.entry("F_per_m2", 100.0),
          Map.entry("uF_per_cm2", 1.0),
          Map.entry("ohm_m", 100.0),
          Map.entry("ohm_cm", 1.0),
          Map.entry("kohm_cm", 1e3),
          Map.entry("M", 1e3),
          Map.entry("mM", 1.0),
          Map.entry("mol_per_m3", 1.0),
          Map.entry("mol_per_cm3", 1e6),
          Map.entry("m", 1e6),
          Map.entry("cm", 1e4),
          Map.entry("um", 1.0),
          Map.entry("A", 1e9),
          Map.entry("uA", 1e3),
          Map.entry("nA", 1.0),
          Map.entry("pA", 1e-3),
          Map.entry("m_per_s", 100.0),
          Map.entry("cm_per_s", 1.0),
          Map.entry("um_per_ms", 0.1),
          Map.entry("cm_per_ms", 1e3),
          Map.entry("per_V", 1e-3),
          Map.entry("per_mV", 1.0),
          Map.entry("K", 1.0),
          Map.entry("J_per_K_per_mol", 1.0),
          Map.entry("C_per_mol", 1.0),
          Map.entry("mol_per_m_per_A_per_s", 1.0),
          Map.entry("mol_per_cm_per_uA_per_ms", 1e11));

  private Quantity() {}

  /** The number in NEURON's unit; temperatures in K; empty for text that is none. */
  static OptionalDouble parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(matcher.group(1));
    String unit = matcher.group(2);
    if (unit == null) {
      return OptionalDouble.of(number);
    }
    if (unit.equals("degC")) {
      return OptionalDouble.of(number + 273.15);
    }
    Double factor = FACTORS.get(unit);
    return factor == null ? OptionalDouble.empty() : OptionalDouble.of(number * factor);
  }
}
