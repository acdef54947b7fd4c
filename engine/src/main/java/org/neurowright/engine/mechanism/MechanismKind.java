package org.neurowright.engine.mechanism;

/** Where instances of a mechanism live. */
public enum MechanismKind {
  /** SUFFIX: one instance per segment, values per area. */
  DENSITY,
  /** POINT_PROCESS: any number at a location, absolute values. */
  POINT_PROCESS,
  /** ARTIFICIAL_CELL: no location, only events. */
  ARTIFICIAL_CELL
}
