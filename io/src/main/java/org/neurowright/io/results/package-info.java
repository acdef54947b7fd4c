/**
 * The folder with the results of a run: spikes, reports, {@code run.json}.
 *
 * <p>{@link org.neurowright.io.results.SonataResultWriter} is the sink that a simulation writes to.
 * {@link org.neurowright.io.results.RunRecord} is what {@code run.json} says about a run, for
 * whoever opens the folder later. {@link org.neurowright.io.results.ResultRecovery} turns what a
 * crashed run left into proper files.
 *
 * <p>{@code run.json} has the SHA-256 of every input and result up to 64 MiB; larger files are
 * there with their size only, so that neither the run nor its end waits for a digest.
 *
 * <p>What a program that was killed left in a folder is not touched by opening it. It is put in
 * order by {@link org.neurowright.io.results.ResultRecovery}, which the command {@code recover} and
 * whoever shows results call; a new run into the folder replaces it like any other result.
 *
 * <p>Files that this program did not write are never removed. This package does not know how
 * results come about.
 */
package org.neurowright.io.results;
