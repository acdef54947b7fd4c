package org.neurowright.app.lab.protocol;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A result with a name, which may stay in the figure behind later ones. */
public final class KeptResult {
  private final LabResult result;
  private final int argb;
  private final StringProperty name;
  private final BooleanProperty shown = new SimpleBooleanProperty(true);

  KeptResult(LabResult result, String name, int argb) {
    this.result = result;
    this.argb = argb;
    this.name = new SimpleStringProperty(name);
  }

  public LabResult result() {
    return result;
  }

  /** Colour of its curves when it is not the current one. */
  public int argb() {
    return argb;
  }

  public StringProperty nameProperty() {
    return name;
  }

  /** Whether it is drawn behind the current one. */
  public BooleanProperty shownProperty() {
    return shown;
  }
}
