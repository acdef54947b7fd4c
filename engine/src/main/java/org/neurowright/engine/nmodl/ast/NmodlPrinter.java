package org.neurowright.engine.nmodl.ast;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes trees as NMODL. The text of a parsed program parses to an equal program; lowered
 * statements are written in a form of our own, for people.
 */
public final class NmodlPrinter {
  private final StringBuilder out = new StringBuilder();
  private int depth;

  private NmodlPrinter() {}

  public static String print(Program program) {
    NmodlPrinter printer = new NmodlPrinter();
    program.blocks().forEach(printer::block);
    return printer.out.toString();
  }

  public static String print(List<Stmt> statements) {
    NmodlPrinter printer = new NmodlPrinter();
    statements.forEach(printer::statement);
    return printer.out.toString();
  }

  public static String print(Expr expression) {
    return expression(expression, 0);
  }

  // ---------------------------------------------------------------- blocks

  private void block(Block block) {
    switch (block) {
      case Block.Title title -> line("TITLE " + title.text());
      case Block.Verbatim verbatim -> line("VERBATIM" + verbatim.text() + "ENDVERBATIM");
      case Block.UnitsSwitch units -> line(units.on() ? "UNITSON" : "UNITSOFF");
      case Block.Define define -> line("DEFINE " + define.name() + " " + print(define.value()));
      case Block.FileLocal local -> line("LOCAL " + declarators(local.names()));
      case Block.Neuron neuron -> {
        open("NEURON");
        neuron.statements().forEach(s -> line(neuron(s)));
        close();
      }
      case Block.Units units -> {
        open("UNITS");
        units.definitions().forEach(d -> line(unitDefinition(d)));
        close();
      }
      case Block.Variables variables -> {
        open(variables.section().name());
        variables.declarations().forEach(d -> line(declaration(d)));
        close();
      }
      case Block.Independent independent -> {
        open("INDEPENDENT");
        for (int i = 0; i < independent.declarations().size(); i++) {
          Block.Declaration d = independent.declarations().get(i);
          line(
              d.name()
                  + optional(" FROM ", d.from())
                  + optional(" TO ", d.to())
                  + " WITH "
                  + independent.intervals().get(i)
                  + optional(" START ", d.start())
                  + unit(d.unit()));
        }
        close();
      }
      case Block.Plain plain -> body(plain.kind().text(), plain.body());
      case Block.Solvable solvable ->
          body(
              solvable.kind().name()
                  + " "
                  + solvable.name()
                  + (solvable.solveFor().isEmpty()
                      ? ""
                      : " SOLVEFOR " + String.join(", ", solvable.solveFor())),
              solvable.body());
      case Block.Function f ->
          body("FUNCTION " + f.name() + arguments(f.arguments()) + unit(f.unit()), f.body());
      case Block.FunctionTable f ->
          line("FUNCTION_TABLE " + f.name() + arguments(f.arguments()) + unit(f.unit()));
      case Block.Procedure p ->
          body("PROCEDURE " + p.name() + arguments(p.arguments()) + unit(p.unit()), p.body());
      case Block.NetReceive n -> body("NET_RECEIVE" + arguments(n.arguments()), n.body());
      case Block.Obsolete o -> line(o.keyword() + " " + String.join(" ", o.words()));
    }
  }

  private static String neuron(NeuronStatement statement) {
    return switch (statement) {
      case NeuronStatement.Identity identity -> identity.kind() + " " + identity.name();
      case NeuronStatement.UseIon use ->
          "USEION "
              + use.ion()
              + (use.reads().isEmpty() ? "" : " READ " + String.join(", ", use.reads()))
              + (use.writes().isEmpty() ? "" : " WRITE " + String.join(", ", use.writes()))
              + optional(" VALENCE ", use.valence())
              + (use.represents().isEmpty() ? "" : " REPRESENTS " + use.represents());
      case NeuronStatement.Names names ->
          names.role()
              + " "
              + names.names().stream()
                  .map(NeuronStatement.Named::name)
                  .collect(Collectors.joining(", "));
      case NeuronStatement.ThreadSafe safe ->
          ("THREADSAFE " + String.join(", ", safe.names())).strip();
      case NeuronStatement.Represents represents -> "REPRESENTS " + represents.term();
    };
  }

  private static String unitDefinition(Block.UnitDefinition d) {
    if (d.name().isEmpty()) {
      return "(" + d.left() + ") = (" + d.right() + ")";
    }
    if (d.number().isEmpty()) {
      return d.name() + " = (" + d.left() + ") (" + d.right() + ")";
    }
    return d.name() + " = " + d.number() + unit(d.left());
  }

