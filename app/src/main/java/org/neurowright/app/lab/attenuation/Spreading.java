package org.neurowright.app.lab.attenuation;

import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.protocol.Attenuation;

/**
 * How signals spread in the cell with its parameters as they stood.
 *
 * @param specimen the cell
 * @param linearised the cell around its state, to be asked for more
 * @param along all segments at one frequency
 * @param spectrum over frequency, at the site and between it and the recording electrode
 * @param site the place as people write it
 * @param other the recording electrode
 * @param extended whether gates move
 */
public record Spreading(
    Specimen specimen,
    Attenuation.Linearised linearised,
    Attenuation.Result along,
    Attenuation.Spectrum spectrum,
    String site,
    String other,
    boolean extended) {}
