package org.neurowright.app.build;

import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;

/** An entry of a list: its name, and below it in a few words what it does. */
final class TwoLineCell<T> extends ListCell<T> {
  private final Function<T, String> name;
  private final Function<T, String> does;
  private final Label title = new Label();
  private final Label words = new Label();
  private final VBox box = new VBox(1, title, words);

  TwoLineCell(Function<T, String> name, Function<T, String> does) {
    this.name = name;
    this.does = does;
    title.getStyleClass().add("row-title");
    words.getStyleClass().addAll("muted", "list-words");
    title.setMnemonicParsing(false);
    words.setMnemonicParsing(false);
    box.setAlignment(Pos.CENTER_LEFT);
    // As wide as the list, so that long words are cut instead of scrolled.
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(T item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      return;
    }
    title.setText(name.apply(item));
    words.setText(does.apply(item));
    setGraphic(box);
  }
}
