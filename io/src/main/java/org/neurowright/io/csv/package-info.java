/**
 * Tables as text: the space-separated tables of SONATA and those of inputs, with the null words and
 * quoting rules of the programs that write them.
 *
 * <p>Start with {@link org.neurowright.io.csv.CsvTable}. This package knows nothing of models.
 */
package org.neurowright.io.csv;
