package org.neurowright.engine.nmodl.emit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.pass.Body;

/**
 * The statements of a phase as values without assignments: every value is computed once from
 * others, branches become choices between the values of both sides. Equal computations are one
 * value, so what two evaluations of a block share is computed once.
 *
 * <p>Every operation stays what it was, so that the numbers of each instance keep their bits.
 */
final class BlockProgram {

  /** Why a phase cannot be written in blocks. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String reason) {
      super(reason, null, false, false);
    }
  }

  /** Kinds of values. */
  enum Kind {
    /** The same for all instances; {@code text} is Java, over its arguments if it has some. */
    UNIFORM,
    /** A column; {@code text} is its field. */
    COLUMN,
    /** An array element by node or by place in an ion's arrays; {@code text} is the array. */
    GATHER,
    /** Arithmetic with a vector form; {@code text} is the operator or function. */
    ARITHMETIC,
    /** A function without one; {@code text} is the Java method. */
    CALL,
    /** The exponential function. */
    EXPONENTIAL,
    /**
     * One of two values; {@code text} is the condition in scalar form, a bar, and its form as a
     * mask. In it {@code #k#} stands for operand k, {@code @k@} for one that may be a number.
     */
    CHOICE,
    /** An output of a table; {@code text} names the table and the output. */
    LOOKUP
  }

  /**
   * A value.
   *
   * @param id place in the order of computation
   * @param index for gathers: the array that says where
   */
  record Value(int id, Kind kind, String text, List<Value> arguments, String index) {
    boolean isUniform() {
      return kind == Kind.UNIFORM;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return id;
    }
  }

  private record Key(Kind kind, String text, List<Value> arguments, String index) {}

  /** A product and a sum with one rounding. */
  static final String FUSED = "Math.fma";

  private static final Set<String> VECTORISED = Set.of("fabs", "sqrt");

  private final KernelContext context;
  private final Function<String, Value> outer;
  private final Map<Key, Value> values = new LinkedHashMap<>();

  /**
   * An empty program.
   *
   * @param outer value of a variable before any assignment; null for one that is refused
   */
  BlockProgram(KernelContext context, Function<String, Value> outer) {
    this.context = context;
    this.outer = outer;
  }

  /** All values in an order in which they can be computed. */
  List<Value> values() {
    return List.copyOf(values.values());
  }

  Value value(Kind kind, String text, List<Value> arguments, String index) {
    Key key = new Key(kind, text, arguments, index);
    return values.computeIfAbsent(
        key, k -> new Value(values.size(), kind, text, List.copyOf(arguments), index));
  }

  Value uniform(String text) {
    return value(Kind.UNIFORM, text, List.of(), "");
  }

  Value column(String field) {
    return value(Kind.COLUMN, field, List.of(), "");
  }

  Value gather(String array, String index) {
    return value(Kind.GATHER, array, List.of(), index);
  }

  Value arithmetic(String operator, Value... arguments) {
    return operation(Kind.ARITHMETIC, operator, List.of(arguments));
  }

  /** A difference of currents per 0.001 mV, see {@code KernelMath.perShift}. */
  Value perShift(Value x) {
    Value perShift = uniform("1000.0");
    Value q = arithmetic("*", x, perShift);
    return arithmetic(FUSED, arithmetic(FUSED, q, uniform("-0.001"), x), perShift, q);
  }

  private Value operation(Kind kind, String text, List<Value> arguments) {
    boolean uniform = arguments.stream().allMatch(Value::isUniform);
    return value(uniform ? Kind.UNIFORM : kind, text, arguments, "");
  }

  // ---------------------------------------------------------------- statements

  /** Runs statements on an environment: names and their present values. */
  void run(List<Stmt> statements, Map<String, Value> environment) throws Refusal {
    for (Stmt statement : statements) {
      run(statement, environment);
    }
  }

