package org.neurowright.io.results;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.record.RunLayout.SpikingPopulation;
import org.neurowright.engine.record.SpikeBlock;
import org.neurowright.io.hdf5.WriteLock;
import org.neurowright.io.report.FolderInUseException;
import org.neurowright.io.report.WriterThread;
import org.neurowright.io.spikes.BmtkSpikeOrder;

/**
 * The spikes of a run in the order they come, appended to a file so that none is lost when the
 * program ends in the middle.
 *
 * <p>Layout: the bytes {@code NWSPIKE1}; big endian, as Java writes it: length of the header (int),
 * number of populations (int), for each its name (UTF), its size (int) and its node ids (long);
 * then little endian one record of 20 bytes per spike: time in ms (double), population (int), row
 * (int), block of steps (int). A record that is cut off at the end of the file does not count.
 */
final class SpikeLog implements AutoCloseable {
  static final String FILE_NAME = "run.spikes.part";

  private static final byte[] MAGIC = {'N', 'W', 'S', 'P', 'I', 'K', 'E', '1'};
  private static final int RECORD = 20;
  private static final int BUFFER_RECORDS = 1 << 14;

  private final Path path;
  private final FileChannel channel;
  private final WriterThread thread;
  private ByteBuffer buffer = newBuffer();
  private int block;
  private long size;

  private SpikeLog(Path path, FileChannel channel, WriterThread thread) {
    this.path = path;
    this.channel = channel;
    this.thread = thread;
  }

  private static ByteBuffer newBuffer() {
    return ByteBuffer.allocate(BUFFER_RECORDS * RECORD).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Begins a log; to be called on the writer thread. The file stays locked until it is closed. */
  static SpikeLog create(Path path, List<SpikingPopulation> populations, WriterThread thread)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (!WriteLock.take(channel)) {
        throw new FolderInUseException();
      }
      channel.truncate(0);
      byte[] header = header(populations);
      ByteBuffer begin = ByteBuffer.allocate(MAGIC.length + Integer.BYTES + header.length);
      begin.put(MAGIC).putInt(header.length).put(header).flip();
      writeAll(channel, begin);
      return new SpikeLog(path, channel, thread);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static byte[] header(List<SpikingPopulation> populations) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(bytes))) {
      out.writeInt(populations.size());
      for (SpikingPopulation population : populations) {
        out.writeUTF(population.name());
        out.writeInt(population.nodeIds().length);
        for (long id : population.nodeIds()) {
          out.writeLong(id);
        }
      }
    }
    return bytes.toByteArray();
  }

  /** Adds spikes; called on the simulation thread, which only copies. */
  void add(SpikeBlock spikes) {
    for (int i = 0; i < spikes.size(); i++) {
      if (!buffer.hasRemaining()) {
        handOver();
      }
      buffer
          .putDouble(spikes.tMs()[i])
          .putInt(spikes.population()[i])
          .putInt(spikes.row()[i])
          .putInt(block);
    }
    size += spikes.size();
  }

  /** End of a block of steps. */
  void endBlock() {
    handOver();
    block++;
  }

  /** Hands over what is there. */
  void handOver() {
    if (buffer.position() == 0) {
      return;
    }
    ByteBuffer full = buffer.flip();
    buffer = newBuffer();
    thread.submit(path, () -> writeAll(channel, full), () -> {});
  }

  /** Spikes added so far. */
  long size() {
    return size;
  }

  Path path() {
    return path;
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A finished log, mapped; spikes are numbered as they came. */
  static final class Reader implements BmtkSpikeOrder.Spikes, AutoCloseable {
    private static final ValueLayout.OfDouble DOUBLE =
        ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
        ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Arena arena;
    private final MemorySegment records;
    private final List<String> names;
    private final List<long[]> nodeIds;
    private final int size;

    private Reader(Arena arena, MemorySegment records, List<String> names, List<long[]> nodeIds) {
      this.arena = arena;
      this.records = records;
      this.names = names;
      this.nodeIds = nodeIds;
      this.size = Math.toIntExact(records.byteSize() / RECORD);
    }

    /**
     * Opens a log.
     *
     * @throws IOException if it is not one, or its run is still going on
     */
    static Reader open(Path path) throws IOException {
      try (FileChannel channel =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        if (!WriteLock.take(channel)) {
          throw new IOException("the run is still going on");
        }
        return read(path, channel);
      }
    }

    /** Opens a log whose run is over but whose channel is still open. */
    static Reader read(Path path, FileChannel channel) throws IOException {
      channel.position(0);
      DataInputStream data =
          new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
      byte[] magic = data.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new IOException(path + " is not a log of spikes");
      }
      long begin = MAGIC.length + Integer.BYTES + (long) data.readInt();
      int populations = data.readInt();
      List<String> names = new ArrayList<>();
      List<long[]> nodeIds = new ArrayList<>();
      for (int p = 0; p < populations; p++) {
        names.add(data.readUTF());
        long[] ids = new long[data.readInt()];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = data.readLong();
        }
        nodeIds.add(ids);
      }
      Arena arena = Arena.ofShared();
      try {
        long bytes = (channel.size() - begin) / RECORD * RECORD;
        return new Reader(
            arena, channel.map(MapMode.READ_ONLY, begin, bytes, arena), names, nodeIds);
      } catch (IOException | RuntimeException e) {
        arena.close();
        throw e;
      }
    }

    /** Names of the populations by index. */
    List<String> names() {
      return names;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public double timeMs(int spike) {
      return records.get(DOUBLE, (long) spike * RECORD);
    }

    @Override
    public int population(int spike) {
      return records.get(INT, (long) spike * RECORD + 8);
    }

    @Override
    public int row(int spike) {
      return records.get(INT, (long) spike * RECORD + 12);
    }

    @Override
    public int block(int spike) {
      return records.get(INT, (long) spike * RECORD + 16);
    }

    @Override
    public long nodeId(int spike) {
      return nodeIds.get(population(spike))[row(spike)];
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  /** The spikes so far; to be called on the writer thread after everything was handed over. */
  Reader reread() throws IOException {
    return Reader.read(path, channel);
  }
}
