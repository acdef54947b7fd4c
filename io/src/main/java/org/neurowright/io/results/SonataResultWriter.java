package org.neurowright.io.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.record.ReportLayout;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.record.SampleBlock;
import org.neurowright.engine.record.SpikeBlock;
import org.neurowright.io.report.ReportFileWriter;
import org.neurowright.io.report.ReportFormat;
import org.neurowright.io.report.ReportStream;
import org.neurowright.io.report.WriterThread;

/**
 * Writes the results of a run into its output folder: spikes (HDF5, csv) and reports as SONATA and
 * BMTK have them, the configuration, and {@code run.json}.
 *
 * <p>Old results are removed when the run begins, not before. During the run spikes go to a log and
 * reports to their files, which are valid at any moment; nothing handed over before the last {@link
 * #flush} is lost even when the process is killed ({@link ResultRecovery}). A run that ends with an
 * error keeps its results up to that moment.
 *
 * <p>{@link #begin} throws {@link ModelException} when the results must not be written there;
 * nothing is changed then. Later failures throw {@link
 * org.neurowright.io.report.WriteFailedException}.
 */
public final class SonataResultWriter implements ResultSink {
  /** Memory for the buffers of all reports together. */
  private static final int BUFFER_BYTES = 64 << 20;

  private static final int LARGEST_BUFFER = 4 << 20;
  private static final int SMALLEST_BUFFER = 64 << 10;

  /** A report file under way. */
  private record OpenReport(Path path, ReportFileWriter file) {}

  private final RunProvenance provenance;
  private final OutputFolder folder;
  private final WriterThread thread = new WriterThread("results");
  private final List<Problem> problems = new ArrayList<>();
  private final List<OpenReport> reports = new ArrayList<>();
  private final Instant started = Instant.now();
  private final long startNanos = System.nanoTime();

  private RunLayout layout;
  private Optional<Path> spikesFile = Optional.empty();
  private Optional<Path> spikesCsvFile = Optional.empty();
  private List<Path> resultFiles = List.of();
  private ReportStream[] streams = {};
  private SpikeLog spikeLog;
  private CompletableFuture<List<RunRecord.FileDigest>> inputDigests;
  private double reachedMs;
  private boolean ended;
  private boolean closed;

  /**
   * Prepares to write; nothing happens before {@link #begin}.
   *
   * @param outputDir folder for the results
   */
  public SonataResultWriter(Path outputDir, RunProvenance provenance) {
    this.folder = new OutputFolder(outputDir);
    this.provenance = provenance;
    this.problems.addAll(provenance.problems());
  }

  /**
   * What speaks against writing results, as far as it can be known without beginning: the folder
   * cannot be written to, has results that are to be kept, or a result would replace an input.
   *
   * @param reportFiles file names of the reports
   * @param inputs files that must stay
   */
  public static List<Problem> objections(
      OutputSettings output, List<String> reportFiles, List<Path> inputs) {
    OutputFolder folder = new OutputFolder(Path.of(output.outputDir()));
    List<Path> planned = new ArrayList<>(reportFiles.stream().map(folder::resolve).toList());
    output.spikesFile().map(folder::resolve).ifPresent(planned::add);
    output.spikesCsvFile().map(folder::resolve).ifPresent(planned::add);
    return folder.objections(planned, output.overwrite(), inputs);
  }

  /** Adds a warning met during the run to the record. */
  public void addProblem(Problem problem) {
    problems.add(problem);
  }

  /** Warnings given and met so far. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Files of the run, complete once it ended. */
  public List<Path> files() {
    return resultFiles;
  }

