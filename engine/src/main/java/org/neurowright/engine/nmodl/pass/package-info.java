/**
 * The passes between parsing and code: trees in, trees out.
 *
 * <p>Order, as {@link org.neurowright.engine.nmodl.pass.Lowering} runs them for each block of a
 * mechanism: SOLVE statements become the statements of their method ({@link
 * org.neurowright.engine.nmodl.pass.SolveExpansion}); procedures, and functions with side effects,
 * are put in place of their calls with all locals renamed apart ({@link
 * org.neurowright.engine.nmodl.pass.Inliner}); then {@link org.neurowright.engine.nmodl.pass.Flow}
 * says which variables a block needs and leaves, and {@link
 * org.neurowright.engine.nmodl.pass.Invariants} what may be computed once before the loop over
 * instances. Knows nothing of Java.
 */
package org.neurowright.engine.nmodl.pass;
