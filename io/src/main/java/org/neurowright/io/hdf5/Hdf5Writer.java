package org.neurowright.io.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import org.neurowright.io.hdf5.Hdf5Plan.Slot;

/**
 * Writes the file of a plan. The file appears under its name only when it is whole: it is written
 * as {@code name.part} and renamed by {@link #commit} (finished) or {@link #reveal} (valid, still
 * being filled). Closing before that deletes it.
 *
 * <p>Readers see the rows that were last {@linkplain #publish published}. The order of writes is
 * such that after the end of the process at any moment the file is valid and every published row is
 * right: data, then length of the file, then superblock, then the one header that counts the rows.
 *
 * <p>{@link #writeBytes} may be called by several threads; everything else by one thread at a time.
 */
public final class Hdf5Writer implements AutoCloseable {
  /** Ending of an unfinished file. */
  public static final String PART = ".part";

  /** A growing dataset raises the length of the file in such steps. */
  private static final long GROWTH = 64L << 20;

  private static final int SCRATCH_BYTES = 1 << 20;

  private final Path target;
  private final Path part;
  private final Layout layout;
  private FileChannel channel;
  private boolean revealed;
  private boolean finished;
  private long declaredEnd;
  private long usedEnd;
  private ByteBuffer scratch;

  private Hdf5Writer(Path target, Hdf5Plan plan) {
    this.target = target;
    this.part = target.resolveSibling(target.getFileName() + PART);
    this.layout = new Layout(plan);
    this.declaredEnd = layout.end();
    this.usedEnd = layout.end();
  }

