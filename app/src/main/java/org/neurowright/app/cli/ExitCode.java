package org.neurowright.app.cli;

/** How a command ended, for scripts. Documented in docs/howto/use-the-command-line.md. */
public enum ExitCode {
  OK(0),
  /** The model (or another input file) has errors; nothing was run. */
  MODEL_PROBLEMS(1),
  /** The command line itself was wrong. */
  USAGE(2),
  /** The run ended early because results could not be written. */
  RESULTS_NOT_WRITTEN(3),
  /** A fault of the program; the log file has the details. */
  INTERNAL_ERROR(4),
  /** {@code spikes compare} or {@code diff} found differences. */
  DIFFERENT(5),
  /** Stopped by Ctrl-C; what was simulated until then is in the results. */
  STOPPED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
