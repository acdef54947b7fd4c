package org.neurowright.io.hdf5;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** A file made from a seed, with what must be found in it. */
final class RandomHdf5 {
  private static final List<ElementType> NUMBERS =
      Arrays.stream(ElementType.values()).filter(ElementType::isNumber).toList();

  /** Numbers by path, row by row. */
  final Map<String, double[]> numbers = new TreeMap<>();

  final Map<String, long[]> shapes = new TreeMap<>();
  final Map<String, ElementType> types = new TreeMap<>();
  final Map<String, List<String>> texts = new TreeMap<>();

  /** Attributes by {@code object@name}. */
  final Map<String, Object> attributes = new TreeMap<>();

  private final RandomGenerator random;
  private final Hdf5Plan plan = new Hdf5Plan();
  private final Map<String, Hdf5Plan.Slot> slots = new TreeMap<>();

  private RandomHdf5(long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static RandomHdf5 write(Path file, long seed) throws IOException {
    RandomHdf5 made = new RandomHdf5(seed);
    made.plan();
    try (Hdf5Writer writer = Hdf5Writer.create(file, made.plan)) {
      for (Map.Entry<String, Hdf5Plan.Slot> entry : made.slots.entrySet()) {
        made.fill(writer, entry.getKey(), entry.getValue());
      }
      writer.commit();
    }
    return made;
  }

  private void plan() {
    List<String> groups = new ArrayList<>(List.of(""));
    for (int i = random.nextInt(12); i > 0; i--) {
      String group = groups.get(random.nextInt(groups.size())) + "/g" + i + "é";
      plan.group(group);
      groups.add(group);
    }
    List<String> objects = new ArrayList<>(groups);
    objects.set(0, "/");
    boolean growing = false;
    for (int i = 0; i < 20; i++) {
      String path = groups.get(random.nextInt(groups.size())) + "/d" + i;
      objects.add(path);
      if (random.nextInt(6) == 0) {
        List<String> values =
            IntStream.range(0, random.nextInt(200)).mapToObj(_ -> text()).toList();
        plan.texts(path, values);
        texts.put(path, values);
        continue;
      }
      ElementType type = NUMBERS.get(random.nextInt(NUMBERS.size()));
      long[] shape =
          switch (random.nextInt(5)) {
            case 0 -> new long[0];
            case 1 -> new long[] {random.nextInt(3)};
            case 2 -> new long[] {random.nextInt(30_000)};
            case 3 -> new long[] {random.nextInt(200), random.nextInt(40)};
            default -> new long[] {random.nextInt(9), 1 + random.nextInt(3), 2};
          };
      Hdf5Plan.Slot slot;
      if (shape.length == 2 && random.nextBoolean()) {
        slot = plan.reserved(path, type, shape[0] + 5, shape[1]);
      } else if (shape.length == 1 && !growing && random.nextInt(4) == 0) {
        growing = true;
        slot = plan.growing(path, type);
      } else {
        slot = plan.dataset(path, type, shape);
      }
      slots.put(path, slot);
      shapes.put(path, shape);
      types.put(path, type);
    }
    for (int i = 0; i < 30; i++) {
      attribute(objects.get(random.nextInt(objects.size())), "a" + i);
    }
  }

  private void attribute(String object, String name) {
    Object value =
        switch (random.nextInt(5)) {
          case 0 -> text();
          case 1 -> IntStream.range(0, random.nextInt(20)).mapToObj(_ -> text()).toList();
          case 2 -> random.nextDouble();
          case 3 -> random.doubles(random.nextInt(5)).toArray();
          default -> random.longs(random.nextInt(4), -100, 100).toArray();
        };
    switch (value) {
      case String text -> plan.attribute(object, name, text);
      case List<?> list ->
          plan.attribute(object, name, list.stream().map(String.class::cast).toList());
      case Double number -> plan.attribute(object, name, number);
      case double[] reals -> plan.attribute(object, name, reals);
      default -> plan.attribute(object, name, ElementType.INT16, (long[]) value);
    }
    attributes.put(object + "@" + name, value);
  }

  private void fill(Hdf5Writer writer, String path, Hdf5Plan.Slot slot) throws IOException {
    int size = (int) Arrays.stream(shapes.get(path)).reduce(1, (a, b) -> a * b);
    double[] values = new double[size];
    if (slot.type().isReal()) {
      for (int i = 0; i < size; i++) {
        // a half-precision number is one in every type
        values[i] = (random.nextInt(4096) - 2048) / 8.0;
      }
      if (slot.type() == ElementType.FLOAT16) {
        float[] narrow = new float[size];
        for (int i = 0; i < size; i++) {
          narrow[i] = (float) values[i];
        }
        writer.write(slot, narrow);
      } else {
        writer.write(slot, values);
      }
    } else {
      long[] whole = new long[size];
      for (int i = 0; i < size; i++) {
        whole[i] = integer(slot.type());
        values[i] = whole[i];
      }
      int half = size / 2;
      writer.write(slot, 0, whole, 0, half);
      writer.write(slot, half, whole, half, size - half);
    }
    numbers.put(path, values);
    if (shapes.get(path).length > 0) {
      writer.publish(slot, shapes.get(path)[0]);
    }
  }

  private long integer(ElementType type) {
    return switch (type) {
      case INT8 -> random.nextInt(-128, 128);
      case INT16 -> random.nextInt(-32768, 32768);
      case INT32 -> random.nextInt();
      case INT64 -> random.nextLong(-1L << 53, 1L << 53);
      case UINT8 -> random.nextInt(256);
      case UINT16 -> random.nextInt(65536);
      case UINT32 -> random.nextLong(1L << 32);
      case UINT64 -> random.nextLong(1L << 53);
      case FLOAT16, FLOAT32, FLOAT64, STRING, ENUM, OTHER ->
          throw new IllegalArgumentException(type.name());
    };
  }

  private String text() {
    String alphabet = "abc äöü µm 神経 \"'/";
    return random
        .ints(random.nextInt(40), 0, alphabet.length())
        .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
        .collect(java.util.stream.Collectors.joining());
  }
}
