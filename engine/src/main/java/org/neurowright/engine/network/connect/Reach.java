package org.neurowright.engine.network.connect;

/**
 * How far apart pairs can be that are connected, along some axes; other axes do not matter.
 *
 * @param um largest distance, µm; infinite when not known, 0 or less when no pair is
 * @param axes bits 1, 2 and 4 for x, y and z: which of them the distance is along
 */
public record Reach(double um, int axes) {
  /** All three axes. */
  public static final int SPACE = 7;

  /** Nothing is known. */
  public static final Reach ANYWHERE = new Reach(Double.POSITIVE_INFINITY, SPACE);

  /** No pair at all. */
  public static final Reach NOWHERE = new Reach(0, SPACE);

  /** A distance in space. */
  public static Reach of(double um) {
    return new Reach(um, SPACE);
  }

  /** Whether distances are along an axis (0 to 2) too. */
  public boolean along(int axis) {
    return (axes >> axis & 1) != 0;
  }

  /** Whether it says anything. */
  public boolean isLimited() {
    return um > 0 && um < Double.POSITIVE_INFINITY;
  }

  /** A reach within which lies what is within either of both. */
  public Reach or(Reach other) {
    if (um <= 0) {
      return other;
    }
    if (other.um <= 0) {
      return this;
    }
    int common = axes & other.axes;
    // A distance along fewer axes is never larger.
    return common == 0 ? ANYWHERE : new Reach(Math.max(um, other.um), common);
  }
}
