package org.neurowright.engine.task;

/**
 * How far a piece of work is.
 *
 * @param activity what is being done, as the user would say it ("Building cells", "Simulating")
 * @param done amount done, in {@code unit}
 * @param total amount in all, or NaN when unknown
 * @param unit of done and total ("ms", "cells", "bytes")
 * @param spikes spikes so far, or -1 where that means nothing
 */
public record Progress(String activity, double done, double total, String unit, long spikes) {

  public Progress(String activity, double done, double total, String unit) {
    this(activity, done, total, unit, -1);
  }

  /** Between 0 and 1, or NaN when the total is unknown. */
  public double fraction() {
    return total > 0 ? Math.min(1, done / total) : Double.NaN;
  }
}
