package org.neurowright.io.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.neurowright.engine.network.EdgeColumn.Storage;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5Plan.Slot;
import org.neurowright.io.hdf5.Hdf5Writer;

/** Turns pieces of columns into bytes and writes them; one per thread. */
final class ColumnEncoder {
  private static final int BYTES = 1 << 20;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final Hdf5Writer writer;

  ColumnEncoder(Hdf5Writer writer) {
    this.writer = writer;
  }

  /** Whole numbers by row. */
  @FunctionalInterface
  interface LongAt {
    long at(int row);
  }

  static ElementType type(Storage storage) {
    return switch (storage) {
      case UINT8 -> ElementType.UINT8;
      case UINT16 -> ElementType.UINT16;
      case UINT32 -> ElementType.UINT32;
      case UINT64 -> ElementType.UINT64;
      case INT32 -> ElementType.INT32;
      case INT64 -> ElementType.INT64;
      case FLOAT32 -> ElementType.FLOAT32;
      case FLOAT64 -> ElementType.FLOAT64;
    };
  }

  /** Writes ids looked up by row: {@code ids[rows[0]], ids[rows[1]] ...}. */
  void ids(Slot slot, long firstElement, long[] ids, int[] rows, int count) throws IOException {
    int piece = BYTES / Long.BYTES;
    for (int done = 0; done < count; done += piece) {
      int end = Math.min(count, done + piece);
      buffer.clear();
      for (int i = done; i < end; i++) {
        buffer.putLong(ids[rows[i]]);
      }
      writer.writeBytes(slot, firstElement + done, buffer.flip());
    }
  }

  /** Writes whole numbers that are known to fit into an unsigned column of 2, 4 or 8 bytes. */
  void wholes(Slot slot, long firstElement, int count, LongAt values) throws IOException {
    int bytes = slot.type().bytes();
    int piece = BYTES / bytes;
    for (int done = 0; done < count; done += piece) {
      int end = Math.min(count, done + piece);
      buffer.clear();
      switch (bytes) {
        case 2 -> {
          for (int i = done; i < end; i++) {
            buffer.putShort((short) values.at(i));
          }
        }
        case 4 -> {
          for (int i = done; i < end; i++) {
            buffer.putInt((int) values.at(i));
          }
        }
        default -> {
          for (int i = done; i < end; i++) {
            buffer.putLong(values.at(i));
          }
        }
      }
      writer.writeBytes(slot, firstElement + done, buffer.flip());
    }
  }

  /**
   * Writes numbers as they are stored; whole ones lose what is behind the point.
   *
   * @param where for messages
   * @throws ModelException if a number does not fit
   */
  void numbers(
      Slot slot, long firstElement, double[] values, int count, Storage storage, Location where)
      throws IOException {
    int piece = BYTES / slot.type().bytes();
    for (int done = 0; done < count; done += piece) {
      int end = Math.min(count, done + piece);
      buffer.clear();
      switch (storage) {
        case FLOAT64 -> {
          for (int i = done; i < end; i++) {
            buffer.putDouble(values[i]);
          }
        }
        case FLOAT32 -> {
          for (int i = done; i < end; i++) {
            buffer.putFloat((float) values[i]);
          }
        }
        case UINT8 -> {
          for (int i = done; i < end; i++) {
            buffer.put((byte) whole(values[i], 0, 0xff, storage, where));
          }
        }
        case UINT16 -> {
          for (int i = done; i < end; i++) {
            buffer.putShort((short) whole(values[i], 0, 0xffff, storage, where));
          }
        }
        case UINT32 -> {
          for (int i = done; i < end; i++) {
            buffer.putInt((int) whole(values[i], 0, 0xffffffffL, storage, where));
          }
        }
        case INT32 -> {
          for (int i = done; i < end; i++) {
            buffer.putInt(
                (int) whole(values[i], Integer.MIN_VALUE, Integer.MAX_VALUE, storage, where));
          }
        }
        case UINT64 -> {
          for (int i = done; i < end; i++) {
            buffer.putLong(whole(values[i], 0, Long.MAX_VALUE, storage, where));
          }
        }
        case INT64 -> {
          for (int i = done; i < end; i++) {
            buffer.putLong(whole(values[i], Long.MIN_VALUE, Long.MAX_VALUE, storage, where));
          }
        }
      }
      writer.writeBytes(slot, firstElement + done, buffer.flip());
    }
  }

  private static long whole(double value, long least, long most, Storage storage, Location where) {
    long number = (long) value;
    // also true for NaN and for what is beyond 64 bits
    if (number < least || number > most || !(Math.abs(value - number) < 1)) {
      throw new ModelException(
          Problem.error(
                  "network.value-range",
                  where,
                  "The value " + value + " does not fit a column of type " + storage)
              .expected("a number from " + least + " to " + most));
    }
    return number;
  }
}
