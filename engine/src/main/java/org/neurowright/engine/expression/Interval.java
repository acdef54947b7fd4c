package org.neurowright.engine.expression;

/**
 * Bounds of a value, both included.
 *
 * @param low smallest value it may have; true and false are 1 and 0
 * @param high largest value it may have
 * @param maybeMissing whether it may be NaN instead
 */
public record Interval(double low, double high, boolean maybeMissing) {
  /** Nothing is known. */
  public static final Interval ANY =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true);

  static final Interval UNDECIDED = of(0, 1);
  static final Interval TRUE = of(1, 1);
  static final Interval FALSE = of(0, 0);

  /** Bounds of a value that is never missing. */
  public static Interval of(double low, double high) {
    return new Interval(low, high, false);
  }

  Interval missing(boolean missing) {
    return missing == maybeMissing ? this : new Interval(low, high, missing);
  }

  Interval hull(Interval other) {
    return new Interval(
        Math.min(low, other.low), Math.max(high, other.high), maybeMissing || other.maybeMissing);
  }

  /** Room for the last bit of functions that are not rounded correctly. */
  Interval widened() {
    return new Interval(outward(low, -1), outward(high, 1), maybeMissing);
  }

  private static double outward(double bound, int direction) {
    if (bound == Math.rint(bound)) {
      return bound;
    }
    return direction < 0 ? Math.nextDown(bound) : Math.nextUp(bound);
  }

  Interval negated() {
    return new Interval(0.0 - high, 0.0 - low, maybeMissing);
  }

  Interval plus(Interval b) {
    double l = low + b.low;
    double h = high + b.high;
    boolean undefined = spansInfinity() && b.spansInfinity();
    return new Interval(
        Double.isNaN(l) ? Double.NEGATIVE_INFINITY : l,
        Double.isNaN(h) ? Double.POSITIVE_INFINITY : h,
        maybeMissing || b.maybeMissing || undefined);
  }

  Interval times(Interval b) {
    double p = product(low, b.low);
    double q = product(low, b.high);
    double r = product(high, b.low);
    double s = product(high, b.high);
    boolean undefined = (holds(0) && b.spansInfinity()) || (b.holds(0) && spansInfinity());
    return new Interval(
        Math.min(Math.min(p, q), Math.min(r, s)),
        Math.max(Math.max(p, q), Math.max(r, s)),
        maybeMissing || b.maybeMissing || undefined);
  }

  /** 0 times anything is 0: where it is NaN there is no value to bound. */
  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }

  Interval dividedBy(Interval b) {
    if (b.holds(0)) {
      return ANY;
    }
    double p = quotient(low, b.low);
    double q = quotient(low, b.high);
    double r = quotient(high, b.low);
    double s = quotient(high, b.high);
    return new Interval(
        Math.min(Math.min(p, q), Math.min(r, s)),
        Math.max(Math.max(p, q), Math.max(r, s)),
        maybeMissing || b.maybeMissing || (spansInfinity() && b.spansInfinity()));
  }

  /** Infinity by infinity: any size is possible; the other corners bound it with this one. */
  private static double quotient(double a, double b) {
    return Double.isInfinite(a) && Double.isInfinite(b) ? a * Math.signum(b) : a / b;
  }

  /** Of the sizes without sign. */
  Interval size() {
    if (low >= 0) {
      return this;
    }
    return high <= 0 ? negated() : new Interval(0, Math.max(-low, high), maybeMissing);
  }

  boolean holds(double value) {
    return low <= value && value <= high;
  }

  boolean spansInfinity() {
    return Double.isInfinite(low) || Double.isInfinite(high);
  }

  boolean isTrue() {
    return low > 0;
  }

  boolean isFalse() {
    return low == 0 && high == 0;
  }
}
