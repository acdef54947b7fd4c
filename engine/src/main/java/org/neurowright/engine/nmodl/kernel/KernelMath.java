package org.neurowright.engine.nmodl.kernel;

import org.neurowright.engine.numeric.Exponential;

/** Functions that generated kernels call. */
public final class KernelMath {
  /** Faraday constant, C/mol: exact since the SI of 2019. */
  private static final double FARADAY = 1.602176634e-19 * 6.02214076e23;

  /** Gas constant, J/(mol K): exact since the SI of 2019. */
  private static final double GAS_CONSTANT = 1.380649e-23 * 6.02214076e23;

  private static final double TIME_SLACK_MS = 1e-11;

  private KernelMath() {}

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
