package org.neurowright.app.control;

import javafx.scene.layout.Region;

/** A small disc in the colour of a population. */
public final class ColourDot extends Region {

  /** A disc; {@code web} is a colour such as {@code #0072b2}. */
  public ColourDot(String web, double diameter) {
    setMinSize(diameter, diameter);
    setPrefSize(diameter, diameter);
    setMaxSize(diameter, diameter);
    getStyleClass().add("colour-dot");
    setColour(web);
  }

  public void setColour(String web) {
    setStyle("-fx-background-color: " + web + "; -fx-background-radius: 50%;");
  }
}
