package org.neurowright.engine.nmodl.pass;

import java.util.List;
import java.util.Map;
import org.neurowright.engine.nmodl.ast.Stmt;

/**
 * A block ready for code: no SOLVE, no procedures, every local has a name of its own.
 *
 * @param statements what to do, in order
 * @param locals names of all locals with their array length, 0 for scalars
 * @param halvesStep true when dt stands for half of the step if secondorder is set
 */
public record Body(List<Stmt> statements, Map<String, Integer> locals, boolean halvesStep) {
  public Body {
    statements = List.copyOf(statements);
    locals = Map.copyOf(locals);
  }
}
