package org.neurowright.io.hdf5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a new HDF5 file will hold: groups, attributes, datasets with their sizes. {@link Hdf5Writer}
 * lays it out; numbers are written afterwards. Groups on the way to an object are made by
 * themselves. Not thread-safe.
 *
 * <p>Mistakes (empty or duplicate names, names with a slash, attributes beyond 64 KiB, negative
 * sizes) are the program's and throw {@link IllegalArgumentException}.
 */
public final class Hdf5Plan {

  /** Something that has a header in the file. */
  sealed interface Item {}

  static final class GroupItem implements Item {
    final Map<String, Item> members = new LinkedHashMap<>();
    final Map<String, AttributeItem> attributes = new LinkedHashMap<>();
  }

  /** A dataset of text; its values are known beforehand. */
  static final class TextItem implements Item {
    final Map<String, AttributeItem> attributes = new LinkedHashMap<>();
    final List<String> values;

    TextItem(List<String> values) {
      this.values = List.copyOf(values);
    }
  }

  /** A dataset of numbers: handed to {@link Hdf5Writer} to say where numbers go. */
  public static final class Slot implements Item {
    final Map<String, AttributeItem> attributes = new LinkedHashMap<>();
    final String path;
    final ElementType type;

    /** Dimensions for which there is room; the first is meaningless when growing. */
    final long[] room;

    final boolean growing;

    /** Rows that readers see at first. */
    final long rowsAtFirst;

    private Slot(String path, ElementType type, long[] room, boolean growing, long rowsAtFirst) {
      this.path = path;
      this.type = type;
      this.room = room;
      this.growing = growing;
      this.rowsAtFirst = rowsAtFirst;
    }

    public String path() {
      return path;
    }

    public ElementType type() {
      return type;
    }

    /** Bytes of one row. */
    long rowBytes() {
      long bytes = type.bytes();
      for (int i = 1; i < room.length; i++) {
        bytes = Math.multiplyExact(bytes, room[i]);
      }
      return bytes;
    }

    /** Bytes of the reserved region; 0 when growing. */
    long roomBytes() {
      return growing
          ? 0
          : room.length == 0 ? type.bytes() : Math.multiplyExact(rowBytes(), room[0]);
    }
  }

  /** An attribute: text (one per element) or numbers as bits of 64-bit integers or reals. */
  sealed interface AttributeItem {
    boolean isScalar();

    record Texts(List<String> values, boolean isScalar) implements AttributeItem {}

    record Integers(ElementType type, long[] values, boolean isScalar) implements AttributeItem {}

    record Reals(ElementType type, double[] values, boolean isScalar) implements AttributeItem {}

    /** A number that has a name: index into the names. */
    record Named(List<String> names, int value) implements AttributeItem {
      @Override
      public boolean isScalar() {
        return true;
      }
    }
  }

  private final GroupItem root = new GroupItem();
  private final List<Slot> slots = new ArrayList<>();

  GroupItem root() {
    return root;
  }

  List<Slot> slots() {
    return slots;
  }

  /** A group, empty unless more is added; may be there already. */
  public Hdf5Plan group(String path) {
    groupAt(names(path));
    return this;
  }

  /** Numbers of known size, written before the file is finished. No sizes at all: a scalar. */
  public Slot dataset(String path, ElementType type, long... shape) {
    return add(
        new Slot(path, checked(type), checked(shape), false, shape.length == 0 ? 1 : shape[0]));
  }

  /**
   * Room for a table that is filled row by row while the file is already valid.
   *
   * @param maxRows rows for which there is room; the file gets its full length at once
   * @param columns columns
   */
  public Slot reserved(String path, ElementType type, long maxRows, long columns) {
    return add(new Slot(path, checked(type), checked(maxRows, columns), false, 0));
  }

  /**
   * A dataset of unknown length at the end of the file; at most one.
   *
   * @param columns columns of a table, or none for a vector
   */
  public Slot growing(String path, ElementType type, long... columns) {
    if (slots.stream().anyMatch(slot -> slot.growing)) {
      throw new IllegalArgumentException("a second growing dataset: " + path);
    }
    long[] room = new long[columns.length + 1];
    System.arraycopy(checked(columns), 0, room, 1, columns.length);
    return add(new Slot(path, checked(type), room, true, 0));
  }

  /** A vector of text of variable length, UTF-8. */
  public Hdf5Plan texts(String path, List<String> values) {
    put(path, new TextItem(values));
    return this;
  }