  private static String declaration(Block.Declaration d) {
    return d.name()
        + d.size().map(s -> "[" + print(s) + "]").orElse("")
        + optional(" = ", d.value())
        + optional(" FROM ", d.from())
        + optional(" TO ", d.to())
        + optional(" START ", d.start())
        + unit(d.unit())
        + d.low()
            .map(l -> " <" + print(l) + d.high().map(h -> ", " + print(h)).orElse("") + ">")
            .orElse("");
  }

  // ---------------------------------------------------------------- statements

  private void statement(Stmt statement) {
    switch (statement) {
      case Stmt.Local local -> line("LOCAL " + declarators(local.names()));
      case Stmt.Assign assign -> line(assign(assign));
      case Stmt.Protect protect -> line("PROTECT " + assign(protect.assignment()));
      case Stmt.Invoke invoke -> line(print(invoke.call()));
      case Stmt.If i -> ifStatement(i);
      case Stmt.While w -> body("while (" + print(w.condition()) + ")", w.body());
      case Stmt.From f ->
          body(
              "FROM "
                  + f.index()
                  + " = "
                  + print(f.from())
                  + " TO "
                  + print(f.to())
                  + optional(" BY ", f.by()),
              f.body());
      case Stmt.ForAll f -> body("FORALL " + f.name(), f.body());
      case Stmt.Group g -> body("", g.body());
      case Stmt.Solve s -> {
        String method =
            s.steadyState()
                ? " STEADYSTATE " + s.method()
                : s.method().isEmpty() ? "" : " METHOD " + s.method();
        if (s.ifError().isEmpty()) {
          line("SOLVE " + s.block() + method);
        } else {
          body("SOLVE " + s.block() + method + " IFERROR", s.ifError());
        }
      }
      case Stmt.Conductance c ->
          line("CONDUCTANCE " + c.name() + (c.ion().isEmpty() ? "" : " USEION " + c.ion()));
      case Stmt.Return r ->
          line(
              "VERBATIM return " + r.value().map(NmodlPrinter::print).orElse("") + "; ENDVERBATIM");
      case Stmt.Verbatim v -> line("VERBATIM" + v.text() + "ENDVERBATIM");
      case Stmt.Table t ->
          line(
              "TABLE "
                  + String.join(", ", t.names())
                  + (t.depend().isEmpty() ? "" : " DEPEND " + String.join(", ", t.depend()))
                  + " FROM "
                  + print(t.from())
                  + " TO "
                  + print(t.to())
                  + " WITH "
                  + print(t.with()));
      case Stmt.UnitsSwitch u -> line(u.on() ? "UNITSON" : "UNITSOFF");
      case Stmt.Watch w ->
          line(
              "WATCH ("
                  + expression(w.left(), 4)
                  + (w.greater() ? " > " : " < ")
                  + expression(w.right(), 4)
                  + ") "
                  + print(w.flag()));
      case Stmt.ForNetCons f -> body("FOR_NETCONS " + arguments(f.arguments()), f.body());
      case Stmt.NestedInitial i -> body("INITIAL", i.body());
      case Stmt.Reaction r -> line(reaction(r));
      case Stmt.Equation e -> line("~ " + print(e.left()) + " = " + print(e.right()));
      case Stmt.Conserve c -> line("CONSERVE " + reactants(c.terms()) + " = " + print(c.total()));
      case Stmt.Compartment c ->
          line(
              (c.diffusion() ? "LONGITUDINAL_DIFFUSION " : "COMPARTMENT ")
                  + (c.index().isEmpty() ? "" : c.index() + ", ")
                  + print(c.size())
                  + " { "
                  + String.join(" ", c.names())
                  + " }");
      case Stmt.Mutex m -> line(m.lock() ? "MUTEXLOCK" : "MUTEXUNLOCK");
      case Stmt.Obsolete o -> line(o.keyword() + " " + String.join(" ", o.words()));
      case Stmt.Repeat r -> body("REPEAT WHILE (" + print(r.condition()) + ")", r.body());
      case Stmt.Fail f -> line("FAIL \"" + f.message() + "\"");
      case Stmt.LinearSolve l ->
          line(
              "ELIMINATE { "
                  + l.unknowns().stream().map(NmodlPrinter::print).collect(Collectors.joining(" "))
                  + " }");
      case Stmt.Newton n -> {
        open(
            "NEWTON "
                + n.unknowns().stream().map(NmodlPrinter::print).collect(Collectors.joining(" ")));
        n.body().forEach(this::statement);
        n.residuals().forEach(r -> line("~ " + print(r) + " = 0"));
        close();
      }
      case Stmt.TableLookup t ->
          body(
              "LOOKUP " + String.join(", ", t.outputs()) + " AT " + print(t.argument()) + " ELSE",
              t.direct());
      case Stmt.Arm a ->
          line("ARM " + a.watch() + " (" + print(a.difference()) + " > 0) " + print(a.flag()));
      case Stmt.Labelled l -> body("LABEL " + l.label(), l.body());
      case Stmt.Leave l -> line("LEAVE " + l.label());
    }
  }

