/**
 * A model folder as a whole: opening it ({@link org.neurowright.io.project.ProjectReader}) and
 * running it with results written to disk ({@link org.neurowright.io.project.SimulationJob}). The
 * command line and the desktop both start here.
 */
package org.neurowright.io.project;
