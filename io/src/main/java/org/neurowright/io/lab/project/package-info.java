/**
 * A whole BMTK project around one hoc template: network of one kind of cell without morphology,
 * components, stimulus, reports, configuration, run script.
 *
 * <p>Start with {@link org.neurowright.io.lab.project.CellProjectWriter}; {@link
 * org.neurowright.io.lab.project.CellProject} says what is wanted. Runs nothing.
 */
package org.neurowright.io.lab.project;
