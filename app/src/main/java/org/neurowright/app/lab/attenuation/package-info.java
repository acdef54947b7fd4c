/**
 * How signals spread in the cell on the bench: attenuation and impedances along the tree, and over
 * frequency. Start with {@link org.neurowright.app.lab.attenuation.AttenuationViewModel}.
 */
package org.neurowright.app.lab.attenuation;
