package org.neurowright.engine.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neurowright.engine.expression.syntax.CanonicalText;
import org.neurowright.engine.expression.syntax.Comparison;
import org.neurowright.engine.expression.syntax.ExpressionParser;
import org.neurowright.engine.expression.syntax.Span;
import org.neurowright.engine.expression.syntax.Tree;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;

/**
 * Gives names and functions their meaning, checks types, computes constants. Null stands for what a
 * problem has been told of already, so that it is told once.
 */
final class Checker {
  private static final Map<String, Double> CONSTANTS =
      Map.of("pi", Math.PI, "e", Math.E, "inf", Double.POSITIVE_INFINITY);

  private final String text;
  private final Scope scope;
  private final List<Problem> problems;
  private final Map<String, Node.Variable> variables = new HashMap<>();
  final List<String> names = new ArrayList<>();
  boolean random;
  private int calls;

  Checker(String text, Scope scope, List<Problem> problems) {
    this.text = text;
    this.scope = scope;
    this.problems = problems;
  }

  /** A tree of any type. */
  Node check(Tree tree) {
    Node node = raw(tree);
    return node == null ? null : fold(node);
  }

  /** Numbers; true and false count as 1 and 0. */
  private Node number(Tree tree, String where) {
    return wanted(tree, Type.NUMBER, where);
  }

  Node wanted(Tree tree, Type type, String where) {
    Node node = check(tree);
    if (node == null) {
      return null;
    }
    boolean fits =
        switch (type) {
          case NUMBER -> node.type().isNumeric();
          case BOOLEAN -> node.type() == Type.BOOLEAN;
          case TEXT -> node.type() == Type.TEXT;
        };
    if (fits) {
      return node;
    }
    String hint = "";
    if (type == Type.BOOLEAN && node.type() == Type.NUMBER) {
      hint = "Compare it, for instance " + CanonicalText.of(tree) + " != 0";
    } else if (type == Type.TEXT && tree instanceof Tree.Number) {
      hint = "Write it in quotes: '" + CanonicalText.of(tree) + "'";
    } else if (type == Type.NUMBER && isNumberInQuotes(tree)) {
      hint = "Write it without quotes";
    } else if (type == Type.BOOLEAN && node.type() == Type.TEXT) {
      hint = "Compare it, for instance " + CanonicalText.of(tree) + " == 'e'";
    }
    report(
        "expression.type",
        tree.span(),
        CanonicalText.of(tree) + " is " + node.type().words() + where,
        type.words(),
        hint);
    return null;
  }

  void notWanted(Tree tree, Type type, Type wanted) {
    report(
        "expression.type",
        tree.span(),
        CanonicalText.of(tree) + " is " + type.words(),
        wanted.words(),
        "");
  }

  private static boolean isNumberInQuotes(Tree tree) {
    if (!(tree instanceof Tree.Text quoted)) {
      return false;
    }
    Tree inner = ExpressionParser.parse(quoted.value()).tree();
    return inner instanceof Tree.Number
        || (inner instanceof Tree.Negation n && n.operand() instanceof Tree.Number);
  }

