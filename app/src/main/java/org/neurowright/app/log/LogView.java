package org.neurowright.app.log;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.neurowright.app.control.Copy;
import org.neurowright.app.control.Icons;

/** The log, newest line last, following the end until one scrolls or selects. */
public final class LogView extends BorderPane {
  private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");

  private final LogViewModel model;
  private final ListView<LogLine> list = new ListView<>();

  /** The list; {@code reveal} shows the folder of the log file. */
  public LogView(LogViewModel model, Consumer<Path> reveal) {
    this.model = model;
    getStyleClass().add("log-view");
    setTop(bar(reveal));
    list.setItems(model.shown());
    list.setFixedCellSize(22);
    list.setAccessibleText("Log");
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setPlaceholder(new Label("Nothing logged yet"));
    list.setCellFactory(_ -> new LineCell());
    list.setOnKeyPressed(event -> {
      if (COPY.match(event)) {
        copy();
      }
    });
    model
        .shown()
        .addListener(
            (ListChangeListener<LogLine>)
                _ -> {
                  if (list.getSelectionModel().isEmpty()) {
                    list.scrollTo(model.shown().size() - 1);
                  }
                });
    setCenter(list);
  }

  private HBox bar(Consumer<Path> reveal) {
    ComboBox<LogLine.Level> level = new ComboBox<>();
    level.getItems().setAll(LogLine.Level.values());
    level.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(LogLine.Level value) {
            return value == null
                ? ""
                : switch (value) {
                  case DEBUG -> "Everything";
                  case INFO -> "Information and above";
                  case WARNING -> "Warnings and errors";
                  case ERROR -> "Errors only";
                };
          }

          @Override
          public LogLine.Level fromString(String text) {
            throw new UnsupportedOperationException("the choice is not editable");
          }
        });
    level.valueProperty().bindBidirectional(model.leastLevelProperty());
    level.setAccessibleText("Least level shown");
    level.getStyleClass().add("small");
    TextField filter = new TextField();
    filter.setPromptText("Filter log");
    filter.setAccessibleText("Filter log");
    filter.textProperty().bindBidirectional(model.filterProperty());
    HBox.setHgrow(filter, Priority.ALWAYS);
    HBox field = new HBox(Icons.of("mdi2f-filter-variant", "muted-icon"), filter);
    field.getStyleClass().add("search-field");
    field.setAlignment(Pos.CENTER_LEFT);
    field.setPrefWidth(260);
    Hyperlink file = new Hyperlink(model.file().toString());
    file.setTooltip(new Tooltip("Show the folder of the log file, which has everything"));
    file.setMinWidth(0);
    file.setMnemonicParsing(false);
    file.setOnAction(_ -> reveal.accept(model.file().getParent()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button copy = Icons.button("mdi2c-content-copy", "Copy selected lines, or all", this::copy);
    Button clear =
        Icons.button("mdi2n-notification-clear-all", "Clear the list (not the file)", model::clear);
    HBox bar = new HBox(10, level, file, gap, field, copy, clear);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("dock-bar");
    return bar;
  }

  private void copy() {
    List<LogLine> selected = list.getSelectionModel().getSelectedItems();
    Copy.text(model.text(selected.isEmpty() ? model.shown() : selected));
  }

  private final class LineCell extends ListCell<LogLine> {
    private final Label time = new Label();
    private final Label level = new Label();
    private final Label source = new Label();
    private final Label message = new Label();
    private final HBox line = new HBox(14, time, level, source, message);

    LineCell() {
      time.getStyleClass().add("log-time");
      source.getStyleClass().add("log-source");
      level.setMinWidth(64);
      source.setMinWidth(130);
      source.setPrefWidth(130);
      time.setMinWidth(Region.USE_PREF_SIZE);
      message.setMinWidth(0);
      line.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(LogLine item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        return;
      }
      time.setText(model.timeOf(item));
      level.setText(
          switch (item.level()) {
            case DEBUG -> "debug";
            case INFO -> "info";
            case WARNING -> "warning";
            case ERROR -> "error";
          });
      level.getStyleClass().removeAll("log-debug", "log-info", "log-warning", "log-error");
      level.getStyleClass().add("log-" + level.getText());
      source.setText(item.source());
      message.setText(item.message().replace('\n', ' '));
      setGraphic(line);
    }
  }
}
