package org.neurowright.app.lab.protocol;

/** What can be done with a cell. */
public enum Protocol {
  PASSIVE("Passive", "Resting potential, input resistance, time constant and sag"),
  CLAMP("Current clamp", "The response to a current pulse"),
  FI("F-I curve", "Spikes against current, rheobase and slope"),
  ZAP("ZAP", "Impedance over frequency from a chirp, resonance and phase"),
  SYNAPSE("Synapse", "Spikes into one synapse: single, paired, a train"),
  VOLTAGE_CLAMP("Voltage clamp", "Currents of voltage steps, and their tails"),
  FEATURES("Features", "Spike shape, adaptation and sag by eFEL's names");

  private final String title;
  private final String about;

  Protocol(String title, String about) {
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