  private Node raw(Tree tree) {
    return switch (tree) {
      case Tree.Number n -> new Node.Constant(n.value(), Type.NUMBER);
      case Tree.Text t -> new Node.TextConstant(t.value());
      case Tree.Truth t -> new Node.Constant(t.value() ? 1 : 0, Type.BOOLEAN);
      case Tree.Name n -> name(n);
      case Tree.Negation n -> {
        Node operand = number(n.operand(), ", behind -");
        yield operand == null ? null : new Node.Negation(operand);
      }
      case Tree.Operation o -> {
        String where = ", beside " + o.operator().sign();
        Node left = number(o.left(), where);
        Node right = number(o.right(), where);
        yield left == null || right == null ? null : new Node.Operation(o.operator(), left, right);
      }
      case Tree.Chain c -> chain(c);
      case Tree.Member m -> member(m);
      case Tree.And a -> {
        Node left = wanted(a.left(), Type.BOOLEAN, ", beside and");
        Node right = wanted(a.right(), Type.BOOLEAN, ", beside and");
        yield left == null || right == null ? null : and(left, right);
      }
      case Tree.Or o -> {
        Node left = wanted(o.left(), Type.BOOLEAN, ", beside or");
        Node right = wanted(o.right(), Type.BOOLEAN, ", beside or");
        yield left == null || right == null ? null : new Node.Or(left, right);
      }
      case Tree.Not n -> {
        Node operand = wanted(n.operand(), Type.BOOLEAN, ", behind not");
        yield operand == null ? null : new Node.Not(operand);
      }
      case Tree.Conditional c -> conditional(c);
      case Tree.Call c -> call(c);
      case Tree.Listing l -> {
        l.elements().forEach(this::check);
        report(
            "expression.type",
            l.span(),
            "A list stands where a single value is wanted",
            "",
            "Lists stand behind in, or inside choice([...])");
        yield null;
      }
      case Tree.Missing m -> null;
    };
  }

  static Node and(Node left, Node right) {
    if (left instanceof Node.Constant a) {
      return a.isTrue() ? right : left;
    }
    if (right instanceof Node.Constant b) {
      return b.isTrue() ? left : right;
    }
    return new Node.And(left, right);
  }

  private Node name(Tree.Name n) {
    Optional<Scope.Entry> entry = scope.find(n.name());
    if (entry.isPresent()) {
      return variables.computeIfAbsent(
          n.name(),
          name -> {
            names.add(name);
            Rate rate = entry.get().rate() == Rate.PER_ROW ? Rate.PER_ROW : Rate.PER_BLOCK;
            return new Node.Variable(names.size() - 1, name, entry.get().type(), rate);
          });
    }
    Double constant = CONSTANTS.get(n.name());
    if (constant != null) {
      return new Node.Constant(constant, Type.NUMBER);
    }
    unknownName(n);
    return null;
  }

  private void unknownName(Tree.Name n) {
    String hint;
    Optional<Function> function = Function.named(n.name());
    Optional<String> nearest = NearestName.of(n.name(), scope.names());
    List<String> qualified =
        scope.names().stream().filter(name -> name.endsWith("." + n.name())).sorted().toList();
    if (function.isPresent()) {
      hint = "Functions have parentheses: " + function.get().signature();
    } else if (!qualified.isEmpty()) {
      hint = "There is " + String.join(" and ", qualified);
    } else if (nearest.isPresent()) {
      hint = "There is " + nearest.get() + "; probably that is meant";
    } else if (scope.names().isEmpty()) {
      hint = "There are no names to use here; texts stand in quotes: '" + n.name() + "'";
    } else {
      hint =
          "There is "
              + NearestName.nearestFirst(n.name(), scope.names())
              + "; texts stand in quotes: '"
              + n.name()
              + "'";
    }
    report("expression.unknown-name", n.span(), "There is no " + n.name(), "", hint);
  }

