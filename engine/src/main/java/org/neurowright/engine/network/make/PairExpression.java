package org.neurowright.engine.network.make;

import java.util.Map;
import org.neurowright.engine.expression.Evaluator;
import org.neurowright.engine.expression.Expression;
import org.neurowright.engine.network.connect.PairValues;
import org.neurowright.engine.random.RandomStream;

/** An expression about pairs as values. */
final class PairExpression implements PairValues {
  private final Expression expression;
  private final PairScope scope;
  private final long seed;
  private final long purpose;
  private final double upperBound;
  private final double reachUm;

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
    reachUm = Math.max(0, expression.support("dist", scope::range));
  }

  @Override
  public Sampler sampler() {
    if (expression.isConstant()) {
      return (_, _, count, out) -> java.util.Arrays.fill(out, 0, count, upperBound);
    }
    Evaluator evaluator = expression.evaluator();
    PairRows rows = new PairRows(expression, scope, Map.of(), Map.of());
    RandomStream stream = new RandomStream(seed, purpose, 0);
    int[] targetRows = scope.pairs().target().rows();
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
  public double reachUm() {
    return reachUm;
  }

  @Override
  public boolean isConstant() {
    return expression.isConstant();
  }

  Expression expression() {
    return expression;
  }
}
