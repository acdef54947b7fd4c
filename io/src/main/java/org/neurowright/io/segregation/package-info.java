/**
 * Segregation of gating curves along the voltage axis (Alturki et al. 2016): currents are put into
 * modules that act in ranges of their own, and curves that reach beyond their module's range are
 * cut off there or shifted.
 *
 * <p>Start with {@link org.neurowright.io.segregation.Segregation}. The mechanism files are changed
 * as texts, so that everything else in them stays as the user wrote it ({@link
 * org.neurowright.io.segregation.SegregatedMod}); what came out is compiled and clamped, and the
 * files are written only if the curves are what was asked for. Knows no screens.
 */
package org.neurowright.io.segregation;