  private Node chain(Tree.Chain c) {
    List<Node> nodes = c.operands().stream().map(this::check).toList();
    boolean whole = true;
    for (int i = 0; i < c.signs().size(); i++) {
      Node a = nodes.get(i);
      Node b = nodes.get(i + 1);
      if (a == null || b == null) {
        whole = false;
        continue;
      }
      Comparison sign = c.signs().get(i);
      Tree right = c.operands().get(i + 1);
      Span span = c.operands().get(i).span().to(right.span());
      if ((a.type() == Type.TEXT) != (b.type() == Type.TEXT)) {
        boolean textRight = b.type() == Type.TEXT;
        Tree textTree = textRight ? right : c.operands().get(i);
        Tree otherTree = textRight ? c.operands().get(i) : right;
        report(
            "expression.type",
            span,
            CanonicalText.of(textTree)
                + " is a text, and "
                + CanonicalText.of(otherTree)
                + " is "
                + (textRight ? a : b).type().words()
                + "; they cannot be compared",
            "",
            isNumberInQuotes(textTree)
                ? "Write the number without quotes"
                : otherTree instanceof Tree.Number
                    ? "Write it in quotes: '" + CanonicalText.of(otherTree) + "'"
                    : "");
        whole = false;
      } else if (a.type() == Type.TEXT && sign.isOrder()) {
        report(
            "expression.type",
            span,
            "Texts have no order, so " + sign.sign() + " cannot compare them",
            "== or !=",
            "");
        whole = false;
      }
    }
    if (!whole) {
      return null;
    }
    if (nodes.getFirst().type() != Type.TEXT) {
      return new Node.Chain(nodes, c.signs());
    }
    Node all = null;
    for (int i = 0; i < c.signs().size(); i++) {
      Node next =
          fold(
              new Node.TextEquality(
                  nodes.get(i), nodes.get(i + 1), c.signs().get(i) == Comparison.NOT_EQUAL));
      all = all == null ? next : and(all, next);
    }
    return all;
  }

  private Node member(Tree.Member m) {
    Node value = check(m.value());
    List<Node> elements = m.elements().stream().map(this::check).toList();
    boolean whole = value != null && !elements.contains(null);
    for (int i = 0; value != null && i < elements.size(); i++) {
      Node element = elements.get(i);
      if (element != null && (element.type() == Type.TEXT) != (value.type() == Type.TEXT)) {
        Tree tree = m.elements().get(i);
        report(
            "expression.type",
            tree.span(),
            CanonicalText.of(tree)
                + " is "
                + element.type().words()
                + ", and "
                + CanonicalText.of(m.value())
                + " is "
                + value.type().words(),
            value.type().words(),
            tree instanceof Tree.Number
                ? "Write it in quotes: '" + CanonicalText.of(tree) + "'"
                : isNumberInQuotes(tree) ? "Write it without quotes" : "");
        whole = false;
      }
    }
    return whole ? new Node.Member(value, elements, m.negated()) : null;
  }

  private Node conditional(Tree.Conditional c) {
    Node then = check(c.then());
    Node condition = wanted(c.condition(), Type.BOOLEAN, ", behind if");
    Node otherwise = check(c.otherwise());
    if (then == null || otherwise == null) {
      return null;
    }
    if ((then.type() == Type.TEXT) != (otherwise.type() == Type.TEXT)) {
      report(
          "expression.type",
          c.span(),
          CanonicalText.of(c.then())
              + " is "
              + then.type().words()
              + ", but "
              + CanonicalText.of(c.otherwise())
              + " is "
              + otherwise.type().words(),
          "the same kind of value on both sides of else",
          "");
      return null;
    }
    if (condition == null) {
      return null;
    }
    Type type = then.type() == otherwise.type() ? then.type() : Type.NUMBER;
    if (condition instanceof Node.Constant constant) {
      return constant.isTrue() ? then : otherwise;
    }
    return new Node.Conditional(condition, then, otherwise, type);
  }

