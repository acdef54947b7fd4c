package org.neurowright.engine.numeric.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors of this machine, for generated kernels. Apart from them, so that kernels whose loops
 * never run do not load the classes of the vector module, which costs tenths of a second.
 */
public final class Lanes {
  /** The longest vectors of doubles that the processor has. */
  public static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /** Elements of such a vector. */
  public static final int LANES = SPECIES.length();

  private Lanes() {}
}
