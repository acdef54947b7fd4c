package org.neurowright.engine.problem;

/** How much a problem matters to the person who wants to run the model. */
public enum Severity {
  /** The model cannot be run, or its results would be wrong. */
  ERROR,
  /** The model runs, but probably not as intended. */
  WARNING,
  /** Worth knowing; nothing has to be done. */
  INFO
}
