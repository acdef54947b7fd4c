package org.neurowright.app.control;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What is shown where there is nothing yet: what would be here and how to get it. */
public final class EmptyPage extends VBox {
  public EmptyPage(String glyph, String title, String text) {
    getStyleClass().add("empty-page");
    setAlignment(Pos.CENTER);
    Label heading = new Label(title);
    heading.getStyleClass().add("empty-title");
    Label words = new Label(text);
    words.getStyleClass().add("empty-text");
    words.setWrapText(true);
    getChildren().addAll(Icons.of(glyph, "empty-icon"), heading, words);
  }
}
