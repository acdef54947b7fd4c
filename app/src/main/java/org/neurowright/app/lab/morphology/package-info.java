/**
 * The cell as it looks, and what stands on it. Start with {@link
 * org.neurowright.app.lab.morphology.MorphologyPane}: its {@code CellCanvas} draws a {@code
 * CellView}, which is flat, in space or a tree; all three project {@code Strokes} that belong to
 * segments, so that colours, picking and handles are the same. Segments and what is in them come
 * from {@code engine.region}.
 */
package org.neurowright.app.lab.morphology;
