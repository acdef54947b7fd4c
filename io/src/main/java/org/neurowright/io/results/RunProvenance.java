package org.neurowright.io.results;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.problem.Problem;

/**
 * Where a run comes from, known before it begins.
 *
 * @param programVersion version of this program
 * @param seeds seeds of the random numbers by purpose; empty when none are used
 * @param method how it is computed
 * @param configFile the configuration, copied beside the results
 * @param inputFiles files the results depend on; their digests are recorded, and they are never
 *     overwritten
 * @param problems warnings found while the model was read
 */
public record RunProvenance(
    String programVersion,
    Map<String, Long> seeds,
    RunMethod method,
    Optional<Path> configFile,
    List<Path> inputFiles,
    List<Problem> problems) {
  public RunProvenance {
    seeds = Map.copyOf(seeds);
    inputFiles = List.copyOf(inputFiles);
    problems = List.copyOf(problems);
  }
}
