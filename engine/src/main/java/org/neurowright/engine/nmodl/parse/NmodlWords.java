package org.neurowright.engine.nmodl.parse;

import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.NmodlPrinter;

/** Pieces of messages. */
final class NmodlWords {
  private NmodlWords() {}

  static String of(Expr expression) {
    return NmodlPrinter.print(expression);
  }
}
