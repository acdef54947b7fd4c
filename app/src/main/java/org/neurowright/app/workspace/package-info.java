/**
 * What all views share: the open {@link org.neurowright.app.workspace.Project}, the selection, the
 * colours of the populations, the problems and the latest run, gathered in {@link
 * org.neurowright.app.workspace.Workbench}; and the ways to open and run models ({@link
 * org.neurowright.app.workspace.ModelOpener}, {@link org.neurowright.app.workspace.ModelRunner}).
 * Views meet here and not in each other. No scene classes.
 */
package org.neurowright.app.workspace;
