/**
 * Numerical functions with the incubating vector module, {@link
 * org.neurowright.engine.numeric.vector.VectorExponential}. Loaded only where that module is
 * present; each function has a scalar twin in {@code engine.numeric} with the same bits, and
 * callers look first whether the module is there.
 */
package org.neurowright.engine.numeric.vector;
