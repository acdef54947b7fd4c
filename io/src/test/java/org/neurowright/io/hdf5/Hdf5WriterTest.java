package org.neurowright.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Hdf5WriterTest {
  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whatIsWrittenIsReadBack(long seed) throws IOException {
    Path path = dir.resolve("random.h5");
    RandomHdf5 expected = RandomHdf5.write(path, seed);
    // once as mapped memory, once as a channel, which is what files beyond 2 GiB get
    for (long largestBuffer : new long[] {Integer.MAX_VALUE, 0}) {
      try (Hdf5File file = Hdf5File.open(path, largestBuffer)) {
        expected.numbers.forEach((name, values) -> {
          Hdf5Dataset dataset = file.dataset(name);
          assertThat(dataset.type()).isEqualTo(expected.types.get(name));
          assertThat(dataset.shape()).isEqualTo(expected.shapes.get(name));
          assertThat(dataset.readDoubles()).as(name).isEqualTo(values);
        });
        expected.texts.forEach((name, values) ->
            assertThat(file.dataset(name).readStrings())
                .as(name)
                .containsExactlyElementsOf(values));
        expected.attributes.forEach((name, value) -> checkAttribute(file, name, value));
      }
    }
  }

  private static void checkAttribute(Hdf5File file, String objectAndName, Object value) {
    int at = objectAndName.indexOf('@');
    Hdf5Attribute found =
        file.attribute(objectAndName.substring(0, at), objectAndName.substring(at + 1))
            .orElseThrow();
    switch (value) {
      case String text -> assertThat(found.text()).hasValue(text);
      case List<?> list -> assertThat(found.texts().orElseThrow()).isEqualTo(list);
      case Double number -> assertThat(found.number()).hasValue(number);
      case double[] reals -> assertThat(found.numbers().orElseThrow()).isEqualTo(reals);
      default -> assertThat(found.integers().orElseThrow()).isEqualTo(value);
    }
  }

  @Test
  void windowsOfATableAreTheTable() throws IOException {
    Path path = dir.resolve("table.h5");
    Hdf5Plan plan = new Hdf5Plan();
    Hdf5Plan.Slot slot = plan.dataset("/t", ElementType.FLOAT32, 40, 7);
    double[] values = IntStream.range(0, 280).mapToDouble(i -> i).toArray();
    try (Hdf5Writer writer = Hdf5Writer.create(path, plan)) {
      writer.write(slot, values);
      writer.commit();
    }
    try (Hdf5File file = Hdf5File.open(path)) {
      Hdf5Dataset table = file.dataset("t");
      assertThat(table.readDoubles(3, 2, 5, 2)).containsExactly(26, 27, 33, 34);
      assertThat(table.readLongs(39, 1)).containsExactly(273, 274, 275, 276, 277, 278, 279);
      assertThat(table.readFloats(0, 40, 6, 1)[39]).isEqualTo(279f);
      assertThat(table.readInts(1, 1, 0, 0)).isEmpty();
      assertThatThrownBy(() -> table.readDoubles(39, 2, 0, 7))
          .isInstanceOfSatisfying(
              Hdf5Exception.class,
              e -> assertThat(e.problem().code()).isEqualTo("hdf5.out-of-range"));
    }
  }

  @Test
  void manyMembersAndDeepGroups() throws IOException {
    Path path = dir.resolve("many.h5");
    Hdf5Plan plan = new Hdf5Plan();
    for (int i = 0; i < 5000; i++) {
      plan.dataset("/wide/d" + i, ElementType.UINT8, 0);
    }
    plan.group("/deep" + "/x".repeat(60));
    Hdf5Writer writer = Hdf5Writer.create(path, plan);
    writer.commit();
    try (Hdf5File file = Hdf5File.open(path)) {
      assertThat(file.children("/wide")).hasSize(5000);
      assertThat(file.isGroup("/deep" + "/x".repeat(60))).isTrue();
    }
  }

  @Test
  void publishedRowsAreSeenWhileTheFileGrows() throws IOException {
    Path path = dir.resolve("live.h5");
    Hdf5Plan plan = new Hdf5Plan();
    Hdf5Plan.Slot a = plan.reserved("/a", ElementType.FLOAT64, 1000, 3);
    Hdf5Plan.Slot b = plan.growing("/b", ElementType.UINT64);
    try (Hdf5Writer writer = Hdf5Writer.create(path, plan)) {
      assertThat(path).doesNotExist();
      writer.reveal();
      for (int n = 1; n <= 50; n++) {
        writer.write(a, 3L * (n - 1), new double[] {n, n, n}, 0, 3);
        writer.write(b, n - 1, new long[] {n}, 0, 1);
        writer.publish(a, n);
        writer.publish(b, n);
        try (Hdf5File file = Hdf5File.open(path)) {
          assertThat(file.dataset("/a").readDoubles(n - 1, 1)).containsExactly(n, n, n);
          assertThat(file.dataset("/b").readLongs()).hasSize(n).endsWith(n);
        }
      }
      writer.commit();
    }
    assertThat(Files.size(path)).isLessThan(100_000);
    try (Hdf5File file = Hdf5File.open(path)) {
      assertThat(file.dataset("/a").shape()).containsExactly(50, 3);
      assertThat(file.dataset("/b").rows()).isEqualTo(50);
    }
  }

  @Test
  void anUnfinishedFileLeavesTheOldOneAlone() throws IOException {
    Path path = dir.resolve("old.h5");
    Files.writeString(path, "old");
    Hdf5Plan plan = new Hdf5Plan();
    plan.dataset("/a", ElementType.INT8, 10);
    Hdf5Writer.create(path, plan).close();
    assertThat(path).hasContent("old");
    assertThat(dir).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void twoWritersOfOneFileAreRefused() throws IOException {
    Path path = dir.resolve("two.h5");
    Hdf5Plan plan = new Hdf5Plan();
    plan.dataset("/a", ElementType.INT8, 1);
    try (Hdf5Writer first = Hdf5Writer.create(path, plan)) {
      assertThatThrownBy(() -> Hdf5Writer.create(path, plan))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("somebody else");
      first.commit();
    }
    assertThat(path).exists();
  }

  @Test
  void guards() throws IOException {
    Hdf5Plan plan = new Hdf5Plan();
    Hdf5Plan.Slot slot = plan.dataset("/g/a", ElementType.UINT8, 4);
    assertThatThrownBy(() -> plan.dataset("/g/a", ElementType.INT8, 1))
        .hasMessageContaining("duplicate");
    assertThatThrownBy(() -> plan.dataset("/g/", ElementType.INT8, 1))
        .hasMessageContaining("cannot be a name");
    assertThatThrownBy(() -> plan.dataset("g", ElementType.INT8, 1))
        .hasMessageContaining("absolute");
    assertThatThrownBy(() -> plan.group("/g/a/b")).hasMessageContaining("not a group");
    assertThatThrownBy(() -> plan.dataset("/x", ElementType.INT8, -1))
        .hasMessageContaining("shape");
    assertThatThrownBy(() -> plan.dataset("/x", ElementType.INT64, Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> plan.attribute("/", "big", new double[10_000]))
        .hasMessageContaining("64 KiB");
    assertThatThrownBy(() -> plan.attribute("/nowhere", "a", 1.0))
        .hasMessageContaining("no object");
    plan.attribute("/", "a", 1.0);
    assertThatThrownBy(() -> plan.attribute("/", "a", 2.0)).hasMessageContaining("duplicate");
    try (Hdf5Writer writer = Hdf5Writer.create(dir.resolve("guards.h5"), plan)) {
      assertThatThrownBy(() -> writer.write(slot, new long[] {256})).hasMessageContaining("256");
      assertThatThrownBy(() -> writer.write(slot, new long[] {-1})).hasMessageContaining("-1");
      assertThatThrownBy(() -> writer.write(slot, new double[] {1})).hasMessageContaining("reals");
      assertThatThrownBy(() -> writer.write(slot, new long[5])).hasMessageContaining("outside");
      assertThatThrownBy(() -> writer.writeBytes(slot, -1, ByteBuffer.allocate(1)))
          .hasMessageContaining("outside");
      assertThatThrownBy(() -> writer.publish(slot, 5)).hasMessageContaining("5 rows");
    }
  }

  @Test
  void manyLongTextsNeedSeveralCollections() throws IOException {
    Path path = dir.resolve("texts.h5");
    List<String> values =
        IntStream.range(0, 30_000)
            .mapToObj(i -> i % 7 == 0 ? "" : ("text " + i).repeat(1 + i % 9))
            .toList();
    Hdf5Plan plan = new Hdf5Plan().texts("/t", values);
    Hdf5Writer.create(path, plan).commit();
    try (Hdf5File file = Hdf5File.open(path)) {
      assertThat(file.dataset("/t").readStrings()).containsExactlyElementsOf(values);
      assertThat(Arrays.asList(file.dataset("/t").readStrings(12_345, 3)))
          .isEqualTo(values.subList(12_345, 12_348));
    }
  }
}
