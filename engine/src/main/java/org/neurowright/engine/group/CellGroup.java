package org.neurowright.engine.group;

/**
 * Cells that are advanced together by one thread. Spikes travel between groups only at the ends of
 * epochs, so an epoch is never longer than the shortest delay between cells.
 */
public interface CellGroup {

  /** Sets the initial state at t = 0. */
  void initialise();

  /**
   * Advances by a number of steps, collecting spikes and filling the sample buffers it was given.
   *
   * @param firstStep number of the first step, counted from 0
   * @param steps number of steps
   */
  void advance(long firstStep, int steps);

  /**
   * Whether the group takes values from other groups in the middle of its steps. If any group of a
   * simulation does, {@link #begin} and {@link #finish} are called instead of {@link #initialise}
   * and {@link #advance}: first the one for all groups, then the other for all of them.
   */
  default boolean lockstep() {
    return false;
  }

  /**
   * The first part of a step, up to where it has laid down what other groups need.
   *
   * @param step number of the step, counted from 0; -1 for the initialisation
   */
  default void begin(long step) {}

  /** The rest of that step or of the initialisation. */
  default void finish(long step) {
    if (step < 0) {
      initialise();
    } else {
      advance(step, 1);
    }
  }

  /** Spikes sent since the last {@link SpikeBuffer#clear}. */
  SpikeBuffer outgoing();

  /**
   * Queues the events that spikes cause in this group.
   *
   * @param spikes spikes of all groups in the order of time and source
   */
  void accept(SpikeBuffer spikes);

  /** Relative cost of one step, for balancing. */
  double cost();
}
