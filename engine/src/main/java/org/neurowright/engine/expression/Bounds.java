package org.neurowright.engine.expression;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.neurowright.engine.expression.syntax.Comparison;

/**
 * Bounds of an expression by interval arithmetic: never too narrow, sometimes too wide, because
 * each occurrence of a name is taken by itself. Conditions narrow what they decide about: in {@code
 * a if dist < 150 else b} the side {@code a} is bounded for distances below 150 only.
 */
final class Bounds {
  private Bounds() {}

  /**
   * @param names bounds of each name, by its index
   */
  static Interval of(Node node, Interval[] names) {
    return switch (node) {
      case Node.Constant c ->
          Double.isNaN(c.value()) ? Interval.ANY : Interval.of(c.value(), c.value());
      case Node.TextConstant t -> Interval.ANY;
      case Node.Variable v -> v.type() == Type.NUMBER ? names[v.index()] : truth(names[v.index()]);
      case Node.Negation n -> of(n.operand(), names).negated();
      case Node.Operation o -> operation(o, of(o.left(), names), of(o.right(), names));
      case Node.Call c -> call(c, c.arguments().stream().map(a -> of(a, names)).toList());
      case Node.Chain c -> chain(c, names);
      case Node.TextEquality e -> Interval.UNDECIDED;
      case Node.Member m -> Interval.UNDECIDED;
      case Node.And a -> {
        Interval left = of(a.left(), names);
        Interval[] narrowed = left.isFalse() ? null : narrow(a.left(), true, names);
        yield narrowed == null ? Interval.FALSE : left.times(of(a.right(), narrowed));
      }
      case Node.Or o -> {
        Interval a = of(o.left(), names);
        Interval b = of(o.right(), names);
        yield Interval.of(Math.max(a.low(), b.low()), Math.max(a.high(), b.high()));
      }
      case Node.Not n -> {
        Interval a = of(n.operand(), names);
        yield Interval.of(1 - a.high(), 1 - a.low());
      }
      case Node.Conditional c -> conditional(c, names);
      case Node.Draw d -> draw(d, d.arguments().stream().map(a -> of(a, names)).toList());
      case Node.Choice c ->
          c.values().stream().map(v -> of(v, names)).reduce(Interval::hull).orElse(Interval.ANY);
      case Node.Lower l -> Interval.ANY;
      case Node.TextTest t -> Interval.UNDECIDED;
      case Node.Has h ->
          names[h.variable().index()].maybeMissing() ? Interval.UNDECIDED : Interval.TRUE;
    };
  }

  /** A column of true and false: missing is false. */
  private static Interval truth(Interval column) {
    boolean never = column.low() == 0 && column.high() == 0;
    boolean always = !column.maybeMissing() && !column.holds(0);
    return never ? Interval.FALSE : always ? Interval.TRUE : Interval.UNDECIDED;
  }

  private static Interval operation(Node.Operation o, Interval a, Interval b) {
    return switch (o.operator()) {
      case ADD -> a.plus(b);
      case SUBTRACT ->
          o.left().equals(o.right()) && !isRandom(o.left()) && !a.spansInfinity()
              ? new Interval(0, 0, a.maybeMissing())
              : a.plus(b.negated());
      case MULTIPLY -> o.left().equals(o.right()) ? power(a, 2) : a.times(b);
      case DIVIDE -> a.dividedBy(b);
      case REMAINDER -> remainder(b);
      case POWER -> b.low() == b.high() ? power(a, b.low()) : Interval.ANY;
    };
  }

  private static boolean isRandom(Node node) {
    return node instanceof Node.Draw || node instanceof Node.Choice;
  }

  private static Interval remainder(Interval divisor) {
    if (divisor.low() > 0) {
      return new Interval(0, divisor.high(), true);
    }
    return divisor.high() < 0 ? new Interval(divisor.low(), 0, true) : Interval.ANY;
  }

  private static Interval power(Interval a, double exponent) {
    boolean even = exponent == 2 * Math.rint(exponent / 2) && Double.isFinite(exponent);
    if (a.low() < 0 && !even) {
      return Interval.ANY;
    }
    Interval size = even ? a.size() : a;
    return exponent >= 0
        ? rising(size, x -> Formulas.power(x, exponent)).widened()
        : falling(size, x -> Formulas.power(x, exponent)).widened();
  }

  private static Interval rising(Interval a, ToDoubleFunction<Double> f) {
    double low = f.applyAsDouble(a.low());
    double high = f.applyAsDouble(a.high());
    return Double.isNaN(low) || Double.isNaN(high)
        ? Interval.ANY
        : new Interval(low, high, a.maybeMissing());
  }

  private static Interval falling(Interval a, ToDoubleFunction<Double> f) {
    Interval mirrored = rising(a, f);
    return mirrored == Interval.ANY
        ? mirrored
        : new Interval(mirrored.high(), mirrored.low(), a.maybeMissing());
  }

