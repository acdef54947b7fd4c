package org.neurowright.io.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.hdf5.Hdf5Repair;

/**
 * Mends a report that this program was still writing when it ended. The file is valid as it is;
 * afterwards it also states the end of exactly the rows it has, and is no longer than need be.
 */
public final class ReportRepair {
  private ReportRepair() {}

  /**
   * Mends a report; may be repeated.
   *
   * @return time after the last row that all populations have, ms; no value when the file is no
   *     report
   */
  public static ReadResult<Double> mend(Path path) {
    List<Problem> problems = new ArrayList<>();
    double endMs = Double.POSITIVE_INFINITY;
    List<Stated> stated = new ArrayList<>();
    ReadResult<ReportFile> read = ReportFile.open(path);
    if (read.value().isEmpty()) {
      return ReadResult.failed(read.problems());
    }
    try (ReportFile file = read.value().get()) {
      for (ReportTable table : file.tables()) {
        stated.add(
            new Stated(table.population(), table.rows(), table.startMs(), table.intervalMs()));
        endMs = Math.min(endMs, table.timeMs(table.rows()));
      }
    }
    try {
      for (Stated table : stated) {
        double end = ReportFileWriter.endMs(table.startMs, table.intervalMs, table.rows);
        Hdf5Repair.replace(
            path,
            "/report/" + table.population + "/mapping/time",
            new double[] {table.startMs, end, table.intervalMs});
      }
      Hdf5Repair.trim(path);
    } catch (IOException e) {
      problems.add(
          Problem.warning(
              "report.not-mended",
              Location.of(path),
              "The report could not be put in order: " + e.getMessage()));
    } catch (Hdf5Exception e) {
      problems.add(e.problem());
    }
    return ReadResult.of(endMs, problems);
  }

  private record Stated(String population, long rows, double startMs, double intervalMs) {}
}
