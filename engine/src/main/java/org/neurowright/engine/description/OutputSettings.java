package org.neurowright.engine.description;

import java.util.Optional;

/**
 * Section {@code output} of a simulation configuration; file names are as given, relative ones go
 * under {@code outputDir}.
 *
 * @param outputDir absolute path of the folder
 * @param overwrite whether an existing folder's results may be replaced
 * @param logFile log file
 * @param spikesFile HDF5 spikes
 * @param spikesCsvFile csv spikes
 * @param sortOrder order of the spikes in both
 */
public record OutputSettings(
    String outputDir,
    boolean overwrite,
    Optional<String> logFile,
    Optional<String> spikesFile,
    Optional<String> spikesCsvFile,
    SpikeOrder sortOrder) {

  /** Order of spikes within a population. */
  public enum SpikeOrder {
    NONE("none"),
    BY_ID("by_id"),
    BY_TIME("by_time");

    private final String sonataName;

    SpikeOrder(String sonataName) {
      this.sonataName = sonataName;
    }

    /** Value of the file attribute {@code sorting}. */
    public String sonataName() {
      return sonataName;
    }
  }

  public OutputSettings withOutputDir(String newOutputDir) {
    return new OutputSettings(
        newOutputDir, overwrite, logFile, spikesFile, spikesCsvFile, sortOrder);
  }
}
