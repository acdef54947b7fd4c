/**
 * NeuroML 2 cells and ion channels beyond what BMTK reads: morphology, segment groups, biophysical
 * properties, and channels and concentration models as NMODL text of our own making, which is then
 * compiled like any other mechanism.
 *
 * <p>Start with {@link org.neurowright.io.neuroml.NeuroMlCell} and {@link
 * org.neurowright.io.neuroml.NeuroMlMechanisms}. Definitions are those of NeuroML 2.3 (Cannon et
 * al. 2014, doi 10.3389/fninf.2014.00079; docs.neuroml.org). This package does not know how
 * mechanisms are compiled or run.
 */
package org.neurowright.io.neuroml;
