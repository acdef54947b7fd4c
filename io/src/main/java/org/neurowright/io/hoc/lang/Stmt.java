package org.neurowright.io.hoc.lang;

import java.util.List;

/** Something that is done. Every node has its {@link Place}. */
public sealed interface Stmt {
  int place();

  /** A name that is declared, with the sizes of its array. */
  record Declared(int place, String name, List<Expr> sizes) {}

  record Block(int place, List<Stmt> statements) implements Stmt {}

  record Evaluate(int place, Expr expression) implements Stmt {}

  /** {@code soma stmt}; or two statements in one line, when the first is no section. */
  record InSection(int place, Expr.Chain section, Stmt body) implements Stmt {}

  /** {@code otherwise} is null without else. */
  record If(int place, Expr condition, Stmt then, Stmt otherwise) implements Stmt {}

  record While(int place, Expr condition, Stmt body) implements Stmt {}

  /** {@code for (start; condition; step) body}; start and step may be null. */
  record For(int place, Stmt start, Expr condition, Stmt step, Stmt body) implements Stmt {}

  /** {@code for variable = from, to body}. */
  record Count(int place, Expr.Chain variable, Expr from, Expr to, Stmt body) implements Stmt {}

  /** {@code for (x) body} and {@code for (x, ends) body}; ends is null in the first form. */
  record Segments(int place, Expr.Chain variable, Expr ends, Stmt body) implements Stmt {}

  /** {@code for iterator(arguments) body}. */
  record Iterate(int place, Expr.Chain iterator, Stmt body) implements Stmt {}

  record ForAll(int place, Stmt body) implements Stmt {}

  record ForSections(int place, Expr sections, Stmt body) implements Stmt {}

  record IfSection(int place, Expr sections, Stmt body) implements Stmt {}

  record Break(int place) implements Stmt {}

  record Continue(int place) implements Stmt {}

  record Stop(int place) implements Stmt {}

  /** {@code value} is null without one. */
  record Return(int place, Expr value) implements Stmt {}

  record Print(int place, List<Expr> values) implements Stmt {}

  record Create(int place, List<Declared> sections) implements Stmt {}

  record Objects(int place, List<Declared> names) implements Stmt {}

  record Strings(int place, List<Declared> names) implements Stmt {}

  record Doubles(int place, List<Declared> names) implements Stmt {}

  /** {@code connect child(x), parent(x)}; parent is a number when the current section is meant. */
  record Connect(int place, Expr.Chain child, Expr parent) implements Stmt {}

  record Access(int place, Expr.Chain section) implements Stmt {}

  record Insert(int place, String mechanism) implements Stmt {}

  record Uninsert(int place, String mechanism) implements Stmt {}

  /** The place inside an iterator where the loop's body runs. */
  record RunBody(int place) implements Stmt {}

  /** What is understood but cannot be done, for instance {@code setpointer}. */
  record Refused(int place, String what) implements Stmt {}

  /** What kind of procedure. */
  enum ProcedureKind {
    PROC,
    FUNC,
    OBFUNC,
    ITERATOR
  }

  /**
   * A definition.
   *
   * @param locals number of local variables, numbers and objects alike
   * @param objects which of them are objects
   */
  record Procedure(
      int place,
      ProcedureKind kind,
      String name,
      int locals,
      boolean[] objects,
      List<Stmt> body,
      int highestArgument)
      implements Stmt {}

  record Template(int place, String name, List<Stmt> body) implements Stmt {}

  record Public(int place, List<String> names) implements Stmt {}

  record External(int place, List<String> names) implements Stmt {}
}
