package org.neurowright.engine.numeric.vector;

import static jdk.incubator.vector.VectorOperators.L2I;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.neurowright.engine.numeric.Exponential;

/**
 * The exponential function for many arguments at once, operation for operation that of {@link
 * Exponential}, so that every bit agrees.
 *
 * <p>All of it stands in one loop: a helper method that is not inlined would box its vectors, which
 * costs ten times as much as the whole function.
 */
public final class VectorExponential {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS =
      VectorSpecies.of(long.class, DOUBLES.vectorShape());
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(Math.max(64, DOUBLES.length() * 32)));
  private static final int LANES = DOUBLES.length();

  /** Blocks with an argument of larger size go to the scalar function. */
  private static final double ORDINARY = 511;

  private static final long[] SCALE = Exponential.scale();
  private static final double[] TAIL = Exponential.tail();

  private VectorExponential() {}

  /**
   * As many of the first {@code n} elements as fill whole vectors; none when one of them is so
   * large that the function takes another path (or is not a number).
   *
   * @return how many elements were done
   */
  public static int exp(double[] x, int xAt, double[] y, int yAt, int n) {
    int end = LANES < 2 ? 0 : n - n % LANES;
    DoubleVector largest = DoubleVector.zero(DOUBLES);
    for (int i = 0; i < end; i += LANES) {
      largest = largest.max(DoubleVector.fromArray(DOUBLES, x, xAt + i).abs());
    }
    if (!largest.compare(jdk.incubator.vector.VectorOperators.LE, ORDINARY).allTrue()) {
      return 0;
    }
    int[] index = new int[16];
    for (int i = 0; i < end; i += LANES) {
      DoubleVector argument = DoubleVector.fromArray(DOUBLES, x, xAt + i);
      DoubleVector shifted = argument.fma(all(Exponential.INVERSE_STEP), all(Exponential.ROUND));
      LongVector k = shifted.reinterpretAsLongs();
      DoubleVector steps = shifted.sub(Exponential.ROUND);
      DoubleVector r =
          steps.fma(all(Exponential.STEP_LOW), steps.fma(all(Exponential.STEP_HIGH), argument));
      ((IntVector) k.and(Exponential.SIZE - 1L).convertShape(L2I, INTS, 0)).intoArray(index, 0);
      DoubleVector tail = DoubleVector.fromArray(DOUBLES, TAIL, 0, index, 0);
      DoubleVector scale =
          LongVector.fromArray(LONGS, SCALE, 0, index, 0)
              .add(k.lanewise(LSHL, 52 - Exponential.BITS))
              .reinterpretAsDoubles();
      DoubleVector r2 = r.mul(r);
      DoubleVector low = r2.fma(r.fma(all(Exponential.C3), all(Exponential.C2)), tail.add(r));
      DoubleVector excess = r2.mul(r2).fma(r.fma(all(Exponential.C5), all(Exponential.C4)), low);
      scale.fma(excess, scale).intoArray(y, yAt + i);
    }
    return end;
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }
}
