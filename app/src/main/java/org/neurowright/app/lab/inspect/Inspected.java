package org.neurowright.app.lab.inspect;

import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.inspect.CurrentVoltage;
import org.neurowright.engine.inspect.Gating;
import org.neurowright.engine.inspect.Surroundings;
import org.neurowright.engine.measure.BoltzmannFit;
import org.neurowright.engine.mechanism.MechanismType;

/**
 * What a mechanism does with the parameters as they stand.
 *
 * @param type the mechanism
 * @param region where in the cell
 * @param surroundings what it saw
 * @param gating curves of its gates
 * @param inFile the same with the parameters of the cell's file, where those differ
 * @param currents current-voltage curves, over voltage
 * @param fits Boltzmann curves by state, over voltage
 * @param tookMs how long it took
 * @param request which request it answers
 */
public record Inspected(
    MechanismType type,
    String region,
    Surroundings surroundings,
    Gating gating,
    Optional<Gating> inFile,
    Optional<CurrentVoltage> currents,
    Map<String, BoltzmannFit> fits,
    double tookMs,
    long request) {}
