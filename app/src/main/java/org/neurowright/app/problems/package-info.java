/**
 * The list of what is wrong with the open model: {@link org.neurowright.app.problems.ProblemsViewModel} and
 * its view, and {@link org.neurowright.app.problems.ProblemText} for putting problems into words.
 */
package org.neurowright.app.problems;
