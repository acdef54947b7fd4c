package org.neurowright.io.hdf5;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Turns runs of stored numbers into Java arrays. One loop per stored type; equal types are copied
 * in bulk.
 */
final class Decoder {
  private final ElementType type;
  private final ByteOrder order;
  private final ValueLayout.OfShort shorts;
  private final ValueLayout.OfInt ints;
  private final ValueLayout.OfLong longs;
  private final ValueLayout.OfFloat floats;
  private final ValueLayout.OfDouble doubles;

  /** A number that the wanted Java type cannot hold. */
  static final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misfit(String message) {
      super(message);
    }
  }

  Decoder(ElementType type, ByteOrder order) {
    this.type = type;
    this.order = order;
    this.shorts = JAVA_SHORT_UNALIGNED.withOrder(order);
    this.ints = JAVA_INT_UNALIGNED.withOrder(order);
    this.longs = JAVA_LONG_UNALIGNED.withOrder(order);
    this.floats = JAVA_FLOAT_UNALIGNED.withOrder(order);
    this.doubles = JAVA_DOUBLE_UNALIGNED.withOrder(order);
  }

  ElementType type() {
    return type;
  }

  /** Takes unsigned 64-bit numbers for signed ones. */
  Decoder asSigned() {
    return new Decoder(ElementType.INT64, order);
  }

  /** {@code count} numbers from a byte offset into {@code to[at ..]}; reals must be whole. */
  void longs(MemorySegment from, long offset, long[] to, int at, int count) {
    switch (type) {
      case INT64 -> MemorySegment.copy(from, longs, offset, to, at, count);
      case UINT64 -> {
        MemorySegment.copy(from, longs, offset, to, at, count);
        for (int i = at; i < at + count; i++) {
          if (to[i] < 0) {
            throw new Misfit(
                "the number " + Long.toUnsignedString(to[i]) + " is larger than 2^63-1");
          }
        }
      }
      case INT32 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = from.get(ints, offset + 4L * i);
        }
      }
      case UINT32 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = Integer.toUnsignedLong(from.get(ints, offset + 4L * i));
        }
      }
      case INT16 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = from.get(shorts, offset + 2L * i);
        }
      }
      case UINT16 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = Short.toUnsignedInt(from.get(shorts, offset + 2L * i));
        }
      }
      case INT8 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = from.get(JAVA_BYTE, offset + i);
        }
      }
      case UINT8 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = Byte.toUnsignedInt(from.get(JAVA_BYTE, offset + i));
        }
      }
      case FLOAT64 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = whole(from.get(doubles, offset + 8L * i));
        }
      }
      case FLOAT32 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = whole(from.get(floats, offset + 4L * i));
        }
      }
      case FLOAT16 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = whole(Float.float16ToFloat(from.get(shorts, offset + 2L * i)));
        }
      }
      case STRING, ENUM, OTHER -> throw new IllegalStateException(type.name());
    }
  }

  private static long whole(double value) {
    long rounded = (long) value;
    if (rounded != value || rounded == Long.MAX_VALUE) {
      throw new Misfit("the number " + value + " is not an integer");
    }
    return rounded;
  }

  /** As {@link #longs}, for 32-bit integers. */
  void ints(MemorySegment from, long offset, int[] to, int at, int count) {
    if (type == ElementType.INT32) {
      MemorySegment.copy(from, ints, offset, to, at, count);
      return;
    }
    long[] wide = new long[count];
    longs(from, offset, wide, 0, count);
    for (int i = 0; i < count; i++) {
      int narrow = (int) wide[i];
      if (narrow != wide[i]) {
        throw new Misfit("the number " + wide[i] + " is too large for 32 bits");
      }
      to[at + i] = narrow;
    }
  }

  /**
   * {@code count} numbers from a byte offset into {@code to[at ..]}; large integers are rounded.
   */
  void doubles(MemorySegment from, long offset, double[] to, int at, int count) {
    switch (type) {
      case FLOAT64 -> MemorySegment.copy(from, doubles, offset, to, at, count);
      case FLOAT32 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = from.get(floats, offset + 4L * i);
        }
      }
      case FLOAT16 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = Float.float16ToFloat(from.get(shorts, offset + 2L * i));
        }
      }
      case UINT64 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = unsignedToDouble(from.get(longs, offset + 8L * i));
        }
      }
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> {
        long[] whole = new long[count];
        longs(from, offset, whole, 0, count);
        for (int i = 0; i < count; i++) {
          to[at + i] = whole[i];
        }
      }
      case STRING, ENUM, OTHER -> throw new IllegalStateException(type.name());
    }
  }

  /** Halved with the lost bit kept sticky, so that the result is rounded once. */
  private static double unsignedToDouble(long value) {
    return value >= 0 ? value : 2.0 * ((value >>> 1) | (value & 1));
  }

  /** As {@link #doubles}, for 32-bit reals; what does not fit exactly is rounded. */
  void floats(MemorySegment from, long offset, float[] to, int at, int count) {
    if (type == ElementType.FLOAT32) {
      MemorySegment.copy(from, floats, offset, to, at, count);
      return;
    }
    double[] wide = new double[count];
    doubles(from, offset, wide, 0, count);
    for (int i = 0; i < count; i++) {
      to[at + i] = (float) wide[i];
    }
  }
}
