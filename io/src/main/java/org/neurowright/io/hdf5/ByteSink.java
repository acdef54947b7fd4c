package org.neurowright.io.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows a byte array; everything little endian. */
final class ByteSink {
  private byte[] bytes = new byte[256];
  private int size;

  int size() {
    return size;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** The bytes written so far without a copy; valid until the next call. */
  byte[] array() {
    return bytes;
  }

  ByteSink u8(int... values) {
    for (int value : values) {
      put(value, 1);
    }
    return this;
  }

  ByteSink u16(int value) {
    return put(value, 2);
  }

  ByteSink u32(long value) {
    return put(value, 4);
  }

  ByteSink u64(long value) {
    return put(value, 8);
  }

  ByteSink bytes(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  ByteSink text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Zeros up to the next multiple of {@code alignment}. */
  ByteSink align(int alignment) {
    int target = Math.ceilDiv(size, alignment) * alignment;
    reserve(target - size);
    size = target;
    return this;
  }

  ByteSink zeros(int count) {
    reserve(count);
    size += count;
    return this;
  }

  private ByteSink put(long value, int count) {
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[size++] = (byte) (value >>> 8 * i);
    }
    return this;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
