package org.neurowright.app.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.hdf5.Hdf5File;
import org.neurowright.io.report.ReportFile;
import org.neurowright.io.report.ReportTable;
import org.neurowright.io.results.ResultRecovery;
import org.neurowright.io.results.RunRecord;
import org.neurowright.io.spikes.SpikeFile;
import org.neurowright.io.spikes.SpikeTrains;

/**
 * Reads result folders on disk: those of this program, of BMTK, and of others that write SONATA, by
 * what is in the files rather than by what they are called.
 */
public final class ResultFiles implements ResultsReader {

  /** What an HDF5 file holds, as far as it matters here. */
  private enum Content {
    SPIKES,
    REPORT,
    OTHER
  }

  @Override
  public RunResults read(Path folder, RunControl control) {
    List<Problem> problems = new ArrayList<>();
    Optional<RunRecord> record = record(folder, problems);
    Map<String, RunResults.Spikes> spikes = new LinkedHashMap<>();
    List<ReportSource> reports = new ArrayList<>();
    Optional<Path> text = Optional.empty();
    boolean spikesRead = false;
    for (Path file : files(folder, problems)) {
      if (control.stopRequested()) {
        reports.forEach(ReportSource::close);
        return new RunResults(folder, 0, Map.of(), List.of(), List.of());
      }
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(".csv")) {
        text = text.or(() -> isSpikesCsv(name, record) ? Optional.of(file) : Optional.empty());
        continue;
      }
      switch (content(file, problems)) {
        case SPIKES -> {
          spikesRead = true;
          addSpikes(file, spikes, problems);
        }
        case REPORT -> addReports(file, reports, problems);
        case OTHER -> {
          // potentials of electrodes and the like have no cells to show them on
        }
      }
    }
    if (!spikesRead && text.isPresent()) {
      addSpikes(text.get(), spikes, problems);
    }
    return new RunResults(folder, durationMs(record, spikes, reports), spikes, reports, problems);
  }

  @Override
  public boolean isInterrupted(Path folder) {
    return ResultRecovery.isNeeded(folder);
  }

  @Override
  public List<Problem> recover(Path folder) {
    return ResultRecovery.recover(folder).problems();
  }

  private static Optional<RunRecord> record(Path folder, List<Problem> problems) {
    ReadResult<RunRecord> read = RunRecord.read(folder);
    problems.addAll(read.problems());
    return read.value();
  }

  private static List<Path> files(Path folder, List<Problem> problems) {
    try (Stream<Path> listing = Files.list(folder)) {
      return listing
          .filter(file ->
              file.getFileName()
                  .toString()
                  .toLowerCase(Locale.ROOT)
                  .matches(".*\\.(h5|hdf5|sonata|csv)"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      problems.add(
          Problem.error(
                  "results.unreadable",
                  Location.of(folder),
                  "The folder of the results cannot be read")
              .hint("Check that it is there and that you may read it"));
      return List.of();
    }
  }

  private static boolean isSpikesCsv(String name, Optional<RunRecord> record) {
    return name.equals("spikes.csv")
        || record
            .filter(run -> run.spikesCsvFile().toLowerCase(Locale.ROOT).endsWith(name))
            .isPresent();
  }

  private static Content content(Path file, List<Problem> problems) {
    try (Hdf5File open = Hdf5File.open(file)) {
      if (open.isGroup("/spikes")) {
        return Content.SPIKES;
      }
      boolean isReport =
          open.isGroup("/report") || open.isDataset("/data") && open.isDataset("/mapping/gids");
      return isReport ? Content.REPORT : Content.OTHER;
    } catch (Hdf5Exception e) {
      problems.add(e.problem());
      return Content.OTHER;
    }
  }

  private static void addSpikes(
      Path file, Map<String, RunResults.Spikes> spikes, List<Problem> problems) {
    ReadResult<SpikeFile> read = SpikeFile.read(file);
    problems.addAll(read.problems());
    for (SpikeTrains trains : read.value().map(SpikeFile::all).orElse(List.of())) {
      long[] nodes = new long[Math.toIntExact(trains.size())];
      double[] tMs = new double[nodes.length];
      int[] at = new int[1];
      trains.forEach((node, time) -> {
        nodes[at[0]] = node;
        tMs[at[0]++] = time;
      });
      spikes.put(trains.population(), new RunResults.Spikes(nodes, tMs));
    }
  }

  private static void addReports(Path file, List<ReportSource> reports, List<Problem> problems) {
    ReadResult<ReportFile> read = ReportFile.open(file);
    problems.addAll(read.problems());
    if (read.value().isEmpty()) {
      return;
    }
    String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    SharedReportFile shared = new SharedReportFile(read.value().get());
    for (ReportTable table : read.value().get().tables()) {
      reports.add(new TableSource(name, shared, table));
    }
  }

  /** As far as the run came; for results of other programs as far as there is something to see. */
  private static double durationMs(
      Optional<RunRecord> record,
      Map<String, RunResults.Spikes> spikes,
      List<ReportSource> reports) {
    if (record.isPresent() && record.get().reachedMs() > 0) {
      return record.get().reachedMs();
    }
    double end = 0;
    for (RunResults.Spikes own : spikes.values()) {
      for (double tMs : own.tMs()) {
        end = Math.max(end, tMs);
      }
    }
    for (ReportSource report : reports) {
      end = Math.max(end, report.startMs() + report.rows() * report.dtMs());
    }
    return end;
  }
}
