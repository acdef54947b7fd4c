package org.neurowright.io.hdf5;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Decoded chunks, least recently used ones dropped beyond a number of bytes. Thread-safe. */
final class ChunkCache {

  /** A chunk by the address of its dataset and its place in the grid of chunks. */
  record Key(long dataset, long gridRow, long gridColumn) {}

  private final long maxBytes;
  private final Map<Key, byte[]> chunks = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  ChunkCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * The chunk, decoded outside the lock when it is not there; two threads may decode the same one.
   */
  byte[] get(Key key, Supplier<byte[]> decoder) {
    synchronized (this) {
      byte[] chunk = chunks.get(key);
      if (chunk != null) {
        return chunk;
      }
    }
    byte[] decoded = decoder.get();
    put(key, decoded);
    return decoded;
  }

  private synchronized void put(Key key, byte[] chunk) {
    byte[] before = chunks.put(key, chunk);
    bytes += chunk.length - (before == null ? 0 : before.length);
    Iterator<byte[]> oldest = chunks.values().iterator();
    while (bytes > maxBytes && chunks.size() > 1) {
      bytes -= oldest.next().length;
      oldest.remove();
    }
  }

  synchronized long bytes() {
    return bytes;
  }
}
