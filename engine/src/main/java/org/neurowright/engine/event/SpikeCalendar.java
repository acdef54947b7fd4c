package org.neurowright.engine.event;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/**
 * Arrivals of spikes in the order of time; among equal times, of when they were sent, then of their
 * source, then of insertion. Only the last depends on the caller's history, so the order of
 * arrivals that differ in any of the first three is the same however cells are grouped.
 *
 * <p>A ring of bins, each as long as a step: an arrival is put into its bin without looking at the
 * others, and a bin is sorted when time gets there. Arrivals beyond the ring wait in the bin they
 * will have when it has come round. Nothing is allocated once the arrays have grown.
 *
 * <p>{@link #isDue} finds the earliest arrival; its fields are then read with the accessors, and
 * {@link #remove} takes it out.
 */
public final class SpikeCalendar {
  private static final int NONE = -1;

  private final double binsPerMs;
  private final int mask;
  private final int[] firstOfBin;

  /** Arrivals of bins up to {@link #currentBin}, sorted, from {@link #openFrom} on. */
  private int[] open = new int[64];

  private int openFrom;
  private int openEnd;
  private long currentBin;
  private int size;

  private double[] time = new double[64];
  private double[] sent = new double[64];
  private int[] source = new int[64];
  private int[] run = new int[64];
  private int[] index = new int[64];
  private long[] order = new long[64];
  private int[] next = new int[64];
  private int slots;
  private int firstFree;
  private long nextOrder;

  /**
   * An empty calendar.
   *
   * @param binMs width of a bin, ms
   * @param bins how many at least; their span should exceed most delays
   */
  public SpikeCalendar(double binMs, int bins) {
    binsPerMs = 1 / binMs;
    int ring = Integer.highestOneBit(Math.max(2, bins - 1)) << 1;
    mask = ring - 1;
    firstOfBin = new int[ring];
    clear();
  }

  /** Forgets everything and goes back to the time before all events. */
  public void clear() {
    Arrays.fill(firstOfBin, NONE);
    openFrom = 0;
    openEnd = 0;
    currentBin = -1;
    size = 0;
    slots = 0;
    firstFree = NONE;
    nextOrder = 0;
  }

  public int size() {
    return size;
  }

  /**
   * Adds an arrival.
   *
   * @param tMs when it arrives
   * @param sentMs when it was sent
   * @param sourceNumber who sent it
   * @param runNumber where it arrives
   * @param trainIndex the caller's
   */
  public void add(double tMs, double sentMs, int sourceNumber, int runNumber, int trainIndex) {
    int slot = newSlot();
    time[slot] = tMs;
    sent[slot] = sentMs;
    source[slot] = sourceNumber;
    run[slot] = runNumber;
    index[slot] = trainIndex;
    order[slot] = nextOrder++;
    size++;
    long bin = bin(tMs);
    if (bin <= currentBin) {
      insertOpen(slot);
    } else {
      int at = (int) bin & mask;
      next[slot] = firstOfBin[at];
      firstOfBin[at] = slot;
    }
  }

  /** Whether the earliest arrival is at the given time or before. */
  public boolean isDue(double untilMs) {
    if (openFrom == openEnd && !openUpTo(bin(untilMs))) {
      return false;
    }
    return time[open[openFrom]] <= untilMs;
  }

  /** Time of the earliest arrival; only after {@link #isDue} said that there is one. */
  public double timeMs() {
    return time[open[openFrom]];
  }

  public double sentMs() {
    return sent[open[openFrom]];
  }

  public int source() {
    return source[open[openFrom]];
  }

  public int run() {
    return run[open[openFrom]];
  }

  public int index() {
    return index[open[openFrom]];
  }

  /** Takes the earliest arrival out. */
  public void remove() {
    int slot = open[openFrom++];
    next[slot] = firstFree;
    firstFree = slot;
    size--;
    if (openFrom == openEnd) {
      openFrom = 0;
      openEnd = 0;
    }
  }

  /** Monotone in time, so that order between bins is order in time. */
  private long bin(double tMs) {
    return (long) Math.floor(tMs * binsPerMs);
  }

  /** Opens bins until one has arrivals; false when none up to the last has. */
  private boolean openUpTo(long last) {
    while (currentBin < last) {
      if (size == 0) {
        currentBin = last;
        return false;
      }
      currentBin++;
      if (firstOfBin[(int) currentBin & mask] != NONE && openCurrent()) {
        return true;
      }
    }
    return false;
  }

  private boolean openCurrent() {
    int at = (int) currentBin & mask;
    int slot = firstOfBin[at];
    int later = NONE;
    while (slot != NONE) {
      int following = next[slot];
      if (bin(time[slot]) <= currentBin) {
        if (openEnd == open.length) {
          open = Arrays.copyOf(open, openEnd * 2);
        }
        open[openEnd++] = slot;
      } else {
        next[slot] = later;
        later = slot;
      }
      slot = following;
    }
    firstOfBin[at] = later;
    if (openEnd > 1) {
      IntArrays.quickSort(open, 0, openEnd, this::compare);
    }
    return openEnd > 0;
  }

  private void insertOpen(int slot) {
    if (openEnd == open.length) {
      open = Arrays.copyOf(open, openEnd * 2);
    }
    int at = openEnd++;
    while (at > openFrom && compare(slot, open[at - 1]) < 0) {
      open[at] = open[at - 1];
      at--;
    }
    open[at] = slot;
  }

  private int compare(int a, int b) {
    int byTime = Double.compare(time[a], time[b]);
    if (byTime != 0) {
      return byTime;
    }
    int bySent = Double.compare(sent[a], sent[b]);
    if (bySent != 0) {
      return bySent;
    }
    int bySource = Integer.compare(source[a], source[b]);
    return bySource != 0 ? bySource : Long.compare(order[a], order[b]);
  }

  private int newSlot() {
    if (firstFree != NONE) {
      int slot = firstFree;
      firstFree = next[slot];
      return slot;
    }
    if (slots == time.length) {
      int larger = slots * 2;
      time = Arrays.copyOf(time, larger);
      sent = Arrays.copyOf(sent, larger);
      source = Arrays.copyOf(source, larger);
      run = Arrays.copyOf(run, larger);
      index = Arrays.copyOf(index, larger);
      order = Arrays.copyOf(order, larger);
      next = Arrays.copyOf(next, larger);
    }
    return slots++;
  }
}
