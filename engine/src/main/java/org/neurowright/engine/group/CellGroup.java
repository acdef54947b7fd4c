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
