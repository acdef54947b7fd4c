/**
 * Biophysical cells as BMTK model folders describe them: a morphology, an axon replaced by a stub,
 * and membrane parameters from an Allen Cell Types fit or a NeuroML file.
 *
 * <p>Start with {@link org.neurowright.io.cell.CellModelLoader}; the one to use is {@link
 * org.neurowright.io.cell.BmtkCellModels}. This package does not know which mechanisms exist; that
 * is checked when the network is built.
 */
package org.neurowright.io.cell;
