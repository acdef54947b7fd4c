/**
 * Networks as files: writes nodes, edges of any number, gap junctions and type tables so that BMTK
 * reads them, and reads such folders and csv tables back as the tables that rules work on.
 *
 * <p>Start with {@link org.neurowright.io.network.NetworkFiles}; how edges get to the disk with
 * bounded memory is in {@link org.neurowright.io.network.EdgesFileWriter}. Nothing here knows
 * simulations.
 */
package org.neurowright.io.network;
