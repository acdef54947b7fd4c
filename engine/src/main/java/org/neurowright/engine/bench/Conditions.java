package org.neurowright.engine.bench;

/**
 * What holds for the whole run.
 *
 * @param dtMs fixed step, ms
 * @param vInitMv potential from which every run starts, mV
 * @param celsius temperature, °C
 * @param exactSums whether every equation is solved in every step, as NEURON does it; else a single
 *     run eliminates branches with nothing but ohmic membrane once and for all, which is faster and
 *     changes potentials by about 1e-12 of their size
 */
public record Conditions(double dtMs, double vInitMv, double celsius, boolean exactSums) {
  /** NEURON's: 0.025 ms, -65 mV, 6.3 °C. */
  public static final Conditions NEURON = new Conditions(.025, -65, 6.3);

  /** Without exact sums. */
  public Conditions(double dtMs, double vInitMv, double celsius) {
    this(dtMs, vInitMv, celsius, false);
  }

  public Conditions withDt(double newDtMs) {
    return new Conditions(newDtMs, vInitMv, celsius, exactSums);
  }

  public Conditions withVInit(double newVInitMv) {
    return new Conditions(dtMs, newVInitMv, celsius, exactSums);
  }

  public Conditions withCelsius(double newCelsius) {
    return new Conditions(dtMs, vInitMv, newCelsius, exactSums);
  }

  public Conditions withExactSums(boolean exact) {
    return new Conditions(dtMs, vInitMv, celsius, exact);
  }
}
