package org.neurowright.io.project;

import java.nio.file.Path;
import java.util.List;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.record.RunOutcome;

/**
 * What a finished job tells.
 *
 * @param outcome how the simulation ended
 * @param outputDir folder with the results
 * @param files result files written
 * @param problems warnings met on the way
 * @param wallSeconds wall time from opening to the last file
 * @param realTimeFactor simulated time divided by the wall time of the time loop
 */
public record RunReport(
    RunOutcome outcome,
    Path outputDir,
    List<Path> files,
    List<Problem> problems,
    double wallSeconds,
    double realTimeFactor) {}
