package org.neurowright.io.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterThreadTest {
  private static final Path FILE = Path.of("out", "report.h5");

  @TempDir Path dir;

  @Test
  void workIsDoneInOrder() {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    try (WriterThread thread = new WriterThread("test")) {
      for (int i = 0; i < 1000; i++) {
        int n = i;
        thread.submit(FILE, () -> seen.add(n), () -> {});
      }
      thread.await(FILE, () -> seen.add(1000));
      assertThat(seen).isEqualTo(IntStream.rangeClosed(0, 1000).boxed().toList());
    }
  }

  @Test
  void aFailureIsThrownOnceMoreAtEveryCallAndNothingElseIsDone() {
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    try (WriterThread thread = new WriterThread("test")) {
      WriteFailedException failure =
          catchThrowableOfType(
              WriteFailedException.class,
              () ->
                  thread.await(
                      FILE,
                      () -> {
                        throw new IOException("No space left on device");
                      }));
      assertThat(failure.problem().code()).isEqualTo("output.disk-full");
      assertThat(failure.problem().toString()).contains("report.h5").contains("Free some space");
      assertThatThrownBy(() -> thread.submit(FILE, () -> done.add("work"), () -> {}))
          .isSameAs(failure);
      assertThatThrownBy(() -> thread.await(FILE, () -> done.add("work"))).isSameAs(failure);
      assertThat(thread.isHealthy()).isFalse();
      thread.close(() -> done.add("clean-up"));
    }
    assertThat(done).containsExactly("clean-up");
  }

  @Test
  void anInterruptedSimulationLosesNothing() throws IOException {
    Path path = dir.resolve("interrupted.h5");
    var layout = Layouts.membrane("interrupted.h5", "v1", 4, 0, 0.1, 2000);
    try (WriterThread thread = new WriterThread("test");
        ReportFileWriter file = ReportFileWriter.create(path, List.of(layout), ReportFormat.BMTK)) {
      ReportStream stream = new ReportStream(path, file, 0, 8, 2000, thread, 256);
      for (int row = 0; row < 2000; row++) {
        Thread.currentThread().interrupt();
        stream.add(row, 1, Layouts.values(0, row, 1, 8));
      }
      stream.flush();
      thread.await(path, file::finish);
      assertThat(Thread.interrupted()).isTrue();
    }
    try (ReportFile report = ReportFile.open(path).orThrow()) {
      assertThat(report.tables().getFirst().read(0, 2000, 0, 8))
          .isEqualTo(Layouts.values(0, 0, 2000, 8));
    }
  }

  @Test
  void reasonsInWords() throws IOException {
    assertThat(new WriteFailedException(FILE, new AccessDeniedException("x")).problem().code())
        .isEqualTo("output.not-writable");
    IOException missing =
        catchThrowableOfType(
            IOException.class, () -> Files.createFile(dir.resolve("no").resolve("file")));
    assertThat(new WriteFailedException(FILE, missing).problem().code())
        .isEqualTo("output.missing-folder");
    assertThat(new WriteFailedException(FILE, new IOException("odd")).problem().message())
        .contains("odd");
  }
}