  private void run(Stmt statement, Map<String, Value> environment) throws Refusal {
    switch (statement) {
      case Stmt.Assign a -> {
        if (!(a.target() instanceof Expr.Name n)) {
          throw new Refusal("it assigns elements of arrays");
        }
        environment.put(n.name(), number(a.value(), environment));
      }
      case Stmt.If i -> branch(i, environment);
      case Stmt.Group g -> run(g.body(), environment);
      case Stmt.TableLookup t -> {
        Value argument = number(t.argument(), environment);
        for (int k = 0; k < t.outputs().size(); k++) {
          environment.put(
              t.outputs().get(k), value(Kind.LOOKUP, t.table() + ":" + k, List.of(argument), ""));
        }
      }
      case Stmt.While ignored -> throw new Refusal("it has a loop");
      case Stmt.From ignored -> throw new Refusal("it has a loop");
      case Stmt.Repeat ignored -> throw new Refusal("its solver iterates");
      case Stmt.Newton ignored -> throw new Refusal("its solver iterates");
      case Stmt.LinearSolve ignored -> throw new Refusal("its solver chooses pivots");
      default -> throw new Refusal("a statement has effects besides assignment");
    }
  }

  private void branch(Stmt.If i, Map<String, Value> environment) throws Refusal {
    List<Value> operands = new ArrayList<>();
    String condition = condition(i.condition(), environment, operands).text();
    Map<String, Value> then = new HashMap<>(environment);
    Map<String, Value> otherwise = new HashMap<>(environment);
    run(i.then(), then);
    run(i.otherwise(), otherwise);
    Set<String> names = new LinkedHashSet<>(then.keySet());
    names.addAll(otherwise.keySet());
    for (String name : names.stream().sorted().toList()) {
      Value a = then.containsKey(name) ? then.get(name) : read(name, environment);
      Value b = otherwise.containsKey(name) ? otherwise.get(name) : read(name, environment);
      environment.put(name, a == b ? a : choice(condition, operands, a, b));
    }
  }

  private Value choice(String condition, List<Value> operands, Value a, Value b) {
    List<Value> arguments = new ArrayList<>(List.of(a, b));
    arguments.addAll(operands);
    return operation(Kind.CHOICE, condition, arguments);
  }

  Value read(String name, Map<String, Value> environment) throws Refusal {
    Value known = environment.get(name);
    if (known == null) {
      known = outer.apply(name);
      if (known == null) {
        throw new Refusal("it uses " + name);
      }
      environment.put(name, known);
    }
    return known;
  }

  // ---------------------------------------------------------------- expressions

  private Value number(Expr expression, Map<String, Value> environment) throws Refusal {
    return switch (expression) {
      case Expr.Num n -> uniform(context.expressions.number(n));
      case Expr.Name n -> read(n.name(), environment);
      case Expr.Unary u
          when u.operator() == Expr.UnaryOperator.MINUS && u.operand() instanceof Expr.Num ->
          uniform(context.expressions.number(u));
      case Expr.Unary u when u.operator() == Expr.UnaryOperator.MINUS ->
          arithmetic("-", number(u.operand(), environment));
      case Expr.Unary u -> truth(u, environment);
      case Expr.Binary b when b.operator().isLogical() -> truth(b, environment);
      case Expr.Binary b when b.operator() == Expr.BinaryOperator.POWER ->
          operation(
              Kind.CALL,
              "Math.pow",
              List.of(number(b.left(), environment), number(b.right(), environment)));
      case Expr.Binary b ->
          arithmetic(
              b.operator().symbol(), number(b.left(), environment), number(b.right(), environment));
      case Expr.Call c -> call(c, environment);
      case Expr.Element ignored -> throw new Refusal("it uses arrays");
      case Expr.Prime ignored -> throw new Refusal("it uses derivatives");
      case Expr.Lagged ignored -> throw new Refusal("it uses earlier values");
      case Expr.Text ignored -> uniform("0.0");
      case Expr.AddressOf ignored -> throw new Refusal("it uses addresses");
    };
  }

  private Value truth(Expr expression, Map<String, Value> environment) throws Refusal {
    List<Value> operands = new ArrayList<>();
    String condition = condition(expression, environment, operands).text();
    return choice(condition, operands, uniform("1.0"), uniform("0.0"));
  }

  /** The two forms of a condition. */
  private record Condition(String scalar, String mask) {
    String text() {
      return scalar + "|" + mask;
    }
  }

