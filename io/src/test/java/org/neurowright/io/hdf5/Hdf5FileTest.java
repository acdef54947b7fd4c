package org.neurowright.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reading what the reference library wrote; {@code chunked.py} beside the file says how. */
class Hdf5FileTest {

  private static Hdf5File open() {
    try {
      return Hdf5File.open(Path.of(Hdf5FileTest.class.getResource("chunked.h5").toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anyWindowOfChunks() {
    try (Hdf5File file = open()) {
      Hdf5Dataset table = file.dataset("/gzip");
      assertThat(table.readDoubles()).isEqualTo(IntStream.range(0, 990).asDoubleStream().toArray());
      Random random = new Random(3);
      for (int n = 0; n < 200; n++) {
        int row0 = random.nextInt(90);
        int rows = random.nextInt(91 - row0);
        int column0 = random.nextInt(11);
        int columns = random.nextInt(12 - column0);
        double[] expected =
            IntStream.range(0, rows * columns)
                .mapToDouble(i -> (row0 + i / columns) * 11 + column0 + i % columns)
                .toArray();
        assertThat(table.readDoubles(row0, rows, column0, columns)).isEqualTo(expected);
      }
    }
  }

  @Test
  void bigEndianUnsignedChunksThroughALink() {
    try (Hdf5File file = open()) {
      assertThat(file.dataset("/plain").type()).isEqualTo(ElementType.UINT64);
      assertThat(file.dataset("/soft").readLongs(3, 2)).containsExactly(33, 44);
      assertThat(file.exists("/broken")).isFalse();
      assertThat(file.children("/")).contains("soft").doesNotContain("broken");
    }
  }

  @Test
  void whatWasNeverWrittenIsTheFillValue() {
    try (Hdf5File file = open()) {
      long[] half = file.dataset("/half").readLongs();
      assertThat(IntStream.range(0, 150).filter(i -> half[i] == 3)).hasSize(10);
      assertThat(IntStream.range(0, 150).filter(i -> half[i] == 7)).hasSize(140);
      assertThat(file.dataset("/unwritten").readFloats()).containsOnly(2.5f).hasSize(5);
      assertThat(file.dataset("/unwrittentext").readStrings()).containsExactly("", "");
    }
  }

  @Test
  void textAndNames() {
    try (Hdf5File file = open()) {
      assertThat(file.dataset("/text").readStrings(15, 3)).containsExactly("x15", "x16", "x17");
      assertThat(file.dataset("/bool").type()).isEqualTo(ElementType.ENUM);
      assertThat(file.dataset("/bool").readStrings()).containsExactly("TRUE", "FALSE", "TRUE");
      assertThat(file.dataset("/bool").readInts()).containsExactly(1, 0, 1);
      Hdf5Exception fault =
          catchThrowableOfType(Hdf5Exception.class, () -> file.dataset("/compound").readDoubles());
      assertThat(fault.problem().message()).contains("not supported");
    }
  }

  @Test
  void attributesOfEveryForm() {
    try (Hdf5File file = open()) {
      assertThat(file.attribute("/g", "fixed").orElseThrow().text()).hasValue("by_id");
      assertThat(file.attribute("/g", "one").orElseThrow().integer()).hasValue(7);
      assertThat(file.attribute("/g", "one").orElseThrow().text()).isEmpty();
      assertThat(file.attribute("/g", "bool").orElseThrow().text()).hasValue("TRUE");
      assertThat(file.attribute("/g", "empty").orElseThrow().size()).isZero();
      assertThat(file.attribute("/g", "none")).isEmpty();
      assertThat(file.attributeNames("/g")).containsExactly("bool", "empty", "fixed", "one");
    }
  }

  @Test
  void manyThreadsReadTheSame() throws Exception {
    try (Hdf5File file = open();
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<double[]> read = () -> file.dataset("/gzip").readDoubles(5, 60, 2, 7);
      double[] expected = read.call();
      List<Callable<double[]>> reads = IntStream.range(0, 64).mapToObj(_ -> read).toList();
      for (Future<double[]> result : threads.invokeAll(reads)) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void chunkCacheStaysWithinItsBound() {
    ChunkCache cache = new ChunkCache(1000);
    for (int i = 0; i < 100; i++) {
      cache.get(new ChunkCache.Key(0, i, 0), () -> new byte[300]);
      assertThat(cache.bytes()).isLessThanOrEqualTo(1000);
    }
    byte[] last = cache.get(new ChunkCache.Key(0, 99, 0), () -> new byte[1]);
    assertThat(last).hasSize(300);
  }

  @Test
  void readAfterCloseIsAMistake() {
    Hdf5File file = open();
    Hdf5Dataset dataset = file.dataset("/gzip");
    file.close();
    file.close();
    assertThatThrownBy(() -> dataset.readDoubles()).isInstanceOf(IllegalStateException.class);
  }
}
