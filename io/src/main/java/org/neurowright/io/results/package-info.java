/**
 * The folder with the results of a run: spikes, reports, {@code run.json}.
 *
 * <p>{@link org.neurowright.io.results.SonataResultWriter} is the sink that a simulation writes to.
 * {@link org.neurowright.io.results.RunRecord} is what {@code run.json} says about a run, for whoever opens the
 * folder later. {@link org.neurowright.io.results.ResultRecovery} turns what a crashed run left into proper files.
 *
 * <p>Files that this program did not write are never removed. This package does not know how results come about.
 */
package org.neurowright.io.results;
