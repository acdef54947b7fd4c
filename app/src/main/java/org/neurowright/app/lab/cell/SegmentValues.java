package org.neurowright.app.lab.cell;

/**
 * Values all over the cell that its picture can be coloured by.
 *
 * @param name what they are
 * @param unit empty for none
 * @param values by section and segment; NaN where there is none
 */
public record SegmentValues(String name, String unit, double[][] values) {}
