package org.neurowright.app.control;

import javafx.scene.control.Label;

/** A short text in a rounded field: a count, a state. */
public final class Badge extends Label {

  /** How it is coloured. */
  public enum Tone {
    NEUTRAL("neutral"),
    ACCENT("accent"),
    SUCCESS("success"),
    WARNING("warning"),
    DANGER("danger");

    private final String styleClass;

    Tone(String styleClass) {
      this.styleClass = styleClass;
    }
  }

  public Badge(String text, Tone tone) {
    super(text);
    getStyleClass().add("badge");
    setTone(tone);
    setMinWidth(USE_PREF_SIZE);
  }

  public void setTone(Tone tone) {
    for (Tone other : Tone.values()) {
      getStyleClass().remove(other.styleClass);
    }
    getStyleClass().add(tone.styleClass);
  }
}
