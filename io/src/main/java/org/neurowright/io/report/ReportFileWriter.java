package org.neurowright.io.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.record.ReportLayout;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5Plan;
import org.neurowright.io.hdf5.Hdf5Writer;

/**
 * A report file that grows while a simulation runs; one table of rows (times) and columns per
 * population. The file has its final length from the beginning, but readers see only published
 * rows, and the end time it states is that of the last published row. Rows are published after
 * their data, the time after the rows: at any moment the file is valid and never promises more than
 * it has.
 */
public final class ReportFileWriter implements AutoCloseable {

  private record Table(ReportLayout layout, Hdf5Plan.Slot data, Hdf5Plan.Slot time) {}

  private final ReportFormat format;
  private final List<Table> tables = new ArrayList<>();
  private final long[] publishedRows;
  private final Hdf5Writer writer;

  private ReportFileWriter(Path file, List<ReportLayout> populations, ReportFormat format)
      throws IOException {
    this.format = format;
    this.publishedRows = new long[populations.size()];
    Hdf5Plan plan = new Hdf5Plan();
    plan.attribute("/", "magic", ElementType.UINT32, 0x0A7A);
    plan.attribute("/", "version", ElementType.UINT32, new long[] {0, 1});
    List<Filling> fillings = new ArrayList<>();
    for (ReportLayout layout : populations) {
      tables.add(plan(plan, layout, fillings));
    }
    writer = Hdf5Writer.create(file, plan);
    try {
      for (Filling filling : fillings) {
        filling.into(writer);
      }
      for (int i = 0; i < tables.size(); i++) {
        writer.write(tables.get(i).time, time(i, 0));
      }
      writer.reveal();
    } catch (IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /** Writes a part of the mapping. */
  private interface Filling {
    void into(Hdf5Writer writer) throws IOException;
  }

  /**
   * Begins a file, which is valid at once and has no rows yet. An older file of that name is
   * replaced.
   *
   * @param populations layouts of the same report for different populations
   */
  public static ReportFileWriter create(
      Path file, List<ReportLayout> populations, ReportFormat format) throws IOException {
    return new ReportFileWriter(file, populations, format);
  }

  private Table plan(Hdf5Plan plan, ReportLayout layout, List<Filling> fillings) {
    String group = "/report/" + layout.population();
    String mapping = group + "/mapping";
    unsigned(plan, mapping + "/node_ids", layout.nodeIds(), fillings);
    unsigned(plan, mapping + "/index_pointer", layout.indexPointer(), fillings);
    unsigned(plan, mapping + "/element_ids", layout.elementIds(), fillings);
    Hdf5Plan.Slot positions =
        plan.dataset(mapping + "/element_pos", ElementType.FLOAT64, layout.columns());
    fillings.add(out -> out.write(positions, layout.elementPos()));
    if (layout.isNetcon()) {
      signed(plan, mapping + "/src_ids", layout.sourceIds(), fillings);
      signed(plan, mapping + "/trg_ids", layout.targetIds(), fillings);
    }
    Hdf5Plan.Slot time = plan.dataset(mapping + "/time", ElementType.FLOAT64, 3);
    plan.attribute(mapping + "/time", "units", "ms");
    ElementType type = format == ReportFormat.BMTK ? ElementType.FLOAT64 : ElementType.FLOAT32;
    if (layout.morphology().isPresent()) {
      ReportLayout.Morphology morphology = layout.morphology().get();
      signed(plan, mapping + "/swc_ids_beg", morphology.firstIds(), fillings);
      signed(plan, mapping + "/swc_ids_end", morphology.lastIds(), fillings);
      signed(plan, mapping + "/seg_types", morphology.types(), fillings);
    }
    Hdf5Plan.Slot data = plan.reserved(group + "/data", type, layout.rows(), layout.columns());
    plan.attribute(group + "/data", "variable", layout.variable());
    if (format == ReportFormat.SONATA) {
      plan.alias(mapping + "/index_pointers", mapping + "/index_pointer");
      plan.attribute(group + "/data", "units", layout.unit());
    } else if (!layout.unit().isEmpty()) {
      plan.attribute(group + "/data", "units", layout.unit());
    }
    return new Table(layout, data, time);
  }

  private static void signed(Hdf5Plan plan, String path, long[] values, List<Filling> fillings) {
    Hdf5Plan.Slot slot = plan.dataset(path, ElementType.INT64, values.length);
    fillings.add(out -> out.write(slot, values));
  }

  /**
   * BMTK stores ids as unsigned numbers, also the -1 that stands for a point cell; so the bits are
   * kept.
   */
  private static void unsigned(Hdf5Plan plan, String path, long[] values, List<Filling> fillings) {
    Hdf5Plan.Slot slot = plan.dataset(path, ElementType.UINT64, values.length);
    fillings.add(out -> {
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      LongBuffer longs = bytes.asLongBuffer();
      longs.put(values);
      out.writeBytes(slot, 0, bytes);
    });
  }

  /** Size of one stored value. */
  public int valueBytes() {
    return format == ReportFormat.BMTK ? Double.BYTES : Float.BYTES;
  }

  /**
   * Writes values that are encoded already (little endian, {@link #valueBytes} each).
   *
   * @param population index into the list given at creation
   * @param firstValue place of the first value, counted row by row from the beginning of the table
   */
  public void write(int population, long firstValue, ByteBuffer values) throws IOException {
    writer.writeBytes(tables.get(population).data, firstValue, values);
  }

  /** Shows so many rows to readers; they must have been written. */
  public void publish(int population, long rows) throws IOException {
    Table table = tables.get(population);
    writer.publish(table.data, rows);
    writer.write(table.time, time(population, rows));
    publishedRows[population] = rows;
  }

  /** Number of rows that readers see. */
  public long publishedRows(int population) {
    return publishedRows[population];
  }

  /** Start, end and interval when there are so many rows: the end as planned when all are there. */
  private double[] time(int population, long rows) {
    ReportLayout layout = tables.get(population).layout;
    double start = layout.startMs();
    double interval = layout.intervalMs();
    return new double[] {
      start, rows == layout.rows() ? layout.endMs() : endMs(start, interval, rows), interval
    };
  }

  /** The end from which readers that truncate (end - start) / interval find so many rows. */
  static double endMs(double startMs, double intervalMs, long rows) {
    double end = startMs + rows * intervalMs;
    while ((long) ((end - startMs) / intervalMs) < rows) {
      end = Math.nextUp(end);
    }
    return end;
  }

  /**
   * Ends the file with the rows published so far; room that was not needed at its end is given
   * back.
   */
  public void finish() throws IOException {
    int last = tables.size() - 1;
    writer.trimTo(tables.get(last).data, publishedRows[last]);
    writer.commit();
  }

  /** Closes; the published rows stay. */
  @Override
  public void close() throws IOException {
    writer.close();
  }
}
