/**
 * Cells from hoc templates: the sections the interpreter leaves behind as a description the engine
 * takes.
 *
 * <p>Start with {@link org.neurowright.io.hoc.cell.HocTemplates}.
 */
package org.neurowright.io.hoc.cell;
