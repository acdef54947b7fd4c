package org.neurowright.engine.mechanism;

/**
 * Time and the other quantities all kernels of one partition share; fields are written by the
 * engine only.
 */
public final class Clock {
  /**
   * Current time, ms: t0 + dt/2 in currents, t0 + dt in states, the delivery time in NET_RECEIVE.
   */
  public double tMs;

  /** Fixed step, ms. */
  public double dtMs;

  /** Temperature, °C. */
  public double celsius;

  /** NEURON's {@code secondorder}: 0 implicit Euler, 1 and 2 Crank-Nicolson. */
  public int secondOrder;
}
