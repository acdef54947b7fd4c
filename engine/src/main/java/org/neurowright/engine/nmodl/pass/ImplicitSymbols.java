package org.neurowright.engine.nmodl.pass;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Program;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.symbol.Symbol;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/**
 * Adds the variables that a program uses without declaring them: the stream of {@code scop_random}
 * and its like, and {@code Dx}, which keeps the derivative x' when some other block reads it.
 */
public final class ImplicitSymbols {
  private ImplicitSymbols() {}

  public static SymbolTable add(Program program, SymbolTable symbols) {
    List<Symbol> more = new ArrayList<>();
    Set<String> primes = new LinkedHashSet<>();
    boolean[] draws = {false};
    program
        .blocks()
        .forEach(block -> {
          List<Stmt> body = body(block);
          Trees.walkExpressions(
              body,
              e ->
                  draws[0] |=
                      e instanceof Expr.Call c
                          && Builtins.SCOP_RANDOM.containsKey(c.name())
                          && !symbols.functions().containsKey(c.name())
                          && !symbols.procedures().containsKey(c.name()));
          Trees.walk(
              body,
              s ->
                  Trees.expressions(s).stream()
                      .filter(e -> !(s instanceof Stmt.Assign a && e == a.target()))
                      .forEach(e ->
                          Trees.walk(
                              e,
                              part -> {
                                if (part instanceof Expr.Prime p && p.order() == 1) {
                                  primes.add(p.name());
                                }
                              })));
        });
    if (draws[0]) {
      more.add(new Symbol.Stream(Builtins.SCOP_STREAM, program.blocks().getFirst().at()));
    }
    for (Symbol.Instance state : symbols.states()) {
      if (primes.contains(state.name())) {
        more.add(
            new Symbol.Instance(
                "D" + state.name(),
                state.at(),
                "",
                MechanismVariable.Role.ASSIGNED,
                false,
                0,
                state.size()));
      }
    }
    return more.isEmpty() ? symbols : symbols.with(more);
  }

  /** The statements of a block, empty for declarations. */
  static List<Stmt> body(Block block) {
    return switch (block) {
      case Block.Plain b -> b.body();
      case Block.Solvable b -> b.body();
      case Block.Function b -> b.body();
      case Block.Procedure b -> b.body();
      case Block.NetReceive b -> b.body();
      case Block.Title ignored -> List.of();
      case Block.Verbatim ignored -> List.of();
      case Block.UnitsSwitch ignored -> List.of();
      case Block.Define ignored -> List.of();
      case Block.FileLocal ignored -> List.of();
      case Block.Neuron ignored -> List.of();
      case Block.Units ignored -> List.of();
      case Block.Variables ignored -> List.of();
      case Block.Independent ignored -> List.of();
      case Block.FunctionTable ignored -> List.of();
      case Block.Obsolete ignored -> List.of();
    };
  }
}
