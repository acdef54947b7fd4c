/**
 * Cells for the single-cell lab from every form in which modellers keep them: hoc templates with a
 * folder of mechanisms, morphologies with parameter files, NeuroML, nodes of networks.
 *
 * <p>Start with {@link org.neurowright.io.lab.LabCells}; {@link org.neurowright.io.lab.SynapseFile}
 * keeps the parameters of synapses. Runs nothing.
 */
package org.neurowright.io.lab;
