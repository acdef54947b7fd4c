/**
 * What the names of a mechanism mean: {@link org.neurowright.engine.nmodl.symbol.SymbolTable},
 * built from the declarations of a program by {@link
 * org.neurowright.engine.nmodl.symbol.Declarations}, and the {@link
 * org.neurowright.engine.nmodl.units.UnitTable} that gives UNITS constants their values.
 *
 * <p>Knows the syntax tree, not the passes over it.
 */
package org.neurowright.engine.nmodl.symbol;
