package org.neurowright.app.lab.morphology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.region.CellTable;
import org.neurowright.engine.region.Region.Word;

/**
 * Where a region is written: lists the names that a word may become while it is typed (Down and
 * Enter, or Tab, take one; Ctrl+Space lists all), and says below what is wrong or how much is
 * found.
 */
final class RegionField extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final int MOST_SHOWN = 8;
  private static final double ROW = 24;

  private final TextField field = new TextField();
  private final Label says = new Label();
  private final ListView<Word> list = new ListView<>();
  private final Popup popup = new Popup();
  private final Supplier<Optional<CellTable>> table;
  private boolean inserting;

  RegionField(MorphologyViewModel model) {
    super(3);
    this.table = model::table;
    field.setId("lab-regions");
    field.setPrefColumnCount(6);
    field.setPromptText("apic distance > 200, dend[3]");
    field.setAccessibleText("Highlight");
    field.textProperty().bindBidirectional(model.regionTextProperty());
    says.setId("lab-regions-say");
    says.setWrapText(true);
    says.setMinHeight(Region.USE_PREF_SIZE);
    says.getStyleClass().addAll("lab-says");
    getChildren().addAll(field, says);
    list.setFixedCellSize(ROW);
    list.setFocusTraversable(false);
    list.getStyleClass().add("completions");
    list.setId("lab-completions");
    list.setCellFactory(_ -> new WordCell());
    list.setOnMouseClicked(_ -> take());
    popup.setAutoHide(true);
    field
        .textProperty()
        .subscribe((_, _) -> {
          if (field.isFocused() && !inserting) {
            // The caret moves after the text.
            javafx.application.Platform.runLater(() -> suggest(false));
          }
        });
    field
        .focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            popup.hide();
          }
        });
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyed);
    model
        .regionProperty()
        .subscribe(found -> {
          Optional<Problem> wrong = found.problems().stream().findFirst();
          field.pseudoClassStateChanged(WRONG, wrong.isPresent());
          says.pseudoClassStateChanged(WRONG, wrong.isPresent());
          String text = "";
          if (wrong.isPresent()) {
            text = said(wrong.get());
          } else if (!field.getText().isBlank() && table.get().isPresent()) {
            text =
                found.segments().isEmpty()
                    ? "No segment"
                    : Facts.extent(table.get().get().extent(found.segments()));
          }
          says.setText(text);
          says.setVisible(!text.isEmpty());
          says.setManaged(!text.isEmpty());
        });
  }

  private String said(Problem problem) {
    int column = problem.location().column();
    String place = column > 1 && column <= field.getText().length() ? "At " + column + ": " : "";
    return place
        + problem.message()
        + (problem.expected().isEmpty() ? "" : "; expected " + problem.expected())
        + (problem.hint().isEmpty() ? "" : ". " + problem.hint());
  }

  private void keyed(KeyEvent event) {
    if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
      suggest(true);
      event.consume();
      return;
    }
    if (!popup.isShowing()) {
      return;
    }
    boolean chosen = list.getSelectionModel().getSelectedIndex() >= 0;
    switch (event.getCode()) {
      case DOWN, UP -> {
        int next =
            list.getSelectionModel().getSelectedIndex()
                + (event.getCode() == KeyCode.DOWN ? 1 : -1);
        list.getSelectionModel().select(Math.clamp(next, 0, list.getItems().size() - 1));
        list.scrollTo(list.getSelectionModel().getSelectedIndex());
        event.consume();
      }
      case TAB -> {
        if (!chosen) {
          list.getSelectionModel().selectFirst();
        }
        take();
        event.consume();
      }
      case ENTER -> {
        if (chosen) {
          take();
          event.consume();
        }
      }
      case ESCAPE -> {
        popup.hide();
        event.consume();
      }
      default -> {}
    }
  }

  private String word() {
    int end = field.getCaretPosition();
    int start = end;
    String text = field.getText();
    while (start > 0
        && (Character.isLetterOrDigit(text.charAt(start - 1)) || text.charAt(start - 1) == '_')) {
      start--;
    }
    return text.substring(start, end);
  }

  private void suggest(boolean all) {
    String begun = word();
    List<Word> fitting = new ArrayList<>();
    if (table.get().isPresent() && (all || begun.length() >= 2)) {
      String low = begun.toLowerCase(Locale.ROOT);
      List<Word> words = org.neurowright.engine.region.Region.words(table.get().get());
      words.stream()
          .filter(w -> w.name().toLowerCase(Locale.ROOT).startsWith(low))
          .forEach(fitting::add);
      words.stream()
          .filter(w -> !low.isEmpty() && w.name().toLowerCase(Locale.ROOT).indexOf(low) > 0)
          .forEach(fitting::add);
      if (fitting.stream().anyMatch(w -> w.name().equals(begun))) {
        fitting.clear();
      }
    }
    if (fitting.isEmpty() || getScene() == null || getScene().getWindow() == null) {
      popup.hide();
      return;
    }
    list.getItems().setAll(fitting);
    list.getSelectionModel().clearSelection();
    list.setPrefSize(320, ROW * Math.min(MOST_SHOWN, fitting.size()) + 4);
    VBox box = new VBox(list);
    box.getStyleClass().add("overlay-card");
    // A popup is a scene of its own: it gets the looks of the window's.
    box.getStyleClass().addAll(getScene().getRoot().getStyleClass());
    box.getStylesheets().setAll(getScene().getStylesheets());
    popup.getContent().setAll(box);
    if (!popup.isShowing()) {
      Bounds place = field.localToScreen(field.getBoundsInLocal());
      popup.show(field, place.getMinX(), place.getMaxY() + 2);
    }
  }

  private void take() {
    Word chosen = list.getSelectionModel().getSelectedItem();
    popup.hide();
    if (chosen != null) {
      int end = field.getCaretPosition();
      inserting = true;
      field.replaceText(end - word().length(), end, chosen.name());
      inserting = false;
    }
  }

  private static final class WordCell extends ListCell<Word> {
    @Override
    protected void updateItem(Word item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        return;
      }
      Label name = new Label(item.name());
      name.getStyleClass().add("mono");
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label about = new Label(item.about());
      about.getStyleClass().add("muted");
      setGraphic(new HBox(10, name, about));
    }
  }
}
