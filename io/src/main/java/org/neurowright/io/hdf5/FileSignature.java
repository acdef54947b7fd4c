package org.neurowright.io.hdf5;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.neurowright.engine.problem.Problem;

/** First look at a file: is it HDF5, and is all of it there? */
final class FileSignature {
  /**
   * The eight bytes 89 'H' 'D' 'F' CR LF 1A LF as a little-endian number (HDF5 File Format 3.0,
   * section II.A).
   */
  private static final long SIGNATURE = 0x0A1A0A0D46444889L;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private FileSignature() {}

  static void check(Path path, MemorySegment bytes) {
    if (bytes.byteSize() == 0) {
      throw new Hdf5Exception(
          Hdf5Exception.problem("hdf5.truncated", path, "", "The file is empty (0 bytes)")
              .hint("It was probably not written to its end"));
    }
    long superblock = find(bytes);
    if (superblock < 0) {
      throw new Hdf5Exception(notHdf5(path, bytes));
    }
    long end = declaredEnd(bytes, superblock);
    if (end > bytes.byteSize()) {
      throw new Hdf5Exception(
          Hdf5Exception.problem(
                  "hdf5.truncated",
                  path,
                  "",
                  "The file is truncated: it has "
                      + bytes.byteSize()
                      + " bytes, its header says "
                      + end)
              .hint("Copy it again; if a program wrote it just now, that program did not finish"));
    }
  }

  /** Address of the superblock: 0, 512, 1024 and so on doubling; -1 when there is none. */
  private static long find(MemorySegment bytes) {
    for (long at = 0; at + Long.BYTES <= bytes.byteSize(); at = at == 0 ? 512 : at * 2) {
      if (bytes.get(LONG, at) == SIGNATURE) {
        return at;
      }
    }
    return -1;
  }

  /**
   * End-of-file address of the superblock (sections II.A, versions 0 to 3); 0 when it cannot be
   * found.
   */
  private static long declaredEnd(MemorySegment bytes, long superblock) {
    int version =
        bytes.byteSize() > superblock + 8 ? bytes.get(ValueLayout.JAVA_BYTE, superblock + 8) : -1;
    long at =
        switch (version) {
          case 0 -> superblock + 40;
          case 1 -> superblock + 44;
          case 2, 3 -> superblock + 28;
          default -> -1;
        };
    if (at < 0) {
      return 0;
    }
    return at + Long.BYTES > bytes.byteSize() ? at + Long.BYTES : bytes.get(LONG, at);
  }

  private static Problem notHdf5(Path path, MemorySegment bytes) {
    byte[] head = bytes.asSlice(0, Math.min(64, bytes.byteSize())).toArray(ValueLayout.JAVA_BYTE);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    Problem problem =
        Hdf5Exception.problem("hdf5.not-hdf5", path, "", "This is not an HDF5 file")
            .expected("an HDF5 file");
    if (text.startsWith("version https://git-lfs")) {
      return problem.hint("It is a Git LFS pointer; run 'git lfs pull' to get the file itself");
    }
    boolean isText = text.chars().allMatch(c -> c >= ' ' && c < 127 || Character.isWhitespace(c));
    return isText ? problem.hint("It looks like a text file") : problem;
  }
}
