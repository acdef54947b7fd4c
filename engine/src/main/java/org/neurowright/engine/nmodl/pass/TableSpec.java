package org.neurowright.engine.nmodl.pass;

import java.util.List;
import org.neurowright.engine.nmodl.ast.Expr;

/**
 * A TABLE of a procedure or function.
 *
 * <p>It is kept row by row: for each output its value and the difference to that of the next row,
 * so that a look-up finds all it needs in one or two lines of a cache.
 *
 * @param name procedure or function
 * @param argument name of the local that runs over the grid in {@code body}
 * @param outputs tabulated variables; for a function the local that holds its value
 * @param depend variables whose change makes the table stale
 * @param from lowest argument
 * @param to highest argument
 * @param intervals number of intervals
 * @param body the computation of the outputs
 */
public record TableSpec(
    String name,
    String argument,
    List<String> outputs,
    List<String> depend,
    Expr from,
    Expr to,
    int intervals,
    Body body) {

  /** Numbers in a row. */
  public int width() {
    return 2 * outputs.size();
  }
}
