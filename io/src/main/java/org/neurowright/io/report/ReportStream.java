package org.neurowright.io.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Takes the rows of one report and population from the simulation and writes them on the writer
 * thread. Two buffers: one is filled while the other is written; only when both are full does the
 * simulation wait. Used by one thread.
 */
public final class ReportStream {
  private static final int BUFFERS = 2;

  private final Path path;
  private final ReportFileWriter file;
  private final int population;
  private final int columns;
  private final long rows;
  private final WriterThread thread;
  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BUFFERS);
  private final int capacity;
  private final int valueBytes;
  private ByteBuffer filling;

  /** Values handed over, and values put into the buffer that is being filled. */
  private long handedOver;

  private int filled;

  /**
   * Begins a stream.
   *
   * @param path name of the file, for messages
   * @param population index of the population in the file
   * @param columns columns of its table
   * @param rows rows of its table
   * @param bufferBytes size of one of the two buffers
   */
  public ReportStream(
      Path path,
      ReportFileWriter file,
      int population,
      int columns,
      long rows,
      WriterThread thread,
      int bufferBytes) {
    this.path = path;
    this.file = file;
    this.population = population;
    this.columns = columns;
    this.rows = rows;
    this.thread = thread;
    this.valueBytes = file.valueBytes();
    this.capacity =
        Math.max(1, (int) Math.min(bufferBytes / valueBytes, Math.max(1, rows * columns)));
    for (int i = 0; i < BUFFERS; i++) {
      free.add(ByteBuffer.allocateDirect(capacity * valueBytes).order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  /**
   * Adds whole rows.
   *
   * @param firstRow number of the first row; must follow the last one added
   * @param values {@code count} rows, row by row; may be reused after the call
   */
  public void add(long firstRow, int count, double[] values) {
    long size = (long) count * columns;
    if (firstRow * columns != handedOver + filled || firstRow + count > rows) {
      throw new IllegalArgumentException(
          "%s: rows %d to %d after %d values of %d rows"
              .formatted(path, firstRow, firstRow + count - 1, handedOver + filled, rows));
    }
    int from = 0;
    while (from < size) {
      if (filling == null) {
        filling = takeBuffer();
      }
      int n = (int) Math.min(size - from, capacity - filled);
      copy(values, from, n);
      filled += n;
      from += n;
      if (filled == capacity) {
        handOver();
      }
    }
  }

  private void copy(double[] values, int from, int n) {
    if (valueBytes == Double.BYTES) {
      DoubleBuffer doubles = filling.asDoubleBuffer();
      doubles.put(filled, values, from, n);
    } else {
      for (int i = 0; i < n; i++) {
        filling.putFloat((filled + i) * Float.BYTES, (float) values[from + i]);
      }
    }
  }

  /** Hands over what is there, so that it is soon visible in the file. */
  public void flush() {
    if (filled > 0) {
      handOver();
    }
    thread.check();
  }

  private void handOver() {
    ByteBuffer full = filling;
    long first = handedOver;
    full.position(0).limit(filled * valueBytes);
    handedOver += filled;
    long wholeRows = handedOver / columns;
    filling = null;
    filled = 0;
    thread.submit(
        path,
        () -> {
          file.write(population, first, full);
          if (wholeRows > file.publishedRows(population)) {
            file.publish(population, wholeRows);
          }
        },
        () -> free.add(full.clear()));
  }

  /** Waits for a buffer; an interrupt is kept for later, because rows must not be lost. */
  private ByteBuffer takeBuffer() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return free.take();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
