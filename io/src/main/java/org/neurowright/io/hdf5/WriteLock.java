package org.neurowright.io.hdf5;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/**
 * Keeps two writers out of one file, in this program and between its processes. The lock is on one
 * byte far behind any data, so that on systems where locks bind everybody others can still read; it
 * ends with its channel.
 */
public final class WriteLock {
  private static final long PLACE = Long.MAX_VALUE - 1;

  private WriteLock() {}

  /** Takes the lock; false when somebody else is writing the file. */
  public static boolean take(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(PLACE, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Takes the lock. */
  static void require(FileChannel channel, Path file) throws IOException {
    if (!take(channel)) {
      throw new IOException(file + " is being written by somebody else");
    }
  }
}
