package org.neurowright.engine.description;

/**
 * NEURON's {@code ion_style("x_ion", c_style, e_style, einit, eadvance, cinit)} for one section.
 *
 * @param ion name without {@code _ion}, for instance {@code ca}
 * @param cStyle 0 unused, 1 parameter, 2 assigned, 3 state
 * @param eStyle 0 unused, 1 parameter, 2 assigned, 3 state
 */
public record IonStyle(
    String ion, int cStyle, int eStyle, boolean eInit, boolean eAdvance, boolean cInit) {}
