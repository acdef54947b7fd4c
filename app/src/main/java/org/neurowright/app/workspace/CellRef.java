package org.neurowright.app.workspace;

/**
 * One node of the open model.
 *
 * @param population its population
 * @param row its row there (not its node id)
 */
public record CellRef(String population, int row) {}
