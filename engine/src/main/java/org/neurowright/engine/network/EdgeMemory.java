package org.neurowright.engine.network;

import java.util.Arrays;

/**
 * What counting edges found, in few bytes, so that making them need not find it again. Written once
 * and read in the same order. Not thread-safe.
 */
public final class EdgeMemory {
  private byte[] bytes = new byte[1 << 12];
  private int size;
  private int at;

  /** Forgets everything. */
  public void clear() {
    size = 0;
    at = 0;
  }

  /** Number of bytes. */
  public int size() {
    return size;
  }

  /** The bytes; only the first {@link #size()} count. */
  public byte[] bytes() {
    return bytes;
  }

  /** Gives room for so many bytes, to be filled by the caller and read from the first. */
  public byte[] fill(int count) {
    if (bytes.length < count) {
      bytes = new byte[count];
    }
    size = count;
    at = 0;
    return bytes;
  }

  /** Adds a number from 0: 7 bits a byte, the lowest first. */
  public void put(int number) {
    if (size + 5 > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.multiplyExact(bytes.length, 2));
    }
    int rest = number;
    while (rest > 0x7f) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** The next number. */
  public int get() {
    int number = bytes[at++];
    if (number >= 0) {
      return number;
    }
    number &= 0x7f;
    for (int shift = 7; ; shift += 7) {
      int next = bytes[at++];
      number |= (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }
}
