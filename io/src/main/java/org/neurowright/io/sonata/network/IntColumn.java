package org.neurowright.io.sonata.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A writable column of ints for more rows than one should hold in memory: beyond some size it is a
 * mapped temporary file, which vanishes with the program.
 */
final class IntColumn {
  /** Rows kept on the heap at most: 32 MB. */
  private static final long LARGEST_ON_HEAP = 8L << 20;

  private final MemorySegment values;

  private IntColumn(MemorySegment values) {
    this.values = values;
  }

  static IntColumn of(long size) {
    return of(size, LARGEST_ON_HEAP);
  }

  static IntColumn of(long size, long largestOnHeap) {
    if (size <= largestOnHeap) {
      return new IntColumn(MemorySegment.ofArray(new int[(int) size]));
    }
    try {
      Path file = Files.createTempFile("neurowright-index", ".tmp");
      // The mapping stays readable after the channel is closed; where the system allows it the file
      // is
      // unlinked at once.
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE)) {
        return new IntColumn(
            channel.map(FileChannel.MapMode.READ_WRITE, 0, size * Integer.BYTES, Arena.ofAuto()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no room for a temporary index of " + size * Integer.BYTES + " bytes", e);
    }
  }

  int get(long row) {
    return values.getAtIndex(ValueLayout.JAVA_INT, row);
  }

  void set(long row, int value) {
    values.setAtIndex(ValueLayout.JAVA_INT, row, value);
  }
}
