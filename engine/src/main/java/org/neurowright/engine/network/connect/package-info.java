/**
 * Rules that connect two pools of cells. Each gives the sources of one target at a time ({@link
 * org.neurowright.engine.network.connect.Incoming}), always the same for the same seed, so that
 * edges come in order of targets, on any thread, with memory for one target. Rules that work from
 * the sources keep their connections in memory ({@link
 * org.neurowright.engine.network.connect.Stored}).
 */
package org.neurowright.engine.network.connect;
