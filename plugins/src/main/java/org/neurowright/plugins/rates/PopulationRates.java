package org.neurowright.plugins.rates;

import org.neurowright.plugins.spi.Extension;
import org.neurowright.plugins.spi.RunAnalysis;
import org.neurowright.plugins.spi.RunMeasurement;

/** Spikes, share of active cells and mean rate of every simulated population. */
public final class PopulationRates implements RunAnalysis {

  @Override
  public String id() {
    return "org.neurowright.rates";
  }

  @Override
  public String title() {
    return "Rates of the populations";
  }

  @Override
  public int interfaceVersion() {
    return Extension.INTERFACE_VERSION;
  }

  @Override
  public RunMeasurement begin() {
    return new RateMeasurement();
  }
}
