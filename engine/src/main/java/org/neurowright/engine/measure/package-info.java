/**
 * What is measured on traces: passive properties, spikes and their shape, chirps and impedance.
 * Pure functions of arrays; nothing here runs a cell.
 *
 * <p>Start with {@link org.neurowright.engine.measure.PassiveMeasure}, {@link
 * org.neurowright.engine.measure.Spikes} or {@link org.neurowright.engine.measure.Chirp}.
 */
package org.neurowright.engine.measure;
