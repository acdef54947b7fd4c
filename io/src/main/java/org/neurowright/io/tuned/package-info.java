/**
 * Tuned cells as files: a cell written back in the form in which it came, with changed values and
 * everything else untouched; sets of parameters; what is searched for.
 *
 * <p>Start with {@link org.neurowright.io.tuned.TunedCell}, {@link
 * org.neurowright.io.tuned.ParameterSets} or {@link org.neurowright.io.tuned.SearchFile}. Runs
 * nothing.
 */
package org.neurowright.io.tuned;
