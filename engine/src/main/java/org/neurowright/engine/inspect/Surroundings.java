package org.neurowright.engine.inspect;

import java.util.HashMap;
import java.util.Map;

/**
 * What a mechanism sees around it while its potential is held.
 *
 * @param celsius temperature, °C
 * @param parameters values of its own parameters that differ from their defaults, without suffix;
 *     those that all instances share (GLOBAL) as well
 * @param ions ion variables by NEURON's name ({@code ena}, {@code cai}, {@code cao}, {@code ica}),
 *     mV, mM or mA/cm²; NEURON's defaults where nothing is said
 * @param diamUm diameter of the segment, µm
 */
public record Surroundings(
    double celsius, Map<String, Double> parameters, Map<String, Double> ions, double diamUm) {
  /** NEURON's: 6.3 °C, all defaults. */
  public static final Surroundings NEURON = new Surroundings(6.3, Map.of(), Map.of(), 500);

  public Surroundings {
    parameters = Map.copyOf(parameters);
    ions = Map.copyOf(ions);
  }

  public Surroundings withCelsius(double newCelsius) {
    return new Surroundings(newCelsius, parameters, ions, diamUm);
  }

  /** The same with one parameter of the mechanism at another value. */
  public Surroundings withParameter(String name, double value) {
    Map<String, Double> changed = new HashMap<>(parameters);
    changed.put(name, value);
    return new Surroundings(celsius, changed, ions, diamUm);
  }

  /** The same with one ion variable at another value. */
  public Surroundings withIon(String name, double value) {
    Map<String, Double> changed = new HashMap<>(ions);
    changed.put(name, value);
    return new Surroundings(celsius, parameters, changed, diamUm);
  }

  /** An ion variable: as given, else what NEURON has where nobody sets it. */
  public double ion(String name) {
    Double given = ions.get(name);
    if (given != null) {
      return given;
    }
    return switch (name) {
      case "ena" -> 50;
      case "nai" -> 10;
      case "nao" -> 140;
      case "ek" -> -77;
      case "ki" -> 54.4;
      case "ko" -> 2.5;
      case "eca" -> 12.5 * Math.log(2.0 / 5e-5);
      case "cai" -> 5e-5;
      case "cao" -> 2;
      default -> name.endsWith("i") || name.endsWith("o") ? 1 : 0;
    };
  }
}
