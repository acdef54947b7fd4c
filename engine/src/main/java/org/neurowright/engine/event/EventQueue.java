package org.neurowright.engine.event;

import java.util.Arrays;

/**
 * Events in order of time, and of insertion among equal times. A binary heap over plain arrays:
 * nothing is allocated once it has grown to its largest size.
 *
 * <p>An event carries four integers and a number whose meaning is the caller's. {@link #pop()}
 * makes the earliest event current; its fields are then read with the accessors.
 */
public final class EventQueue {
  private static final int FIELDS = 4;

  private int size;
  private int[] heap = new int[64];
  private int[] free = new int[64];
  private int freeCount;
  private int slots;
  private double[] time = new double[64];
  private double[] sent = new double[64];
  private long[] order = new long[64];
  private int[] fields = new int[64 * FIELDS];
  private double[] value = new double[64];
  private boolean[] cancelled = new boolean[64];
  private int[] generation = new int[64];
  private long nextOrder;
  private int current = -1;

  /** Forgets everything. */
  public void clear() {
    size = 0;
    slots = 0;
    freeCount = 0;
    nextOrder = 0;
    current = -1;
    Arrays.fill(cancelled, false);
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Number of events waiting, cancelled ones included. */
  public int size() {
    return size;
  }

  /** Time of the earliest event, +infinity when there is none. */
  public double firstTimeMs() {
    return size == 0 ? Double.POSITIVE_INFINITY : time[heap[0]];
  }

  /** When the earliest event was sent; only while there is one. */
  public double firstSentMs() {
    return sent[heap[0]];
  }

  /**
   * Adds an event.
   *
   * @param tMs when it is due
   * @param sentMs when it was sent, for comparison with events elsewhere; does not decrease from
   *     call to call
   * @return a ticket for {@link #cancel}
   */
  public long add(double tMs, double sentMs, int kind, int a, int b, int c, double number) {
    int slot = freeCount > 0 ? free[--freeCount] : newSlot();
    time[slot] = tMs;
    sent[slot] = sentMs;
    order[slot] = nextOrder++;
    int at = slot * FIELDS;
    fields[at] = kind;
    fields[at + 1] = a;
    fields[at + 2] = b;
    fields[at + 3] = c;
    value[slot] = number;
    cancelled[slot] = false;
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    heap[size] = slot;
    siftUp(size++);
    return ((long) generation[slot] << 32) | slot;
  }

  /** Takes an event back; does nothing when it was delivered already. */
  public void cancel(long ticket) {
    int slot = (int) ticket;
    if (slot < slots && generation[slot] == (int) (ticket >>> 32)) {
      cancelled[slot] = true;
    }
  }

  /**
   * Makes the earliest event current and removes it.
   *
   * @return false when that event had been cancelled and is to be ignored
   */
  public boolean pop() {
    int slot = heap[0];
    int last = heap[--size];
    if (size > 0) {
      heap[0] = last;
      siftDown();
    }
    current = slot;
    generation[slot]++;
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, freeCount * 2);
    }
    free[freeCount++] = slot;
    return !cancelled[slot];
  }

  public double timeMs() {
    return time[current];
  }

  public int kind() {
    return fields[current * FIELDS];
  }

  public int a() {
    return fields[current * FIELDS + 1];
  }

  public int b() {
    return fields[current * FIELDS + 2];
  }

  public int c() {
    return fields[current * FIELDS + 3];
  }

  public double number() {
    return value[current];
  }

  private int newSlot() {
    if (slots == time.length) {
      int larger = slots * 2;
      time = Arrays.copyOf(time, larger);
      sent = Arrays.copyOf(sent, larger);
      order = Arrays.copyOf(order, larger);
      fields = Arrays.copyOf(fields, larger * FIELDS);
      value = Arrays.copyOf(value, larger);
      cancelled = Arrays.copyOf(cancelled, larger);
      generation = Arrays.copyOf(generation, larger);
    }
    return slots++;
  }

  private boolean before(int slot, int other) {
    return time[slot] < time[other] || (time[slot] == time[other] && order[slot] < order[other]);
  }

  private void siftUp(int position) {
    int slot = heap[position];
    int at = position;
    while (at > 0) {
      int up = (at - 1) >>> 1;
      if (!before(slot, heap[up])) {
        break;
      }
      heap[at] = heap[up];
      at = up;
    }
    heap[at] = slot;
  }

  private void siftDown() {
    int slot = heap[0];
    int at = 0;
    int half = size >>> 1;
    while (at < half) {
      int child = 2 * at + 1;
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], slot)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = slot;
  }
}
