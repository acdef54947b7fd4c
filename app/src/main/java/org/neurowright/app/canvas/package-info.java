/**
 * Plots of spikes and traces: axes, painters, the two views, and export.
 *
 * <p>A painter ({@link org.neurowright.app.canvas.RasterPainter}, {@link
 * org.neurowright.app.canvas.TracePainter}) turns a plot's data into drawing commands on a {@link
 * org.neurowright.app.canvas.PlotSurface}. The screen, PNG files and SVG files are three surfaces
 * behind one painter, so a figure on paper is the figure on the screen. Start with {@link
 * org.neurowright.app.canvas.RasterView} and {@link org.neurowright.app.canvas.TraceView}.
 *
 * <p>This package knows nothing of models, runs or files of results: cells are rows, colours are
 * given.
 */
package org.neurowright.app.canvas;
