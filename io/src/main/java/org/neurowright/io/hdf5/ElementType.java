package org.neurowright.io.hdf5;

/** Type of the elements of a dataset or attribute, as stored. */
public enum ElementType {
  INT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  UINT8(1),
  UINT16(2),
  UINT32(4),
  UINT64(8),
  FLOAT16(2),
  FLOAT32(4),
  FLOAT64(8),
  /** Text of fixed or variable length. */
  STRING(0),
  /** Named integers: readable as text (the names) and as integers. */
  ENUM(0),
  /** Anything else (compound, reference, opaque ...); its values cannot be read. */
  OTHER(0);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Size of one number in bytes; 0 for what is not a number. */
  public int bytes() {
    return bytes;
  }

  public boolean isInteger() {
    return bytes > 0 && !isReal();
  }

  public boolean isReal() {
    return this == FLOAT16 || this == FLOAT32 || this == FLOAT64;
  }

  public boolean isNumber() {
    return bytes > 0;
  }

  /** Name for messages, for instance {@code 64-bit unsigned integers}. */
  public String inWords() {
    return switch (this) {
      case INT8, INT16, INT32, INT64 -> bytes * 8 + "-bit integers";
      case UINT8, UINT16, UINT32, UINT64 -> bytes * 8 + "-bit unsigned integers";
      case FLOAT16, FLOAT32, FLOAT64 -> bytes * 8 + "-bit reals";
      case STRING -> "text";
      case ENUM -> "an enumeration";
      case OTHER -> "values of a type that is not supported";
    };
  }
}