  /** A second name for an object that is in the plan already (a hard link). */
  public Hdf5Plan alias(String path, String existing) {
    put(path, itemAt(existing));
    return this;
  }

  /** Text of variable length, UTF-8, as a scalar. */
  public Hdf5Plan attribute(String object, String name, String value) {
    return attribute(object, name, new AttributeItem.Texts(List.of(value), true));
  }

  public Hdf5Plan attribute(String object, String name, List<String> values) {
    return attribute(object, name, new AttributeItem.Texts(List.copyOf(values), false));
  }

  /** An integer as a scalar. */
  public Hdf5Plan attribute(String object, String name, ElementType type, long value) {
    return attribute(
        object, name, new AttributeItem.Integers(integer(type), new long[] {value}, true));
  }

  public Hdf5Plan attribute(String object, String name, ElementType type, long[] values) {
    return attribute(
        object, name, new AttributeItem.Integers(integer(type), values.clone(), false));
  }

  /**
   * One of several names as a scalar enumeration of 8-bit numbers.
   *
   * @param names names of 0, 1, 2 ...
   */
  public Hdf5Plan attribute(String object, String name, List<String> names, String value) {
    int index = names.indexOf(value);
    if (index < 0 || names.size() > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("'" + value + "' is not one of " + names);
    }
    return attribute(object, name, new AttributeItem.Named(List.copyOf(names), index));
  }

  /** A 64-bit real as a scalar. */
  public Hdf5Plan attribute(String object, String name, double value) {
    return attribute(
        object, name, new AttributeItem.Reals(ElementType.FLOAT64, new double[] {value}, true));
  }

  public Hdf5Plan attribute(String object, String name, double[] values) {
    return attribute(
        object, name, new AttributeItem.Reals(ElementType.FLOAT64, values.clone(), false));
  }

  private Hdf5Plan attribute(String object, String name, AttributeItem value) {
    Layout.checkAttribute(name, value);
    Map<String, AttributeItem> attributes =
        switch (itemAt(object)) {
          case GroupItem group -> group.attributes;
          case TextItem text -> text.attributes;
          case Slot slot -> slot.attributes;
        };
    if (name.isEmpty() || name.indexOf('\0') >= 0 || attributes.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException(
          "empty or duplicate attribute '" + name + "' of " + object);
    }
    return this;
  }

  private Item itemAt(String path) {
    Item item = root;
    for (String part : names(path)) {
      item = item instanceof GroupItem group ? group.members.get(part) : null;
    }
    if (item == null) {
      throw new IllegalArgumentException("no object " + path);
    }
    return item;
  }

  private Slot add(Slot slot) {
    slot.roomBytes();
    put(slot.path, slot);
    slots.add(slot);
    return slot;
  }

  private void put(String path, Item item) {
    List<String> names = names(path);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no name in '" + path + "'");
    }
    GroupItem parent = groupAt(names.subList(0, names.size() - 1));
    if (parent.members.putIfAbsent(names.getLast(), item) != null) {
      throw new IllegalArgumentException("duplicate name " + path);
    }
  }

  private GroupItem groupAt(List<String> names) {
    GroupItem group = root;
    for (String name : names) {
      Item item = group.members.computeIfAbsent(name, _ -> new GroupItem());
      if (!(item instanceof GroupItem inner)) {
        throw new IllegalArgumentException(
            "not a group: " + name + " in /" + String.join("/", names));
      }
      group = inner;
    }
    return group;
  }

  private static List<String> names(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("not an absolute path: '" + path + "'");
    }
    if (path.equals("/")) {
      return List.of();
    }
    List<String> names = List.of(path.substring(1).split("/", -1));
    for (String name : names) {
      if (name.isEmpty() || name.equals(".") || name.indexOf('\0') >= 0 || name.length() > 0x3fff) {
        throw new IllegalArgumentException("'" + name + "' cannot be a name, in '" + path + "'");
      }
    }
    return names;
  }

  private static long[] checked(long... shape) {
    if (shape.length > 32 || Arrays.stream(shape).anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException("not a shape: " + Arrays.toString(shape));
    }
    return shape.clone();
  }

  private static ElementType checked(ElementType type) {
    if (!type.isNumber()) {
      throw new IllegalArgumentException("not a type of numbers: " + type);
    }
    return type;
  }

  private static ElementType integer(ElementType type) {
    if (!type.isInteger()) {
      throw new IllegalArgumentException("not a type of integers: " + type);
    }
    return type;
  }
}
