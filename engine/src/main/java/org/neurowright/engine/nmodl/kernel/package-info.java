/**
 * The home of generated kernels and the few helpers they call: guarded {@code exp}, Newton's
 * iteration, elimination, WATCH bookkeeping, random streams in columns.
 *
 * <p>Generated classes are hidden classes of this package, made by {@link
 * org.neurowright.engine.nmodl.kernel.KernelHost}. The helpers allocate at construction only. The
 * package knows the mechanism contract and nothing of NMODL text.
 */
package org.neurowright.engine.nmodl.kernel;