  private Condition condition(Expr expression, Map<String, Value> environment, List<Value> operands)
      throws Refusal {
    return switch (expression) {
      case Expr.Unary u when u.operator() == Expr.UnaryOperator.NOT -> {
        Condition inner = condition(u.operand(), environment, operands);
        yield new Condition("!(" + inner.scalar() + ")", inner.mask() + ".not()");
      }
      case Expr.Binary b
          when b.operator() == Expr.BinaryOperator.OR
              || b.operator() == Expr.BinaryOperator.AND -> {
        boolean or = b.operator() == Expr.BinaryOperator.OR;
        Condition left = condition(b.left(), environment, operands);
        Condition right = condition(b.right(), environment, operands);
        // Java's own signs would clash with the bar between the forms.
        yield new Condition(
            "KernelMath."
                + (or ? "either(" : "both(")
                + left.scalar()
                + ", "
                + right.scalar()
                + ")",
            left.mask() + (or ? ".or(" : ".and(") + right.mask() + ")");
      }
      case Expr.Binary b when b.operator().isLogical() ->
          compare(
              b.operator(),
              number(b.left(), environment),
              number(b.right(), environment),
              operands);
      case Expr other ->
          compare(
              Expr.BinaryOperator.NOT_EQUAL, number(other, environment), uniform("0.0"), operands);
    };
  }

  private static Condition compare(
      Expr.BinaryOperator operator, Value left, Value right, List<Value> operands) {
    int k = operands.size();
    operands.add(left);
    operands.add(right);
    String name =
        switch (operator) {
          case EQUAL -> "EQ";
          case NOT_EQUAL -> "NE";
          case LESS -> "LT";
          case LESS_EQUAL -> "LE";
          case GREATER -> "GT";
          case GREATER_EQUAL -> "GE";
          case OR, AND, PLUS, MINUS, TIMES, DIVIDE, POWER ->
              throw new IllegalStateException("not a comparison: " + operator);
        };
    return new Condition(
        "#" + k + "# " + operator.symbol() + " #" + (k + 1) + "#",
        "#" + k + "#.compare(VectorOperators." + name + ", @" + (k + 1) + "@)");
  }

  private Value call(Expr.Call c, Map<String, Value> environment) throws Refusal {
    Block.Function own = context.symbols.functions().get(c.name());
    if (own != null) {
      return function(c, own, environment);
    }
    List<Value> arguments = new ArrayList<>();
    for (Expr argument : c.arguments()) {
      arguments.add(number(argument, environment));
    }
    if (c.name().equals("exp")) {
      return operation(Kind.EXPONENTIAL, "KernelMath.exp", arguments);
    }
    String java = ExprWriter.FUNCTIONS.get(c.name());
    if (java != null) {
      return operation(
          VECTORISED.contains(c.name()) ? Kind.ARITHMETIC : Kind.CALL, java, arguments);
    }
    return switch (c.name()) {
      case "fmod" -> operation(Kind.CALL, "%", arguments);
      case "nrn_ghk" -> {
        arguments.add(read("celsius", environment));
        yield operation(Kind.CALL, "KernelMath.ghk", arguments);
      }
      case "at_time" -> {
        arguments.addFirst(read("dt", environment));
        arguments.addFirst(read("t", environment));
        yield operation(Kind.CALL, "KernelMath.atTime", arguments);
      }
      default -> throw new Refusal("it calls " + c.name());
    };
  }

  /** The body of a function in place of its call, or a call where that cannot be. */
  private Value function(Expr.Call c, Block.Function own, Map<String, Value> environment)
      throws Refusal {
    List<Value> arguments = new ArrayList<>();
    Map<String, Value> inside = new HashMap<>();
    for (String captured : context.expressions.captured(c.name())) {
      inside.put(captured, read(captured, environment));
    }
    for (int k = 0; k < own.arguments().size(); k++) {
      Value argument = number(c.arguments().get(k), environment);
      arguments.add(argument);
      inside.put(own.arguments().get(k).name(), argument);
    }
    Body body = context.lowered.functions().get(c.name());
    body.locals().keySet().forEach(local -> inside.putIfAbsent(local, uniform("0.0")));
    inside.putIfAbsent(c.name(), uniform("0.0"));
    if (arguments.stream().anyMatch(a -> !a.isUniform())
        && !context.lowered.effects().of(c.name()).recursive()) {
      try {
        run(body.statements(), inside);
        return inside.get(c.name());
      } catch (Refusal e) {
        // It has a loop, say: called for one instance after the other.
      }
    }
    for (String captured : context.expressions.captured(c.name())) {
      arguments.add(read(captured, environment));
    }
    return operation(Kind.CALL, ExprWriter.functionName(c.name()), arguments);
  }
}
