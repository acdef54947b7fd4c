package org.neurowright.engine.mechanism;

/**
 * What a kernel works on. Arrays are shared with the engine and are not reallocated during a run.
 *
 * @param count number of instances
 * @param node node of each instance, ascending for density mechanisms; null for artificial cells
 * @param columns one array per variable of the type; element k of instance i of an array variable
 *     of size s is at {@code i * s + k}
 * @param globals values of the type's globals, arrays flattened
 * @param nodes node arrays; null for artificial cells
 * @param ions one entry per USEION of the type
 * @param ionIndex per USEION, the index into its {@link IonArrays} of each instance
 * @param clock time, step, temperature
 * @param events where events go
 */
public record KernelBinding(
    int count,
    int[] node,
    double[][] columns,
    double[] globals,
    NodeArrays nodes,
    IonArrays[] ions,
    int[][] ionIndex,
    Clock clock,
    EventPort events) {}
