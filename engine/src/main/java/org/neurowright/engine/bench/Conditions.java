package org.neurowright.engine.bench;

/**
 * What holds for the whole run.
 *
 * @param dtMs fixed step, ms
 * @param vInitMv potential from which every run starts, mV
 * @param celsius temperature, °C
 */
public record Conditions(double dtMs, double vInitMv, double celsius) {
  /** NEURON's: 0.025 ms, -65 mV, 6.3 °C. */
  public static final Conditions NEURON = new Conditions(.025, -65, 6.3);

  public Conditions withDt(double newDtMs) {
    return new Conditions(newDtMs, vInitMv, celsius);
  }

  public Conditions withVInit(double newVInitMv) {
    return new Conditions(dtMs, newVInitMv, celsius);
  }

  public Conditions withCelsius(double newCelsius) {
    return new Conditions(dtMs, vInitMv, newCelsius);
  }
}
