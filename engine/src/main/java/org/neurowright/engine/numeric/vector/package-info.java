/**
 * Numerical functions with the incubating vector module. Loaded only where that module is present;
 * each function has a scalar twin in {@code engine.numeric} with the same bits, and callers ask
 * {@link org.neurowright.engine.numeric.vector.VectorModule} first. {@link
 * org.neurowright.engine.numeric.vector.PackedTreeSolver} solves for eight equal cells at once,
 * {@link org.neurowright.engine.numeric.vector.VectorExponential} is for kernels.
 */
package org.neurowright.engine.numeric.vector;
