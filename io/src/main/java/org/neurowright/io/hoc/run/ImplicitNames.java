package org.neurowright.io.hoc.run;

import java.util.List;
import java.util.function.Consumer;
import org.neurowright.io.hoc.lang.Expr;
import org.neurowright.io.hoc.lang.Stmt;

/**
 * Finds the names that code sets as plain variables. hoc declares them when it reads the text, so
 * that they are 0 and not unknown when they are read before the code has run.
 */
final class ImplicitNames {
  private final Consumer<String> found;

  private ImplicitNames(Consumer<String> found) {
    this.found = found;
  }

  static void in(List<Stmt> statements, Consumer<String> found) {
    statements.forEach(new ImplicitNames(found)::visit);
  }

  private void set(Expr.Chain target) {
    Expr.Part part = target.parts().getFirst();
    if (target.parts().size() == 1
        && part.head() == Expr.Head.NAME
        && part.indices().isEmpty()
        && part.arguments() == null) {
      found.accept(part.name());
    }
  }

  private void visit(Stmt statement) {
    switch (statement) {
      case null -> {}
      case Stmt.Block s -> s.statements().forEach(this::visit);
      case Stmt.Evaluate s -> visit(s.expression());
      case Stmt.InSection s -> visit(s.body());
      case Stmt.If s -> {
        visit(s.condition());
        visit(s.then());
        visit(s.otherwise());
      }
      case Stmt.While s -> {
        visit(s.condition());
        visit(s.body());
      }
      case Stmt.For s -> {
        visit(s.start());
        visit(s.condition());
        visit(s.step());
        visit(s.body());
      }
      case Stmt.Count s -> {
        set(s.variable());
        visit(s.body());
      }
      case Stmt.Segments s -> {
        set(s.variable());
        visit(s.body());
      }
      case Stmt.Iterate s -> {
        visit(s.iterator());
        visit(s.body());
      }
      case Stmt.ForAll s -> visit(s.body());
      case Stmt.ForSections s -> visit(s.body());
      case Stmt.IfSection s -> visit(s.body());
      case Stmt.Return s -> visit(s.value());
      case Stmt.Print s -> s.values().forEach(this::visit);
      case Stmt.Connect s -> visit(s.parent());
      case Stmt.Break _,
          Stmt.Continue _,
          Stmt.Stop _,
          Stmt.Create _,
          Stmt.Objects _,
          Stmt.Strings _,
          Stmt.Doubles _,
          Stmt.Access _,
          Stmt.Insert _,
          Stmt.Uninsert _,
          Stmt.RunBody _,
          Stmt.Refused _,
          Stmt.Procedure _,
          Stmt.Template _,
          Stmt.Public _,
          Stmt.External _ -> {}
    }
  }

  private void visit(Expr expression) {
    switch (expression) {
      case null -> {}
      case Expr.Num _, Expr.Text _ -> {}
      case Expr.Chain e ->
          e.parts()
              .forEach(part -> {
                part.indices().forEach(this::visit);
                if (part.arguments() != null) {
                  part.arguments().forEach(this::visit);
                }
              });
      case Expr.Unary e -> visit(e.operand());
      case Expr.Binary e -> {
        visit(e.left());
        visit(e.right());
      }
      case Expr.Assign e -> {
        set(e.target());
        visit(e.value());
      }
      case Expr.New e -> e.arguments().forEach(this::visit);
      case Expr.Pointer e -> set(e.target());
      case Expr.Ramp e -> {
        visit(e.from());
        visit(e.to());
      }
    }
  }
}
