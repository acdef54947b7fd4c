/**
 * The Run workspace: starting, watching, holding and stopping a run.
 *
 * <p>{@link org.neurowright.app.run.LiveSink} takes spikes and samples from the simulation's thread
 * and hands them, thinned out, to the screen; {@link org.neurowright.app.run.RunViewModel} is
 * everything the page shows, without scene classes; {@link org.neurowright.app.run.RunView} is the
 * page.
 */
package org.neurowright.app.run;
