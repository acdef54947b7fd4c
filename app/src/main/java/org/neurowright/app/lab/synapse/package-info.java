/**
 * Synapses and gap junctions of the cell on the bench, tuned by hand while their response is
 * watched. Start with {@link org.neurowright.app.lab.synapse.SynapseViewModel} and {@link
 * org.neurowright.app.lab.synapse.GapViewModel}. Computes nothing itself: that is {@code
 * engine.protocol}'s.
 */
package org.neurowright.app.lab.synapse;
