package org.neurowright.engine.nmodl;

import java.util.List;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Program;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.pass.Trees;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/**
 * Recognises the many copies of {@code vecevent.mod} (VecStim) by what they are: an artificial cell with a
 * procedure {@code play} in C that takes a vector, and a NET_RECEIVE that only passes events on.
 */
final class SpikePlayers {
  private SpikePlayers() {}

  static boolean isSpikePlayer(Program program, SymbolTable symbols) {
    if (symbols.kind() != MechanismKind.ARTIFICIAL_CELL) {
      return false;
    }
    Block.Procedure play = symbols.procedures().get("play");
    return play != null
        && containsC(play.body(), "vector_arg")
        && symbols.states().isEmpty()
        && symbols.procedures().values().stream().anyMatch(p -> p != play && containsC(p.body(), ""))
        && program.blocks(Block.NetReceive.class).anyMatch(r -> callsNetEvent(r.body()));
  }

  private static boolean containsC(List<Stmt> body, String word) {
    boolean[] found = {false};
    Trees.walk(body, s -> found[0] |= s instanceof Stmt.Verbatim v && v.text().contains(word));
    return found[0];
  }

  private static boolean callsNetEvent(List<Stmt> body) {
    boolean[] found = {false};
    Trees.walkExpressions(body, e -> found[0] |= e instanceof Expr.Call c && c.name().equals("net_event"));
    return found[0];
  }
}
