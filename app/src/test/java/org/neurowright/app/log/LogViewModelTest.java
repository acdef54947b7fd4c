package org.neurowright.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.neurowright.app.fake.SteppedExecutor;

class LogViewModelTest {
  private final LogBuffer buffer = new LogBuffer();
  private final SteppedExecutor ui = new SteppedExecutor();
  private final LogViewModel model =
      new LogViewModel(buffer, ui, Path.of("/tmp/x.log"), ZoneOffset.UTC);

  private static LogLine line(LogLine.Level level, String message) {
    return new LogLine(Instant.parse("2026-01-02T03:04:05.006Z"), level, "Reader", message);
  }

  @Test
  void manyLinesWakeTheInterfaceOnce() {
    for (int i = 0; i < 100; i++) {
      buffer.add(line(LogLine.Level.INFO, "line " + i));
    }
    assertThat(ui.size()).isEqualTo(1);
    ui.runAll();
    assertThat(model.shown()).hasSize(100);
    buffer.add(line(LogLine.Level.INFO, "one more"));
    ui.runAll();
    assertThat(model.shown().getLast().message()).isEqualTo("one more");
  }

  @Test
  void filtersByLevelAndText() {
    buffer.add(line(LogLine.Level.DEBUG, "detail"));
    buffer.add(line(LogLine.Level.INFO, "opened model"));
    buffer.add(line(LogLine.Level.ERROR, "model broken"));
    ui.runAll();
    assertThat(model.shown()).hasSize(2);
    model.leastLevelProperty().set(LogLine.Level.ERROR);
    assertThat(model.shown()).hasSize(1);
    model.leastLevelProperty().set(LogLine.Level.DEBUG);
    model.filterProperty().set("MODEL");
    assertThat(model.shown()).hasSize(2);
    assertThat(model.text(model.shown())).startsWith("03:04:05.006  INFO  Reader  opened model\n");
  }

  @Test
  void keepsABoundedNumberOfLines() {
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < LogBuffer.CAPACITY + 10; i++) {
        buffer.add(line(LogLine.Level.INFO, round + "/" + i));
      }
      ui.runAll();
    }
    assertThat(model.shown()).hasSize(LogViewModel.MAX_LINES);
    assertThat(model.shown().getLast().message()).isEqualTo("3/" + (LogBuffer.CAPACITY + 9));
  }
}
