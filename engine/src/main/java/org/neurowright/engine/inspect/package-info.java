/**
 * What a mechanism does at a held potential: steady states and time constants of its gates, its
 * current over voltage, and which of its parameters shift the curves.
 *
 * <p>Everything is found by running the compiled mechanism under a clamp, so that it holds for
 * whatever its file says: rate functions of any form, tables, kinetic schemes, gates that follow a
 * concentration. Start with {@link org.neurowright.engine.inspect.Gating} and {@link
 * org.neurowright.engine.inspect.CurrentVoltage}; {@link
 * org.neurowright.engine.inspect.Surroundings} says what the mechanism sees around it. Knows
 * neither the NMODL compiler nor cells' files nor screens.
 */
package org.neurowright.engine.inspect;
