/**
 * The list of what is wrong with the open model: {@link
 * org.neurowright.app.problems.ProblemsViewModel} and its view.
 */
package org.neurowright.app.problems;
