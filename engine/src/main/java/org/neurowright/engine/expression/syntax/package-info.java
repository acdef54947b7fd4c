/**
 * Text of an expression to {@link org.neurowright.engine.expression.syntax.Tree} and back: {@link
 * org.neurowright.engine.expression.syntax.ExpressionParser} and {@link
 * org.neurowright.engine.expression.syntax.CanonicalText}.
 *
 * <p>Syntax only: names, types and functions are looked at by the package above.
 */
package org.neurowright.engine.expression.syntax;
