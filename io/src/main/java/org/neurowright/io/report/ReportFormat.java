package org.neurowright.io.report;

/** Variants of the report layout. */
public enum ReportFormat {
  /** What BMTK writes and reads: 64-bit reals, {@code index_pointer}. */
  BMTK,
  /**
   * What the SONATA developer guide says and libsonata insists on: 32-bit reals, {@code
   * index_pointers}, {@code units} everywhere. BMTK reads it, too.
   */
  SONATA
}
