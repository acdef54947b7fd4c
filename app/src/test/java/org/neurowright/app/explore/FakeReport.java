package org.neurowright.app.explore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A report in memory: column c at row r has the value {@code 1000 * c + r}. Counts how often it is
 * read.
 */
final class FakeReport implements ReportSource {
  private final String name;
  private final String population;
  private final long[] nodeIds;
  private final int columnsPerNode;
  private final long rows;
  boolean broken;
  int reads;
  int mostPointsAsked;

  FakeReport(String name, String population, long[] nodeIds, int columnsPerNode, long rows) {
    this.name = name;
    this.population = population;
    this.nodeIds = nodeIds;
    this.columnsPerNode = columnsPerNode;
    this.rows = rows;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String population() {
    return population;
  }

  @Override
  public String variable() {
    return "v";
  }

  @Override
  public String unit() {
    return "mV";
  }

  @Override
  public long[] nodeIds() {
    return nodeIds;
  }

  @Override
  public List<ReportColumn> columnsOf(long nodeId) {
    List<ReportColumn> columns = new ArrayList<>();
    for (int i = 0; i < nodeIds.length; i++) {
      for (int k = 0; nodeIds[i] == nodeId && k < columnsPerNode; k++) {
        columns.add(new ReportColumn(i * columnsPerNode + k, k, 0.5));
      }
    }
    return columns;
  }

  @Override
  public double startMs() {
    return 0;
  }

  @Override
  public double dtMs() {
    return 0.1;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public Samples read(double t0Ms, double t1Ms, int column, int maxPoints) throws IOException {
    reads++;
    mostPointsAsked = Math.max(mostPointsAsked, maxPoints);
    if (broken) {
      throw new IOException("the disk is gone");
    }
    long from = (long) Math.clamp(Math.ceil(t0Ms / dtMs() - 1e-9), 0, rows);
    long to = (long) Math.clamp(Math.floor(t1Ms / dtMs() + 1e-9) + 1, from, rows);
    Extremes extremes = new Extremes(to - from, maxPoints);
    for (long r = from; r < to; r++) {
      extremes.add(1000.0 * column + r);
    }
    return extremes.samples(from * dtMs(), dtMs());
  }
}
