/**
 * A BMTK project around the hoc cell on the bench: asks what it shall be, has it written and hands
 * it over to be opened and run. Start with {@link
 * org.neurowright.app.lab.project.CellProjectViewModel}.
 */
package org.neurowright.app.lab.project;
