package org.neurowright.app.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.problem.Problem;

/**
 * What a run left behind.
 *
 * @param folder where it is
 * @param durationMs end of the run, ms
 * @param spikes spikes by population
 * @param reports all reports, one entry per report and population
 * @param problems what could not be read, and why
 */
public record RunResults(
    Path folder,
    double durationMs,
    Map<String, Spikes> spikes,
    List<ReportSource> reports,
    List<Problem> problems)
    implements AutoCloseable {

  /**
   * Spikes of one population, in any order; arrays of equal length owned by the record.
   *
   * @param nodeIds node of each spike
   * @param tMs time of each spike, ms
   */
  public record Spikes(long[] nodeIds, double[] tMs) {
    public Spikes {
      if (nodeIds.length != tMs.length) {
        throw new IllegalArgumentException(nodeIds.length + " nodes but " + tMs.length + " times");
      }
    }
  }

  /** Lets go of all files. */
  @Override
  public void close() {
    reports.forEach(ReportSource::close);
  }

  public RunResults {
    spikes = Map.copyOf(spikes);
    reports = List.copyOf(reports);
    problems = List.copyOf(problems);
  }
}
