/**
 * The cell on the bench: what it is, its parameters as they stand, where its electrodes are. Start
 * with {@link org.neurowright.app.lab.cell.BenchViewModel}; everything else of the Lab follows it
 * and it knows none of that.
 */
package org.neurowright.app.lab.cell;
