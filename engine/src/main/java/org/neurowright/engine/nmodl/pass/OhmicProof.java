package org.neurowright.engine.nmodl.pass;

import java.util.Optional;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.symbol.Symbol;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/**
 * Decides whether a density mechanism is nothing but {@code i = g v + c} with g and c that follow
 * from parameters alone, like {@code pas}.
 *
 * <p>Only the plainest form is understood: one nonspecific current, one assignment, sums, products
 * and quotients of v, parameters and numbers, and no other block. A refusal costs time, never a
 * result.
 */
public final class OhmicProof {
  private static final String VOLTAGE = "v";

  private OhmicProof() {}

  /** Examines a mechanism without problems. */
  public static boolean of(SymbolTable symbols, Lowered lowered) {
    return symbols.kind() == MechanismKind.DENSITY
        && symbols.currents().size() == 1
        && !symbols.electrodeCurrent()
        && symbols.ions().isEmpty()
        && doesNothingElse(lowered)
        && isAffine(symbols, lowered.current().orElseThrow());
  }

  private static boolean doesNothingElse(Lowered lowered) {
    return lowered.current().isPresent()
        && lowered.currentAgain().equals(lowered.current())
        && lowered.initial().map(Body::statements).filter(s -> !s.isEmpty()).isEmpty()
        && lowered.state().isEmpty()
        && lowered.phases().isEmpty()
        && lowered.receive().isEmpty()
        && lowered.watches().isEmpty()
        && lowered.diffusions().isEmpty();
  }

  private static boolean isAffine(SymbolTable symbols, Body body) {
    if (body.statements().size() != 1
        || !body.locals().isEmpty()
        || !(body.statements().getFirst() instanceof Stmt.Assign assign)
        || !(assign.target() instanceof Expr.Name target)
        || !target.name().equals(symbols.currents().getFirst())) {
      return false;
    }
    boolean[] plain = {true};
    Trees.walk(assign.value(), e -> plain[0] &= isPlain(symbols, e));
    if (!plain[0]) {
      return false;
    }
    Optional<Expr> slope;
    try {
      slope = LinearForm.of(assign.value(), new Expr.Name(target.at(), VOLTAGE)).slope();
    } catch (LinearForm.NotLinear e) {
      return false;
    }
    return slope.isPresent();
  }

  /** Whether a part of an expression is v, something constant, or arithmetic. */
  private static boolean isPlain(SymbolTable symbols, Expr e) {
    return switch (e) {
      case Expr.Num _ -> true;
      case Expr.Name name -> symbols.find(name.name()).filter(OhmicProof::isKnown).isPresent();
      case Expr.Unary u -> u.operator() == Expr.UnaryOperator.MINUS;
      case Expr.Binary b ->
          switch (b.operator()) {
            case PLUS, MINUS, TIMES, DIVIDE -> true;
            case POWER, OR, AND, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
                false;
          };
      case Expr.Call _,
          Expr.Element _,
          Expr.Prime _,
          Expr.Lagged _,
          Expr.Text _,
          Expr.AddressOf _ ->
          false;
    };
  }

  private static boolean isKnown(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Constant _ -> true;
      case Symbol.Shared shared -> shared.parameter() && shared.size() == 0;
      case Symbol.Instance own -> own.role() == MechanismVariable.Role.PARAMETER && own.size() == 0;
      case Symbol.Engine engine -> engine.kind() == Symbol.Kind.VOLTAGE;
      case Symbol.Ion _, Symbol.Pointer _, Symbol.Stream _, Symbol.Untranslated _ -> false;
    };
  }
}
