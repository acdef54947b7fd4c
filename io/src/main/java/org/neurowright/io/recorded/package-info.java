/**
 * Recordings of real cells, read to be laid over what a model does: tables of comma-separated
 * values, axon text (ATF), sweeps of Neurodata Without Borders (NWB 1 of the Allen Cell Types
 * Database, NWB 2).
 *
 * <p>Start with {@link org.neurowright.io.recorded.RecordedFiles}. Everything comes out in ms, mV
 * and pA. Knows nothing of models or of simulations.
 */
package org.neurowright.io.recorded;
