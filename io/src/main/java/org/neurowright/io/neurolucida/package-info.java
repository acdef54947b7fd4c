/**
 * Morphologies in Neurolucida's text files ({@code .asc}), cut into sections as NEURON's Import3d
 * does it. Start with {@link org.neurowright.io.neurolucida.NeurolucidaReader}. This package knows
 * nothing of membranes.
 */
package org.neurowright.io.neurolucida;
