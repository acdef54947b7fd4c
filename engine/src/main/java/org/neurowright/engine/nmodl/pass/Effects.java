package org.neurowright.engine.nmodl.pass;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.symbol.Symbol;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/** What functions and procedures read and write outside their own locals, calls included. */
public final class Effects {
  private final SymbolTable symbols;
  private final Map<String, Summary> summaries = new HashMap<>();

  /**
   * Effects of one function or procedure.
   *
   * @param reads outer variables it may read
   * @param writes outer variables it may write
   * @param recursive true when it may call itself
   * @param simple true when it can be a function of its arguments and of the variables it reads: no
   *     writes, arrays, events, tables, random numbers or C code
   */
  public record Summary(Set<String> reads, Set<String> writes, boolean recursive, boolean simple) {}

  public Effects(SymbolTable symbols) {
    this.symbols = symbols;
  }

  /** Effects of a FUNCTION or PROCEDURE of the file. */
  public Summary of(String callable) {
    Summary known = summaries.get(callable);
    if (known != null) {
      return known;
    }
    Collector collector = new Collector();
    collector.callable(callable, new HashSet<>());
    Summary summary =
        new Summary(
            new TreeSet<>(collector.reads),
            new TreeSet<>(collector.writes),
            collector.recursive,
            collector.simple && collector.writes.isEmpty());
    summaries.put(callable, summary);
    return summary;
  }

  /** True when the name is a FUNCTION that becomes a function of its own. */
  public boolean isSimpleFunction(String callable) {
    return symbols.functions().containsKey(callable) && of(callable).simple();
  }

  /** Adds the variables an expression reads, through calls too. */
  void reads(Expr expression, Set<String> into) {
    Trees.walk(
        expression,
        e -> {
          switch (e) {
            case Expr.Name n -> into.add(n.name());
            case Expr.Element x -> into.add(x.name());
            case Expr.Call c when isOwn(c.name()) -> into.addAll(of(c.name()).reads());
            case Expr.Call c -> hiddenReads(c, into);
            case Expr.Num ignored -> {}
            case Expr.Prime ignored -> {}
            case Expr.Lagged ignored -> {}
            case Expr.Text ignored -> {}
            case Expr.AddressOf ignored -> {}
            case Expr.Unary ignored -> {}
            case Expr.Binary ignored -> {}
          }
        });
  }

  /** Engine quantities that a call uses without naming them. */
  private static void hiddenReads(Expr.Call call, Set<String> into) {
    switch (call.name()) {
      case "nrn_ghk" -> into.add("celsius");
      case "at_time" -> into.addAll(List.of("t", "dt"));
      default -> {}
    }
  }

  private boolean isOwn(String name) {
    return symbols.functions().containsKey(name) || symbols.procedures().containsKey(name);
  }

  private final class Collector {
    private final Set<String> reads = new HashSet<>();
    private final Set<String> writes = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private boolean recursive;
    private boolean simple = true;

    void callable(String name, Set<String> active) {
      if (active.contains(name)) {
        recursive = true;
        return;
      }
      if (!done.add(name)) {
        return;
      }
      Block.Function function = symbols.functions().get(name);
      Block.Procedure procedure = symbols.procedures().get(name);
      List<Stmt> body = function != null ? function.body() : procedure.body();
      List<Stmt.Argument> arguments =
          function != null ? function.arguments() : procedure.arguments();
      Set<String> own = new HashSet<>();
      arguments.forEach(a -> own.add(a.name()));
      if (function != null) {
        own.add(name);
      } else {
        simple = false;
      }
      active.add(name);
      statements(body, own, active);
      active.remove(name);
    }

    private void statements(List<Stmt> body, Set<String> outerOwn, Set<String> active) {
      Set<String> own = new HashSet<>(outerOwn);
      for (Stmt statement : body) {
        switch (statement) {
          case Stmt.Local local -> {
            local.names().forEach(d -> own.add(d.name()));
            simple &= local.names().stream().allMatch(d -> d.size().isEmpty());
          }
          case Stmt.Assign a -> {
            target(a.target(), own, active);
            expression(a.value(), own, active);
          }
          case Stmt.From from -> {
            own.add(from.index());
            Trees.expressions(from).forEach(e -> expression(e, own, active));
            statements(from.body(), own, active);
          }
          case Stmt.Verbatim ignored -> simple = false;
          case Stmt.Table table -> {
            simple = false;
            writes.addAll(table.names());
            reads.addAll(table.depend());
          }
          default -> {
            Trees.expressions(statement).forEach(e -> expression(e, own, active));
            Trees.inner(statement).forEach(list -> statements(list, own, active));
            simple &= isPlain(statement);
          }
        }
      }
    }

    private boolean isPlain(Stmt statement) {
      return statement instanceof Stmt.If
          || statement instanceof Stmt.While
          || statement instanceof Stmt.Group
          || statement instanceof Stmt.UnitsSwitch
          || statement instanceof Stmt.Conductance;
    }

    private void target(Expr target, Set<String> own, Set<String> active) {
      switch (target) {
        case Expr.Name n -> {
          if (!own.contains(n.name())) {
            writes.add(n.name());
          }
        }
        case Expr.Element e -> {
          expression(e.index(), own, active);
          if (!own.contains(e.name())) {
            writes.add(e.name());
          }
        }
        default -> simple = false;
      }
    }

    private void expression(Expr expression, Set<String> own, Set<String> active) {
      Trees.walk(
          expression,
          e -> {
            switch (e) {
              case Expr.Name n -> {
                if (!own.contains(n.name())) {
                  reads.add(n.name());
                  simple &=
                      !(symbols.symbols().get(n.name()) instanceof Symbol.Untranslated)
                          && !(symbols.symbols().get(n.name()) instanceof Symbol.Pointer);
                }
              }
              case Expr.Element x -> {
                if (!own.contains(x.name())) {
                  reads.add(x.name());
                }
                simple = false;
              }
              case Expr.Call c -> {
                if (isOwn(c.name())) {
                  callable(c.name(), active);
                } else {
                  simple &=
                      Builtins.PURE.containsKey(c.name()) || Builtins.ENGINE.containsKey(c.name());
                  hiddenReads(c, reads);
                }
              }
              case Expr.Num ignored -> {}
              case Expr.Unary ignored -> {}
              case Expr.Binary ignored -> {}
              case Expr.Prime ignored -> simple = false;
              case Expr.Lagged ignored -> simple = false;
              case Expr.Text ignored -> simple = false;
              case Expr.AddressOf ignored -> simple = false;
            }
          });
    }
  }
}
