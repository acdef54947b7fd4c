/**
 * Mechanisms painted onto the cell on the bench: inserted, spread over its branches, taken out
 * again, and the cell written as a template. Start with {@link
 * org.neurowright.app.lab.paint.PaintViewModel}.
 */
package org.neurowright.app.lab.paint;
