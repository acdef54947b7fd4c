package org.neurowright.io.spikes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.hdf5.Hdf5Attribute;
import org.neurowright.io.hdf5.Hdf5Dataset;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.hdf5.Hdf5File;

/**
 * SONATA spikes: {@code /spikes/<population>/{timestamps,node_ids}}, or the old {@code
 * /spikes/{timestamps,gids}}.
 */
final class SpikeHdf5Reader {
  private static final String ROOT = "/spikes";

  private final Hdf5File file;
  private final Path path;
  private final Problems problems;

  private SpikeHdf5Reader(Hdf5File file, Problems problems) {
    this.file = file;
    this.path = file.path();
    this.problems = problems;
  }

  static Collection<SpikeTrains> read(Path path, Problems problems) {
    try (Hdf5File file = Hdf5File.open(path)) {
      return new SpikeHdf5Reader(file, problems).read();
    }
  }

  private List<SpikeTrains> read() {
    if (!file.isGroup(ROOT)) {
      problems.add(
          Problem.error(
                  "spikes.missing-group", Location.of(path, ROOT), "The file has no group /spikes")
              .expected("a SONATA spike file")
              .hint("The file holds: " + String.join(", ", file.children("/"))));
      return List.of();
    }
    List<SpikeTrains> trains = new ArrayList<>();
    for (String name : file.groups(ROOT)) {
      population(name, ROOT + "/" + name, "node_ids").ifPresent(trains::add);
    }
    if (trains.isEmpty() && file.isDataset(ROOT + "/timestamps")) {
      String ids = file.isDataset(ROOT + "/gids") ? "gids" : "node_ids";
      population(SpikeFile.UNNAMED, ROOT, ids).ifPresent(trains::add);
    }
    return trains;
  }

  private Optional<SpikeTrains> population(String name, String group, String idsName) {
    if (!file.isDataset(group + "/timestamps") || !file.isDataset(group + "/" + idsName)) {
      problems.add(
          Problem.warning(
                  "spikes.missing-dataset",
                  Location.of(path, group),
                  "Population " + name + " has no spikes that can be read")
              .expected("datasets timestamps and " + idsName));
      return Optional.empty();
    }
    try {
      Hdf5Dataset times = file.dataset(group + "/timestamps");
      Hdf5Dataset ids = file.dataset(group + "/" + idsName);
      if (times.rows() != ids.rows()) {
        problems.add(
            Problem.error(
                    "spikes.different-lengths",
                    Location.of(path, group),
                    "There are " + times.rows() + " timestamps but " + ids.rows() + " " + idsName)
                .expected("as many of one as of the other"));
        return Optional.empty();
      }
      checkUnits(times);
      return Optional.of(SpikeTrains.index(name, new Datasets(ids, times)));
    } catch (Hdf5Exception e) {
      problems.add(e.problem());
      return Optional.empty();
    }
  }

  private void checkUnits(Hdf5Dataset times) {
    String units = times.attribute("units").flatMap(Hdf5Attribute::text).orElse("ms");
    if (!units.equals("ms") && !units.equals("milliseconds")) {
      problems.add(
          Problem.warning(
                  "spikes.units",
                  Location.of(path, times.path()),
                  "The times say they are in '"
                      + units
                      + "'; the numbers are taken as ms, as BMTK does")
              .expected("ms")
              .hint("Convert the times to ms"));
    }
  }

  private record Datasets(Hdf5Dataset ids, Hdf5Dataset times) implements SpikeTrains.Rows {
    @Override
    public long size() {
      return ids.rows();
    }

    @Override
    public void read(long first, int count, long[] nodeIds, double[] timesMs) {
      ids.readLongs(first, count, nodeIds, 0);
      times.readDoubles(first, count, 0, 1, timesMs, 0);
    }
  }
}
