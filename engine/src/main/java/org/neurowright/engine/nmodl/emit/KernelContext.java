package org.neurowright.engine.nmodl.emit;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.nmodl.pass.Lowered;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/** What the writers of one class share. */
final class KernelContext {
  final SymbolTable symbols;
  final Lowered lowered;
  final Storage storage;
  final ExprWriter expressions;
  final SourceText out = new SourceText();

  /** Sizes of the Newton solvers and linear systems used so far, by index. */
  final List<Integer> newtonSizes = new ArrayList<>();

  final List<Integer> linearSizes = new ArrayList<>();

  KernelContext(SymbolTable symbols, Lowered lowered) {
    this.symbols = symbols;
    this.lowered = lowered;
    this.storage = new Storage(symbols, lowered);
    this.expressions = new ExprWriter(symbols, lowered.effects(), storage);
  }
}
