package org.neurowright.engine.nmodl.emit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.pass.Body;
import org.neurowright.engine.nmodl.pass.Flow;
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

  /** Constants of the instances, by phase. */
  final List<DerivedColumns> derived = new ArrayList<>();

  /** Buffers that the phases in blocks need. */
  int blockBuffers;

  /** Arrays that their loops take at most. */
  int scratchArrays;

  /** Arrays of indices of which blocks ask whether they are consecutive. */
  final Set<String> runs = new TreeSet<>();

  /** Whether some phase goes through the connections of its instance. */
  boolean forNetCons;

  private int loops;

  /** Calls of the loops with scratch arrays. */
  final List<String> rehearsals = new ArrayList<>();

  /** False when phases run one instance after the other only. */
  final boolean blocks;

  /** Variables that something assigns while a simulation runs. */
  final Set<String> changing = new HashSet<>();

  KernelContext(SymbolTable symbols, Lowered lowered, boolean blocks) {
    this.blocks = blocks;
    this.symbols = symbols;
    this.lowered = lowered;
    this.storage = new Storage(symbols, lowered);
    this.expressions = new ExprWriter(symbols, lowered.effects(), storage);
    lowered.current().ifPresent(this::changes);
    lowered.currentAgain().ifPresent(this::changes);
    lowered.state().ifPresent(this::changes);
    lowered.receive().ifPresent(this::changes);
    lowered
        .phases()
        .forEach((kind, body) -> {
          if (kind != Block.Kind.BEFORE_INITIAL && kind != Block.Kind.AFTER_INITIAL) {
            changes(body);
          }
        });
    lowered.tables().forEach(t -> changes(t.body()));
    lowered.diffusions().forEach(d -> changes(d.body()));
  }

  /** Name of the next loop method. */
  String nextLoop() {
    return "loop" + ++loops;
  }

  private void changes(Body body) {
    Flow flow = new Flow(lowered.effects());
    flow.follow(body.statements(), Set.of());
    changing.addAll(flow.assigned());
  }
}
