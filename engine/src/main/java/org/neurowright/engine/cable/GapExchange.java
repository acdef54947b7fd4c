package org.neurowright.engine.cable;

import java.util.concurrent.Phaser;

/**
 * Values that gap junctions carry between groups, once per step.
 *
 * <p>A junction's target sees what its source was after the voltage update of the same step, so all
 * groups that take part meet there: each puts its values down, waits for the others and takes the
 * values it needs. There are two sets of values in turn, so a quick group may put down those of the
 * next step while a slow one still reads; one meeting per step is enough.
 *
 * <p>Every group that takes part needs a thread of its own, because it waits for the others in the
 * middle of its steps.
 */
final class GapExchange {
  private final double[][] values;
  private final Phaser meeting = new Phaser();

  /**
   * An exchange nobody has joined yet.
   *
   * @param size number of values
   */
  GapExchange(int size) {
    values = new double[2][size];
  }

  /** Counts one more group that will call {@link #meet} in every round. */
  void join() {
    meeting.register();
  }

  /** The values of a round, to be written before and read after the meeting. */
  double[] values(long round) {
    return values[(int) (round & 1)];
  }

  /** Waits until all groups have put down their values. */
  void meet() {
    meeting.arriveAndAwaitAdvance();
    if (meeting.isTerminated()) {
      throw new IllegalStateException("another group of cells joined by gap junctions failed");
    }
  }

  /** Sets the others free when a group fails. */
  void abandon() {
    meeting.forceTermination();
  }
}
