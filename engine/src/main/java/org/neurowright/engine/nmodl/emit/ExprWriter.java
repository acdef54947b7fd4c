package org.neurowright.engine.nmodl.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.pass.Builtins;
import org.neurowright.engine.nmodl.pass.Effects;
import org.neurowright.engine.nmodl.symbol.Symbol;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/** Writes expressions as Java. */
final class ExprWriter {
  private static final int UNARY = 7;
  private static final int PRIMARY = 8;

  static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("exp", "KernelMath.exp"),
          Map.entry("log", "Math.log"),
          Map.entry("log10", "Math.log10"),
          Map.entry("sqrt", "Math.sqrt"),
          Map.entry("pow", "Math.pow"),
          Map.entry("fabs", "Math.abs"),
          Map.entry("sin", "Math.sin"),
          Map.entry("cos", "Math.cos"),
          Map.entry("tan", "Math.tan"),
          Map.entry("asin", "Math.asin"),
          Map.entry("acos", "Math.acos"),
          Map.entry("atan", "Math.atan"),
          Map.entry("atan2", "Math.atan2"),
          Map.entry("sinh", "Math.sinh"),
          Map.entry("cosh", "Math.cosh"),
          Map.entry("tanh", "Math.tanh"),
          Map.entry("floor", "Math.floor"),
          Map.entry("ceil", "Math.ceil"),
          Map.entry("INT", "(double) (int) "),
          Map.entry("erf", "ScopMath.erf"),
          Map.entry("hyperbol", "ScopMath.hyperbol"),
          Map.entry("revhyperbol", "ScopMath.revhyperbol"),
          Map.entry("sigmoid", "ScopMath.sigmoid"),
          Map.entry("revsigmoid", "ScopMath.revsigmoid"),
          Map.entry("harmonic", "ScopMath.harmonic"),
          Map.entry("squarewave", "ScopMath.squarewave"),
          Map.entry("sawtooth", "ScopMath.sawtooth"),
          Map.entry("revsawtooth", "ScopMath.revsawtooth"),
          Map.entry("ramp", "ScopMath.ramp"),
          Map.entry("pulse", "ScopMath.pulse"),
          Map.entry("perpulse", "ScopMath.perpulse"),
          Map.entry("step", "ScopMath.step"),
          Map.entry("perstep", "ScopMath.perstep"),
          Map.entry("gauss", "ScopMath.gauss"),
          Map.entry("poisson", "ScopMath.poisson"),
          Map.entry("factorial", "ScopMath.factorial"));

  private static final Map<String, String> SCOP_RANDOM =
      Map.of(
          "scop_random",
          "uniform",
          "set_seed",
          "seed",
          "setseed",
          "seed",
          "exprand",
          "negexp",
          "normrand",
          "normal",
          "poisrand",
          "poisson");

  private static final Map<String, String> RANDOM =
      Map.of(
          "random_uniform",
          "uniform",
          "random_negexp",
          "negexp",
          "random_normal",
          "normal",
          "random_ipick",
          "ipick",
          "random_dpick",
          "dpick",
          "random_setseq",
          "setSequence",
          "random_setids",
          "setIds",
          Builtins.STREAM_SET,
          "isSet");

  private final SymbolTable symbols;
  private final Effects effects;
  private final Storage storage;

  ExprWriter(SymbolTable symbols, Effects effects, Storage storage) {
    this.symbols = symbols;
    this.effects = effects;
    this.storage = storage;
  }

  /** The value of an expression as a double. */
  String number(Expr expression) {
    return number(expression, 0);
  }

  private String number(Expr expression, int level) {
    return switch (expression) {
      case Expr.Num n ->
          n.text().startsWith("-") && level > UNARY ? "(" + literal(n) + ")" : literal(n);
      case Expr.Name n -> name(n.name());
      case Expr.Element e -> element(e);
      case Expr.Call c -> call(c);
      case Expr.Unary u when u.operator() == Expr.UnaryOperator.MINUS -> {
        String operand = number(u.operand(), UNARY);
        yield parenthesised(
            operand.startsWith("-") ? "-(" + operand + ")" : "-" + operand, level > UNARY);
      }
      case Expr.Unary u -> "(" + condition(u) + " ? 1.0 : 0.0)";
      case Expr.Binary b when b.operator().isLogical() -> "(" + condition(b) + " ? 1.0 : 0.0)";
      case Expr.Binary b when b.operator() == Expr.BinaryOperator.POWER ->
          "Math.pow(" + number(b.left()) + ", " + number(b.right()) + ")";
      case Expr.Binary b -> {
        int own =
            b.operator() == Expr.BinaryOperator.PLUS || b.operator() == Expr.BinaryOperator.MINUS
                ? 5
                : 6;
        String right = number(b.right(), own + 1);
        yield parenthesised(
            number(b.left(), own) + " " + b.operator().symbol() + " " + right, level > own);
      }
      case Expr.Prime p -> throw new IllegalStateException("not lowered: " + p);
      case Expr.Lagged l -> throw new IllegalStateException("not lowered: " + l);
      case Expr.Text t -> "0.0";
      case Expr.AddressOf a -> throw new IllegalStateException("not lowered: " + a);
    };
  }

  private static String parenthesised(String text, boolean needed) {
    return needed ? "(" + text + ")" : text;
  }

  /** The truth of an expression as a boolean. */
  String condition(Expr expression) {
    return condition(expression, 0);
  }

  private String condition(Expr expression, int level) {
    return switch (expression) {
      case Expr.Unary u when u.operator() == Expr.UnaryOperator.NOT ->
          "!(" + condition(u.operand()) + ")";
      case Expr.Binary b when b.operator() == Expr.BinaryOperator.OR ->
          parenthesised(condition(b.left(), 1) + " || " + condition(b.right(), 2), level > 1);
      case Expr.Binary b when b.operator() == Expr.BinaryOperator.AND ->
          parenthesised(condition(b.left(), 2) + " && " + condition(b.right(), 3), level > 2);
      case Expr.Binary b when b.operator().isLogical() ->
          parenthesised(
              number(b.left(), 5) + " " + b.operator().symbol() + " " + number(b.right(), 5),
              level > 3);
      case Expr.Num n when n.value() != 0 -> "true";
      case Expr.Num ignored -> "false";
      case Expr other -> parenthesised(number(other, 5) + " != 0.0", level > 3);
    };
  }

  /** An index as an int. */
  String index(Expr expression) {
    return expression instanceof Expr.Num n && n.value() == Math.rint(n.value())
        ? Integer.toString((int) n.value())
        : "(int) (" + number(expression) + ")";
  }

  private static String literal(Expr.Num n) {
    String text = n.text();
    return text.chars().allMatch(c -> c == '-' || Character.isDigit(c)) ? text + ".0" : text;
  }

  String name(String name) {
    if (symbols.symbols().get(name) instanceof Symbol.Constant c) {
      return Double.toString(c.value());
    }
    return JavaNames.of(name);
  }

  /** An element of an instance, shared or local array. */
  String element(Expr.Element e) {
    return switch (symbols.symbols().get(e.name())) {
      case Symbol.Instance i -> {
        String index = within(e, i.size(), Integer.toString(i.size()));
        yield e.name() + "Column[instance * " + i.size() + " + " + index + "]";
      }
      case Symbol.Shared s -> {
        String index = within(e, s.size(), Integer.toString(s.size()));
        yield "globals[" + storage.globalOffset(s.name()) + " + " + index + "]";
      }
      case null, default -> {
        String array = JavaNames.of(e.name());
        yield array + "[" + within(e, 0, array + ".length") + "]";
      }
    };
  }

  /** An index that is known to lie inside, or is checked when it is used. */
  private String within(Expr.Element e, int size, String sizeText) {
    String index = index(e.index());
    return e.index() instanceof Expr.Num n && n.value() >= 0 && n.value() < size
        ? index
        : "KernelMath.index("
            + index
            + ", "
            + sizeText
            + ", \""
            + e.name()
            + "\", "
            + e.at().line()
            + ")";
  }

  private String call(Expr.Call c) {
    String arguments = c.arguments().stream().map(this::number).collect(Collectors.joining(", "));
    String builtin = FUNCTIONS.get(c.name());
    Block.Function own = symbols.functions().get(c.name());
    if (own != null) {
      List<String> all = new ArrayList<>(c.arguments().stream().map(this::number).toList());
      captured(c.name()).forEach(v -> all.add(name(v)));
      return functionName(c.name()) + "(" + String.join(", ", all) + ")";
    }
    if (builtin != null) {
      return builtin + "(" + arguments + ")";
    }
    String random = RANDOM.get(c.name());
    if (random != null && c.arguments().getFirst() instanceof Expr.Name stream) {
      String rest =
          c.arguments().stream().skip(1).map(a -> ", " + number(a)).collect(Collectors.joining());
      return "RandomColumn."
          + random
          + "("
          + stream.name()
          + "Column, instance * RandomColumn.SIZE"
          + rest
          + ")";
    }
    String scop = SCOP_RANDOM.get(c.name());
    if (scop != null && c.arguments().getFirst() instanceof Expr.Name stream) {
      String rest =
          c.arguments().stream().skip(1).map(a -> ", " + number(a)).collect(Collectors.joining());
      return "ScopRandom."
          + scop
          + "("
          + stream.name()
          + "Column, instance * RandomColumn.SIZE, identity(instance)"
          + rest
          + ")";
    }
    if (symbols.functionTables().containsKey(c.name())) {
      return functionTable(c.name()) + ".at(" + arguments + ")";
    }
    return switch (c.name()) {
      case Builtins.POINTER_GET -> references(c) + ".get(instance)";
      case Builtins.POINTER_SET -> "(" + references(c) + ".isSet(instance) ? 1.0 : 0.0)";
      case Builtins.POINTER_PUT ->
          references(c) + ".put(instance, " + number(c.arguments().get(1)) + ")";
      case "fmod" ->
          "("
              + number(c.arguments().get(0), PRIMARY)
              + " % "
              + number(c.arguments().get(1), PRIMARY)
              + ")";
      case "nrn_ghk" -> "KernelMath.ghk(" + arguments + ", celsius)";
      case "at_time" -> "KernelMath.atTime(t, dt, " + arguments + ")";
      default -> throw new IllegalStateException("no Java for " + c.name());
    };
  }

  private static String references(Expr.Call call) {
    return call.arguments().getFirst() instanceof Expr.Text pointer
        ? referencesName(pointer.value())
        : "";
  }

  /** Java name of the field with what a POINTER refers to. */
  static String referencesName(String pointer) {
    return "pointer_" + pointer;
  }

  /** Java name of the field with the values of a FUNCTION_TABLE. */
  static String functionTable(String name) {
    return "values_" + name;
  }

  /** Java name of the static method for a FUNCTION. */
  static String functionName(String name) {
    return "function_" + name;
  }

  /** Outer variables a function reads, which it takes as further arguments. */
  List<String> captured(String function) {
    return effects.of(function).reads().stream()
        .filter(v -> !(symbols.symbols().get(v) instanceof Symbol.Constant))
        .toList();
  }
}
