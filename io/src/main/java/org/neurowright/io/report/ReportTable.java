package org.neurowright.io.report;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurowright.io.hdf5.Hdf5Dataset;

/**
 * The report of one population: a table of rows (times) and columns (elements), read from disk when
 * asked for. Safe for use by several threads as long as its file is open.
 */
public final class ReportTable {
  /** Values read at a time when decimating. */
  private static final int BLOCK_VALUES = 1 << 18;

  private final String population;
  private final String variable;
  private final String unit;
  private final long[] nodeIds;
  private final long[] indexPointer;
  private final long[] elementIds;
  private final double[] elementPos;
  private final long[] sourceIds;
  private final long[] targetIds;
  private final double startMs;
  private final double intervalMs;
  private final Hdf5Dataset data;
  private final Map<Long, Integer> nodeIndex = new HashMap<>();

  ReportTable(
      String population,
      String variable,
      String unit,
      long[] nodeIds,
      long[] indexPointer,
      long[] elementIds,
      double[] elementPos,
      long[] sourceIds,
      long[] targetIds,
      double startMs,
      double intervalMs,
      Hdf5Dataset data) {
    this.population = population;
    this.variable = variable;
    this.unit = unit;
    this.nodeIds = nodeIds;
    this.indexPointer = indexPointer;
    this.elementIds = elementIds;
    this.elementPos = elementPos;
    this.sourceIds = sourceIds;
    this.targetIds = targetIds;
    this.startMs = startMs;
    this.intervalMs = intervalMs;
    this.data = data;
    for (int i = 0; i < nodeIds.length; i++) {
      nodeIndex.putIfAbsent(nodeIds[i], i);
    }
  }

  public String population() {
    return population;
  }

  /** Recorded variable, empty when the file does not say. */
  public String variable() {
    return variable;
  }

  /** Unit of the values, empty when the file does not say. */
  public String unit() {
    return unit;
  }

  /** Nodes in the order of their columns; a new array. */
  public long[] nodeIds() {
    return nodeIds.clone();
  }

  /** Section id of each column, -1 for point cells; a new array. */
  public long[] elementIds() {
    return elementIds.clone();
  }

  /** Place in the section of each column, 0 to 1; NaN when the file does not say; a new array. */
  public double[] elementPos() {
    return elementPos.clone();
  }

  /** Reports of synapses: global id of each column's source, -1 for virtual sources; else empty. */
  public long[] sourceIds() {
    return sourceIds.clone();
  }

  /** Reports of synapses: global id of each column's target; else empty. */
  public long[] targetIds() {
    return targetIds.clone();
  }

  /**
   * Columns of one node.
   *
   * @param first first column
   * @param count number of columns
   */
  public record Columns(int first, int count) {}

  /** The columns of a node; empty when the report does not have it. */
  public Optional<Columns> columnsOf(long nodeId) {
    Integer i = nodeIndex.get(nodeId);
    return i == null
        ? Optional.empty()
        : Optional.of(
            new Columns((int) indexPointer[i], (int) (indexPointer[i + 1] - indexPointer[i])));
  }

  /** The node of a column; -1 if there is none. */
  public long nodeOf(int column) {
    for (int i = 0; i < nodeIds.length; i++) {
      if (column >= indexPointer[i] && column < indexPointer[i + 1]) {
        return nodeIds[i];
      }
    }
    return -1;
  }

  public int columns() {
    return Math.toIntExact(data.columns());
  }

  /** Rows that are there, which a run that ended early leaves fewer than planned. */
  public long rows() {
    return data.rows();
  }

  /**
   * Time of row 0, ms. BMTK's row k is the value one step of the simulation after the time it is
   * labelled with.
   */
  public double startMs() {
    return startMs;
  }

  /** Distance of rows, ms. */
  public double intervalMs() {
    return intervalMs;
  }

  /** Time label of a row, ms. */
  public double timeMs(long row) {
    return startMs + row * intervalMs;
  }

  /** The first row at or after a time, between 0 and {@link #rows()}. */
  public long rowAt(double tMs) {
    double row = Math.ceil((tMs - startMs) / intervalMs - 1e-9);
    return (long) Math.clamp(row, 0, rows());
  }

  /** A window, row by row. */
  public double[] read(long firstRow, int rows, int firstColumn, int columns) {
    return data.readDoubles(firstRow, rows, firstColumn, columns);
  }

  /** One column. */
  public double[] trace(int column, long firstRow, int rows) {
    return data.readDoubles(firstRow, rows, column, 1);
  }

  /**
   * Extremes of a column in equal parts of a range of rows.
   *
   * @param low lowest value of each part; NaN where all are NaN
   * @param high highest value of each part
   * @param firstRow first row of each part, and the end of the last [parts + 1]
   */
  public record Envelope(double[] low, double[] high, long[] firstRow) {}

  /**
   * What a plot of limited width needs of some neighbouring columns: no peak is lost.
   *
   * @param toRow end of the range, exclusive
   * @param parts number of parts; fewer when there are fewer rows
   * @return one envelope per column
   */
  public List<Envelope> envelopes(
      int firstColumn, int columns, long fromRow, long toRow, int parts) {
    int n = (int) Math.min(parts, toRow - fromRow);
    long[] firstRow = new long[n + 1];
    for (int p = 0; p <= n; p++) {
      firstRow[p] = fromRow + Math.floorDiv((toRow - fromRow) * p, Math.max(n, 1));
    }
    double[][] low = new double[columns][n];
    double[][] high = new double[columns][n];
    for (int c = 0; c < columns; c++) {
      Arrays.fill(low[c], Double.NaN);
      Arrays.fill(high[c], Double.NaN);
    }
    int blockRows = Math.max(1, BLOCK_VALUES / Math.max(1, columns));
    double[] block = new double[blockRows * columns];
    int part = 0;
    for (long row = fromRow; row < toRow; row += blockRows) {
      int rows = (int) Math.min(blockRows, toRow - row);
      data.readDoubles(row, rows, firstColumn, columns, block, 0);
      for (int r = 0; r < rows; r++) {
        while (row + r >= firstRow[part + 1]) {
          part++;
        }
        for (int c = 0; c < columns; c++) {
          double value = block[r * columns + c];
          // comparisons with NaN are false, so the first number replaces it
          if (!(value >= low[c][part])) {
            low[c][part] = Double.isNaN(value) ? low[c][part] : value;
          }
          if (!(value <= high[c][part])) {
            high[c][part] = Double.isNaN(value) ? high[c][part] : value;
          }
        }
      }
    }
    return IntStream.range(0, columns)
        .mapToObj(c -> new Envelope(low[c], high[c], firstRow))
        .toList();
  }
}
