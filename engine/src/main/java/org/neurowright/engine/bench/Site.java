package org.neurowright.engine.bench;

/**
 * A place of a cell.
 *
 * @param section index of the section in the cell's list
 * @param x position along it, 0 to 1
 */
public record Site(int section, double x) {}
