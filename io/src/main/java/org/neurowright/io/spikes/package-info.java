/**
 * Spike files: SONATA HDF5 and csv, read and written.
 *
 * <p>Reading starts with {@link org.neurowright.io.spikes.SpikeFile}, which gives one {@link
 * org.neurowright.io.spikes.SpikeTrains} per population. Writing is {@link
 * org.neurowright.io.spikes.SpikeHdf5Writer} and {@link org.neurowright.io.spikes.SpikeCsvWriter};
 * the order in which BMTK would write the same spikes is {@link
 * org.neurowright.io.spikes.BmtkSpikeOrder}.
 *
 * <p>Layout: SONATA developer guide, "Representation of spikes", with what BMTK does differently:
 * {@code sorting} is text instead of an enumeration, times carry {@code units}, populations without
 * spikes have no group. This package does not know where the spikes of a run come from.
 */
package org.neurowright.io.spikes;
