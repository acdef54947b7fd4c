/**
 * Where cells are: points in bodies, in layers, on lattices, with a minimum distance. Start with
 * {@link org.neurowright.engine.network.place.Places}.
 */
package org.neurowright.engine.network.place;
