package org.neurowright.engine.expression.syntax;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes an expression in its one usual form: spaces around operators, {@code ^}, {@code and},
 * {@code or}, {@code not}, {@code a if c else b}, texts in single quotes, no parentheses that
 * change nothing. Reading what was written gives the same tree.
 */
public final class CanonicalText {
  private static final int CONDITIONAL = 1;
  private static final int OR = 2;
  private static final int AND = 3;
  private static final int NOT = 4;
  private static final int COMPARISON = 5;
  private static final int SUM = 6;
  private static final int PRODUCT = 7;
  private static final int UNARY = 8;
  private static final int POWER = 9;
  private static final int PRIMARY = 10;

  private CanonicalText() {}

  /** The whole of an expression. */
  public static String of(Tree tree) {
    return write(tree, CONDITIONAL);
  }

  /**
   * A number as short as it can be written without loss: {@code 1}, {@code 0.001}, {@code 1e-9}.
   */
  public static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e7) {
      return Long.toString((long) value);
    }
    return Double.toString(value).replace(".0E", "e").replace('E', 'e');
  }

  /** A text in single quotes. */
  public static String text(String value) {
    return "'"
        + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t")
        + "'";
  }

  /** A name, in back quotes where it could not be read otherwise. */
  public static String name(String name) {
    boolean plain = !Lexer.WORDS.contains(name) && !name.isEmpty();
    boolean start = true;
    for (int i = 0; i < name.length() && plain; i++) {
      char c = name.charAt(i);
      plain = start ? Lexer.isNameStart(c) : Lexer.isNamePart(c) || c == '.';
      start = c == '.';
    }
    return plain && !start ? name : "`" + name + "`";
  }

  private static String write(Tree tree, int least) {
    int level = level(tree);
    String inner = inner(tree);
    return level < least ? "(" + inner + ")" : inner;
  }

  private static int level(Tree tree) {
    return switch (tree) {
      case Tree.Conditional c -> CONDITIONAL;
      case Tree.Or or -> OR;
      case Tree.And and -> AND;
      case Tree.Not not -> NOT;
      case Tree.Chain chain -> COMPARISON;
      case Tree.Member member -> COMPARISON;
      case Tree.Negation negation -> UNARY;
      case Tree.Operation operation ->
          switch (operation.operator()) {
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY, DIVIDE, REMAINDER -> PRODUCT;
            case POWER -> POWER;
          };
      case Tree.Number n -> PRIMARY;
      case Tree.Text t -> PRIMARY;
      case Tree.Truth t -> PRIMARY;
      case Tree.Name n -> PRIMARY;
      case Tree.Call c -> PRIMARY;
      case Tree.Listing l -> PRIMARY;
      case Tree.Missing m -> PRIMARY;
    };
  }

  private static String inner(Tree tree) {
    return switch (tree) {
      case Tree.Number n -> number(n.value());
      case Tree.Text t -> text(t.value());
      case Tree.Truth t -> t.value() ? "true" : "false";
      case Tree.Name n -> name(n.name());
      case Tree.Negation n -> "-" + write(n.operand(), UNARY);
      case Tree.Operation o -> operation(o);
      case Tree.Chain c -> chain(c);
      case Tree.Member m ->
          write(m.value(), SUM) + (m.negated() ? " not in " : " in ") + list(m.elements());
      case Tree.And a -> write(a.left(), AND) + " and " + write(a.right(), NOT);
      case Tree.Or o -> write(o.left(), OR) + " or " + write(o.right(), AND);
      case Tree.Not n -> "not " + write(n.operand(), NOT);
      case Tree.Conditional c ->
          write(c.then(), OR)
              + " if "
              + write(c.condition(), OR)
              + " else "
              + write(c.otherwise(), CONDITIONAL);
      case Tree.Call c -> name(c.function()) + "(" + commas(c.arguments()) + ")";
      case Tree.Listing l -> list(l.elements());
      case Tree.Missing m -> "?";
    };
  }

  private static String operation(Tree.Operation o) {
    if (o.operator() == Arithmetic.POWER) {
      return write(o.left(), PRIMARY) + "^" + write(o.right(), UNARY);
    }
    int level = level(o);
    return write(o.left(), level) + " " + o.operator().sign() + " " + write(o.right(), level + 1);
  }

  private static String chain(Tree.Chain c) {
    StringBuilder text = new StringBuilder(write(c.operands().getFirst(), SUM));
    for (int i = 0; i < c.signs().size(); i++) {
      text.append(' ').append(c.signs().get(i).sign()).append(' ');
      text.append(write(c.operands().get(i + 1), SUM));
    }
    return text.toString();
  }

  private static String list(List<Tree> elements) {
    return "[" + commas(elements) + "]";
  }

  private static String commas(List<Tree> trees) {
    return trees.stream().map(CanonicalText::of).collect(Collectors.joining(", "));
  }
}
