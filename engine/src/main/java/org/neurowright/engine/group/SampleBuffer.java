package org.neurowright.engine.group;

/**
 * The rows of one report that are being collected. Every group writes its own columns; the
 * simulation loop hands full buffers on between epochs.
 */
public final class SampleBuffer {
  private final int columns;
  private final long firstStep;
  private final long endStep;
  private final int everySteps;
  private final double[] values;
  private final int capacityRows;
  private long firstRow;

  /**
   * A buffer for the values after steps k with firstStep ≤ k &lt; endStep and k a multiple of
   * everySteps.
   *
   * @param columns number of columns
   * @param capacityRows rows that fit at once
   */
  public SampleBuffer(int columns, long firstStep, long endStep, int everySteps, int capacityRows) {
    this.columns = columns;
    this.firstStep = (firstStep + everySteps - 1) / everySteps * everySteps;
    this.endStep = endStep;
    this.everySteps = everySteps;
    this.capacityRows = capacityRows;
    this.values = new double[Math.multiplyExact(columns, capacityRows)];
  }

  /** Offset in {@link #values()} of the row for a step, or -1 when the step is not recorded. */
  public int rowOffset(long step) {
    if (step < firstStep || step >= endStep || step % everySteps != 0) {
      return -1;
    }
    return (int) ((step - firstStep) / everySteps - firstRow) * columns;
  }

  /** Rows complete after the given number of steps from the start of the run. */
  public int rowsReady(long stepsDone) {
    long last = Math.min(stepsDone, endStep);
    long rows = last <= firstStep ? 0 : (last - firstStep + everySteps - 1) / everySteps;
    return (int) (rows - firstRow);
  }

  /** How many more steps may be run from the given step before the buffer overflows. */
  public long roomSteps(long stepsDone) {
    return Math.max(1, (long) (capacityRows - rowsReady(stepsDone)) * everySteps);
  }

  /** Starts over after the given number of rows was handed on. */
  public void consumed(int rows) {
    firstRow += rows;
  }

  public long firstRow() {
    return firstRow;
  }

  public int columns() {
    return columns;
  }

  public double[] values() {
    return values;
  }
}
