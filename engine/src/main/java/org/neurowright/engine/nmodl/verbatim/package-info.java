/**
 * Reads the C code of VERBATIM blocks as far as it says something that NMODL can say too: {@link
 * org.neurowright.engine.nmodl.verbatim.VerbatimTranslation} puts NMODL statements in its place.
 * What the {@link org.neurowright.engine.nmodl.verbatim.CReader} does not know stays, and is
 * refused where a block needs it. No C is ever run.
 *
 * <p>Knows the syntax tree; must not know the passes or the generated code.
 */
package org.neurowright.engine.nmodl.verbatim;
