package org.neurowright.engine.record;

import java.util.List;
import org.neurowright.engine.description.OutputSettings;

/**
 * What a run will produce, known before its first step.
 *
 * @param title name of the model
 * @param tstopMs end of the run, ms
 * @param dtMs step, ms
 * @param steps number of steps
 * @param populations the simulated populations, whose cells may spike
 * @param reports all reports, one entry per report and population
 * @param output where the configuration wants results
 */
public record RunLayout(
    String title,
    double tstopMs,
    double dtMs,
    long steps,
    List<SpikingPopulation> populations,
    List<ReportLayout> reports,
    OutputSettings output) {

  /**
   * A population whose spikes are recorded.
   *
   * @param name population name
   * @param gidOffset global id of row 0; the cell of row r has gid gidOffset + r
   * @param nodeIds node id of each row; owned by the record
   */
  public record SpikingPopulation(String name, long gidOffset, long[] nodeIds) {}

  public RunLayout {
    populations = List.copyOf(populations);
    reports = List.copyOf(reports);
  }
}
