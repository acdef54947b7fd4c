/**
 * The NMODL compiler: {@code .mod} text in, mechanism types out.
 *
 * <p>Start with {@link org.neurowright.engine.nmodl.NmodlCompiler}. The way of a file: {@code
 * parse} (text to tree), {@code symbol} (declarations), {@code pass} (solvers written out,
 * procedures inlined), {@code emit} (Java source), {@code load} (class files, cache, hidden
 * classes), {@code kernel} (what running kernels need). Beside it, {@code units} warns of units
 * that do not agree. The built-in mechanisms are NMODL of our own in {@code builtin}. Nothing here
 * knows of cells, events queues or file formats.
 */
package org.neurowright.engine.nmodl;
