package org.neurowright.app.explore;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.report.ReportTable;

/** One population of a report file. */
final class TableSource implements ReportSource {
  /** Rows read at a time. */
  private static final int BLOCK = 1 << 16;

  private final String name;
  private final SharedReportFile file;
  private final ReportTable table;
  private final long[] nodeIds;
  private final long[] sectionIds;
  private final double[] positions;
  private final long[] sourceIds;

  TableSource(String name, SharedReportFile file, ReportTable table) {
    this.name = name;
    this.file = file;
    this.table = table;
    nodeIds = table.nodeIds();
    sectionIds = table.elementIds();
    positions = table.elementPos();
    sourceIds = table.sourceIds();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String population() {
    return table.population();
  }

  /** Files that do not say what they hold are mostly called by it. */
  @Override
  public String variable() {
    return table.variable().isEmpty() ? name : table.variable();
  }

  /** Files often do not say; then what the usual variables have in NEURON. */
  @Override
  public String unit() {
    if (!table.unit().isEmpty()) {
      return table.unit();
    }
    return variable().equals("v") ? "mV" : variable().matches("(ca|na|k|cl)[io]") ? "mM" : "";
  }

  @Override
  public long[] nodeIds() {
    return nodeIds;
  }

  @Override
  public List<ReportColumn> columnsOf(long nodeId) {
    Optional<ReportTable.Columns> columns = table.columnsOf(nodeId);
    return columns
        .map(own ->
            IntStream.range(own.first(), own.first() + own.count()).mapToObj(this::column).toList())
        .orElse(List.of());
  }

  private ReportColumn column(int column) {
    return new ReportColumn(column, sectionIds[column], positions[column], source(column));
  }

  private String source(int column) {
    if (column >= sourceIds.length) {
      return "";
    }
    return sourceIds[column] < 0 ? "given spikes" : "cell " + sourceIds[column];
  }

  @Override
  public double startMs() {
    return table.startMs();
  }

  @Override
  public double dtMs() {
    return table.intervalMs();
  }

  @Override
  public long rows() {
    return table.rows();
  }

  @Override
  public Samples read(double t0Ms, double t1Ms, int column, int maxPoints) throws IOException {
    long from = table.rowAt(t0Ms);
    long to = Math.max(from, Math.min(table.rows(), table.rowAt(t1Ms) + 1));
    try {
      return file.whileOpen(() -> {
        Extremes thinned = new Extremes(to - from, maxPoints);
        for (long row = from; row < to; row += BLOCK) {
          for (double value : table.trace(column, row, (int) Math.min(BLOCK, to - row))) {
            thinned.add(value);
          }
        }
        return thinned.samples(table.timeMs(from), table.intervalMs());
      });
    } catch (Hdf5Exception e) {
      throw new IOException(e.problem().message(), e);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
