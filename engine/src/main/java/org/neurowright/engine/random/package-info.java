/**
 * Reproducible random numbers: the counter-based Random123 of mechanisms, streams of draws for
 * columns of values ({@link org.neurowright.engine.random.RandomStream}, with the distributions of
 * {@link org.neurowright.engine.random.Distributions}), and the Mersenne Twister on which BMTK's
 * places of synapses depend. Every stream has an explicit seed or key.
 */
package org.neurowright.engine.random;
