package org.neurowright.io.spikes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5Plan;
import org.neurowright.io.hdf5.Hdf5Writer;

/**
 * Writes a SONATA spike file. The number of spikes of each population is known beforehand; the
 * spikes are appended in the order of the file. The file appears when it is committed.
 */
public final class SpikeHdf5Writer implements AutoCloseable {
  private static final long SONATA_MAGIC = 0x0A7A;
  private static final long[] SONATA_VERSION = {0, 1};
  private static final List<String> SORTINGS = List.of("none", "by_id", "by_time");

  private static final class Columns {
    final Hdf5Plan.Slot timestamps;
    final Hdf5Plan.Slot nodeIds;
    final long size;
    long written;

    Columns(Hdf5Plan.Slot timestamps, Hdf5Plan.Slot nodeIds, long size) {
      this.timestamps = timestamps;
      this.nodeIds = nodeIds;
      this.size = size;
    }
  }

  private final Map<String, Columns> columns = new HashMap<>();
  private final Hdf5Writer writer;

  /**
   * Begins a file.
   *
   * @param sizes number of spikes per population; populations without spikes get no group
   * @param order order in which they will come
   */
  public SpikeHdf5Writer(Path file, Map<String, Long> sizes, SpikeOrder order, SpikeFormat format)
      throws IOException {
    Hdf5Plan plan = new Hdf5Plan();
    plan.attribute("/", "magic", ElementType.UINT32, SONATA_MAGIC);
    plan.attribute("/", "version", ElementType.UINT32, SONATA_VERSION);
    plan.group("/spikes");
    sizes.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> {
          String group = "/spikes/" + entry.getKey();
          long size = entry.getValue();
          Hdf5Plan.Slot timestamps = plan.dataset(group + "/timestamps", ElementType.FLOAT64, size);
          Hdf5Plan.Slot nodeIds = plan.dataset(group + "/node_ids", ElementType.UINT64, size);
          switch (format) {
            case BMTK -> plan.attribute(group, "sorting", order.sonataName());
            case SONATA -> plan.attribute(group, "sorting", SORTINGS, order.sonataName());
          }
          plan.attribute(group + "/timestamps", "units", "ms");
          columns.put(entry.getKey(), new Columns(timestamps, nodeIds, size));
        });
    writer = Hdf5Writer.create(file, plan);
  }

  /** Appends {@code count} spikes of a population. */
  public void append(String population, double[] timesMs, long[] nodeIds, int count)
      throws IOException {
    Columns to = columns.get(population);
    if (to == null || to.written + count > to.size) {
      throw new IllegalArgumentException(
          "more spikes of population " + population + " than announced");
    }
    writer.write(to.timestamps, to.written, timesMs, 0, count);
    writer.write(to.nodeIds, to.written, nodeIds, 0, count);
    to.written += count;
  }

  /** Finishes the file and gives it its name. */
  public void commit() throws IOException {
    columns.forEach((population, c) -> {
      if (c.written != c.size) {
        throw new IllegalStateException(
            c.size - c.written + " spikes of population " + population + " missing");
      }
    });
    writer.commit();
  }

  /** Closes; without {@link #commit} nothing is left behind. */
  @Override
  public void close() throws IOException {
    writer.close();
  }
}
