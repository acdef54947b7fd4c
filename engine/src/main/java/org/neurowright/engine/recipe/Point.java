package org.neurowright.engine.recipe;

/** A place or an extent along the three axes, µm. */
public record Point(double x, double y, double z) {
  public static final Point ORIGIN = new Point(0, 0, 0);
}