  /** The part of an interval in which a function is defined; NaN where it is not. */
  private static Interval within(Interval a, double low, double high) {
    if (a.high() < low || a.low() > high) {
      return new Interval(Double.NaN, Double.NaN, true);
    }
    boolean outside = a.low() < low || a.high() > high;
    return new Interval(
        Math.max(a.low(), low), Math.min(a.high(), high), a.maybeMissing() || outside);
  }

  private static Interval call(Node.Call c, List<Interval> x) {
    double[] one = new double[1];
    ToDoubleFunction<Double> f =
        value -> {
          one[0] = value;
          return Formulas.apply(c.function(), one, 1);
        };
    Interval a = x.getFirst();
    double infinity = Double.POSITIVE_INFINITY;
    return switch (c.function()) {
      case ABS -> a.size();
      case SQRT, LOG, LOG10 -> rising(within(a, 0, infinity), f).widened();
      case LOG1P -> rising(within(a, -1, infinity), f).widened();
      case ASIN -> rising(within(a, -1, 1), f).widened();
      case ACOS -> falling(within(a, -1, 1), f).widened();
      case EXP, EXPM1, ATAN, SINH, TANH, ERF -> rising(a, f).widened();
      case SIGN, FLOOR, CEIL, ROUND, STEP -> rising(a, f);
      case COSH -> rising(a.size(), f).widened();
      case SIN, COS -> new Interval(-1, 1, a.maybeMissing() || a.spansInfinity());
      case ATAN2 -> new Interval(-Math.PI, Math.PI, true);
      case MIN ->
          x.stream()
              .reduce((p, q) ->
                  new Interval(
                      Math.min(p.low(), q.low()),
                      Math.min(p.high(), q.high()),
                      p.maybeMissing() || q.maybeMissing()))
              .orElseThrow();
      case MAX -> x.stream().reduce(Bounds::larger).orElseThrow();
      case CLIP -> {
        Interval low = x.get(1);
        Interval high = x.get(2);
        Interval cut =
            new Interval(
                Math.min(a.low(), high.low()),
                Math.min(a.high(), high.high()),
                a.maybeMissing() || high.maybeMissing());
        yield larger(low, cut);
      }
      case HYPOT -> {
        Interval p = a.size();
        Interval q = x.get(1).size();
        yield new Interval(
                StrictMath.hypot(p.low(), q.low()),
                StrictMath.hypot(p.high(), q.high()),
                p.maybeMissing() || q.maybeMissing())
            .widened();
      }
      case MOD -> remainder(x.get(1));
      case GAUSSIAN -> gaussian(a, x.get(1));
      case EXPONENTIAL -> rising(a.negated().dividedBy(x.get(1)), Formulas::exp).widened();
      case MEXICAN_HAT -> {
        Interval quotient = x.get(1).dividedBy(x.get(2));
        Interval ratio = x.size() > 3 ? x.get(3) : power(quotient, 2);
        yield gaussian(a, x.get(1)).plus(ratio.times(gaussian(a, x.get(2))).negated());
      }
      case LINEAR -> linear(c, a, x);
      default -> Interval.ANY;
    };
  }

  private static Interval larger(Interval p, Interval q) {
    return new Interval(
        Math.max(p.low(), q.low()),
        Math.max(p.high(), q.high()),
        p.maybeMissing() || q.maybeMissing());
  }

  private static Interval gaussian(Interval distance, Interval sigma) {
    Interval d = distance.size();
    Interval s = sigma.size();
    double low = Formulas.gaussian(d.high(), Formulas.gaussianFactor(s.low()));
    double high = Formulas.gaussian(d.low(), Formulas.gaussianFactor(s.high()));
    return new Interval(
            Double.isNaN(low) ? 0 : low,
            Double.isNaN(high) ? 1 : high,
            d.maybeMissing() || s.maybeMissing() || s.low() == 0)
        .widened();
  }

  private static Interval linear(Node.Call c, Interval a, List<Interval> x) {
    boolean straight = x.stream().skip(1).allMatch(i -> i.low() == i.high());
    if (!straight) {
      return x.get(2).hull(x.get(4)).missing(true);
    }
    double[] arguments = new double[5];
    for (int i = 1; i < 5; i++) {
      arguments[i] = x.get(i).low();
    }
    arguments[0] = a.low();
    double first = Formulas.apply(c.function(), arguments, 5);
    arguments[0] = a.high();
    double last = Formulas.apply(c.function(), arguments, 5);
    return new Interval(Math.min(first, last), Math.max(first, last), a.maybeMissing()).widened();
  }

  private static Interval chain(Node.Chain c, Interval[] names) {
    Interval all = Interval.TRUE;
    for (int i = 0; i < c.signs().size(); i++) {
      Interval a = of(c.operands().get(i), names);
      Interval b = of(c.operands().get(i + 1), names);
      all = all.times(compare(c.signs().get(i), a, b));
    }
    return all;
  }

