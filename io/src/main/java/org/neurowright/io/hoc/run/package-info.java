/**
 * Executes hoc: templates, objects, procedures, and what they do to sections.
 *
 * <p>Start with {@link org.neurowright.io.hoc.run.Interpreter}. Nothing outside of the model's
 * folder is read, nothing is written, no program is started; the number of statements is limited.
 */
package org.neurowright.io.hoc.run;
