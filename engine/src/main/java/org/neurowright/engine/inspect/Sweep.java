package org.neurowright.engine.inspect;

/** What is varied along the axis of curves. */
public sealed interface Sweep {

  /** Places along the axis, ascending. */
  double[] values();

  /** Potential at a place, mV. */
  double vMv(int index);

  default int size() {
    return values().length;
  }

  /**
   * The membrane potential.
   *
   * @param values potentials, mV
   */
  record OverVoltage(double[] values) implements Sweep {
    @Override
    public double vMv(int index) {
      return values[index];
    }
  }

  /**
   * An ion variable at one potential.
   *
   * @param variable NEURON's name, {@code cai}
   * @param values in its unit
   * @param heldMv the potential, mV
   */
  record OverIon(String variable, double[] values, double heldMv) implements Sweep {
    @Override
    public double vMv(int index) {
      return heldMv;
    }
  }

  /** Potentials at equal distances, both ends included. */
  static OverVoltage voltage(double fromMv, double toMv, int points) {
    double[] v = new double[points];
    for (int i = 0; i < points; i++) {
      v[i] = fromMv + (toMv - fromMv) * i / (points - 1);
    }
    return new OverVoltage(v);
  }

  /** Values of an ion variable at equal distances of their logarithms. */
  static OverIon ion(String variable, double from, double to, int points, double heldMv) {
    double[] values = new double[points];
    for (int i = 0; i < points; i++) {
      values[i] = from * Math.pow(to / from, (double) i / (points - 1));
    }
    return new OverIon(variable, values, heldMv);
  }
}
