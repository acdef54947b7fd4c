package org.neurowright.app.lab.live;

/** What can be seen of the live response. */
public enum LivePanel {
  VOLTAGE("Voltage", "Membrane potential at the recording electrode"),
  CURRENTS(
      "Currents", "Current of every mechanism there, stacked: outward above zero, inward below"),
  GATES("Gates", "States of the mechanisms there"),
  CONCENTRATIONS("Concentrations", "Concentrations there that mechanisms change"),
  PHASE("Phase plane", "dV/dt over V");

  private final String title;
  private final String about;

  LivePanel(String title, String about) {
    this.title = title;
    this.about = about;
  }

  public String title() {
    return title;
  }

  public String about() {
    return about;
  }
}
