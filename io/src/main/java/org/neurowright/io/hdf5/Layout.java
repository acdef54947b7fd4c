package org.neurowright.io.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.io.hdf5.Hdf5Plan.AttributeItem;
import org.neurowright.io.hdf5.Hdf5Plan.GroupItem;
import org.neurowright.io.hdf5.Hdf5Plan.Item;
import org.neurowright.io.hdf5.Hdf5Plan.Slot;
import org.neurowright.io.hdf5.Hdf5Plan.TextItem;

/**
 * Where everything of a plan goes and how it is encoded: superblock version 2, then object headers
 * of version 2, then text, then the regions of the datasets (all contiguous). References are to the
 * HDF5 File Format Specification 3.0. Sizes of headers do not depend on addresses or on the number
 * of rows, so headers can be rewritten in place.
 */
final class Layout {
  static final int SUPERBLOCK_BYTES = 48;

  private static final long UNDEFINED = -1;
  private static final int TEXT_REFERENCE_BYTES = 16;

  /** Large regions begin on a page, so that mapping and direct writes are cheap. */
  private static final int PAGE = 4096;

  private static final long LARGE = 64 << 10;

  private static final int DATASPACE = 0x01;
  private static final int LINK_INFO = 0x02;
  private static final int DATATYPE = 0x03;
  private static final int FILL_VALUE = 0x05;
  private static final int LINK = 0x06;
  private static final int DATA_LAYOUT = 0x08;
  private static final int GROUP_INFO = 0x0A;
  private static final int ATTRIBUTE = 0x0C;

  private final Hdf5Plan plan;
  private final StringHeap heap = new StringHeap();

  /** Texts of datasets and attributes in the heap. */
  private final Map<Object, List<StringHeap.Entry>> texts = new IdentityHashMap<>();

  private final Map<Item, Long> headers = new LinkedHashMap<>();
  private final Map<Item, Long> regions = new IdentityHashMap<>();
  private final long heapAddress;
  private final long end;

  Layout(Hdf5Plan plan) {
    this.plan = plan;
    collect(plan.root());
    long at = SUPERBLOCK_BYTES;
    for (Item item : List.copyOf(headers.keySet())) {
      int size = header(item, 0).length;
      if (item instanceof Slot && size <= PAGE && at / PAGE != (at + size - 1) / PAGE) {
        // headers that are rewritten stay within a page, which no end of the process can leave half
        // written
        at = aligned(at, PAGE);
      }
      headers.put(item, at);
      at = aligned(at + size, 8);
    }
    heapAddress = at;
    at += heap.bytes();
    for (Item item : headers.keySet()) {
      if (item instanceof TextItem text) {
        regions.put(item, at);
        at += (long) text.values.size() * TEXT_REFERENCE_BYTES;
      }
    }
    for (Slot slot : plan.slots()) {
      if (!slot.growing) {
        at = place(slot, at);
      }
    }
    for (Slot slot : plan.slots()) {
      if (slot.growing) {
        at = place(slot, aligned(at, PAGE));
      }
    }
    end = at;
  }

  private long place(Slot slot, long at) {
    long bytes = slot.roomBytes();
    long address = aligned(at, bytes >= LARGE ? PAGE : 8);
    regions.put(slot, address);
    return Math.addExact(address, bytes);
  }

  private void collect(Item item) {
    if (headers.putIfAbsent(item, 0L) != null) {
      return;
    }
    attributes(item).values().forEach(this::keepTexts);
    switch (item) {
      case GroupItem group -> group.members.values().forEach(this::collect);
      case TextItem text -> texts.put(text, text.values.stream().map(heap::add).toList());
      case Slot _ -> {}
    }
  }

  private void keepTexts(AttributeItem attribute) {
    if (attribute instanceof AttributeItem.Texts text) {
      texts.put(attribute, text.values().stream().map(heap::add).toList());
    }
  }

  /** Address of the byte after the last region. */
  long end() {
    return end;
  }

  long region(Slot slot) {
    return regions.get(slot);
  }

  long headerAddress(Slot slot) {
    return headers.get(slot);
  }

