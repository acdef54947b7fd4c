/**
 * Numerical functions with the incubating vector module. Loaded only where that module is present;
 * each function has a scalar twin in {@code engine.numeric} with the same bits, and callers look
 * first whether the module is there. Start with {@link
 * org.neurowright.engine.numeric.vector.PackedTreeSolver}.
 */
package org.neurowright.engine.numeric.vector;
