package org.neurowright.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.problem.Problem;

/** Every fault of a file is one problem that names the file and says what is wrong. */
class Hdf5FaultsTest {
  @TempDir Path dir;

  private Path good() throws IOException {
    Path path = dir.resolve("good.h5");
    Hdf5Plan plan = new Hdf5Plan().texts("/g/names", java.util.List.of("a", "b"));
    Hdf5Plan.Slot ids = plan.dataset("/g/ids", ElementType.UINT64, 3);
    Hdf5Plan.Slot reals = plan.dataset("/g/reals", ElementType.FLOAT64, 2);
    Hdf5Plan.Slot large = plan.dataset("/g/large", ElementType.INT32, 40_000);
    plan.attribute("/g", "sorting", "by_id");
    try (Hdf5Writer writer = Hdf5Writer.create(path, plan)) {
      writer.write(ids, new long[] {1, 2, 3});
      writer.write(reals, new double[] {2.5, 1e300});
      writer.write(large, new int[40_000]);
      writer.commit();
    }
    return path;
  }

  private static Problem fault(Runnable work) {
    Hdf5Exception fault = catchThrowableOfType(Hdf5Exception.class, work::run);
    assertThat(fault).isNotNull();
    return fault.problem();
  }

  @Test
  void missingFile() {
    Problem problem = fault(() -> Hdf5File.open(dir.resolve("none.h5")));
    assertThat(problem.code()).isEqualTo("hdf5.not-found");
    assertThat(problem.toString()).contains("none.h5").contains("does not exist");
  }

  @Test
  void folder() {
    assertThat(fault(() -> Hdf5File.open(dir)).toString()).contains("folder");
  }

  @Test
  void emptyFile() throws IOException {
    Path path = Files.createFile(dir.resolve("empty.h5"));
    assertThat(fault(() -> Hdf5File.open(path)).toString()).contains("empty (0 bytes)");
  }

  @Test
  void textFile() throws IOException {
    Path path = Files.writeString(dir.resolve("nodes.h5"), "node_id pop\n1 a\n");
    Problem problem = fault(() -> Hdf5File.open(path));
    assertThat(problem.code()).isEqualTo("hdf5.not-hdf5");
    assertThat(problem.hint()).contains("text file");
  }

  @Test
  void gitLfsPointer() throws IOException {
    Path path =
        Files.writeString(
            dir.resolve("p.h5"), "version https://git-lfs.github.com/spec/v1\noid sha256:1\n");
    assertThat(fault(() -> Hdf5File.open(path)).hint()).contains("git lfs pull");
  }

  @Test
  void truncatedAnywhere() throws IOException {
    byte[] all = Files.readAllBytes(good());
    for (int length = 1; length < all.length; length += 97) {
      Path path = Files.write(dir.resolve("cut.h5"), Arrays.copyOf(all, length));
      Problem problem = fault(() -> Hdf5File.open(path));
      assertThat(problem.code()).isIn("hdf5.truncated", "hdf5.not-hdf5");
      assertThat(problem.location().path()).endsWith("cut.h5");
    }
  }

  @Test
  void changedBytesNeverGiveAnythingButAFault() throws IOException {
    byte[] all = Files.readAllBytes(good());
    Random random = new Random(7);
    int faults = 0;
    for (int n = 0; n < 300; n++) {
      byte[] changed = all.clone();
      for (int k = 0; k < 8; k++) {
        changed[random.nextInt(4096)] = (byte) random.nextInt();
      }
      Path path = Files.write(dir.resolve("changed.h5"), changed);
      try (Hdf5File file = Hdf5File.open(path)) {
        for (String name : file.children("/g")) {
          Hdf5Dataset dataset = file.dataset("/g/" + name);
          if (dataset.rows() < 100_000) {
            if (dataset.type() == ElementType.STRING) {
              dataset.readStrings();
            } else {
              dataset.readDoubles();
            }
          }
        }
        file.attribute("/g", "sorting");
      } catch (Hdf5Exception e) {
        faults++;
      }
    }
    assertThat(faults).isGreaterThan(10);
  }

  @Test
  void missingPathSaysWhatIsThere() throws IOException {
    try (Hdf5File file = Hdf5File.open(good())) {
      Problem problem = fault(() -> file.dataset("/g/node_ids"));
      assertThat(problem.code()).isEqualTo("hdf5.missing-path");
      assertThat(problem.location().element()).isEqualTo("/g/node_ids");
      assertThat(problem.hint()).contains("/g").contains("ids, large, names, reals");
      assertThat(file.exists("/g/ids/more")).isFalse();
      assertThat(file.findDataset("/h")).isEmpty();
    }
  }

  @Test
  void wrongTypes() throws IOException {
    try (Hdf5File file = Hdf5File.open(good())) {
      assertThat(fault(() -> file.dataset("/g")).message()).contains("group");
      assertThat(fault(() -> file.children("/g/ids")).message()).contains("dataset");
      assertThat(fault(() -> file.dataset("/g/names").readLongs()).toString())
          .contains("text")
          .contains("numbers");
      assertThat(fault(() -> file.dataset("/g/ids").readStrings()).toString())
          .contains("64-bit unsigned integers");
      assertThat(fault(() -> file.dataset("/g/reals").readLongs()).message()).contains("2.5");
      assertThat(fault(() -> file.dataset("/g/reals").readLongs(1, 1)).message())
          .contains("not an integer");
    }
  }

  @Test
  void unsignedBeyondLong() throws IOException {
    Path path = dir.resolve("u64.h5");
    Hdf5Plan plan = new Hdf5Plan();
    Hdf5Plan.Slot slot = plan.dataset("/x", ElementType.UINT64, 1);
    try (Hdf5Writer writer = Hdf5Writer.create(path, plan)) {
      writer.writeBytes(
          slot, 0, java.nio.ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) 0x80}));
      writer.commit();
    }
    try (Hdf5File file = Hdf5File.open(path)) {
      assertThat(fault(() -> file.dataset("/x").readLongs()).message())
          .contains("9223372036854775808");
      assertThat(file.dataset("/x").readDoubles()).containsExactly(0x1p63);
    }
  }

  @Test
  void dataBeyondTheEndOfTheFile() throws IOException {
    byte[] all = Files.readAllBytes(good());
    // the superblock promises less than there is, so that only the dataset shows the loss
    byte[] cut = Arrays.copyOf(all, all.length - 8);
    cut[28] = 0;
    cut[29] = 0;
    cut[30] = 0;
    int checksum = Checksum.of(cut, 0, 44);
    for (int i = 0; i < 4; i++) {
      cut[44 + i] = (byte) (checksum >>> 8 * i);
    }
    Path path = Files.write(dir.resolve("cut.h5"), cut);
    try (Hdf5File file = Hdf5File.open(path)) {
      Problem problem = fault(() -> file.dataset("/g/large").readInts());
      assertThat(problem.code()).isEqualTo("hdf5.truncated");
    }
  }
}
