package org.neurowright.app.lab.live;

/** As what currents of mechanisms are drawn. */
public enum CurrentScale {
  DENSITY("mA/cm²", "Current (mA/cm²)"),
  ABSOLUTE("nA", "Current (nA)"),
  /**
   * Of all that flows outward, and of all that flows inward, at each moment.
   *
   * @source Alonso & Marder (2019), "Visualization of currents in neural models with similar
   *     behavior and different conductance densities", eLife 8:e42722
   */
  SHARE("share", "Share (%)");

  private final String label;
  private final String axis;

  CurrentScale(String label, String axis) {
    this.label = label;
    this.axis = axis;
  }

  public String label() {
    return label;
  }

  String axis() {
    return axis;
  }
}
