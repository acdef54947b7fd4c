package org.neurowright.io.spikes;

/** Variants of the spike file; each is refused or misread by the other's readers. */
public enum SpikeFormat {
  /** What BMTK writes and reads: the attribute {@code sorting} is text. */
  BMTK,
  /**
   * What the SONATA developer guide says and libsonata insists on: {@code sorting} is an
   * enumeration.
   */
  SONATA
}
