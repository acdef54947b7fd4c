package org.neurowright.io.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Text of variable length, kept in global heap collections (HDF5 File Format 3.0, section III.E).
 * Every text gets an object of its own, even an equal one, so that other programs may rewrite a
 * single value in place.
 */
final class StringHeap {
  /** Smallest collection that the reference library accepts. */
  private static final int SMALLEST = 4096;

  /** A collection is closed once it is this large; its object numbers have 16 bits. */
  private static final int LARGE = 1 << 19;

  private static final int HEADER = 16;

  /** Where a text is: index of its collection, number in it, length in bytes. */
  record Entry(int collection, int number, int length) {}

  private final List<ByteSink> collections = new ArrayList<>();
  private int objects;

  /** Adds a text; an empty one takes no room. */
  Entry add(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length == 0) {
      return new Entry(-1, 0, 0);
    }
    if (collections.isEmpty() || collections.getLast().size() > LARGE) {
      collections.add(new ByteSink().zeros(HEADER));
      objects = 0;
    }
    objects++;
    collections.getLast().u16(objects).u16(0).u32(0).u64(utf8.length).bytes(utf8).align(8);
    return new Entry(collections.size() - 1, objects, utf8.length);
  }

  /** Bytes of all collections; each one is a multiple of 8 bytes. */
  long bytes() {
    long total = 0;
    for (ByteSink collection : collections) {
      total += padded(collection.size());
    }
    return total;
  }

  /**
   * The reference to a text as it is stored in place of a value, when the heap begins at the given
   * address.
   */
  void reference(Entry entry, long heapAddress, ByteSink into) {
    if (entry.length == 0) {
      into.zeros(16);
      return;
    }
    long address = heapAddress;
    for (int i = 0; i < entry.collection; i++) {
      address += padded(collections.get(i).size());
    }
    into.u32(entry.length).u64(address).u32(entry.number);
  }

  byte[] encode() {
    ByteSink all = new ByteSink();
    for (ByteSink collection : collections) {
      int size = padded(collection.size());
      byte[] content = collection.toArray();
      ByteSink head = new ByteSink().text("GCOL").u8(1, 0, 0, 0).u64(size);
      System.arraycopy(head.array(), 0, content, 0, HEADER);
      all.bytes(content);
      int free = size - content.length;
      if (free > 0) {
        all.u16(0).u16(0).u32(0).u64(free).zeros(free - HEADER);
      }
    }
    return all.toArray();
  }

  /**
   * Size with the closing object that stands for the free room, which needs at least its own
   * header.
   */
  private static int padded(int used) {
    return Math.max(SMALLEST, used + HEADER);
  }
}
