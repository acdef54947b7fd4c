package org.neurowright.engine.record;

/**
 * Consecutive rows of one report. The array belongs to the engine and is reused after the call that
 * hands the block over.
 *
 * @param report index into {@link RunLayout#reports()}
 * @param firstRow row number of the first row in the whole report
 * @param rows number of rows
 * @param columns number of columns
 * @param values row-major, {@code values[r * columns + c]}
 */
public record SampleBlock(int report, long firstRow, int rows, int columns, double[] values) {}
