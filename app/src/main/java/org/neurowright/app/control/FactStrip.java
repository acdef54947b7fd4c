package org.neurowright.app.control;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A row of figures with what they mean below each. */
public final class FactStrip extends FlowPane {
  public FactStrip() {
    getStyleClass().add("fact-strip");
    // One line is what it asks for; a narrow page makes it wrap.
    setPrefWrapLength(1000);
    setMinWidth(0);
  }

  /** Adds a figure and gives its label, for one that changes. */
  public Label add(String value, String unit, String meaning) {
    return add(value, unit, meaning, 0);
  }

  /**
   * Like {@link #add(String, String, String)}, at least so wide that its neighbours stay in place.
   */
  public Label add(String value, String unit, String meaning, double minWidth) {
    Label figure = new Label(value);
    figure.getStyleClass().add("fact-value");
    Label unitLabel = new Label(unit);
    unitLabel.getStyleClass().add("fact-unit");
    Label caption = new Label(meaning);
    caption.getStyleClass().add("fact-caption");
    HBox line = new HBox(4, figure, unitLabel);
    line.setAlignment(Pos.BASELINE_LEFT);
    VBox fact = new VBox(line, caption);
    fact.getStyleClass().add("fact");
    fact.setMinWidth(minWidth);
    fact.setAccessibleText(meaning + ": " + value + " " + unit);
    getChildren().add(fact);
    return figure;
  }

  public FactStrip with(String value, String unit, String meaning) {
    add(value, unit, meaning);
    return this;
  }
}
