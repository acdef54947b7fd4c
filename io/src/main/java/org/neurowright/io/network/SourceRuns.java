package org.neurowright.io.network;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.neurowright.io.hdf5.Hdf5Plan.Slot;
import org.neurowright.io.hdf5.Hdf5Writer;

/**
 * Runs of neighbouring rows with equal source, sorted by source with bounded memory: while rows are
 * written, their runs go to a temporary file, chained into buckets of neighbouring sources; at the
 * end each bucket is put in order by itself. The file is beside the target and goes away with this
 * object, on systems that allow it even when the process is killed.
 *
 * <p>A run takes 8 bytes: source within the bucket (20 bits) and first row (43 bits); the top bit
 * says that its length follows as a number of its own, otherwise it is one row.
 */
final class SourceRuns implements AutoCloseable {
  private static final int ROW_BITS = 43;
  private static final int SOURCE_BITS = 20;
  private static final long ROW_MASK = (1L << ROW_BITS) - 1;
  private static final int SOURCE_MASK = (1 << SOURCE_BITS) - 1;

  private static final int CHUNK_BYTES = 1 << 17;
  private static final int READ_BYTES = CHUNK_BYTES;
  private static final long ROWS_PER_BUCKET = 2_000_000;
  private static final int MOST_BUCKETS = 512;

  /** Ranges put in order at a time: 32 MB per thread. */
  private static final int WINDOW = 1 << 21;

  private final FileChannel channel;
  private final Path file;
  private final int perBucket;
  private final ByteBuffer[] buffers;

  /** Where the chunks of each bucket are, in order; all but the last are full. */
  private final LongArrayList[] chunks;

  private final int[] runsOfSource;
  private long end;
  private int pendingSource = -1;
  private long pendingFirst;
  private long pendingLength;

  /**
   * Begins.
   *
   * @param beside file in whose folder the temporary file is made
   * @param sources number of sources
   * @param rows number of rows to come
   */
  SourceRuns(Path beside, int sources, long rows) throws IOException {
    if (rows > ROW_MASK) {
      throw new IllegalArgumentException(rows + " rows");
    }
    long wanted = Math.clamp(rows / ROWS_PER_BUCKET, 1, MOST_BUCKETS);
    perBucket =
        (int) Math.clamp(Math.ceilDiv(Math.max(1, (long) sources), wanted), 1, 1 << SOURCE_BITS);
    int buckets = Math.ceilDiv(Math.max(1, sources), perBucket);
    runsOfSource = new int[sources];
    buffers = new ByteBuffer[buckets];
    chunks = new LongArrayList[buckets];
    for (int b = 0; b < buckets; b++) {
      chunks[b] = new LongArrayList();
    }
    file = beside.resolveSibling(beside.getFileName() + ".sources" + Hdf5Writer.PART);
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    deleteEarly();
  }

