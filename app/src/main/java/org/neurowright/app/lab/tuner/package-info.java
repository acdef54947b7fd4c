/**
 * The Tuner: a bench of panes that the user puts together, plots of any variable, parameters of
 * chosen sections, current clamps, synapses, measures, all following every change.
 *
 * <p>Start with {@link org.neurowright.app.lab.tuner.TunerViewModel}; {@link
 * org.neurowright.app.lab.tuner.TunerPane} says which panes there are, {@link
 * org.neurowright.app.lab.tuner.TunerLayout} what of them is saved. Knows no other pane of the Lab.
 */
package org.neurowright.app.lab.tuner;