  private Node call(Tree.Call c) {
    Optional<Function> named = Function.named(c.function());
    if (named.isEmpty()) {
      c.arguments().stream().filter(a -> !(a instanceof Tree.Listing)).forEach(this::check);
      List<String> words = Stream.of(Function.values()).map(Function::word).toList();
      Optional<String> nearest = NearestName.of(c.function(), words);
      report(
          "expression.unknown-function",
          c.nameSpan(),
          "There is no function " + c.function(),
          "",
          nearest
              .flatMap(Function::named)
              .map(f -> "There is " + f.signature() + "; probably that is meant")
              .orElse(
                  scope.find(c.function()).isPresent()
                      ? c.function() + " is a column; write it without parentheses"
                      : "There is " + NearestName.nearestFirst(c.function(), words)));
      return null;
    }
    Function function = named.get();
    // Numbered in the order of the text, whatever becomes of the call.
    int call = function.kind() == Function.Kind.RANDOM ? calls++ : -1;
    if (!function.takes(c.arguments().size())) {
      c.arguments().stream().filter(a -> !(a instanceof Tree.Listing)).forEach(this::check);
      int n = c.arguments().size();
      report(
          "expression.arguments",
          c.span(),
          function.word() + " has " + (n == 0 ? "no" : n) + (n == 1 ? " argument" : " arguments"),
          function.signature(),
          "");
      return null;
    }
    return switch (function) {
      case HAS -> has(c);
      case CHOICE -> choice(c, call);
      case LOWER -> {
        Node a = wanted(c.arguments().getFirst(), Type.TEXT, ", in " + function.signature());
        yield a == null ? null : new Node.Lower(a);
      }
      case STARTSWITH, CONTAINS -> {
        Node a = wanted(c.arguments().get(0), Type.TEXT, ", in " + function.signature());
        Node b = wanted(c.arguments().get(1), Type.TEXT, ", in " + function.signature());
        yield a == null || b == null ? null : new Node.TextTest(function, a, b);
      }
      default -> {
        List<Node> arguments =
            c.arguments().stream().map(a -> number(a, ", in " + function.signature())).toList();
        if (arguments.contains(null)) {
          yield null;
        }
        if (call < 0) {
          yield new Node.Call(function, arguments);
        }
        random = true;
        yield checkParameters(c, function, arguments)
            ? new Node.Draw(function, call, arguments)
            : null;
      }
    };
  }

  private Node has(Tree.Call c) {
    if (!(c.arguments().getFirst() instanceof Tree.Name name)) {
      check(c.arguments().getFirst());
      report(
          "expression.arguments",
          c.arguments().getFirst().span(),
          "has asks for a name, and " + CanonicalText.of(c.arguments().getFirst()) + " is none",
          "the name of a column, as has(x)",
          "");
      return null;
    }
    Node node = name(name);
    return switch (node) {
      case null -> null;
      case Node.Variable v -> new Node.Has(v);
      default -> new Node.Constant(1, Type.BOOLEAN);
    };
  }

  private Node choice(Tree.Call c, int call) {
    random = true;
    List<Node> values = constants(c.arguments().get(0));
    List<Node> weights = c.arguments().size() > 1 ? constants(c.arguments().get(1)) : List.of();
    if (values == null || weights == null) {
      return null;
    }
    boolean text = values.getFirst().type() == Type.TEXT;
    if (values.stream().anyMatch(v -> (v.type() == Type.TEXT) != text)) {
      report(
          "expression.type",
          c.arguments().get(0).span(),
          "The list of choice mixes texts with other values",
          "one kind of value",
          "");
      return null;
    }
    if (weights.isEmpty()) {
      weights = values.stream().map(v -> (Node) new Node.Constant(1, Type.NUMBER)).toList();
    }
    Span weightSpan = c.arguments().getLast().span();
    if (weights.size() != values.size()) {
      report(
          "expression.arguments",
          weightSpan,
          "choice has " + values.size() + " values and " + weights.size() + " weights",
          "a weight for each value",
          "");
      return null;
    }
    double sum = 0;
    List<Double> cumulative = new ArrayList<>();
    for (Node weight : weights) {
      double w = weight instanceof Node.Constant k ? k.value() : Double.NaN;
      if (!(w >= 0 && w < Double.POSITIVE_INFINITY)) {
        report(
            "expression.value",
            weightSpan,
            "A weight of choice is " + described(weight),
            "numbers from 0 upwards",
            "");
        return null;
      }
      sum += w;
      cumulative.add(sum);
    }
    double total = sum;
    if (!(total > 0)) {
      report("expression.value", weightSpan, "The weights of choice are all 0", "one above 0", "");
      return null;
    }
    Type type =
        text
            ? Type.TEXT
            : values.stream().allMatch(v -> v.type() == Type.BOOLEAN) ? Type.BOOLEAN : Type.NUMBER;
    return new Node.Choice(call, values, cumulative.stream().map(w -> w / total).toList(), type);
  }

