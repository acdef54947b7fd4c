package org.neurowright.io.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Mends files that {@link Hdf5Writer} was still filling when the program ended. They are valid as
 * they are, but longer than they need be. Files of other programs must not be given to this class:
 * they may keep bookkeeping behind their data.
 */
public final class Hdf5Repair {
  private static final int END_OF_FILE = 28;
  private static final int ROOT_HEADER = 36;
  private static final int CHECKSUM = 44;

  private Hdf5Repair() {}

  /**
   * Cuts off the room behind the last published row.
   *
   * @return bytes given back; 0 when there was nothing to do or the file cannot be one of ours
   * @throws IOException if the file cannot be changed, or is still being written
   */
  public static long trim(Path path) throws IOException {
    long end;
    try (Hdf5File file = Hdf5File.open(path)) {
      end = endOfData(file, "/");
    }
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      WriteLock.require(channel, path);
      ByteBuffer superblock =
          ByteBuffer.allocate(Layout.SUPERBLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      while (superblock.hasRemaining() && channel.read(superblock, superblock.position()) > 0) {
        // until all of it is there
      }
      boolean ours =
          !superblock.hasRemaining()
              && superblock.get(8) == 2
              && superblock.getLong(ROOT_HEADER) == Layout.SUPERBLOCK_BYTES;
      long length = channel.size();
      if (!ours || end <= Layout.SUPERBLOCK_BYTES || end >= length) {
        return 0;
      }
      superblock.putLong(END_OF_FILE, end);
      superblock.putInt(CHECKSUM, Checksum.of(superblock.array(), 0, CHECKSUM));
      channel.write(superblock.rewind(), 0);
      channel.truncate(end);
      return length - end;
    }
  }

  /**
   * Replaces the values of a contiguous dataset of 64-bit reals in place.
   *
   * @throws IOException if the file cannot be changed, is still being written, or has no such
   *     dataset of that size
   */
  public static void replace(Path path, String datasetPath, double[] values) throws IOException {
    long address;
    try (Hdf5File file = Hdf5File.open(path)) {
      Hdf5Dataset dataset = file.dataset(datasetPath);
      long bytes = (long) values.length * Double.BYTES;
      if (dataset.type() != ElementType.FLOAT64
          || dataset.rows() * dataset.columns() != values.length
          || dataset.endInFile() == 0) {
        throw new IOException(datasetPath + " cannot be replaced in place");
      }
      address = dataset.endInFile() - bytes;
    }
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      WriteLock.require(channel, path);
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asDoubleBuffer().put(values);
      while (bytes.hasRemaining()) {
        channel.write(bytes, address + bytes.position());
      }
    }
  }

  private static long endOfData(Hdf5File file, String group) {
    long end = 0;
    for (String name : file.children(group)) {
      String path = group.equals("/") ? "/" + name : group + "/" + name;
      end =
          Math.max(
              end, file.isGroup(path) ? endOfData(file, path) : file.dataset(path).endInFile());
    }
    return end;
  }
}
