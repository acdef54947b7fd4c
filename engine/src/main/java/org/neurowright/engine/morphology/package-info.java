/**
 * The shape of neurons: the tree of sections as a morphology file gives it, and where the parts of
 * a cell lie in space.
 *
 * <p>Start with {@link org.neurowright.engine.morphology.Morphology} (what an importer returns) and
 * {@link org.neurowright.engine.morphology.CellShape} (coordinates for drawing). This package knows
 * nothing of files, membranes or running state.
 */
package org.neurowright.engine.morphology;
