package org.neurowright.engine.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The exponential function with the same bits on every machine, and with the bits that NEURON gets
 * from the GNU C library on processors with fused multiply-add.
 *
 * <p>{@link Math#exp} may differ from it in the last bit. In a cell that fires regularly such a
 * difference grows from spike to spike, to some 1e-4 mV within two seconds; with this function
 * traces of conductance models stay equal to NEURON's to the last bit.
 *
 * <p>Method: e^x = 2^(k/128) · e^r with |r| ≤ ln 2 / 256, the first factor from a table and the
 * second from a polynomial (P. T. P. Tang, Table-driven implementation of the exponential function
 * in IEEE floating-point arithmetic, ACM TOMS 15:144–157, 1989). The polynomial's four coefficients
 * and the splitting of ln 2 / 128 are those of Arm's optimized routines (S. Nagy, 2018), which the
 * GNU C library uses since version 2.28. Error below 0.511 ulp.
 */
public final class Exponential {
  /** Two to this is the number of steps between powers of two. */
  public static final int BITS = 7;

  public static final int SIZE = 1 << BITS;

  /** Added to a number of modest size, it leaves the nearest integer in the lowest bits. */
  public static final double ROUND = 0x1.8p52;

  public static final double INVERSE_STEP = 0x1.71547652b82fep0 * SIZE;
  public static final double STEP_HIGH = -0x1.62e42fefa0000p-8;
  public static final double STEP_LOW = -0x1.cf79abc9e3b39p-47;
  public static final double C2 = 0x1.ffffffffffdbdp-2;
  public static final double C3 = 0x1.555555555543cp-3;
  public static final double C4 = 0x1.55555cf172b91p-5;
  public static final double C5 = 0x1.1111167a4d017p-7;

  /**
   * Bits of 2^(i/128), from which i·2^45 is taken so that adding k·2^45 gives 2^(k/128) with its
   * exponent.
   */
  private static final long[] SCALE = new long[SIZE];

  /** What 2^(i/128) exceeds its rounded value by, relative to it. */
  private static final double[] TAIL = new double[SIZE];

  static {
    MathContext digits = new MathContext(60, RoundingMode.HALF_EVEN);
    BigDecimal root = BigDecimal.TWO;
    for (int i = 0; i < BITS; i++) {
      root = root.sqrt(digits);
    }
    BigDecimal power = BigDecimal.ONE;
    for (int i = 0; i < SIZE; i++) {
      double rounded = power.doubleValue();
      SCALE[i] = Double.doubleToRawLongBits(rounded) - ((long) i << (52 - BITS));
      TAIL[i] =
          power.divide(new BigDecimal(rounded), digits).subtract(BigDecimal.ONE).doubleValue();
      power = power.multiply(root, digits);
    }
  }

  private Exponential() {}

  /** A copy of the first table, for the vector form of the function. */
  public static long[] scale() {
    return SCALE.clone();
  }

  /** A copy of the second table, for the vector form of the function. */
  public static double[] tail() {
    return TAIL.clone();
  }

  /** e^x for any x, but 0 below -700 and exp(700) above 700. */
  public static double bounded(double x) {
    if (x < -700.0) {
      return 0.0;
    }
    return exp(x > 700.0 ? 700.0 : x);
  }

  /**
   * e^x for |x| ≤ 704, where neither overflow nor gradual underflow has to be thought of. Outside
   * that range the result is meaningless; callers bound their argument.
   */
  public static double exp(double x) {
    if (Math.abs(x) < 0x1p-54) {
      return 1 + x;
    }
    double shifted = Math.fma(INVERSE_STEP, x, ROUND);
    long k = Double.doubleToRawLongBits(shifted);
    double steps = shifted - ROUND;
    double r = Math.fma(steps, STEP_LOW, Math.fma(steps, STEP_HIGH, x));
    int i = (int) k & (SIZE - 1);
    double scale = Double.longBitsToDouble(SCALE[i] + (k << (52 - BITS)));
    double r2 = r * r;
    double low = Math.fma(r2, Math.fma(r, C3, C2), TAIL[i] + r);
    double excess = Math.fma(r2 * r2, Math.fma(r, C5, C4), low);
    // The library takes another path for very small results, on which the last operation is not
    // fused.
    return x > -512 ? Math.fma(scale, excess, scale) : scale + scale * excess;
  }
}
