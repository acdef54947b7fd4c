package org.neurowright.engine.nmodl.emit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.pass.Builtins;
import org.neurowright.engine.nmodl.pass.TableSpec;

/** Writes lowered statements as Java. */
final class StatementWriter {
  private final KernelContext context;
  private final SourceText out;
  private final ExprWriter expressions;
  private final String weightOffset;
  private final Set<String> declareHere;

  /** Loops so far, for names of their counters. */
  private int counted;

  private final Set<String> declared = new HashSet<>();
  private int lookups;
  private int loops;
  private Map<String, Integer> receiveArguments = Map.of();

  /**
   * Makes a writer for one method.
   *
   * @param weightOffset Java for the weight offset of the event being handled
   * @param declareHere names to declare at their first assignment
   */
  StatementWriter(KernelContext context, String weightOffset, Set<String> declareHere) {
    this.context = context;
    this.out = context.out;
    this.expressions = context.expressions;
    this.weightOffset = weightOffset;
    this.declareHere = declareHere;
  }

  /** Java that counts a round of a loop, which may have no end. */
  private static String nextRound(String rounds, int line) {
    return rounds + " = KernelMath.nextRound(" + rounds + ", " + line + ")";
  }

  void write(List<Stmt> statements) {
    statements.forEach(this::write);
  }

  private void write(Stmt statement) {
    switch (statement) {
      case Stmt.Assign a -> assign(a);
      case Stmt.If i -> ifStatement(i);
      case Stmt.While w -> {
        String rounds = "rounds$" + counted++;
        out.open(
            "for (int "
                + rounds
                + " = 0; "
                + expressions.condition(w.condition())
                + "; "
                + nextRound(rounds, w.at().line())
                + ")");
        write(w.body());
        out.close();
      }
      case Stmt.Repeat r -> {
        String rounds = "rounds$" + counted++;
        out.open("for (int " + rounds + " = 0; ; " + nextRound(rounds, r.at().line()) + ")");
        write(r.body());
        out.open("if (!(" + expressions.condition(r.condition()) + "))");
        out.line("break;");
        out.close();
        out.close();
      }
      case Stmt.From f -> {
        String index = JavaNames.of(f.index());
        String step = f.by().map(b -> index + " += " + expressions.index(b)).orElse(index + "++");
        boolean ends = f.to() instanceof Expr.Num && f.by().isEmpty();
        String rounds = ends ? "" : "rounds$" + counted++;
        out.open(
            "for (int "
                + index
                + " = "
                + expressions.index(f.from())
                + (ends ? "" : ", " + rounds + " = 0")
                + "; "
                + index
                + " <= "
                + expressions.index(f.to())
                + "; "
                + step
                + (ends ? "" : ", " + nextRound(rounds, f.at().line()))
                + ")");
        write(f.body());
        out.close();
      }
      case Stmt.ForNetCons f -> forNetCons(f);
      case Stmt.Group g -> write(g.body());
      case Stmt.Invoke i -> invoke(i.call());
      case Stmt.Arm a -> {
        out.open("if (!rearmed)");
        out.line("watches.disarm(instance);");
        out.line("rearmed = true;");
        out.close();
        out.line(
            "watches.arm(instance, "
                + a.watch()
                + ", "
                + expressions.number(a.difference())
                + ", "
                + expressions.number(a.flag())
                + ");");
      }
      case Stmt.Fail f -> fail(f.message());
      case Stmt.Labelled l -> {
        out.open(JavaNames.of(l.label()) + ":");
        write(l.body());
        out.close();
      }
      case Stmt.Leave l -> {
        out.open("if (true)");
        out.line("break " + JavaNames.of(l.label()) + ";");
        out.close();
      }
      case Stmt.LinearSolve l -> linearSolve(l);
      case Stmt.Newton n -> newton(n);
      case Stmt.TableLookup t -> tableLookup(t);
      default -> throw new IllegalStateException("not lowered: " + statement);
    }
  }

