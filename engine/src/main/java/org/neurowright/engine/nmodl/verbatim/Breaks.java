package org.neurowright.engine.nmodl.verbatim;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.nmodl.ast.Stmt;

/** {@code break} of C: leaves a label around the innermost loop. */
final class Breaks {
  /** Label of a break that has not met its loop yet. */
  static final String LABEL = "break";

  private Breaks() {}

  /** The loop, with a label of its own when something in it breaks out. */
  static Stmt around(Stmt loop) {
    List<Stmt> body =
        switch (loop) {
          case Stmt.While w -> w.body();
          case Stmt.From f -> f.body();
          default -> List.of();
        };
    boolean[] found = {false};
    String label = "break_" + loop.at().line() + "_" + loop.at().column();
    List<Stmt> renamed = rename(body, label, found);
    if (!found[0]) {
      return loop;
    }
    Stmt inside =
        switch (loop) {
          case Stmt.While w -> new Stmt.While(w.at(), w.condition(), renamed);
          case Stmt.From f -> new Stmt.From(f.at(), f.index(), f.from(), f.to(), f.by(), renamed);
          default -> loop;
        };
    return new Stmt.Labelled(loop.at(), label, List.of(inside));
  }

  private static List<Stmt> rename(List<Stmt> statements, String label, boolean[] found) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt s : statements) {
      switch (s) {
        case Stmt.Leave l when l.label().equals(LABEL) -> {
          found[0] = true;
          result.add(new Stmt.Leave(l.at(), label));
        }
        case Stmt.If i ->
            result.add(
                new Stmt.If(
                    i.at(),
                    i.condition(),
                    rename(i.then(), label, found),
                    rename(i.otherwise(), label, found)));
        case Stmt.Group g -> result.add(new Stmt.Group(g.at(), rename(g.body(), label, found)));
        default -> result.add(s);
      }
    }
    return result;
  }
}
