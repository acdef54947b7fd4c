/**
 * The small safe language in which modellers write columns and rules: {@code 0.3 * exp(-dist / 80)
 * if pre.ei == 'e' else 0.1}. {@code docs/expressions.md} describes it.
 *
 * <p>Start at {@link org.neurowright.engine.expression.Expression}: a text is read ({@code
 * syntax}), checked against a {@link org.neurowright.engine.expression.Scope} of names with all
 * problems at once, and made into loops over blocks of rows ({@link
 * org.neurowright.engine.expression.Evaluator}). Expressions can also be bounded, so that callers
 * need not look at pairs that cannot be connected, and explained, when nothing matches.
 *
 * <p>This package must not know networks, cells or files: names mean what the caller's scope and
 * rows say.
 */
package org.neurowright.engine.expression;
