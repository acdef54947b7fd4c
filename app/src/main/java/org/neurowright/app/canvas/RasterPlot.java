package org.neurowright.app.canvas;

import java.util.BitSet;

/**
 * Everything a raster drawing depends on.
 *
 * @param spikes the spikes
 * @param rows the rows
 * @param rank vertical position of each row, 0 at the bottom; a permutation
 * @param time visible time
 * @param lowRank lowest visible rank (fractions allowed)
 * @param highRank upper end of the visible ranks, exclusive
 * @param selected selected rows
 * @param withRates whether the strip of population rates is drawn
 * @param rankTitle title of the vertical axis
 */
record RasterPlot(
    SpikeStore spikes,
    RasterRows rows,
    int[] rank,
    TimeRange time,
    double lowRank,
    double highRank,
    BitSet selected,
    boolean withRates,
    String rankTitle) {}
