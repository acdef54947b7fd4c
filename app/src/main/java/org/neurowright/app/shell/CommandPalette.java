package org.neurowright.app.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.neurowright.app.command.Command;
import org.neurowright.app.command.CommandRegistry;
import org.neurowright.app.control.Icons;

/** Every command by typing a few of its letters. */
final class CommandPalette extends VBox {
  private final CommandRegistry commands;
  private final Runnable close;
  private final TextField query = new TextField();
  private final ListView<Command> list = new ListView<>();

  CommandPalette(CommandRegistry commands, Runnable close) {
    this.commands = commands;
    this.close = close;
    getStyleClass().addAll("overlay-card", "palette");
    setMaxSize(640, 460);
    setPrefSize(640, 460);
    query.setPromptText("What do you want to do?");
    query.setId("palette-query");
    query.getStyleClass().add("palette-query");
    HBox.setHgrow(query, Priority.ALWAYS);
    HBox head = new HBox(8, Icons.of("mdi2m-magnify", "muted-icon"), query);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("palette-head");
    list.setId("palette-list");
    list.setCellFactory(_ -> new CommandCell());
    list.setFixedCellSize(38);
    list.setPlaceholder(new Label("No such command"));
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(head, list);
    query.textProperty().subscribe(this::search);
    query.addEventFilter(KeyEvent.KEY_PRESSED, this::typed);
    list.setOnMouseClicked(_ -> runSelected());
    list.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            runSelected();
          }
        });
  }

  void focus() {
    query.clear();
    search("");
    query.requestFocus();
  }

  private void search(String text) {
    List<Command> found = commands.search(text);
    list.getItems().setAll(found);
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
  }

  private void typed(KeyEvent event) {
    int at = list.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case DOWN -> select(at + 1);
      case UP -> select(at - 1);
      case PAGE_DOWN -> select(at + 8);
      case PAGE_UP -> select(at - 8);
      case ENTER -> runSelected();
      case ESCAPE -> close.run();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void select(int index) {
    int inside = Math.clamp(index, 0, Math.max(0, list.getItems().size() - 1));
    list.getSelectionModel().select(inside);
    list.scrollTo(Math.max(0, inside - 6));
  }

  private void runSelected() {
    Command command = list.getSelectionModel().getSelectedItem();
    if (command != null && command.isEnabled()) {
      close.run();
      command.action().run();
    }
  }

  private static final class CommandCell extends ListCell<Command> {
    private final StackPane glyph = new StackPane();
    private final Label title = new Label();
    private final Label menu = new Label();
    private final Label keys = new Label();
    private final HBox line;

    CommandCell() {
      glyph.setMinWidth(22);
      menu.getStyleClass().add("muted");
      keys.getStyleClass().add("key-hint");
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      line = new HBox(10, glyph, title, menu, gap, keys);
      line.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(Command command, boolean empty) {
      super.updateItem(command, empty);
      if (empty || command == null) {
        setGraphic(null);
        return;
      }
      glyph
          .getChildren()
          .setAll(Icons.of(command.icon().isEmpty() ? "mdi2c-chevron-right" : command.icon()));
      title.setText(command.title());
      menu.setText(command.isEnabled() ? command.menu().title() : command.whyDisabled());
      keys.setText(Keys.text(command.shortcut()));
      keys.setVisible(!command.shortcut().isEmpty());
      line.setOpacity(command.isEnabled() ? 1 : 0.5);
      setGraphic(line);
    }
  }
}
