package org.neurowright.app.canvas;

import java.util.List;

/**
 * Everything a drawing of traces depends on.
 *
 * @param series the traces, drawn in this order
 * @param time visible time
 * @param lower lowest visible value
 * @param upper highest visible value
 * @param valueTitle title of the vertical axis, with unit
 * @param emptyHint what to say when there is no trace
 */
record TracePlot(
    List<TraceSeries> series,
    TimeRange time,
    double lower,
    double upper,
    String valueTitle,
    String emptyHint) {}