  @Override
  public void begin(RunLayout run) {
    layout = run;
    OutputSettings output = run.output();
    spikesFile = output.spikesFile().map(folder::resolve);
    spikesCsvFile = output.spikesCsvFile().map(folder::resolve);
    Map<Path, List<Integer>> reportFiles = reportFiles();
    List<Path> planned = new ArrayList<>(reportFiles.keySet());
    spikesFile.ifPresent(planned::add);
    spikesCsvFile.ifPresent(planned::add);
    Optional<Path> configCopy = configCopy();
    List<Problem> objections = folder.objections(planned, output.overwrite(), inputs());
    if (!objections.isEmpty()) {
      throw new ModelException(objections);
    }
    thread.await(
        folder.path(),
        () -> {
          Files.createDirectories(folder.path());
          // the log's lock keeps a second run out before anything is removed
          spikeLog = SpikeLog.create(folder.resolve(SpikeLog.FILE_NAME), run.populations(), thread);
          folder.prepare(planned, inputs());
        });
    if (configCopy.isPresent()) {
      Path source = provenance.configFile().orElseThrow();
      thread.await(
          configCopy.get(),
          () -> Files.copy(source, configCopy.get(), StandardCopyOption.REPLACE_EXISTING));
      planned.add(configCopy.get());
    }
    resultFiles = List.copyOf(planned);
    openReports(reportFiles);
    thread.await(
        folder.path(), () -> RunJson.write(folder.path(), record(RunRecord.State.RUNNING, null)));
    List<Path> inputs = provenance.inputFiles();
    inputDigests =
        CompletableFuture.supplyAsync(
            () -> inputs.stream().map(file -> Digests.of(file, file.toString())).toList());
  }

  private List<Path> inputs() {
    List<Path> inputs = new ArrayList<>(provenance.inputFiles());
    provenance.configFile().ifPresent(inputs::add);
    return inputs;
  }

  /**
   * Where the configuration is copied to; empty when there is none or it is in the folder already.
   */
  private Optional<Path> configCopy() {
    return provenance
        .configFile()
        .filter(Files::isRegularFile)
        .map(file -> folder.resolve(file.getFileName().toString()))
        .filter(copy -> !copy.equals(provenance.configFile().get().toAbsolutePath().normalize()));
  }

  /**
   * Indices of reports by file. One file takes several populations; a second report of the same
   * population gets a file of its own, because the two would overwrite each other.
   */
  private Map<Path, List<Integer>> reportFiles() {
    Map<Path, List<Integer>> files = new LinkedHashMap<>();
    for (int i = 0; i < layout.reports().size(); i++) {
      ReportLayout report = layout.reports().get(i);
      Path wanted = folder.resolve(report.fileName());
      Path file = wanted;
      for (int n = 2; isTaken(files, file, report); n++) {
        file = folder.resolve(n == 2 ? report.name() + ".h5" : report.name() + "_" + n + ".h5");
      }
      if (!file.equals(wanted)) {
        problems.add(
            Problem.warning(
                    "report.same-file",
                    Location.of(wanted),
                    "Report "
                        + report.name()
                        + " wants a file that another report writes; it goes to "
                        + file)
                .hint("Give each report its own file_name"));
      }
      files.computeIfAbsent(file, _ -> new ArrayList<>()).add(i);
    }
    return files;
  }

  private boolean isTaken(Map<Path, List<Integer>> files, Path file, ReportLayout report) {
    return spikesFile.filter(file::equals).isPresent()
        || spikesCsvFile.filter(file::equals).isPresent()
        || files.getOrDefault(file, List.of()).stream()
            .map(layout.reports()::get)
            .anyMatch(
                r -> r.population().equals(report.population()) || !r.name().equals(report.name()));
  }

  private void openReports(Map<Path, List<Integer>> files) {
    streams = new ReportStream[layout.reports().size()];
    int perBuffer = BUFFER_BYTES / Math.max(1, 2 * streams.length);
    int bufferBytes = Math.clamp(perBuffer, SMALLEST_BUFFER, LARGEST_BUFFER);
    files.forEach((path, indices) -> {
      List<ReportLayout> tables = indices.stream().map(layout.reports()::get).toList();
      thread.await(
          path,
          () ->
              reports.add(
                  new OpenReport(path, ReportFileWriter.create(path, tables, ReportFormat.BMTK))));
      ReportFileWriter file = reports.getLast().file();
      for (int k = 0; k < indices.size(); k++) {
        ReportLayout table = tables.get(k);
        streams[indices.get(k)] =
            new ReportStream(path, file, k, table.columns(), table.rows(), thread, bufferBytes);
      }
    });
  }

