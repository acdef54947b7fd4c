package org.neurowright.io.sonata.simulation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.description.SpikeSource;
import org.neurowright.engine.problem.Location;
import org.neurowright.io.format.ReadResult;

/** Opens files of given spikes. */
public interface SpikeSourceOpener {

  /**
   * Opens one file.
   *
   * @return the source and all problems; empty when it cannot be used (not there, unknown format,
   *     no such population: then the problem lists the populations that the file has)
   */
  ReadResult<SpikeSource> open(Request request);

  /**
   * What the configuration says about a spike file.
   *
   * @param file an existing file
   * @param module {@code sonata}, {@code csv} or {@code nwb}
   * @param population population of the file that is wanted; when empty, BMTK takes the only one,
   *     or the alphabetically first
   * @param nodePopulations virtual populations that get the spikes, for messages
   * @param separator of csv files; empty for a space
   * @param trial of nwb files
   * @param where the input in the configuration
   */
  record Request(
      Path file,
      String module,
      Optional<String> population,
      List<String> nodePopulations,
      Optional<String> separator,
      Optional<String> trial,
      Location where) {
    public Request {
      nodePopulations = List.copyOf(nodePopulations);
    }
  }
}