  private static String described(Node node) {
    return switch (node) {
      case Node.Constant k -> CanonicalText.number(k.value());
      case Node.TextConstant t -> CanonicalText.text(t.value());
      default -> "not constant";
    };
  }

  private List<Node> constants(Tree tree) {
    if (!(tree instanceof Tree.Listing list) || list.elements().isEmpty()) {
      if (!(tree instanceof Tree.Listing)) {
        check(tree);
      }
      report(
          "expression.arguments",
          tree.span(),
          "choice wants a list, and " + CanonicalText.of(tree) + " is none that has values",
          "choice(['a', 'b']) or choice(['a', 'b'], [0.8, 0.2])",
          "");
      return null;
    }
    List<Node> nodes = new ArrayList<>();
    for (Tree element : list.elements()) {
      Node node = check(element);
      if (node != null && node.rate() != Rate.CONSTANT) {
        report(
            "expression.arguments",
            element.span(),
            CanonicalText.of(element) + " changes from row to row, in a list of choice",
            "constants",
            "Write a if bernoulli(p) else b");
        node = null;
      }
      nodes.add(node);
    }
    return nodes.contains(null) ? null : nodes;
  }

  /**
   * Parameters that are written as numbers are checked here; others give NaN where they are wrong.
   */
  private boolean checkParameters(Tree.Call c, Function function, List<Node> arguments) {
    boolean right = true;
    for (int i = 0; i < arguments.size(); i++) {
      if (!(arguments.get(i) instanceof Node.Constant constant)) {
        continue;
      }
      String parameter = function.parameter(i);
      double value = constant.value();
      String expected =
          switch (parameter) {
            case "sd", "sigma", "scale" -> value >= 0 ? "" : "a number from 0 upwards";
            case "shape" -> value > 0 ? "" : "a number above 0";
            case "mean" ->
                value >= 0 || function == Function.NORMAL || function == Function.TRUNCATED_NORMAL
                    ? ""
                    : "a number from 0 upwards";
            case "p" -> value >= 0 && value <= 1 ? "" : "a probability between 0 and 1";
            default -> "";
          };
      if (!expected.isEmpty()) {
        report(
            "expression.value",
            c.arguments().get(i).span(),
            parameter + " of " + function.word() + " is " + CanonicalText.number(value),
            expected,
            "");
        right = false;
      }
    }
    if (function == Function.INTEGER
        || function == Function.TRUNCATED_NORMAL
        || function == Function.UNIFORM && arguments.size() == 2) {
      Node low = arguments.get(arguments.size() - 2);
      Node high = arguments.getLast();
      if (low instanceof Node.Constant a
          && high instanceof Node.Constant b
          && a.value() > b.value()) {
        report(
            "expression.value",
            c.span(),
            "low of "
                + function.word()
                + " is "
                + CanonicalText.number(a.value())
                + ", above high, "
                + CanonicalText.number(b.value()),
            "",
            "Exchange them");
        right = false;
      }
    }
    return right;
  }

  /** Computes what is constant. */
  private static Node fold(Node node) {
    if (node.rate() != Rate.CONSTANT
        || node instanceof Node.Constant
        || node instanceof Node.TextConstant) {
      return node;
    }
    Evaluator evaluator = new Evaluator(node, false);
    if (node.type() == Type.TEXT) {
      int[] code = new int[1];
      evaluator.evaluateTexts(null, 1, code, null, 0);
      return new Node.TextConstant(evaluator.text(code[0]));
    }
    double[] value = new double[1];
    evaluator.evaluate(null, 1, value);
    return new Node.Constant(value[0], node.type());
  }

  private void report(String code, Span span, String message, String expected, String hint) {
    problems.add(
        Problem.error(code, ExpressionParser.location(text, span), message)
            .expected(expected)
            .hint(hint));
  }
}