  @Override
  public void spikes(SpikeBlock block) {
    spikeLog.add(block);
  }

  @Override
  public void samples(SampleBlock block) {
    streams[block.report()].add(block.firstRow(), block.rows(), block.values());
  }

  @Override
  public void flush(double reached) {
    reachedMs = reached;
    spikeLog.endBlock();
    for (ReportStream stream : streams) {
      stream.flush();
    }
  }

  @Override
  public void end(RunOutcome outcome) {
    ended = true;
    finish(outcome.stopped() ? RunRecord.State.STOPPED : RunRecord.State.FINISHED, outcome);
  }

  private void finish(RunRecord.State state, RunOutcome outcome) {
    reachedMs = outcome.reachedMs();
    spikeLog.handOver();
    for (ReportStream stream : streams) {
      stream.flush();
    }
    for (OpenReport report : reports) {
      thread.await(report.path, report.file::finish);
    }
    thread.await(
        spikesFile.or(() -> spikesCsvFile).orElse(spikeLog.path()),
        () -> {
          if (spikesFile.isPresent() || spikesCsvFile.isPresent()) {
            try (SpikeLog.Reader log = spikeLog.reread()) {
              SpikeFiles.write(log, spikesFile, spikesCsvFile, layout.output().sortOrder());
            }
          }
        });
    thread.await(
        folder.path(),
        () -> {
          RunJson.write(folder.path(), record(state, outcome));
          // only now is the log superfluous
          spikeLog.close();
          Files.deleteIfExists(spikeLog.path());
        });
  }

  /** The record as things stand; digests only when the run is over. */
  private RunRecord record(RunRecord.State state, RunOutcome outcome) {
    boolean over = outcome != null;
    List<RunRecord.FileDigest> results =
        resultFiles.parallelStream()
            .map(file ->
                over
                    ? Digests.of(file, folder.name(file))
                    : new RunRecord.FileDigest(folder.name(file), -1, ""))
            .toList();
    return new RunRecord(
        provenance.programVersion(),
        state,
        layout.title(),
        started,
        over ? (System.nanoTime() - startNanos) / 1e9 : 0,
        over ? outcome.loopSeconds() : 0,
        layout.tstopMs(),
        over ? outcome.reachedMs() : 0,
        layout.dtMs(),
        over ? outcome.steps() : 0,
        over ? outcome.spikes() : 0,
        provenance.method(),
        provenance.seeds(),
        provenance.configFile().map(Path::toString).orElse(""),
        spikesFile.map(folder::name).orElse(""),
        spikesCsvFile.map(folder::name).orElse(""),
        layout.output().sortOrder(),
        over ? inputDigests.join() : List.of(),
        results,
        problems);
  }

  /** Ends the writing; a run that did not come to its end keeps what it has. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (inputDigests != null && !ended && thread.isHealthy()) {
      try {
        long steps = Math.round(reachedMs / layout.dtMs());
        finish(RunRecord.State.FAILED, new RunOutcome(true, reachedMs, steps, spikeLog.size(), 0));
      } catch (UncheckedIOException e) {
        // the failure that ended the run matters more; what was flushed can be recovered
        problems.add(
            Problem.warning(
                "output.write-failed", Location.of(folder.path()), String.valueOf(e.getMessage())));
      }
    }
    thread.close(this::closeFiles);
  }

  private void closeFiles() throws IOException {
    for (OpenReport report : reports) {
      report.file.close();
    }
    if (spikeLog != null) {
      spikeLog.close();
    }
  }
}
