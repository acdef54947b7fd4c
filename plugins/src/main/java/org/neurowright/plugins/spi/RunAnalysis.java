package org.neurowright.plugins.spi;

/**
 * Measures something of every run while it goes on. The measures are shown when the run has ended
 * and are part of what {@code neurowright run --json} prints.
 */
public interface RunAnalysis extends Extension {

  /** A fresh measurement for one run; one object may be asked for several runs at the same time. */
  RunMeasurement begin();
}
