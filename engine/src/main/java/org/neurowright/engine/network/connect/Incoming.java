package org.neurowright.engine.network.connect;

/** Who is connected to each target. Safe for use by several threads. */
public interface Incoming {
  /** Something with scratch memory that one thread uses. */
  interface Sampler {
    /**
     * The connections of one target.
     *
     * @param target position in the pool of targets
     * @param to cleared, then filled with positions in the pool of sources, ascending and distinct
     */
    void of(int target, Connections to);
  }

  /** A sampler for one thread. */
  Sampler sampler();
}
