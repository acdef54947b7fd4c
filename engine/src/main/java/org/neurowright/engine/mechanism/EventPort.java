package org.neurowright.engine.mechanism;

/** The way out for events that mechanisms cause. */
public interface EventPort {

  /**
   * Queues a self event.
   *
   * @param kernel sender and receiver
   * @param instance instance of the kernel
   * @param weightOffset offset of the weights of the NetCon whose event is being handled, or -1
   * @param tMs absolute delivery time, ms
   * @param flag value of {@code flag} at delivery
   */
  void netSend(MechanismKernel kernel, int instance, int weightOffset, double tMs, double flag);

  /** Moves the pending self event of an instance to another absolute time. */
  void netMove(MechanismKernel kernel, int instance, double tMs);

  /** The instance spikes at the given absolute time. */
  void netEvent(MechanismKernel kernel, int instance, double tMs);

  /**
   * The connections that end at an instance, for FOR_NETCONS.
   *
   * @return offsets of their weights in {@link #weights}, in the order in which they were made
   */
  default int[] incoming(MechanismKernel kernel, int instance) {
    return new int[0];
  }

  /** Weights of all connections. */
  default double[] weights() {
    return new double[0];
  }
}
