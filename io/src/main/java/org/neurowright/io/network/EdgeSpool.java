package org.neurowright.io.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.neurowright.engine.network.EdgeMemory;
import org.neurowright.io.hdf5.Hdf5Writer;

/**
 * What was found while edges were counted, in a temporary file: one or two bytes an edge, written
 * and read by several threads. The file goes away with this object, on systems that allow it even
 * when the process is killed.
 */
final class EdgeSpool implements AutoCloseable {
  private final FileChannel channel;
  private final Path file;
  private final AtomicLong end = new AtomicLong();

  /** Where something is. */
  record Span(long offset, int size) {}

  /**
   * @param beside file in whose folder the temporary file is made
   */
  EdgeSpool(Path beside) throws IOException {
    file = beside.resolveSibling(beside.getFileName() + ".found" + Hdf5Writer.PART);
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // close() deletes it
    }
  }

  /** Keeps the bytes of a memory. */
  Span put(EdgeMemory memory) throws IOException {
    Span span = new Span(end.getAndAdd(memory.size()), memory.size());
    ByteBuffer from = ByteBuffer.wrap(memory.bytes(), 0, memory.size());
    long at = span.offset;
    while (from.hasRemaining()) {
      at += channel.write(from, at);
    }
    return span;
  }

  /** Gives them back. */
  void get(Span span, EdgeMemory memory) throws IOException {
    ByteBuffer to = ByteBuffer.wrap(memory.fill(span.size), 0, span.size);
    long at = span.offset;
    while (to.hasRemaining()) {
      int count = channel.read(to, at);
      if (count < 0) {
        throw new IOException(file + " ends early");
      }
      at += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
