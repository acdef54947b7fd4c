package org.neurowright.io.hdf5;

/**
 * The checksum of HDF5 metadata: Bob Jenkins' hash lookup3 ("hashlittle", public domain, 2006) with
 * initial value 0, as the HDF5 File Format Specification 3.0 demands for superblocks and object
 * headers of version 2.
 */
final class Checksum {
  private static final int START = 0xdeadbeef;

  private Checksum() {}

  /** Hash of {@code bytes[from .. to - 1]}. */
  static int of(byte[] bytes, int from, int to) {
    int length = to - from;
    int a = START + length;
    int b = a;
    int c = a;
    int at = from;
    for (; to - at > 12; at += 12) {
      a += word(bytes, at, to);
      b += word(bytes, at + 4, to);
      c += word(bytes, at + 8, to);
      a = (a - c) ^ Integer.rotateLeft(c, 4);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 6);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 8);
      b += a;
      a = (a - c) ^ Integer.rotateLeft(c, 16);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 19);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 4);
      b += a;
    }
    if (at == to) {
      return c;
    }
    a += word(bytes, at, to);
    b += word(bytes, at + 4, to);
    c += word(bytes, at + 8, to);
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    return (c ^ b) - Integer.rotateLeft(b, 24);
  }

  /** Four bytes, least significant first; what lies beyond the end counts as zero. */
  private static int word(byte[] bytes, int at, int end) {
    int word = 0;
    for (int i = Math.min(4, end - at) - 1; i >= 0; i--) {
      word = word << 8 | bytes[at + i] & 0xff;
    }
    return word;
  }
}
