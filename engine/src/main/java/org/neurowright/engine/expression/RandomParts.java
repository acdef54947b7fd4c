package org.neurowright.engine.expression;

/** Whether something random is in an expression. */
final class RandomParts {
  private RandomParts() {}

  static boolean in(Node node) {
    return switch (node) {
      case Node.Draw d -> true;
      case Node.Choice c -> true;
      case Node.Constant c -> false;
      case Node.TextConstant t -> false;
      case Node.Variable v -> false;
      case Node.Has h -> false;
      case Node.Negation n -> in(n.operand());
      case Node.Not n -> in(n.operand());
      case Node.Lower l -> in(l.text());
      case Node.Operation o -> in(o.left()) || in(o.right());
      case Node.And a -> in(a.left()) || in(a.right());
      case Node.Or o -> in(o.left()) || in(o.right());
      case Node.TextEquality e -> in(e.left()) || in(e.right());
      case Node.TextTest t -> in(t.text()) || in(t.part());
      case Node.Call c -> c.arguments().stream().anyMatch(RandomParts::in);
      case Node.Chain c -> c.operands().stream().anyMatch(RandomParts::in);
      case Node.Member m -> in(m.value()) || m.elements().stream().anyMatch(RandomParts::in);
      case Node.Conditional c -> in(c.condition()) || in(c.then()) || in(c.otherwise());
    };
  }
}
