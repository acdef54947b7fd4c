package org.neurowright.engine.bench;

/**
 * Something that can be recorded at a place of a cell, see {@link Recordables#at}.
 *
 * @param kind what it is
 * @param mechanism the mechanism it belongs to; empty for what the membrane or an ion has
 * @param label for people: {@code labnat}, {@code na}, {@code m labnat}
 * @param variable for {@link Rig#record}: NEURON's name, or the engine's own for currents that
 *     mechanisms do not keep: {@code i(pas)}, {@code ina(hh)}
 * @param unit of its values, empty when unknown
 * @param changes false for what stays as it is during a run, as concentrations that nothing writes
 */
public record Recordable(
    Kind kind, String mechanism, String label, String variable, String unit, boolean changes) {
  /** What can be recorded. */
  public enum Kind {
    POTENTIAL,
    /** One current of one mechanism, outward positive; together all that crosses the membrane. */
    MECHANISM_CURRENT,
    /** Current of an ion, the sum over mechanisms. */
    ION_CURRENT,
    /** STATE of a mechanism. */
    GATE,
    /** Inside or outside. */
    CONCENTRATION,
    /** Reversal potentials, and what else mechanisms let one see. */
    OTHER
  }
}
