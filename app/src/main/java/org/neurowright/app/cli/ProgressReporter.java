package org.neurowright.app.cli;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;

/**
 * Shows progress on standard error: a bar that is drawn over on a terminal, else a line at each new
 * activity, each tenth of the way and each half minute. The simulation only leaves its latest
 * {@link Progress} here; a thread of its own draws.
 */
final class ProgressReporter implements RunControl, AutoCloseable {
  /** How progress is shown. */
  enum Style {
    NONE,
    LINES,
    BAR
  }

  private static final long REDRAW_MS = 100;
  private static final long LINE_AT_LEAST_EVERY_NS = 30_000_000_000L;
  private static final int BAR_CELLS = 20;
  private static final String TO_LINE_END = "\u001b[K";

  private final StopSignal stop;
  private final Terminal terminal;
  private final Style style;
  private volatile Progress latest;

  // Used by the drawing thread only.
  private String activity = "";
  private Pace pace;
  private int tenths;
  private long lastLineNanos;
  private boolean barShown;

  private ScheduledExecutorService clock;
  private ScheduledFuture<?> drawing;

  ProgressReporter(StopSignal stop, Terminal terminal, Style style) {
    this.stop = stop;
    this.terminal = terminal;
    this.style = style;
  }

  ProgressReporter start() {
    if (style != Style.NONE) {
      clock =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("progress").factory());
      drawing =
          clock.scheduleAtFixedRate(
              () -> tick(System.nanoTime()), 0, REDRAW_MS, TimeUnit.MILLISECONDS);
    }
    return this;
  }

  @Override
  public boolean stopRequested() {
    return stop.requested();
  }

  @Override
  public void progress(Progress progress) {
    latest = progress;
  }

  /** Ends the drawing and leaves the cursor on an empty line. */
  @Override
  public void close() {
    if (clock == null) {
      return;
    }
    drawing.cancel(false);
    clock.shutdown();
    try {
      clock.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tick(System.nanoTime());
    if (barShown) {
      terminal.err().print("\r" + TO_LINE_END);
      terminal.err().flush();
    }
  }

  void tick(long nowNanos) {
    Progress progress = latest;
    if (progress == null) {
      return;
    }
    boolean isNew = !progress.activity().equals(activity);
    if (isNew) {
      activity = progress.activity();
      pace = new Pace(nowNanos, progress);
      tenths = 0;
    } else {
      pace.update(nowNanos, progress);
    }
    switch (style) {
      case NONE -> {}
      case BAR -> drawBar(progress);
      case LINES -> printLineIfDue(progress, nowNanos, isNew);
    }
  }

  private void drawBar(Progress progress) {
    String line = bar(progress) + details(progress);
    int room = terminal.columns() - 1;
    terminal
        .err()
        .print("\r" + (line.length() > room ? line.substring(0, room) : line) + TO_LINE_END);
    terminal.err().flush();
    barShown = true;
  }

  private void printLineIfDue(Progress progress, long nowNanos, boolean isNew) {
    int tenthsNow = Double.isNaN(progress.fraction()) ? 0 : (int) (progress.fraction() * 10);
    if (isNew || tenthsNow > tenths || nowNanos - lastLineNanos > LINE_AT_LEAST_EVERY_NS) {
      tenths = tenthsNow;
      lastLineNanos = nowNanos;
      terminal.err().println(activity + details(progress));
    }
  }

  private String bar(Progress progress) {
    double fraction = progress.fraction();
    if (Double.isNaN(fraction)) {
      return activity;
    }
    int full = (int) (fraction * BAR_CELLS);
    return activity
        + " ["
        + "=".repeat(full)
        + (full < BAR_CELLS ? ">" + " ".repeat(BAR_CELLS - full - 1) : "")
        + "]";
  }

  private String details(Progress progress) {
    StringBuilder text = new StringBuilder();
    if (!Double.isNaN(progress.fraction())) {
      text.append(String.format(Locale.ROOT, " %3d%%", (int) (100 * progress.fraction())));
    }
    if (progress.total() > 0) {
      text.append("  ")
          .append(Math.round(progress.done()))
          .append('/')
          .append(Wording.number(progress.total()));
      text.append(' ').append(progress.unit());
    }
    if (progress.unit().equals("ms") && !Double.isNaN(pace.overallPerS())) {
      text.append("  ")
          .append(Wording.number(roundTo2(pace.overallPerS() / 1000)))
          .append("x real time");
    }
    double left = pace.secondsLeft(progress);
    if (!Double.isNaN(left) && left > 0) {
      text.append("  ").append(Wording.duration(left)).append(" left");
    }
    if (progress.spikes() >= 0) {
      text.append("  ").append(Wording.counted(progress.spikes(), "spike"));
    }
    return text.toString();
  }

  /** Two significant digits, so that the number does not flicker. */
  private static double roundTo2(double value) {
    if (value <= 0) {
      return 0;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
    return Math.round(value / unit) * unit;
  }
}
