/**
 * Sections as the interpreter changes them: geometry, connections, inserted mechanisms.
 *
 * <p>Start with {@link org.neurowright.io.hoc.section.Section}. What mechanisms have which
 * variables is asked of {@link org.neurowright.io.hoc.section.Mechanisms}. This package knows
 * nothing of hoc text.
 */
package org.neurowright.io.hoc.section;
