package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StopSignalTest {

  /** What a terminal does when the user presses Ctrl-C. */
  @Test
  @Timeout(60)
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "Windows has no way to send Ctrl-C to one process")
  void ctrlCLetsTheRunCloseItsFilesAndTellThenEndsWith130()
      throws IOException, InterruptedException {
    assumeFalse(
        interruptIsIgnored(),
        "skipped: this build runs in the background, where Ctrl-C is ignored");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process program =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:TieredStopAtLevel=1",
                InterruptedRun.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = program.inputReader()) {
      assertThat(output.readLine()).startsWith("Simulating");

      assertThat(
              new ProcessBuilder(List.of("kill", "-INT", Long.toString(program.pid())))
                  .start()
                  .waitFor())
          .isZero();

      String rest = output.lines().collect(Collectors.joining("\n"));
      assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(rest).contains("Stopped small: 12.5 ms", "spikes.h5");
      assertThat(program.exitValue()).isEqualTo(130);
    } finally {
      program.destroyForcibly();
    }
  }

  /**
   * A shell that starts a command in the background makes it, and what it starts, ignore SIGINT.
   */
  private static boolean interruptIsIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return false;
    }
    int interrupt = 1 << 1;
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & interrupt) != 0);
  }
}
