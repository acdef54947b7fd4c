package org.neurowright.app.lab.tuner;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Panes below each other. */
public final class TunerColumn {
  private final DoubleProperty share = new SimpleDoubleProperty(1);
  private final ObservableList<TunerPane> panes = FXCollections.observableArrayList();

  /** Its room, against the other columns. */
  public DoubleProperty shareProperty() {
    return share;
  }

  /** From top to bottom; changed through the view model. */
  public ObservableList<TunerPane> panes() {
    return panes;
  }
}
