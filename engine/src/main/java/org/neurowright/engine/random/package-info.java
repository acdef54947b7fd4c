/**
 * Reproducible random numbers: the counter-based Random123 of mechanisms and the Mersenne Twister
 * on which BMTK's places of synapses depend. Every stream has an explicit seed or key.
 */
package org.neurowright.engine.random;
