/**
 * From lowered mechanisms to Java source: {@link org.neurowright.engine.nmodl.emit.KernelWriter}.
 *
 * <p>One class per mechanism, one method per phase, one loop over instances per method; inside the
 * loop all variables are locals, loaded from columns where needed and stored back where changed.
 * Shared values and whatever does not depend on the instance are read or computed before the loop.
 * The package decides the layout of columns and globals ({@link
 * org.neurowright.engine.nmodl.emit.Storage}) and so the description of the mechanism.
 */
package org.neurowright.engine.nmodl.emit;
