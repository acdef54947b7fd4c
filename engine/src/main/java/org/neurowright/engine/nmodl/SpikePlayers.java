package org.neurowright.engine.nmodl;

import java.util.List;
import java.util.stream.Stream;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Program;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.pass.Trees;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/**
 * Recognises the many copies of {@code vecevent.mod} (VecStim) by what they are: an artificial cell
 * without states that is given its events in C, by the name that all programs use or by a procedure
 * {@code play} that takes a vector; whose next time is found in C, wherever that stands; and whose
 * NET_RECEIVE passes events on. What else stands in the file (CONSTRUCTOR, pointers, checkpointing)
 * serves NEURON only.
 */
final class SpikePlayers {
  private static final String USUAL_NAME = "VecStim";

  private SpikePlayers() {}

  static boolean isSpikePlayer(Program program, SymbolTable symbols) {
    if (symbols.kind() != MechanismKind.ARTIFICIAL_CELL || !symbols.states().isEmpty()) {
      return false;
    }
    Block.Procedure play = symbols.procedures().get("play");
    boolean takesVector =
        play != null && (isUsualName(symbols) ? containsC(play.body(), "") : takesVector(play));
    return takesVector
        && otherBodies(program, play).anyMatch(body -> containsC(body, ""))
        && program.blocks(Block.NetReceive.class).anyMatch(r -> passesEventsOn(r.body()));
  }

  private static boolean isUsualName(SymbolTable symbols) {
    return symbols.name().equalsIgnoreCase(USUAL_NAME);
  }

  private static boolean takesVector(Block.Procedure play) {
    return containsC(play.body(), "vector_arg") || containsC(play.body(), "is_vector");
  }

  /** Bodies that run during a simulation, without {@code play}, which only fills the list. */
  private static Stream<List<Stmt>> otherBodies(Program program, Block.Procedure play) {
    return program.blocks().stream()
        .flatMap(block ->
            switch (block) {
              case Block.Procedure p when p != play -> Stream.of(p.body());
              case Block.Function f -> Stream.of(f.body());
              case Block.NetReceive r -> Stream.of(r.body());
              case Block.Plain p when p.kind() == Block.Kind.INITIAL -> Stream.of(p.body());
              default -> Stream.empty();
            });
  }

  private static boolean containsC(List<Stmt> body, String word) {
    boolean[] found = {false};
    Trees.walk(body, s -> found[0] |= s instanceof Stmt.Verbatim v && v.text().contains(word));
    return found[0];
  }

  private static boolean passesEventsOn(List<Stmt> body) {
    boolean[] found = {containsC(body, "net_event")};
    Trees.walkExpressions(
        body, e -> found[0] |= e instanceof Expr.Call c && c.name().equals("net_event"));
    return found[0];
  }
}