  /** The connection whose event is being handled may be among those of the loop. */
  void receiveArguments(Map<String, Integer> names) {
    receiveArguments = names;
  }

  private void forNetCons(Stmt.ForNetCons f) {
    if (!receiveArguments.isEmpty()) {
      out.open("if (weightOffset >= 0)");
      receiveArguments.forEach((name, k) ->
          out.line("weights[weightOffset + " + k + "] = " + expressions.name(name) + ";"));
      out.close();
    }
    context.forNetCons = true;
    String at = "connection" + (loops == 0 ? "" : Integer.toString(loops));
    loops++;
    out.open("for (int " + at + " : events.incoming(this, instance))");
    for (int k = 0; k < f.arguments().size(); k++) {
      out.line(
          expressions.name(f.arguments().get(k).name()) + " = weights[" + at + " + " + k + "];");
    }
    write(f.body());
    for (int k = 0; k < f.arguments().size(); k++) {
      out.line(
          "weights["
              + at
              + " + "
              + k
              + "] = "
              + expressions.name(f.arguments().get(k).name())
              + ";");
    }
    out.close();
    if (!receiveArguments.isEmpty()) {
      out.open("if (weightOffset >= 0)");
      receiveArguments.forEach(
          (name, k) -> out.line(expressions.name(name) + " = weights[weightOffset + " + k + "];"));
      out.close();
    }
  }

  private void fail(String message) {
    out.line(
        "KernelFailure.fail(\""
            + context.symbols.name()
            + "\", \""
            + message
            + "\", instance, clock.tMs);");
  }

  private void assign(Stmt.Assign a) {
    String value = expressions.number(a.value());
    if (a.target() instanceof Expr.Name n
        && declareHere.contains(n.name())
        && declared.add(n.name())) {
      out.line("double " + expressions.name(n.name()) + " = " + value + ";");
    } else {
      out.line(target(a.target()) + " = " + value + ";");
    }
  }

  private String target(Expr target) {
    return switch (target) {
      case Expr.Name n -> expressions.name(n.name());
      case Expr.Element e -> expressions.element(e);
      default -> throw new IllegalStateException("not assignable: " + target);
    };
  }

  private void ifStatement(Stmt.If i) {
    out.open("if (" + expressions.condition(i.condition()) + ")");
    write(i.then());
    List<Stmt> otherwise = i.otherwise();
    while (otherwise.size() == 1 && otherwise.getFirst() instanceof Stmt.If chained) {
      out.middle("} else if (" + expressions.condition(chained.condition()) + ") {");
      write(chained.then());
      otherwise = chained.otherwise();
    }
    if (!otherwise.isEmpty()) {
      out.middle("} else {");
      write(otherwise);
    }
    out.close();
  }

  private void invoke(Expr.Call call) {
    List<String> arguments = call.arguments().stream().map(expressions::number).toList();
    switch (call.name()) {
      case "net_send" ->
          out.line(
              "events.netSend(this, instance, "
                  + weightOffset
                  + ", clock.tMs + "
                  + operand(call.arguments().get(0))
                  + ", "
                  + arguments.get(1)
                  + ");");
      case Builtins.STOP ->
          out.line(
              "KernelFailure.stop(\""
                  + context.symbols.name()
                  + "\", \""
                  + (call.arguments().getFirst() instanceof Expr.Text text
                      ? text.value().replaceAll("[^\\x20-\\x7e]|[\\\\\"]", " ")
                      : "")
                  + "\", instance, clock.tMs);");
      case "net_event" ->
          out.line("events.netEvent(this, instance, " + arguments.getFirst() + ");");
      case "net_move" -> out.line("events.netMove(this, instance, " + arguments.getFirst() + ");");
      default -> out.line(expressions.number(call) + ";");
    }
  }

  private String operand(Expr e) {
    String text = expressions.number(e);
    return e instanceof Expr.Binary || e instanceof Expr.Unary ? "(" + text + ")" : text;
  }

