package org.neurowright.app.canvas;

/** Which values a plot shows: those of the data until the user zooms, then what the user chose. */
final class ValueRange {
  private final double smallestScale;
  private boolean followsData = true;
  private double lower;
  private double upper = 1;

  /**
   * A range that follows the data.
   *
   * @param smallestScale values below this count as this when it is judged whether a range is too
   *     narrow to be drawn
   */
  ValueRange(double smallestScale) {
    this.smallestScale = smallestScale;
  }

  double lower() {
    return lower;
  }

  double upper() {
    return upper;
  }

  boolean contains(double value) {
    return value >= lower && value <= upper;
  }

  /** Whether new data change it. */
  boolean followsData() {
    return followsData;
  }

  /** Lets it follow the data again; {@link #fit} is still to be called. */
  void follow() {
    followsData = true;
  }

  /** Takes the ends of the data. */
  void fit(double[] ends) {
    lower = ends[0];
    upper = ends[1];
  }

  /** Makes it larger by a factor; the value at {@code about} stays where it is. */
  void zoom(double factor, double about) {
    show(about - (about - lower) * factor, about + (upper - about) * factor);
  }

  /** Moves a range that the user chose; a sideways drag must not detach one from the data. */
  void pan(double shift) {
    if (!followsData) {
      show(lower + shift, upper + shift);
    }
  }

  /** Shows what the user chose, unless there would be nothing to see. */
  void show(double low, double high) {
    double smallest = 1e-9 * Math.max(smallestScale, Math.max(Math.abs(low), Math.abs(high)));
    if (high - low > smallest) {
      followsData = false;
      lower = low;
      upper = high;
    }
  }
}
