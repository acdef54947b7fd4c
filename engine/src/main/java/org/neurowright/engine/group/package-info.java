/**
 * What the simulation loop knows of a group of cells: it is initialised, it advances, it sends and
 * takes spikes, it fills sample buffers. Cable cells are one kind of group; others join by
 * implementing {@link org.neurowright.engine.group.CellGroup}.
 */
package org.neurowright.engine.group;