  /** Where an open file can lose its name, nothing is left even by a process that is killed. */
  private void deleteEarly() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // close() deletes it
    }
  }

  int buckets() {
    return buffers.length;
  }

  /**
   * Takes the sources of the next rows.
   *
   * @param sources place of the source of each row in the order of ids
   * @param firstRow row of the file of the first one; follows the rows taken before
   */
  void add(int[] sources, int count, long firstRow) throws IOException {
    for (int i = 0; i < count; i++) {
      int source = sources[i];
      if (source == pendingSource) {
        pendingLength++;
      } else {
        flushPending();
        pendingSource = source;
        pendingFirst = firstRow + i;
        pendingLength = 1;
      }
    }
  }

  private void flushPending() throws IOException {
    if (pendingSource < 0) {
      return;
    }
    runsOfSource[pendingSource] = Math.incrementExact(runsOfSource[pendingSource]);
    int bucket = pendingSource / perBucket;
    long word = (long) (pendingSource - bucket * perBucket) << ROW_BITS | pendingFirst;
    if (pendingLength == 1) {
      put(bucket, word);
    } else {
      put(bucket, word | Long.MIN_VALUE);
      put(bucket, pendingLength);
    }
  }

  private void put(int bucket, long word) throws IOException {
    ByteBuffer buffer = buffers[bucket];
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.nativeOrder());
      buffers[bucket] = buffer;
    }
    buffer.putLong(word);
    if (!buffer.hasRemaining()) {
      writeChunk(bucket);
    }
  }

  private void writeChunk(int bucket) throws IOException {
    ByteBuffer buffer = buffers[bucket].flip();
    chunks[bucket].add(end);
    while (buffer.hasRemaining()) {
      end += channel.write(buffer, end);
    }
    buffer.clear();
  }

  /** No more rows come. Afterwards buckets may be written by several threads. */
  void finish() throws IOException {
    flushPending();
    pendingSource = -1;
  }

  /** Number of runs of a source, by its place in the order of ids. */
  int runs(int source) {
    return runsOfSource[source];
  }

  /** Number of runs of each bucket. */
  long runsOfBucket(int bucket) {
    long runs = 0;
    for (int s = bucket * perBucket; s < lastOf(bucket); s++) {
      runs += runsOfSource[s];
    }
    return runs;
  }

  private long mostRuns() {
    return IntStream.range(0, buckets()).mapToLong(this::runsOfBucket).max().orElse(0);
  }

  private int lastOf(int bucket) {
    return (int) Math.min(runsOfSource.length, (bucket + 1L) * perBucket);
  }

  /** Puts buckets in order; one per thread. */
  final class Sorter {
    private final ByteBuffer read =
        ByteBuffer.allocateDirect(READ_BYTES).order(ByteOrder.nativeOrder());
    private final ByteBuffer window =
        ByteBuffer.allocateDirect((int) Math.min(WINDOW, mostRuns()) * 2 * Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    private final long[] cursor = new long[perBucket];

    /**
     * Writes the runs of a bucket as rows {@code [first, end)} of a table with two columns.
     *
     * @param base row of the table where the bucket begins
     */
    void write(int bucket, Hdf5Writer to, Slot slot, long base) throws IOException {
      long runs = runsOfBucket(bucket);
      // a bucket with more runs than fit, because some sources have very many, is read several
      // times
      for (long low = 0; low < runs; low += WINDOW) {
        int size = (int) Math.min(WINDOW, runs - low);
        place(bucket, low, size);
        to.writeBytes(slot, 2 * (base + low), window.limit(size * 2 * Long.BYTES).position(0));
        window.clear();
      }
    }

    private void place(int bucket, long low, int size) throws IOException {
      long next = 0;
      int firstSource = bucket * perBucket;
      for (int s = firstSource; s < lastOf(bucket); s++) {
        cursor[s - firstSource] = next;
        next += runsOfSource[s];
      }
      long longRun = 0;
      boolean lengthFollows = false;
      LongArrayList places = chunks[bucket];
      for (int c = 0; c <= places.size(); c++) {
        ByteBuffer words;
        if (c < places.size()) {
          words = read(places.getLong(c));
        } else if (buffers[bucket] != null) {
          words = buffers[bucket].duplicate().order(ByteOrder.nativeOrder()).flip();
        } else {
          break;
        }
        while (words.hasRemaining()) {
          long word = words.getLong();
          if (lengthFollows) {
            put(longRun, word, low, size);
            lengthFollows = false;
          } else if (word < 0) {
            longRun = word;
            lengthFollows = true;
          } else {
            put(word, 1, low, size);
          }
        }
      }
    }

    private void put(long word, long length, long low, int size) {
      int source = (int) (word >>> ROW_BITS) & SOURCE_MASK;
      long at = cursor[source]++ - low;
      if (at >= 0 && at < size) {
        long first = word & ROW_MASK;
        int byteAt = (int) at * 2 * Long.BYTES;
        window.putLong(byteAt, first).putLong(byteAt + Long.BYTES, first + length);
      }
    }

    private ByteBuffer read(long position) throws IOException {
      read.clear().limit(CHUNK_BYTES);
      long at = position;
      while (read.hasRemaining()) {
        int count = channel.read(read, at);
        if (count < 0) {
          throw new IOException(file + " ends early");
        }
        at += count;
      }
      return read.flip();
    }
  }

  @Override
  public void close() throws IOException {
    Arrays.fill(buffers, null);
    channel.close();
    Files.deleteIfExists(file);
  }
}
