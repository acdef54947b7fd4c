package org.neurowright.io.hdf5;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * An attribute of a group or dataset. Scalars and arrays of one element are the same to the reader;
 * arrays of higher rank are flattened row by row.
 */
public final class Hdf5Attribute {
  private final String name;
  private final List<Object> values;

  private Hdf5Attribute(String name, List<Object> values) {
    this.name = name;
    this.values = values;
  }

  /** From what the library returns: null, a boxed value, text, or an array of such of any rank. */
  static Hdf5Attribute of(String name, Object data) {
    List<Object> flat = new ArrayList<>();
    flatten(data, flat);
    return new Hdf5Attribute(name, List.copyOf(flat));
  }

  private static void flatten(Object data, List<Object> into) {
    if (data == null) {
      return;
    }
    if (data.getClass().isArray()) {
      int length = Array.getLength(data);
      for (int i = 0; i < length; i++) {
        flatten(Array.get(data, i), into);
      }
    } else {
      into.add(data);
    }
  }

  public String name() {
    return name;
  }

  /** Number of elements; 0 for an empty attribute. */
  public int size() {
    return values.size();
  }

  /** The text, if the attribute is one piece of text. */
  public Optional<String> text() {
    return size() == 1 && values.getFirst() instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  /** All texts, if every element is text. */
  public Optional<List<String>> texts() {
    return values.stream().allMatch(String.class::isInstance)
        ? Optional.of(values.stream().map(String.class::cast).toList())
        : Optional.empty();
  }

  /** The integer, if the attribute is one integer (at most 2^63-1). */
  public OptionalLong integer() {
    return size() == 1 ? asLong(values.getFirst()) : OptionalLong.empty();
  }

  /** All integers, if every element is one. */
  public Optional<long[]> integers() {
    long[] result = new long[size()];
    for (int i = 0; i < result.length; i++) {
      OptionalLong value = asLong(values.get(i));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      result[i] = value.getAsLong();
    }
    return Optional.of(result);
  }

  /** The number, if the attribute is one number. */
  public OptionalDouble number() {
    return size() == 1 && values.getFirst() instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /** All numbers, if every element is one. */
  public Optional<double[]> numbers() {
    if (!values.stream().allMatch(Number.class::isInstance)) {
      return Optional.empty();
    }
    return Optional.of(values.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray());
  }

  private static OptionalLong asLong(Object value) {
    return switch (value) {
      case Byte n -> OptionalLong.of(n);
      case Short n -> OptionalLong.of(n);
      case Integer n -> OptionalLong.of(n);
      case Long n -> OptionalLong.of(n);
      case BigInteger n ->
          n.bitLength() < Long.SIZE ? OptionalLong.of(n.longValue()) : OptionalLong.empty();
      default -> OptionalLong.empty();
    };
  }

  /** {@code name = value}, for messages. */
  @Override
  public String toString() {
    return name + " = " + (size() == 1 ? values.getFirst() : values);
  }
}
