package org.neurowright.engine.measure;

/** How the membrane time constant is estimated. */
public enum TauMethod {
  /** Time to 63.2 % of the change. */
  SIMPLE("simple"),
  /** One exponential that begins at the resting potential. */
  EXP("exp"),
  /** Two exponentials that begin at the resting potential; the slower one counts. */
  EXP2("exp2");

  private final String label;

  TauMethod(String label) {
    this.label = label;
  }

  /** {@code simple}, {@code exp} or {@code exp2}. */
  public String label() {
    return label;
  }
}
