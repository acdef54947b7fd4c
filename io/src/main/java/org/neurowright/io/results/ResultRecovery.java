package org.neurowright.io.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.report.ReportRepair;

/** Puts in order what a run left whose program ended in the middle. */
public final class ResultRecovery {
  private ResultRecovery() {}

  /**
   * What was saved.
   *
   * @param spikes number of spikes
   * @param reachedMs time up to which there are rows of reports, or of the last spike when there
   *     are no reports, ms
   * @param files files that are now complete
   */
  public record Recovered(long spikes, double reachedMs, List<Path> files) {}

  /** Whether a folder holds an interrupted run; a run that is still going on looks the same. */
  public static boolean isNeeded(Path folder) {
    return Files.isRegularFile(folder.resolve(SpikeLog.FILE_NAME));
  }

  /**
   * Writes the spike files from the log, puts the reports in order, and marks the run as recovered.
   * Can be repeated if it is itself interrupted.
   *
   * @return what was saved; no value when there is nothing to recover, or the run is still going on
   */
  public static ReadResult<Recovered> recover(Path folder) {
    Problems problems = new Problems();
    Path logFile = folder.resolve(SpikeLog.FILE_NAME);
    if (!isNeeded(folder)) {
      problems.add(
          Problem.error(
                  "run.nothing-to-recover",
                  Location.of(folder),
                  Files.isDirectory(folder)
                      ? "The folder holds no interrupted run"
                      : "There is no such folder")
              .expected(
                  "an output folder with "
                      + SpikeLog.FILE_NAME
                      + ", which a finished run does not leave"));
      return ReadResult.failed(problems.toList());
    }
    ReadResult<RunRecord> read = RunRecord.read(folder);
    problems.addAll(read.problems());
    if (read.value().isEmpty()) {
      problems.add(
          Problem.error(
                  "run.nothing-to-recover",
                  Location.of(folder),
                  "The run ended before it had any results")
              .hint("Run it again; there is nothing to save"));
      return ReadResult.failed(problems.toList());
    }
    RunRecord run = read.value().get();
    OutputFolder output = new OutputFolder(folder);
    List<Path> files = new ArrayList<>();
    long spikes;
    double reachedMs = 0;
    try (SpikeLog.Reader log = SpikeLog.Reader.open(logFile)) {
      Optional<Path> hdf5 =
          Optional.of(run.spikesFile()).filter(name -> !name.isEmpty()).map(output::resolve);
      Optional<Path> csv =
          Optional.of(run.spikesCsvFile()).filter(name -> !name.isEmpty()).map(output::resolve);
      SpikeFiles.write(log, hdf5, csv, run.spikeOrder());
      hdf5.ifPresent(files::add);
      csv.ifPresent(files::add);
      spikes = log.size();
      for (int i = 0; i < log.size(); i++) {
        reachedMs = Math.max(reachedMs, log.timeMs(i));
      }
    } catch (IOException e) {
      problems.add(
          Problem.error(
                  "run.not-recovered",
                  Location.of(logFile),
                  "The spikes cannot be recovered: " + e.getMessage())
              .hint("Nothing is lost; try again when that is mended"));
      return ReadResult.failed(problems.toList());
    }
    double reportsEndMs = Double.NaN;
    for (RunRecord.FileDigest result : run.results()) {
      Path file = output.resolve(result.file());
      if (!files.contains(file) && isHdf5(file) && Files.isRegularFile(file)) {
        ReadResult<Double> mended = ReportRepair.mend(file);
        problems.addAll(mended.problems());
        if (mended.value().isPresent()) {
          files.add(file);
          double endMs = mended.value().get();
          reportsEndMs = Double.isNaN(reportsEndMs) ? endMs : Math.min(reportsEndMs, endMs);
        }
      }
    }
    if (!Double.isNaN(reportsEndMs)) {
      reachedMs = reportsEndMs;
    }
    try {
      RunJson.write(output.path(), recovered(run, output, spikes, reachedMs));
      Files.deleteIfExists(logFile);
    } catch (IOException e) {
      problems.add(
          Problem.error(
              "run.not-recovered",
              Location.of(folder),
              "The record cannot be written: " + e.getMessage()));
    }
    return ReadResult.of(new Recovered(spikes, reachedMs, List.copyOf(files)), problems.toList());
  }

  private static boolean isHdf5(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".h5") || name.endsWith(".hdf5") || name.endsWith(".hdf");
  }

  private static RunRecord recovered(
      RunRecord run, OutputFolder output, long spikes, double reachedMs) {
    return new RunRecord(
        run.programVersion(),
        RunRecord.State.RECOVERED,
        run.model(),
        run.started(),
        0,
        0,
        run.tstopMs(),
        reachedMs,
        run.dtMs(),
        Math.round(reachedMs / run.dtMs()),
        spikes,
        run.method(),
        run.seeds(),
        run.configFile(),
        run.spikesFile(),
        run.spikesCsvFile(),
        run.spikeOrder(),
        run.inputs(),
        run.results().stream()
            .map(file -> Digests.of(output.resolve(file.file()), file.file()))
            .toList(),
        run.problems());
  }
}
