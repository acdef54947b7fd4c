package org.neurowright.engine.mechanism;

/**
 * All instances of one ion species in one partition, one per node that has the ion. The arrays of
 * equal length are shared by every mechanism that uses the ion.
 *
 * @param ion name without {@code _ion}
 * @param valence charge number
 * @param node node of each instance
 * @param erevMv reversal potential (ena), mV
 * @param insideMm concentration inside (nai), mM
 * @param outsideMm concentration outside (nao), mM
 * @param current summed current (ina), mA/cm²
 * @param conductance summed derivative (dina/dv), S/cm²
 */
public record IonArrays(
    String ion,
    double valence,
    int[] node,
    double[] erevMv,
    double[] insideMm,
    double[] outsideMm,
    double[] current,
    double[] conductance) {}
