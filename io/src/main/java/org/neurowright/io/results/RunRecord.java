package org.neurowright.io.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;

/**
 * What {@code run.json} says about a run.
 *
 * @param programVersion version of the program that ran it
 * @param state how far it came
 * @param model name of the model
 * @param started begin of the run
 * @param wallSeconds wall time from begin to the last file; 0 while running
 * @param loopSeconds wall time of the time loop alone; 0 while running
 * @param tstopMs planned end, ms
 * @param reachedMs simulated time reached, ms
 * @param dtMs step, ms
 * @param steps steps done
 * @param spikes spikes recorded
 * @param method how it was computed
 * @param seeds seeds by purpose
 * @param configFile the configuration as it was given; empty when there was none
 * @param spikesFile HDF5 spikes, relative to the folder or absolute; empty when not wanted
 * @param spikesCsvFile csv spikes; empty when not wanted
 * @param spikeOrder order of the spikes
 * @param inputs files the results depend on
 * @param results files of the run, relative to the folder where possible
 * @param problems warnings
 */
public record RunRecord(
    String programVersion,
    State state,
    String model,
    Instant started,
    double wallSeconds,
    double loopSeconds,
    double tstopMs,
    double reachedMs,
    double dtMs,
    long steps,
    long spikes,
    RunMethod method,
    Map<String, Long> seeds,
    String configFile,
    String spikesFile,
    String spikesCsvFile,
    SpikeOrder spikeOrder,
    List<FileDigest> inputs,
    List<FileDigest> results,
    List<Problem> problems) {

  /** Name of the file in the folder. */
  public static final String FILE_NAME = "run.json";

  /** How far a run came. */
  public enum State {
    /** Still going on, or the program ended in the middle. */
    RUNNING,
    /** Came to its end. */
    FINISHED,
    /** Was stopped by the user; results are valid up to the time reached. */
    STOPPED,
    /** Ended with an error; results are valid up to the time reached. */
    FAILED,
    /** The program ended in the middle; the results were put in order later. */
    RECOVERED
  }

  /**
   * A file as it was.
   *
   * @param file path
   * @param bytes size; -1 when it could not be read
   * @param sha256 digest in hexadecimal; empty when not computed, as for files above 64 MiB
   */
  public record FileDigest(String file, long bytes, String sha256) {}

  public RunRecord {
    seeds = Map.copyOf(seeds);
    inputs = List.copyOf(inputs);
    results = List.copyOf(results);
    problems = List.copyOf(problems);
  }

  /** Simulated time divided by the wall time of the loop; 0 when unknown. */
  public double realTimeFactor() {
    return loopSeconds > 0 ? reachedMs / 1000 / loopSeconds : 0;
  }

  /** The record of a folder; no value and no problem when the folder has none. */
  public static ReadResult<RunRecord> read(Path folder) {
    Path file = folder.resolve(FILE_NAME);
    if (!Files.isRegularFile(file)) {
      return ReadResult.failed(List.of());
    }
    try {
      Optional<RunRecord> record = RunJson.parse(Files.readString(file));
      if (record.isPresent()) {
        return ReadResult.of(record.get(), List.of());
      }
      return ReadResult.failed(
          List.of(
              Problem.warning(
                  "run.bad-record", Location.of(file), "This is not the record of a run")));
    } catch (IOException e) {
      return ReadResult.failed(
          List.of(
              Problem.warning(
                  "run.bad-record",
                  Location.of(file),
                  "The record of the run cannot be read: " + e.getMessage())));
    }
  }
}
