package org.neurowright.engine.mechanism;

/**
 * Node quantities of one partition that mechanisms see, indexed by node.
 *
 * @param vMv membrane potential, mV
 * @param rhs right-hand side of the voltage equation, mA/cm²
 * @param d diagonal, S/cm²
 * @param areaUm2 membrane area, µm² (100 at zero-area nodes)
 * @param diamUm diameter, µm (0 at zero-area nodes)
 */
public record NodeArrays(
    double[] vMv, double[] rhs, double[] d, double[] areaUm2, double[] diamUm) {}