  /** Everything before the regions of numbers except the superblock, by address. */
  Map<Long, byte[]> metadata() {
    Map<Long, byte[]> blocks = new LinkedHashMap<>();
    headers.forEach((item, address) ->
        blocks.put(address, header(item, item instanceof Slot slot ? slot.rowsAtFirst : 0)));
    if (heap.bytes() > 0) {
      blocks.put(heapAddress, heap.encode());
    }
    for (Item item : headers.keySet()) {
      if (item instanceof TextItem text && !text.values.isEmpty()) {
        ByteSink references = new ByteSink();
        texts.get(text).forEach(entry -> heap.reference(entry, heapAddress, references));
        blocks.put(regions.get(text), references.toArray());
      }
    }
    return blocks;
  }

  /** Section II.A, version 2. */
  byte[] superblock(long endOfFile) {
    ByteSink sink = new ByteSink();
    sink.u8(0x89).text("HDF\r\n").u8(0x1a).text("\n").u8(2, 8, 8, 0);
    sink.u64(0).u64(UNDEFINED).u64(endOfFile).u64(headers.get(plan.root()));
    return withChecksum(sink);
  }

  /** The header of a dataset that shows so many rows. */
  byte[] header(Slot slot, long rows) {
    return header((Item) slot, rows);
  }

  /** Section IV.A.1.b; rows only matter for a slot. */
  private byte[] header(Item item, long rows) {
    List<byte[]> messages = new ArrayList<>();
    switch (item) {
      case GroupItem group -> groupMessages(group, messages);
      case TextItem text -> {
        long bytes = (long) text.values.size() * TEXT_REFERENCE_BYTES;
        datasetMessages(
            new long[] {text.values.size()},
            textType(),
            regions.getOrDefault(text, 0L),
            bytes,
            messages);
      }
      case Slot slot -> {
        long[] shape = slot.room.clone();
        if (shape.length > 0) {
          shape[0] = rows;
        }
        long bytes =
            shape.length == 0 ? slot.type.bytes() : Math.multiplyExact(slot.rowBytes(), rows);
        datasetMessages(
            shape, numberType(slot.type), regions.getOrDefault(slot, 0L), bytes, messages);
      }
    }
    attributes(item)
        .forEach((name, value) -> messages.add(message(ATTRIBUTE, attribute(name, value))));
    int size = messages.stream().mapToInt(m -> m.length).sum();
    ByteSink sink = new ByteSink().text("OHDR").u8(2, 2).u32(size);
    messages.forEach(sink::bytes);
    return withChecksum(sink);
  }

  private void groupMessages(GroupItem group, List<byte[]> messages) {
    messages.add(message(LINK_INFO, new ByteSink().u8(0, 0).u64(UNDEFINED).u64(UNDEFINED)));
    messages.add(message(GROUP_INFO, new ByteSink().u8(0, 0)));
    group.members.forEach((name, member) -> {
      byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
      ByteSink link =
          new ByteSink().u8(1, 0x11, 1).u16(utf8.length).bytes(utf8).u64(headers.get(member));
      messages.add(message(LINK, link));
    });
  }

  private static void datasetMessages(
      long[] shape, byte[] type, long address, long bytes, List<byte[]> messages) {
    messages.add(message(DATASPACE, dataspace(shape)));
    messages.add(message(DATATYPE, new ByteSink().bytes(type)));
    messages.add(message(FILL_VALUE, new ByteSink().u8(3, 0x0A)));
    messages.add(
        message(
            DATA_LAYOUT, new ByteSink().u8(3, 1).u64(bytes == 0 ? UNDEFINED : address).u64(bytes)));
  }

  private static ByteSink dataspace(long[] shape) {
    ByteSink sink = new ByteSink().u8(2, shape.length, 0, shape.length == 0 ? 0 : 1);
    for (long size : shape) {
      sink.u64(size);
    }
    return sink;
  }

  private ByteSink attribute(String name, AttributeItem value) {
    ByteSink data = new ByteSink();
    byte[] type =
        switch (value) {
          case AttributeItem.Texts _ -> {
            texts.get(value).forEach(entry -> heap.reference(entry, heapAddress, data));
            yield textType();
          }
          case AttributeItem.Integers integers -> {
            for (long number : integers.values()) {
              encode(integers.type(), number, data);
            }
            yield numberType(integers.type());
          }
          case AttributeItem.Reals reals -> {
            for (double number : reals.values()) {
              data.u64(Double.doubleToRawLongBits(number));
            }
            yield numberType(reals.type());
          }
          case AttributeItem.Named named -> {
            data.u8(named.value());
            yield enumType(named.names());
          }
        };
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    ByteSink space = dataspace(value.isScalar() ? new long[0] : new long[] {size(value)});
    return new ByteSink()
        .u8(3, 0)
        .u16(nameBytes.length + 1)
        .u16(type.length)
        .u16(space.size())
        .u8(1)
        .bytes(nameBytes)
        .u8(0)
        .bytes(type)
        .bytes(space.toArray())
        .bytes(data.toArray());
  }

