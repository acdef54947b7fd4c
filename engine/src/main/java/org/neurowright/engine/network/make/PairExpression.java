package org.neurowright.engine.network.make;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.expression.Evaluator;
import org.neurowright.engine.expression.Expression;
import org.neurowright.engine.network.connect.PairValues;
import org.neurowright.engine.network.connect.Reach;
import org.neurowright.engine.random.RandomStream;

/** An expression about pairs as values. */
final class PairExpression implements PairValues {
  private final Expression expression;
  private final PairScope scope;
  private final long seed;
  private final long purpose;
  private final double upperBound;
  private final Reach reach;

  /**
   * @param purpose of its random numbers, see {@link RandomStream#purpose}
   */
  PairExpression(Expression expression, PairScope scope, long seed, long purpose) {
    this.expression = expression;
    this.scope = scope;
    this.seed = seed;
    this.purpose = purpose;
    upperBound =
        expression.isConstant() ? expression.constant() : expression.upperBound(scope::range);
    reach = scope.reach(expression);
  }

  @Override
  public Sampler sampler() {
    return sampler(expression, scope);
  }

  /** Not of random expressions: their numbers belong to places of a target. */
  @Override
  public Optional<Sampler> transposed() {
    if (expression.isRandom()) {
      return Optional.empty();
    }
    // What was the same for all rows changes with the row now, and the other way round.
    PairScope turned = scope.turned();
    return Expression.check(expression.text(), turned.scope(), expression.type())
        .expression()
        .map(e -> sampler(e, turned));
  }

  private Sampler sampler(Expression values, PairScope pairs) {
    if (values.isConstant()) {
      return (_, _, count, out) -> Arrays.fill(out, 0, count, upperBound);
    }
    Evaluator evaluator = values.evaluator();
    PairRows rows = new PairRows(values, pairs, Map.of(), Map.of());
    RandomStream stream = new RandomStream(seed, purpose, 0);
    int[] targetRows = pairs.pairs().target().rows();
    return (target, sources, count, out) -> {
      rows.select(target, sources, count);
      stream.select(targetRows[target]);
      evaluator.evaluate(rows, count, out, stream, 0);
    };
  }

  @Override
  public double upperBound() {
    return upperBound;
  }

  @Override
  public Reach reach() {
    return reach;
  }

  @Override
  public double upperBound(double fromUm, double toUm) {
    return expression.isConstant()
        ? upperBound
        : Math.min(
            upperBound,
            expression.upperBound(name -> scope.range(name, reach.axes(), fromUm, toUm)));
  }

  @Override
  public boolean isConstant() {
    return expression.isConstant();
  }

  Expression expression() {
    return expression;
  }
}
