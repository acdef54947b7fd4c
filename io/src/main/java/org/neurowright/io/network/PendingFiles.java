package org.neurowright.io.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.neurowright.io.hdf5.Hdf5Writer;

/**
 * Files that are to appear together: each one is whole and on the disk under another name before
 * the first gets its own. Closing before that leaves nothing behind.
 */
final class PendingFiles implements AutoCloseable {

  /** A file that is whole but does not have its name yet. */
  private sealed interface Pending {
    void reveal() throws IOException;

    void drop() throws IOException;

    record Table(Path file, Path part) implements Pending {
      @Override
      public void reveal() throws IOException {
        try {
          Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
          Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }

      @Override
      public void drop() throws IOException {
        Files.deleteIfExists(part);
      }
    }

    record Data(Hdf5Writer writer) implements Pending {
      @Override
      public void reveal() throws IOException {
        writer.commit();
      }

      @Override
      public void drop() throws IOException {
        writer.close();
      }
    }
  }

  private final List<Pending> pending = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();

  /** Takes a small file with its content. */
  void add(Path file, byte[] content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + Hdf5Writer.PART);
    pending.add(new Pending.Table(file, part));
    files.add(file);
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Takes a file that goes on being written; {@link Hdf5Writer#finish} ends that. */
  void add(Path file, Hdf5Writer writer) {
    pending.add(new Pending.Data(writer));
    files.add(file);
  }

  /** In the order in which they were added. */
  List<Path> files() {
    return List.copyOf(files);
  }

  /** Gives all files their names. */
  void reveal() throws IOException {
    while (!pending.isEmpty()) {
      pending.getFirst().reveal();
      pending.removeFirst();
    }
  }

  /** Deletes what was not revealed. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Pending file : pending) {
      try {
        file.drop();
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    pending.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