  /**
   * Begins a file; an older one of the same name stays until {@link #commit} or {@link #reveal}.
   *
   * @throws IOException if the folder is not writable, the disk is full, or somebody is writing the
   *     same file
   */
  public static Hdf5Writer create(Path target, Hdf5Plan plan) throws IOException {
    Hdf5Writer writer = new Hdf5Writer(target, plan);
    writer.open(writer.part, true);
    try {
      for (Map.Entry<Long, byte[]> block : writer.layout.metadata().entrySet()) {
        writer.writeAt(block.getKey(), ByteBuffer.wrap(block.getValue()));
      }
      writer.setLength(writer.layout.end());
      writer.writeAt(0, ByteBuffer.wrap(writer.layout.superblock(writer.declaredEnd)));
      return writer;
    } catch (IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  private void open(Path file, boolean anew) throws IOException {
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!WriteLock.take(channel)) {
      channel.close();
      throw new IOException(file + " is being written by somebody else");
    }
    if (anew) {
      channel.truncate(0);
    }
  }

  public void write(Slot slot, long[] values) throws IOException {
    write(slot, 0, values, 0, values.length);
  }

  public void write(Slot slot, double[] values) throws IOException {
    write(slot, 0, values, 0, values.length);
  }

  public void write(Slot slot, int[] values) throws IOException {
    write(slot, 0, values, 0, values.length);
  }

  public void write(Slot slot, float[] values) throws IOException {
    write(slot, 0, values, 0, values.length);
  }

  /**
   * Writes integers as elements {@code firstElement ...} (counted row by row).
   *
   * @throws IllegalArgumentException if one does not fit the type of the dataset
   */
  public void write(Slot slot, long firstElement, long[] values, int from, int count)
      throws IOException {
    inPieces(slot, firstElement, from, count, (i, to) -> put(slot, values[i], to));
  }

  public void write(Slot slot, long firstElement, int[] values, int from, int count)
      throws IOException {
    inPieces(slot, firstElement, from, count, (i, to) -> put(slot, values[i], to));
  }

  /**
   * Writes reals as elements {@code firstElement ...}; rounded when the dataset has fewer bits.
   *
   * @throws IllegalArgumentException if the dataset holds integers
   */
  public void write(Slot slot, long firstElement, double[] values, int from, int count)
      throws IOException {
    switch (slot.type) {
      case FLOAT64 -> inPieces(slot, firstElement, from, count, (i, to) -> to.putDouble(values[i]));
      case FLOAT32 ->
          inPieces(slot, firstElement, from, count, (i, to) -> to.putFloat((float) values[i]));
      default -> throw misfit(slot, "reals");
    }
  }

  public void write(Slot slot, long firstElement, float[] values, int from, int count)
      throws IOException {
    switch (slot.type) {
      case FLOAT64 -> inPieces(slot, firstElement, from, count, (i, to) -> to.putDouble(values[i]));
      case FLOAT32 -> inPieces(slot, firstElement, from, count, (i, to) -> to.putFloat(values[i]));
      case FLOAT16 ->
          inPieces(
              slot,
              firstElement,
              from,
              count,
              (i, to) -> to.putShort(Float.floatToFloat16(values[i])));
      default -> throw misfit(slot, "reals");
    }
  }

  /**
   * Writes elements that are encoded already (little endian, the type of the dataset): everything
   * between position and limit of the buffer. Safe for use by several threads; direct buffers are
   * fastest.
   */
  public void writeBytes(Slot slot, long firstElement, ByteBuffer encoded) throws IOException {
    long offset = Math.multiplyExact(firstElement, slot.type.bytes());
    long end = Math.addExact(offset, encoded.remaining());
    if (firstElement < 0 || !slot.growing && end > slot.roomBytes()) {
      throw new IllegalArgumentException(
          slot.path + ": bytes " + offset + " to " + end + " are outside its " + slot.roomBytes());
    }
    writeAt(layout.region(slot) + offset, encoded);
  }

  /**
   * Lets readers see so many rows, which must have been written. For a growing dataset this also
   * raises the length of the file.
   */
  public void publish(Slot slot, long rows) throws IOException {
    if (rows < 0 || slot.room.length == 0 || !slot.growing && rows > slot.room[0]) {
      throw new IllegalArgumentException(slot.path + " cannot have " + rows + " rows");
    }
    if (slot.growing) {
      usedEnd = layout.region(slot) + Math.multiplyExact(slot.rowBytes(), rows);
      if (usedEnd > declaredEnd) {
        declareEnd(Math.max(usedEnd, channel.size()) + GROWTH);
      }
    }
    writeAt(layout.headerAddress(slot), ByteBuffer.wrap(layout.header(slot, rows)));
  }

  /** Puts what was written so far on the disk, safe against loss of power. */
  public void force() throws IOException {
    channel.force(false);
  }

  /**
   * Gives the file its name while it goes on being filled; an older file of that name is replaced.
   */
  public void reveal() throws IOException {
    // closed for the moment, because not every system renames an open file
    channel.close();
    rename();
    revealed = true;
    open(target, false);
  }

  /**
   * Finishes and closes the file. One that was not revealed is put on the disk before it gets its
   * name, so that even after a loss of power there is either the old file or the whole new one.
   */
  public void commit() throws IOException {
    finish();
    if (!revealed) {
      rename();
      revealed = true;
    }
  }

  /**
   * Does everything of {@link #commit} but the renaming, which {@link #commit} then does at once:
   * for several files that are to appear together. Nothing can be written any more.
   */
  public void finish() throws IOException {
    if (finished) {
      return;
    }
    trim();
    if (!revealed) {
      channel.force(true);
    }
    channel.close();
    finished = true;
  }

  /**
   * Cuts off room at the end that is not needed.
   *
   * @param lastSlot the dataset with the highest address; ignored if it is another
   * @param rows rows that it keeps
   */
  public void trimTo(Slot lastSlot, long rows) {
    long end = layout.region(lastSlot) + Math.multiplyExact(lastSlot.rowBytes(), rows);
    long roomEnd = layout.region(lastSlot) + lastSlot.roomBytes();
    if (roomEnd == layout.end()) {
      usedEnd = end;
    }
  }

  private void trim() throws IOException {
    if (declaredEnd != usedEnd || channel.size() != usedEnd) {
      // shorter: first the superblock, so that it never promises more than there is
      writeAt(0, ByteBuffer.wrap(layout.superblock(usedEnd)));
      setLength(usedEnd);
      declaredEnd = usedEnd;
    }
  }

  private void declareEnd(long end) throws IOException {
    setLength(end);
    writeAt(0, ByteBuffer.wrap(layout.superblock(end)));
    declaredEnd = end;
  }

  private void setLength(long length) throws IOException {
    long size = channel.size();
    if (size > length) {
      channel.truncate(length);
    } else if (size < length) {
      writeAt(length - 1, ByteBuffer.wrap(new byte[1]));
    }
  }

  private void rename() throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Closes the file; one that was neither committed nor revealed is deleted. */
  @Override
  public void close() throws IOException {
    channel.close();
    if (!revealed) {
      Files.deleteIfExists(part);
    }
  }

  /** Puts element {@code index} of a source at the position of a buffer. */
  private interface Element {
    void put(int index, ByteBuffer to);
  }

  private void inPieces(Slot slot, long firstElement, int from, int count, Element element)
      throws IOException {
    if (scratch == null) {
      scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
    int piece = SCRATCH_BYTES / slot.type.bytes();
    for (int done = 0; done < count; done += piece) {
      int end = Math.min(count, done + piece);
      scratch.clear();
      for (int i = done; i < end; i++) {
        element.put(from + i, scratch);
      }
      writeBytes(slot, firstElement + done, scratch.flip());
    }
  }

  private static void put(Slot slot, long value, ByteBuffer to) {
    long low =
        switch (slot.type) {
          case INT8 -> Byte.MIN_VALUE;
          case INT16 -> Short.MIN_VALUE;
          case INT32 -> Integer.MIN_VALUE;
          case INT64, FLOAT16, FLOAT32, FLOAT64 -> Long.MIN_VALUE;
          case UINT8, UINT16, UINT32, UINT64 -> 0;
          case STRING, ENUM, OTHER -> throw misfit(slot, "numbers");
        };
    long high =
        switch (slot.type) {
          case INT8 -> Byte.MAX_VALUE;
          case UINT8 -> 0xffL;
          case INT16 -> Short.MAX_VALUE;
          case UINT16 -> 0xffffL;
          case INT32 -> Integer.MAX_VALUE;
          case UINT32 -> 0xffffffffL;
          default -> Long.MAX_VALUE;
        };
    if (value < low || value > high) {
      throw misfit(slot, "the number " + value);
    }
    switch (slot.type) {
      case FLOAT32 -> to.putFloat(value);
      case FLOAT64 -> to.putDouble(value);
      case FLOAT16 -> to.putShort(Float.floatToFloat16(value));
      default -> {
        switch (slot.type.bytes()) {
          case 1 -> to.put((byte) value);
          case 2 -> to.putShort((short) value);
          case 4 -> to.putInt((int) value);
          default -> to.putLong(value);
        }
      }
    }
  }

  private static IllegalArgumentException misfit(Slot slot, String what) {
    return new IllegalArgumentException(
        slot.path + " holds " + slot.type.inWords() + ", not " + what);
  }

  private void writeAt(long address, ByteBuffer bytes) throws IOException {
    Objects.requireNonNull(bytes);
    long at = address;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }
}
