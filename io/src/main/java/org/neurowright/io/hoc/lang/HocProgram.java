package org.neurowright.io.hoc.lang;

import java.util.List;
import java.util.Set;
import org.neurowright.engine.problem.Problem;

/**
 * A text as a tree.
 *
 * @param file where it came from, as the user knows it
 * @param statements in order; those with errors are left out
 * @param problems all errors of syntax
 * @param inserted names of the mechanisms that are inserted somewhere
 */
public record HocProgram(
    String file, List<Stmt> statements, List<Problem> problems, Set<String> inserted) {}
