/**
 * Morphologies in SWC files, and how NEURON's Import3d turns their points into sections.
 *
 * <p>Start with {@link org.neurowright.io.swc.SwcReader} (file to points, with every problem found)
 * and {@link org.neurowright.io.swc.SwcImport} (points to sections; two variants, because BMTK
 * carries an older Import3d that gives other sections and other digits). This package knows nothing
 * of membranes.
 */
package org.neurowright.io.swc;
