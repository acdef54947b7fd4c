/**
 * Units of NMODL: what they are worth, and whether a file's statements agree in them.
 *
 * <p>Start with {@link org.neurowright.engine.nmodl.units.UnitChecks}, which gives warnings about a
 * parsed file; {@link org.neurowright.engine.nmodl.units.UnitTable} knows the units themselves and
 * gives UNITS constants their values. Knows trees as the parser makes them, and nothing of symbols,
 * passes or code: units never change what is computed.
 */
package org.neurowright.engine.nmodl.units;
