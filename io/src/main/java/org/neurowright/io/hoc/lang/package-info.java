/**
 * NEURON's interpreter language as text and as a tree: hoc files to {@link
 * org.neurowright.io.hoc.lang.HocProgram}.
 *
 * <p>Start with {@link org.neurowright.io.hoc.lang.HocParser}. The tree says what stands there and
 * not what it means: whether {@code a b = 3} sets {@code b} in section {@code a} is decided when it
 * runs. This package knows nothing of cells.
 */
package org.neurowright.io.hoc.lang;
