/**
 * The protocols of the single-cell lab: what is done to a cell and what is read off its answer.
 * Each is a class with its {@code Settings}, its {@code Result} and a function {@code run};
 * settings and results are data, and a result tells what speaks against it.
 *
 * <p>Start with {@link org.neurowright.engine.protocol.CurrentClamp}. Knows no files, screens or
 * command lines.
 */
package org.neurowright.engine.protocol;