  private static int size(AttributeItem value) {
    return switch (value) {
      case AttributeItem.Texts texts -> texts.values().size();
      case AttributeItem.Integers integers -> integers.values().length;
      case AttributeItem.Reals reals -> reals.values().length;
      case AttributeItem.Named _ -> 1;
    };
  }

  private static void encode(ElementType type, long number, ByteSink into) {
    switch (type.bytes()) {
      case 1 -> into.u8((int) number);
      case 2 -> into.u16((int) number);
      case 4 -> into.u32(number);
      default -> into.u64(number);
    }
  }

  /** An attribute must fit into one message; the plan refuses it otherwise. */
  static void checkAttribute(String name, AttributeItem value) {
    long bytes = 16L + name.getBytes(StandardCharsets.UTF_8).length + 1 + 64 + 16L * size(value);
    if (bytes > 0xffff) {
      throw new IllegalArgumentException("attribute '" + name + "' is larger than 64 KiB");
    }
  }

  /** Section IV.A.2.d; classes 0 (integers) and 1 (IEEE reals), version 1. */
  private static byte[] numberType(ElementType type) {
    ByteSink sink = new ByteSink();
    int size = type.bytes();
    switch (type) {
      case INT8, INT16, INT32, INT64 -> sink.u8(0x10, 0x08, 0, 0).u32(size).u16(0).u16(size * 8);
      case UINT8, UINT16, UINT32, UINT64 ->
          sink.u8(0x10, 0x00, 0, 0).u32(size).u16(0).u16(size * 8);
      case FLOAT16 -> sink.u8(0x11, 0x20, 15, 0).u32(size).u16(0).u16(16).u8(10, 5, 0, 10).u32(15);
      case FLOAT32 -> sink.u8(0x11, 0x20, 31, 0).u32(size).u16(0).u16(32).u8(23, 8, 0, 23).u32(127);
      case FLOAT64 ->
          sink.u8(0x11, 0x20, 63, 0).u32(size).u16(0).u16(64).u8(52, 11, 0, 52).u32(1023);
      case STRING, ENUM, OTHER -> throw new IllegalArgumentException(type.name());
    }
    return sink.toArray();
  }

  /**
   * Class 9 (variable length), text, UTF-8, based on unsigned 8-bit integers, as the reference
   * library has it: some readers compare the types.
   */
  private static byte[] textType() {
    return new ByteSink()
        .u8(0x19, 1, 1, 0)
        .u32(TEXT_REFERENCE_BYTES)
        .bytes(numberType(ElementType.UINT8))
        .toArray();
  }

  /** Class 8 (enumeration) version 3, based on unsigned 8-bit integers. */
  private static byte[] enumType(List<String> names) {
    ByteSink sink =
        new ByteSink().u8(0x38).u16(names.size()).u8(0).u32(1).bytes(numberType(ElementType.UINT8));
    names.forEach(name -> sink.text(name).u8(0));
    for (int value = 0; value < names.size(); value++) {
      sink.u8(value);
    }
    return sink.toArray();
  }

  private static byte[] message(int type, ByteSink data) {
    if (data.size() > 0xffff) {
      throw new IllegalArgumentException("header message larger than 64 KiB");
    }
    return new ByteSink().u8(type).u16(data.size()).u8(0).bytes(data.toArray()).toArray();
  }

  private static byte[] withChecksum(ByteSink sink) {
    int checksum = Checksum.of(sink.array(), 0, sink.size());
    return sink.u32(checksum).toArray();
  }

  private static Map<String, AttributeItem> attributes(Item item) {
    return switch (item) {
      case GroupItem group -> group.attributes;
      case TextItem text -> text.attributes;
      case Slot slot -> slot.attributes;
    };
  }

  private static long aligned(long at, int alignment) {
    return Math.ceilDiv(at, alignment) * alignment;
  }
}