  private void ifStatement(Stmt.If i) {
    open("if (" + print(i.condition()) + ")");
    i.then().forEach(this::statement);
    List<Stmt> otherwise = i.otherwise();
    while (otherwise.size() == 1 && otherwise.getFirst() instanceof Stmt.If chained) {
      middle("} else if (" + print(chained.condition()) + ") {");
      chained.then().forEach(this::statement);
      otherwise = chained.otherwise();
    }
    if (!otherwise.isEmpty()) {
      middle("} else {");
      otherwise.forEach(this::statement);
    }
    close();
  }

  private static String assign(Stmt.Assign assign) {
    return print(assign.target()) + " = " + print(assign.value());
  }

  private static String reaction(Stmt.Reaction r) {
    return "~ "
        + reactants(r.left())
        + " "
        + r.arrow().symbol()
        + (r.right().isEmpty() ? "" : " " + reactants(r.right()))
        + " ("
        + print(r.forward())
        + r.backward().map(b -> ", " + print(b)).orElse("")
        + ")";
  }

  private static String reactants(List<Stmt.Reactant> list) {
    return list.stream()
        .map(r -> (r.count() == 1 ? "" : r.count() + " ") + print(r.variable()))
        .collect(Collectors.joining(" + "));
  }

  private static String declarators(List<Stmt.Declarator> names) {
    return names.stream()
        .map(d -> d.name() + d.size().map(s -> "[" + print(s) + "]").orElse(""))
        .collect(Collectors.joining(", "));
  }

  private static String arguments(List<Stmt.Argument> arguments) {
    return arguments.stream()
        .map(a -> a.name() + unit(a.unit()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String unit(String text) {
    return text.isEmpty() ? "" : " (" + text + ")";
  }

  private static String optional(String before, Optional<Expr> expression) {
    return expression.map(e -> before + print(e)).orElse("");
  }

  // ---------------------------------------------------------------- expressions

  private static String expression(Expr expression, int level) {
    return switch (expression) {
      case Expr.Num num ->
          num.alone()
              ? "(" + num.text() + ")"
              : num.text() + (num.unit().isEmpty() ? "" : "(" + num.unit() + ")");
      case Expr.Name name -> name.name();
      case Expr.Element e -> e.name() + "[" + print(e.index()) + "]";
      case Expr.Prime p ->
          p.name() + "'".repeat(p.order()) + p.index().map(i -> "[" + print(i) + "]").orElse("");
      case Expr.Lagged l ->
          l.name() + "@" + l.steps() + l.index().map(i -> "[" + print(i) + "]").orElse("");
      case Expr.Call c ->
          c.name()
              + c.arguments().stream()
                  .map(NmodlPrinter::print)
                  .collect(Collectors.joining(", ", "(", ")"));
      case Expr.Text t -> '"' + t.value() + '"';
      case Expr.AddressOf a -> "&" + print(a.variable());
      case Expr.Unary u ->
          parenthesised(u.operator().symbol() + expression(u.operand(), 6), level > 6);
      case Expr.Binary b -> {
        int own = b.operator().level();
        boolean power = b.operator() == Expr.BinaryOperator.POWER;
        String left = expression(b.left(), power ? 8 : own);
        String right =
            expression(b.right(), power ? (b.right() instanceof Expr.Unary ? 6 : 7) : own + 1);
        yield parenthesised(
            left + (power ? "^" : " " + b.operator().symbol() + " ") + right, level > own);
      }
    };
  }

  private static String parenthesised(String text, boolean needed) {
    return needed ? "(" + text + ")" : text;
  }

  // ---------------------------------------------------------------- layout

  private void body(String head, List<Stmt> statements) {
    open(head);
    statements.forEach(this::statement);
    close();
  }

  private void open(String head) {
    line((head + " {").strip());
    depth++;
  }

  private void middle(String text) {
    depth--;
    line(text);
    depth++;
  }

  private void close() {
    depth--;
    line("}");
  }

  private void line(String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