  private void linearSolve(Stmt.LinearSolve l) {
    String system = "linear" + context.linearSizes.size();
    int n = l.unknowns().size();
    context.linearSizes.add(n);
    out.line(system + ".clear();");
    for (int i = 0; i < l.coefficients().size(); i++) {
      for (int j = 0; j < n; j++) {
        int at = i * n + j;
        l.coefficients()
            .get(i)
            .get(j)
            .ifPresent(c -> out.line(system + ".a[" + at + "] = " + expressions.number(c) + ";"));
      }
      out.line(system + ".b[" + i + "] = " + expressions.number(l.constants().get(i)) + ";");
    }
    out.open("if (!" + system + ".solve())");
    fail("the linear equations have no unique solution");
    out.close();
    for (int i = 0; i < n; i++) {
      out.line(target(l.unknowns().get(i)) + " = " + system + ".b[" + i + "];");
    }
  }

  private void newton(Stmt.Newton n) {
    String solver = "newton" + context.newtonSizes.size();
    context.newtonSizes.add(n.unknowns().size());
    for (int i = 0; i < n.unknowns().size(); i++) {
      out.line(solver + ".x[" + i + "] = " + target(n.unknowns().get(i)) + ";");
    }
    out.line(solver + ".start();");
    out.open("while (" + solver + ".next())");
    for (int i = 0; i < n.unknowns().size(); i++) {
      out.line(target(n.unknowns().get(i)) + " = " + solver + ".x[" + i + "];");
    }
    write(n.body());
    for (int i = 0; i < n.residuals().size(); i++) {
      out.line(solver + ".f[" + i + "] = " + expressions.number(n.residuals().get(i)) + ";");
    }
    out.close();
    out.open("if (" + solver + ".failed())");
    fail("Newton's iteration did not converge");
    out.close();
  }

  private void tableLookup(Stmt.TableLookup t) {
    TableSpec table = context.lowered.tables().get(t.table());
    String prefix = "table" + t.table();
    String suffix = lookups++ == 0 ? "" : Integer.toString(lookups);
    String position = "position" + suffix;
    out.open("if (usetable == 0.0)");
    write(t.direct());
    out.middle("} else {");
    out.line(
        "final double "
            + position
            + " = "
            + prefix
            + "Scale * ("
            + expressions.number(t.argument())
            + " - "
            + prefix
            + "Low);");
    out.open("if (" + position + " != " + position + ")");
    t.outputs().forEach(o -> out.line(expressions.name(o) + " = " + position + ";"));
    out.middle("} else if (" + position + " <= 0.0) {");
    row(t, prefix, 0);
    out.middle("} else if (" + position + " >= " + table.intervals() + ".0) {");
    row(t, prefix, table.intervals() * table.width());
    out.middle("} else {");
    out.line("final int interval" + suffix + " = (int) " + position + ";");
    out.line("final double fraction" + suffix + " = " + position + " - interval" + suffix + ";");
    String row = "entry" + suffix;
    out.line("final int " + row + " = interval" + suffix + " * " + table.width() + ";");
    for (int i = 0; i < t.outputs().size(); i++) {
      out.line(
          expressions.name(t.outputs().get(i))
              + " = "
              + tableEntry(prefix, row, i)
              + " + fraction"
              + suffix
              + " * "
              + tableDifference(prefix, row, i)
              + ";");
    }
    out.close();
    out.close();
  }

  /** Java for the value of an output in the row that starts at an index. */
  static String tableEntry(String prefix, String row, int output) {
    return prefix + "Rows[" + row + " + " + 2 * output + "]";
  }

  /** Java for what the value of the next row is larger by. */
  static String tableDifference(String prefix, String row, int output) {
    return prefix + "Rows[" + row + " + " + (2 * output + 1) + "]";
  }

  private void row(Stmt.TableLookup t, String prefix, int start) {
    for (int i = 0; i < t.outputs().size(); i++) {
      out.line(
          expressions.name(t.outputs().get(i)) + " = " + prefix + "Rows[" + (start + 2 * i) + "];");
    }
  }
}
