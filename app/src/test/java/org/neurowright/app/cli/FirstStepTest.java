package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FirstStepTest {
  @Test
  void countsFromTheStartOfTheProcessToTheBeginningOfTheLoop() {
    FirstStep step = new FirstStep();
    assertThat(step.secondsFromStart()).isEmpty();

    step.begin(null);

    Instant started = ProcessHandle.current().info().startInstant().orElseThrow();
    double lived = Duration.between(started, Instant.now()).toMillis() * 1e-3;
    assertThat(step.secondsFromStart().orElseThrow()).isBetween(lived - 10, lived + 0.05);
  }
}
