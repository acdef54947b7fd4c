package org.neurowright.engine.measure;

/** How the frequency of a chirp rises. */
public enum ChirpKind {
  LINEAR("linear"),
  EXPONENTIAL("exponential");

  private final String label;

  ChirpKind(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
