/**
 * SONATA networks: node and edge files, their type tables, and the component files that types name.
 *
 * <p>Start with {@link org.neurowright.io.sonata.network.NetworkReader}. Nodes are read completely;
 * edges stay on disk behind {@link org.neurowright.engine.description.EdgeStore}. Nothing here
 * knows of runs, inputs or reports.
 */
package org.neurowright.io.sonata.network;
