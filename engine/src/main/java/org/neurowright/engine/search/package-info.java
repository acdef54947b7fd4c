/**
 * Assisted manual tuning: random candidates around the present parameters of a cell, each measured
 * with protocols and judged by a table of targets.
 *
 * <p>Start with {@link org.neurowright.engine.search.RandomSearch}; {@link
 * org.neurowright.engine.search.Target} says what is wanted, {@link
 * org.neurowright.engine.search.Axis} what is turned. Knows no files or screens.
 */
package org.neurowright.engine.search;
