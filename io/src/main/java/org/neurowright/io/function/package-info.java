/**
 * The functions that models name without defining them (in BMTK, Python functions): what they are
 * given, what they may change, and the registry that is passed around.
 *
 * <p>Start with {@link org.neurowright.io.function.ModelFunctions}. This package does not know
 * which functions there are: BMTK's own are in {@code io.cell}, others come from extensions.
 */
package org.neurowright.io.function;
