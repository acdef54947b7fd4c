/**
 * Networks as tables while they are being built: nodes are whole columns in memory, edges are made
 * block by block whenever somebody asks for them, always the same, so that a file of any size can
 * be written with bounded memory.
 *
 * <p>Start with {@link org.neurowright.engine.network.NodeTable} and {@link
 * org.neurowright.engine.network.EdgeSource}. Rules that make edges are in {@code network.connect},
 * places of cells in {@code network.place}, what a recipe means in {@code network.make}. Nothing
 * here knows files.
 */
package org.neurowright.engine.network;
