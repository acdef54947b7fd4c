package org.neurowright.engine.nmodl.kernel;

import org.neurowright.engine.numeric.Exponential;

/** Functions that generated kernels call. */
public final class KernelMath {
  /** No loop of a mechanism needs as many; they take about a second. */
  private static final int MOST_ROUNDS = 100_000_000;

  /** Faraday constant, C/mol: exact since the SI of 2019. */
  private static final double FARADAY = 1.602176634e-19 * 6.02214076e23;

  /** Gas constant, J/(mol K): exact since the SI of 2019. */
  private static final double GAS_CONSTANT = 1.380649e-23 * 6.02214076e23;

  private static final double TIME_SLACK_MS = 1e-11;

  /** Difference of the two potentials at which currents are evaluated, mV. */
  private static final double SHIFT_MV = 0.001;

  private static final double PER_SHIFT = 1 / SHIFT_MV;

  private KernelMath() {}

  /**
   * A difference of currents divided by 0.001 mV, with the bits of the division but without its
   * cost.
   *
   * <p>1000 is 1/0.001 rounded to double, 0.19 units of 2^-53 off. So x·1000 is less than 0.69
   * units in the last place from the quotient, its remainder is exact with a fused multiplication,
   * and adding the remainder's share leaves an error of 1.4e-17 units before the last rounding,
   * while no quotient comes closer than 5.5e-17 units to the middle between two numbers (P.
   * Markstein, Computation of elementary functions on the IBM RISC System/6000 processor, IBM J.
   * Res. Dev. 34:111-119, 1990). The remainder needs |x| above 1e-290; below, the last bit may
   * differ, and 0 has no sign, which no sum with a capacitance can show.
   */
  public static double perShift(double x) {
    double q = x * PER_SHIFT;
    return Math.fma(Math.fma(q, -SHIFT_MV, x), PER_SHIFT, q);
  }

  /**
   * Puts behind each value of a table its difference to the value of the next row; the last row
   * keeps zeros.
   *
   * @param rows rows of values, each followed by a place for its difference
   * @param width numbers in a row
   */
  public static void differences(double[] rows, int width) {
    for (int i = 0; i + width < rows.length; i += 2) {
      rows[i + 1] = rows[i + width] - rows[i];
    }
  }

  /** The exponential function, 0 below -700 and constant above 700. */
  public static double exp(double x) {
    return Exponential.bounded(x);
  }

  /**
   * An index of an array, checked: elements of other instances lie beside those of this one.
   *
   * @param index the index, from 0
   * @param size number of elements
   * @param array the array's name
   * @param line where it stands in the mechanism's file
   * @return the index
   * @throws org.neurowright.engine.problem.ModelException when it is not below the size
   */
  public static int index(int index, int size, String array, int line) {
    if (index < 0 || index >= size) {
      KernelFailure.outside(array, index, size, line);
    }
    return index;
  }

  /**
   * Counts a round of a loop of a mechanism.
   *
   * @param rounds how many there were before
   * @param line where the loop stands in the mechanism's file
   * @return one more
   * @throws org.neurowright.engine.problem.ModelException when it has gone on for so long that it
   *     will not end
   */
  public static int nextRound(int rounds, int line) {
    if (rounds == MOST_ROUNDS) {
      KernelFailure.endless(rounds, line);
    }
    return rounds + 1;
  }

  /** Logical or of conditions without side effects. */
  public static boolean either(boolean a, boolean b) {
    return a | b;
  }

  /** Logical and of conditions without side effects. */
  public static boolean both(boolean a, boolean b) {
    return a & b;
  }

  /** 1 in the step that contains the time, else 0. */
  public static double atTime(double tMs, double dtMs, double eventMs) {
    double x = eventMs - TIME_SLACK_MS;
    return x <= tMs && x > tMs - dtMs ? 1.0 : 0.0;
  }

  /**
   * Goldman-Hodgkin-Katz current per permeability (Hille, Ion Channels of Excitable Membranes).
   *
   * @param vMv membrane potential
   * @param insideMm concentration inside
   * @param outsideMm concentration outside
   * @param valence charge number
   * @param celsius temperature
   * @return mA/cm² for a permeability of 1 cm/s
   */
  public static double ghk(
      double vMv, double insideMm, double outsideMm, double valence, double celsius) {
    double rtF = 1000.0 * GAS_CONSTANT * (celsius + 273.15) / FARADAY;
    double u = valence * vMv / rtF;
    return 0.001 * valence * FARADAY * (insideMm * ratio(-u) - outsideMm * ratio(u));
  }

  /** u/(e^u - 1), continued through 0. */
  private static double ratio(double u) {
    return Math.abs(u) < 1e-4 ? 1.0 - u / 2.0 : u / (exp(u) - 1.0);
  }
}
