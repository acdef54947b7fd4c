package org.neurowright.io.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;
import org.neurowright.io.spikes.BmtkSpikeOrder;
import org.neurowright.io.spikes.SpikeCsvWriter;
import org.neurowright.io.spikes.SpikeFormat;
import org.neurowright.io.spikes.SpikeHdf5Writer;

/** Makes the spike files of a run from its log. */
final class SpikeFiles {
  private static final int PIECE = 1 << 14;

  private SpikeFiles() {}

  /** Takes a run of spikes of one population. */
  private interface Append {
    void accept(String population, double[] timesMs, long[] nodeIds, int count) throws IOException;
  }

  /**
   * Writes the files that are wanted, each as a whole or not at all.
   *
   * @param hdf5 where to, or empty
   * @param csv where to, or empty
   */
  static void write(SpikeLog.Reader log, Optional<Path> hdf5, Optional<Path> csv, SpikeOrder order)
      throws IOException {
    int[] cacheOrder = BmtkSpikeOrder.cacheOrder(log);
    List<String> names = log.names();
    if (hdf5.isPresent()) {
      Files.createDirectories(hdf5.get().toAbsolutePath().getParent());
      try (SpikeHdf5Writer writer =
          new SpikeHdf5Writer(hdf5.get(), sizes(log), order, SpikeFormat.BMTK)) {
        append(log, BmtkSpikeOrder.fileOrder(log, cacheOrder, names, order), writer::append);
        writer.commit();
      }
    }
    if (csv.isPresent()) {
      Files.createDirectories(csv.get().toAbsolutePath().getParent());
      try (SpikeCsvWriter writer = new SpikeCsvWriter(csv.get())) {
        append(log, BmtkSpikeOrder.csvOrder(log, cacheOrder, names), writer::append);
        writer.commit();
      }
    }
  }

  private static Map<String, Long> sizes(SpikeLog.Reader log) {
    long[] counts = new long[log.names().size()];
    for (int i = 0; i < log.size(); i++) {
      counts[log.population(i)]++;
    }
    Map<String, Long> sizes = new HashMap<>();
    for (int p = 0; p < counts.length; p++) {
      sizes.merge(log.names().get(p), counts[p], Long::sum);
    }
    return sizes;
  }

  private static void append(SpikeLog.Reader log, int[] order, Append to) throws IOException {
    double[] times = new double[PIECE];
    long[] ids = new long[PIECE];
    int n = 0;
    int population = -1;
    for (int spike : order) {
      if (n == PIECE || log.population(spike) != population) {
        if (n > 0) {
          to.accept(log.names().get(population), times, ids, n);
        }
        n = 0;
        population = log.population(spike);
      }
      times[n] = log.timeMs(spike);
      ids[n] = log.nodeId(spike);
      n++;
    }
    if (n > 0) {
      to.accept(log.names().get(population), times, ids, n);
    }
  }
}
