/**
 * Biophysical cells: from sections to nodes, and the fixed-step solution in NEURON's order.
 *
 * <p>Start with {@link org.neurowright.engine.cable.Blueprint} (what equal cells share), then
 * {@link org.neurowright.engine.cable.CableNetwork} (what is connected to what), then {@link
 * org.neurowright.engine.cable.CableGroup} (the running state of a partition). Knows nothing of
 * SONATA, files or other kinds of cells.
 */
package org.neurowright.engine.cable;
