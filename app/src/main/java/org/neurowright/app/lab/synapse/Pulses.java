package org.neurowright.app.lab.synapse;

/** When pulses come, as it is chosen. */
public enum Pulses {
  SINGLE("Single", "One pulse"),
  PAIR("Pair", "Two pulses: the paired pulse ratio"),
  TRAIN("Train", "A train, a pause, and more pulses: depression, facilitation, recovery"),
  CONTINUOUS("Continuous", "Pulses for some time");

  private final String title;
  private final String about;

  Pulses(String title, String about) {
    this.title = title;
    this.about = about;
  }

  String title() {
    return title;
  }

  String about() {
    return about;
  }
}
