/**
 * The mechanisms every model can use without files of its own: {@link
 * org.neurowright.engine.nmodl.builtin.BuiltinMechanisms}. Their NMODL sources are resources of
 * this package.
 */
package org.neurowright.engine.nmodl.builtin;
