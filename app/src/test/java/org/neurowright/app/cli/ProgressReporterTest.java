package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.neurowright.app.cli.ProgressReporter.Style;
import org.neurowright.engine.task.Progress;

class ProgressReporterTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter err = new StringWriter();

  @Test
  void theBarTellsTimeSpeedRestAndSpikes() {
    ProgressReporter reporter = reporter(Style.BAR, 200);

    reporter.progress(new Progress("Simulating", 0, 3000, "ms", 0));
    reporter.tick(0);
    reporter.progress(new Progress("Simulating", 1500, 3000, "ms", 103));
    reporter.tick(2 * SECOND);

    String last = err.toString().substring(err.toString().lastIndexOf('\r'));
    assertThat(last)
        .contains(
            "Simulating [==========>",
            "50%",
            "1500/3000 ms",
            "0.75x real time",
            "2.0 s left",
            "103 spikes");
  }

  @Test
  void theBarNeverWrapsTheLine() {
    ProgressReporter reporter = reporter(Style.BAR, 40);

    reporter.progress(new Progress("Simulating", 1500, 3000, "ms", 123_456_789));
    reporter.tick(0);
    reporter.tick(SECOND);

    assertThat(err.toString().split("\r"))
        .allSatisfy(line -> assertThat(line.replace("\u001b[K", "")).hasSizeLessThan(40));
  }

  @Test
  void linesComeAtNewActivitiesAndTenthsOnly() {
    ProgressReporter reporter = reporter(Style.LINES, 80);

    reporter.progress(new Progress("Building cells", 0, Double.NaN, "cells"));
    reporter.tick(0);
    for (int ms = 0; ms <= 1000; ms++) {
      reporter.progress(new Progress("Simulating", ms, 1000, "ms", 0));
      reporter.tick(ms * 1_000_000L);
    }

    assertThat(err.toString().lines()).hasSize(1 + 1 + 10);
    assertThat(err.toString()).doesNotContain("\r").doesNotContain("[");
  }

  @Test
  void aSlowRunGivesALineEveryHalfMinute() {
    ProgressReporter reporter = reporter(Style.LINES, 80);

    for (int s = 0; s <= 100; s++) {
      reporter.progress(new Progress("Simulating", 0.01 * s, 1000, "ms", 0));
      reporter.tick(s * SECOND);
    }

    assertThat(err.toString().lines()).hasSize(1 + 3);
  }

  @Test
  void stopReachesTheWork() {
    StopSignal stop = new StopSignal();
    ProgressReporter reporter = new ProgressReporter(stop, terminal(80), Style.NONE);

    assertThat(reporter.stopRequested()).isFalse();
    stop.request();
    assertThat(reporter.stopRequested()).isTrue();
  }

  private ProgressReporter reporter(Style style, int columns) {
    return new ProgressReporter(new StopSignal(), terminal(columns), style);
  }

  private Terminal terminal(int columns) {
    return new Terminal(new PrintWriter(err), new PrintWriter(err, true), true, columns);
  }
}
