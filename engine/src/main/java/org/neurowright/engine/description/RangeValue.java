package org.neurowright.engine.description;

/**
 * A range variable set in one segment only, after the uniform values of the section.
 *
 * @param variable NEURON's name: {@code cm}, {@code gnabar_hh}, {@code ena}, ...
 * @param x position in the section, 0 to 1
 * @param value in the variable's own unit
 */
public record RangeValue(String variable, double x, double value) {}
