package org.neurowright.engine.record;

/**
 * How a run ended.
 *
 * @param stopped true when it was stopped before tstop; results are valid up to {@code reachedMs}
 * @param reachedMs simulated time reached, ms
 * @param steps steps done
 * @param spikes spikes recorded
 * @param loopSeconds wall time of the time loop alone
 */
public record RunOutcome(
    boolean stopped, double reachedMs, long steps, long spikes, double loopSeconds) {}
