/**
 * From text to {@link org.neurowright.engine.nmodl.ast.Program}: {@link
 * org.neurowright.engine.nmodl.parse.NmodlParser} and its lexer.
 *
 * <p>Syntax only: whether a name is declared or a construct can be translated is decided later.
 * After an error the parser goes on at the next statement or block, so that one run finds them all.
 */
package org.neurowright.engine.nmodl.parse;
