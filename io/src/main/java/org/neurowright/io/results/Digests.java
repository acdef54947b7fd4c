package org.neurowright.io.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of files. Large files are recorded with their size only: digesting a report of a gigabyte
 * would keep the user waiting for seconds at the end of a run, and one of a connectome would take
 * the processor from the simulation.
 */
final class Digests {
  /** Files above this size get no digest; one of this size takes about a tenth of a second. */
  static final long LARGEST_DIGESTED_BYTES = 64L << 20;

  private static final int PIECE = 1 << 20;

  private Digests() {}

  /**
   * Size and digest of a file under the given name; no digest when it is large; size -1 and no
   * digest when it cannot be read.
   */
  static RunRecord.FileDigest of(Path file, String name) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > LARGEST_DIGESTED_BYTES) {
        return new RunRecord.FileDigest(name, channel.size(), "");
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer buffer = ByteBuffer.allocate(PIECE);
      long bytes = 0;
      for (int n = channel.read(buffer); n >= 0; n = channel.read(buffer)) {
        digest.update(buffer.flip());
        buffer.clear();
        bytes += n;
      }
      return new RunRecord.FileDigest(name, bytes, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      return new RunRecord.FileDigest(name, -1, "");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
