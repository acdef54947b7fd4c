package org.neurowright.app.prefs;

/**
 * Where the window was.
 *
 * @param x left edge, logical pixels
 * @param y top edge
 * @param width width
 * @param height height
 * @param maximised whether it filled the screen
 */
public record WindowPlace(double x, double y, double width, double height, boolean maximised) {}
