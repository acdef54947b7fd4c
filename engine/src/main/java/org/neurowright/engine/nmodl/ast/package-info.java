/**
 * The syntax tree of NMODL: what a {@code .mod} file says, nothing about what it means.
 *
 * <p>Start with {@link org.neurowright.engine.nmodl.ast.Program}; blocks are {@link
 * org.neurowright.engine.nmodl.ast.Block}, statements {@link
 * org.neurowright.engine.nmodl.ast.Stmt}, expressions {@link
 * org.neurowright.engine.nmodl.ast.Expr}. {@link org.neurowright.engine.nmodl.ast.NmodlPrinter}
 * writes a tree back as text. Passes of the compiler rewrite trees into trees; the few statements
 * that only such passes make are {@link org.neurowright.engine.nmodl.ast.Stmt.Lowered}. This
 * package knows nothing of symbols, Java or the engine.
 */
package org.neurowright.engine.nmodl.ast;
