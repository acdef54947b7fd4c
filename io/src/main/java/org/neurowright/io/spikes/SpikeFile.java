package org.neurowright.io.spikes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.SpikeSource;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hdf5.Hdf5Exception;

/** The spikes of a file, by population. Nothing stays open. */
public final class SpikeFile {
  /**
   * Name of a population that the file does not name (old HDF5 layout, csv without column {@code
   * population}).
   */
  public static final String UNNAMED = "<sonata:none>";

  private static final byte[] HDF5_SIGNATURE = {(byte) 0x89, 'H', 'D', 'F'};

  private final Path path;
  private final boolean isText;
  private final Map<String, SpikeTrains> populations;

  private SpikeFile(Path path, boolean isText, Map<String, SpikeTrains> populations) {
    this.path = path;
    this.isText = isText;
    this.populations = populations;
  }

  /**
   * Reads a spike file: HDF5 (SONATA with populations, or the old layout {@code /spikes/gids}) or
   * text.
   *
   * @return the spikes that could be read, and all problems
   */
  public static ReadResult<SpikeFile> read(Path path) {
    Problems problems = new Problems();
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".nwb")) {
      return ReadResult.failed(
          List.of(
              Problem.error(
                      "spikes.unsupported-format",
                      Location.of(path),
                      "NWB spike files cannot be read")
                  .expected("SONATA HDF5 or csv")
                  .hint(
                      "Convert it with bmtk.utils.reports.spike_trains: load(...).to_sonata(...)")));
    }
    try {
      boolean isHdf5 =
          name.endsWith(".h5")
              || name.endsWith(".hdf5")
              || name.endsWith(".hdf")
              || name.endsWith(".sonata");
      boolean isText = !isHdf5 && !beginsAsHdf5(path);
      Collection<SpikeTrains> trains =
          isText ? SpikeCsvReader.read(path, problems) : SpikeHdf5Reader.read(path, problems);
      Map<String, SpikeTrains> byName = new LinkedHashMap<>();
      for (SpikeTrains population : trains) {
        report(path, population, problems);
        byName.put(population.population(), population);
      }
      return ReadResult.of(new SpikeFile(path, isText, byName), problems.toList());
    } catch (Hdf5Exception e) {
      problems.add(e.problem());
    } catch (ArithmeticException e) {
      problems.add(
          Problem.error(
              "spikes.too-many", Location.of(path), "A population has more than 2^31 spikes"));
    } catch (IOException e) {
      boolean missing = !Files.exists(path);
      problems.add(
          Problem.error(
              missing ? "spikes.missing-file" : "spikes.unreadable",
              Location.of(path),
              missing
                  ? "The spike file does not exist"
                  : "The spike file cannot be read: " + e.getMessage()));
    }
    return ReadResult.failed(problems.toList());
  }

  private static boolean beginsAsHdf5(Path path) throws IOException {
    try (var in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(HDF5_SIGNATURE.length), HDF5_SIGNATURE);
    }
  }

  private static void report(Path path, SpikeTrains trains, Problems problems) {
    SpikeTrains.Oddities odd = trains.oddities();
    String of = " of population " + trains.population();
    if (odd.notNumbers() > 0) {
      problems.add(
          Problem.error(
                  "spikes.time-not-a-number",
                  Location.of(path),
                  odd.notNumbers()
                      + " spike times"
                      + of
                      + " are not numbers; the first is spike "
                      + (odd.firstNotNumber() + 1))
              .expected("times in ms"));
    }
    if (odd.negativeIds() > 0) {
      problems.add(
          Problem.error(
                  "spikes.negative-node-id",
                  Location.of(path),
                  odd.negativeIds()
                      + " spikes"
                      + of
                      + " have a negative node id; the first is spike "
                      + (odd.firstNegativeId() + 1))
              .expected("node ids from 0 on"));
    }
    if (odd.negativeTimes() > 0) {
      problems.add(
          Problem.warning(
                  "spikes.negative-time",
                  Location.of(path),
                  odd.negativeTimes() + " spikes" + of + " have negative times")
              .hint("They lie before the beginning of a simulation"));
    }
  }

  public Path path() {
    return path;
  }

  /** Names of the populations: alphabetical from HDF5, in the order of appearance from text. */
  public List<String> populations() {
    return List.copyOf(populations.keySet());
  }

  /** The spikes of a population. */
  public Optional<SpikeTrains> population(String name) {
    return Optional.ofNullable(populations.get(name));
  }

  /** All populations. */
  public List<SpikeTrains> all() {
    return List.copyOf(populations.values());
  }

  /** Number of spikes in all. */
  public long size() {
    return populations.values().stream().mapToLong(SpikeTrains::size).sum();
  }

  /**
   * The spikes that an input takes from this file, chosen as BMTK does: the named population;
   * without a name the alphabetically first one of an HDF5 file, but all populations of a text file
   * together. A population that the file does not name answers to every name.
   *
   * @param wanted population that the input names
   * @return empty value and a problem when the file has no such population; no spikes at all when
   *     it is empty
   */
  public ReadResult<SpikeSource> forInput(Optional<String> wanted) {
    if (populations.isEmpty()) {
      return ReadResult.of(SpikeTrains.index(wanted.orElse(UNNAMED), new NoRows()), List.of());
    }
    if (wanted.isEmpty()) {
      return populations.size() > 1 && isText
          ? ReadResult.of(new Together(all()), List.of())
          : ReadResult.of(populations.values().iterator().next(), severalWarning());
    }
    SpikeTrains found = populations.getOrDefault(wanted.get(), populations.get(UNNAMED));
    if (found == null) {
      return ReadResult.failed(
          List.of(
              Problem.error(
                      "spikes.missing-population",
                      Location.of(path),
                      "The spike file has no population " + wanted.get())
                  .expected("one of " + String.join(", ", populations()))
                  .hint("Correct \"population\" in the input, or rename the group in the file")));
    }
    return ReadResult.of(found, List.of());
  }

  private List<Problem> severalWarning() {
    if (populations.size() < 2) {
      return List.of();
    }
    List<String> names = new ArrayList<>(populations());
    return List.of(
        Problem.warning(
                "spikes.several-populations",
                Location.of(path),
                "The spike file has several populations; only " + names.getFirst() + " is used")
            .expected("one of " + String.join(", ", names))
            .hint("Name the population in the input"));
  }

  private static final class NoRows implements SpikeTrains.Rows {
    @Override
    public long size() {
      return 0;
    }

    @Override
    public void read(long first, int count, long[] nodeIds, double[] timesMs) {
      // there is nothing to read
    }
  }

  /** Several populations taken as one: a node has the spikes of that id in any of them. */
  private record Together(List<SpikeTrains> parts) implements SpikeSource {
    @Override
    public long size() {
      return parts.stream().mapToLong(SpikeTrains::size).sum();
    }

    @Override
    public double[] timesMs(long nodeId) {
      return parts.stream()
          .flatMapToDouble(part -> Arrays.stream(part.timesMs(nodeId)))
          .sorted()
          .toArray();
    }
  }
}