  private static Interval compare(Comparison sign, Interval a, Interval b) {
    boolean impossible =
        switch (sign) {
          case EQUAL -> a.high() < b.low() || b.high() < a.low();
          case NOT_EQUAL -> a.low() == a.high() && a.low() == b.low() && b.low() == b.high();
          case LESS -> a.low() >= b.high();
          case LESS_OR_EQUAL -> a.low() > b.high();
          case GREATER -> a.high() <= b.low();
          case GREATER_OR_EQUAL -> a.high() < b.low();
        };
    if (impossible) {
      return Interval.FALSE;
    }
    boolean certain =
        !a.maybeMissing()
            && !b.maybeMissing()
            && switch (sign) {
              case EQUAL -> a.low() == a.high() && a.low() == b.low() && b.low() == b.high();
              case NOT_EQUAL -> a.high() < b.low() || b.high() < a.low();
              case LESS -> a.high() < b.low();
              case LESS_OR_EQUAL -> a.high() <= b.low();
              case GREATER -> a.low() > b.high();
              case GREATER_OR_EQUAL -> a.low() >= b.high();
            };
    return certain ? Interval.TRUE : Interval.UNDECIDED;
  }

  private static Interval conditional(Node.Conditional c, Interval[] names) {
    Interval condition = of(c.condition(), names);
    Interval[] then = condition.isFalse() ? null : narrow(c.condition(), true, names);
    Interval[] otherwise = condition.isTrue() ? null : narrow(c.condition(), false, names);
    if (then == null) {
      return of(c.otherwise(), otherwise == null ? names : otherwise);
    }
    Interval first = of(c.then(), then);
    return otherwise == null ? first : first.hull(of(c.otherwise(), otherwise));
  }

  /**
   * Bounds of the names where a condition holds, or where it does not.
   *
   * @return null when that is impossible
   */
  private static Interval[] narrow(Node condition, boolean holds, Interval[] names) {
    return switch (condition) {
      case Node.Not n -> narrow(n.operand(), !holds, names);
      case Node.And a when holds -> {
        Interval[] first = narrow(a.left(), true, names);
        yield first == null ? null : narrow(a.right(), true, first);
      }
      case Node.Or o when !holds -> {
        Interval[] first = narrow(o.left(), false, names);
        yield first == null ? null : narrow(o.right(), false, first);
      }
      case Node.Chain c when holds || c.signs().size() == 1 -> {
        Interval[] narrowed = names;
        for (int i = 0; i < c.signs().size() && narrowed != null; i++) {
          Node a = c.operands().get(i);
          Node b = c.operands().get(i + 1);
          narrowed = narrow(c.signs().get(i), a, b, holds, narrowed);
          if (narrowed != null) {
            narrowed = narrow(c.signs().get(i).mirrored(), b, a, holds, narrowed);
          }
        }
        yield narrowed;
      }
      default -> names;
    };
  }

  private static Interval[] narrow(
      Comparison sign, Node left, Node right, boolean holds, Interval[] names) {
    if (!(left instanceof Node.Variable v) || v.type() != Type.NUMBER) {
      return names;
    }
    Interval a = names[v.index()];
    Interval b = of(right, names);
    if (!holds && (a.maybeMissing() || b.maybeMissing())) {
      return names;
    }
    Comparison now = holds ? sign : sign.opposite();
    double low = a.low();
    double high = a.high();
    switch (now) {
      case LESS -> high = Math.min(high, Math.nextDown(b.high()));
      case LESS_OR_EQUAL -> high = Math.min(high, b.high());
      case GREATER -> low = Math.max(low, Math.nextUp(b.low()));
      case GREATER_OR_EQUAL -> low = Math.max(low, b.low());
      case EQUAL -> {
        low = Math.max(low, b.low());
        high = Math.min(high, b.high());
      }
      case NOT_EQUAL -> {}
    }
    if (low > high) {
      return null;
    }
    Interval[] narrowed = names.clone();
    narrowed[v.index()] = new Interval(low, high, false);
    return narrowed;
  }

  private static Interval draw(Node.Draw d, List<Interval> x) {
    double infinity = Double.POSITIVE_INFINITY;
    return switch (d.function()) {
      case UNIFORM -> x.isEmpty() ? Interval.of(0, 1) : x.get(0).hull(x.get(1)).widened();
      case INTEGER -> new Interval(x.get(0).low(), x.get(1).high(), true);
      case TRUNCATED_NORMAL -> new Interval(x.get(2).low(), x.get(3).high(), true);
      case LOGNORMAL, RANDOM_EXPONENTIAL, GAMMA, POISSON -> new Interval(0, infinity, true);
      case NORMAL -> x.get(1).isFalse() ? x.get(0) : Interval.ANY;
      case BERNOULLI ->
          x.getFirst().high() <= 0
              ? Interval.FALSE
              : x.getFirst().low() >= 1 && !x.getFirst().maybeMissing()
                  ? Interval.TRUE
                  : Interval.UNDECIDED;
      default -> Interval.ANY;
    };
  }
}
