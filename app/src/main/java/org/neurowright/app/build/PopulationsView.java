package org.neurowright.app.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.neurowright.app.build.PopulationsViewModel.Row;
import org.neurowright.app.control.Copy;
import org.neurowright.app.control.Icons;

/** Populations: a table like a spreadsheet's, the form of one of them, and all cells in space. */
final class PopulationsView extends SplitPane {
  private static final KeyCombination PASTE = KeyCombination.valueOf("Shortcut+V");
  private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");

  private final PopulationsViewModel model;
  private final Consumer<String> refused;
  private final TableView<Row> table = new TableView<>();
  private boolean showing;

  /**
   * The pane.
   *
   * @param refused told why something could not be done
   */
  PopulationsView(PopulationsViewModel model, PreviewViewModel preview, Consumer<String> refused) {
    this.model = model;
    this.refused = refused;
    buildTable();
    ScrollPane form = new ScrollPane(new PopulationForm(model, preview, refused));
    form.setFitToWidth(true);
    form.getStyleClass().add("page-scroll");
    VBox top = new VBox(toolBar(), table);
    VBox.setVgrow(table, Priority.ALWAYS);
    top.setMinHeight(150);
    SplitPane left = new SplitPane(top, form);
    left.setOrientation(Orientation.VERTICAL);
    left.setDividerPositions(0.36);
    left.setMinWidth(420);
    getItems().setAll(left, new CellsView(preview));
    setDividerPositions(0.62);
  }

  private Node toolBar() {
    Button add = new Button("Add population", Icons.of("mdi2p-plus"));
    add.setId("add-population");
    add.setOnAction(_ -> add());
    Button network = new Button("Add network", Icons.of("mdi2s-shape-outline"));
    network.setId("add-network");
    network.setTooltip(
        new Tooltip("A network of its own, at first of virtual cells: they can send input"));
    network.setOnAction(_ -> addNetwork());
    for (Button button : List.of(add, network)) {
      button.getStyleClass().add("small");
    }
    HBox bar =
        new HBox(
            6,
            add,
            network,
            Icons.button(
                "mdi2c-content-duplicate",
                "Duplicate the selected populations  (Ctrl+D)",
                () -> act(() -> model.duplicate(chosen()))),
            Icons.button(
                "mdi2d-delete-outline",
                "Remove the selected populations  (Delete)",
                () -> act(() -> model.remove(chosen()))),
            Icons.button("mdi2a-arrow-up", "Move up  (Alt+Up)", () -> move(-1)),
            Icons.button("mdi2a-arrow-down", "Move down  (Alt+Down)", () -> move(1)),
            Icons.button(
                "mdi2c-content-paste",
                "Paste cells of a spreadsheet or csv file  (Ctrl+V)",
                this::paste));
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("build-bar");
    return bar;
  }

  void add() {
    model.add();
    focusName();
  }

  void addNetwork() {
    model.addNetwork();
    focusName();
  }

  private void focusName() {
    Node field = lookup("#population-name");
    if (field instanceof TextField name) {
      name.requestFocus();
      name.selectAll();
    }
  }

  private List<Row> chosen() {
    List<Row> rows =
        table.getSelectionModel().getSelectedCells().stream()
            .map(TablePosition::getRow)
            .distinct()
            .filter(k -> k >= 0 && k < table.getItems().size())
            .map(table.getItems()::get)
            .toList();
    return rows.isEmpty() ? model.selectedProperty().get().stream().toList() : rows;
  }

  private void act(Runnable action) {
    try {
      action.run();
    } catch (IllegalArgumentException e) {
      refused.accept(e.getMessage());
    }
  }

  private void move(int by) {
    model.selectedProperty().get().ifPresent(row -> act(() -> model.move(row, by)));
  }

  // ---- the table

  private void buildTable() {
    table.setId("populations");
    table.setItems(model.rows());
    table.setEditable(true);
    table.setFixedCellSize(30);
    table.getStyleClass().addAll("text-table", "dense", "sheet");
    table.setAccessibleText("Populations");
    Label empty = new Label("Each population is a row. A pasted table needs a column \"name\".");
    empty.getStyleClass().add("muted");
    empty.setWrapText(true);
    table.setPlaceholder(empty);
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.getSelectionModel().setCellSelectionEnabled(true);
    model.columns().addListener((ListChangeListener<String>) _ -> buildColumns());
    buildColumns();
    table
        .getFocusModel()
        .focusedCellProperty()
        .subscribe(cell -> {
          if (!showing && cell.getRow() >= 0 && cell.getRow() < table.getItems().size()) {
            model.selectedProperty().set(Optional.of(table.getItems().get(cell.getRow())));
          }
        });
    model.selectedProperty().subscribe(this::showSelected);
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  private void showSelected(Optional<Row> row) {
    int index = row.map(table.getItems()::indexOf).orElse(-1);
    if (index >= 0
        && table.getSelectionModel().getSelectedCells().stream()
            .noneMatch(p -> p.getRow() == index)) {
      showing = true;
      table.getSelectionModel().clearAndSelect(index, table.getColumns().get(1));
      showing = false;
    }
  }

  private void buildColumns() {
    List<TableColumn<Row, String>> columns = new ArrayList<>();
    columns.add(column(PopulationsViewModel.NETWORK, "network", 90));
    columns.add(column(PopulationsViewModel.NAME, "name", 110));
    TableColumn<Row, String> cells = column(PopulationsViewModel.COUNT, "cells", 70);
    cells.getStyleClass().add("numeric");
    columns.add(cells);
    TableColumn<Row, String> places = new TableColumn<>("places");
    places.setCellValueFactory(
        c -> new ReadOnlyStringWrapper(PopulationsViewModel.places(c.getValue())));
    places.setEditable(false);
    places.setSortable(false);
    places.setPrefWidth(120);
    for (String name : model.columns()) {
      columns.add(column(name, Units.withUnit(name), 118));
    }
    columns.add(places);
    table.getColumns().setAll(columns);
  }

  private TableColumn<Row, String> column(String id, String title, double width) {
    TableColumn<Row, String> column = new TableColumn<>(title);
    column.setId(id);
    column.setCellValueFactory(
        cell -> new ReadOnlyStringWrapper(PopulationsViewModel.text(cell.getValue(), id)));
    column.setCellFactory(_ -> new EditingCell());
    // The order is the order of node ids.
    column.setSortable(false);
    column.setReorderable(false);
    column.setPrefWidth(width);
    column.setOnEditCommit(event -> {
      List<Row> rows = chosen();
      Row edited = event.getRowValue();
      boolean isName =
          id.equals(PopulationsViewModel.NAME) || id.equals(PopulationsViewModel.NETWORK);
      boolean together = rows.contains(edited) && !isName;
      act(() -> model.set(together ? rows : List.of(edited), id, event.getNewValue()));
      table.refresh();
    });
    return column;
  }

  private void key(KeyEvent event) {
    if (table.getEditingCell() != null) {
      return;
    }
    if (PASTE.match(event)) {
      paste();
    } else if (COPY.match(event)) {
      copy();
    } else if (event.getCode() == KeyCode.DELETE) {
      act(this::clear);
    } else if (event.getCode() == KeyCode.D && event.isShortcutDown()) {
      act(() -> model.duplicate(chosen()));
    } else if (event.getCode() == KeyCode.UP && event.isAltDown()) {
      move(-1);
    } else if (event.getCode() == KeyCode.DOWN && event.isAltDown()) {
      move(1);
    } else {
      return;
    }
    event.consume();
  }

  /** Whole rows go; single cells become empty. */
  private void clear() {
    TablePosition<?, ?> focused = table.getFocusModel().getFocusedCell();
    String column = focused.getTableColumn() == null ? null : focused.getTableColumn().getId();
    if (column == null || column.equals(PopulationsViewModel.NAME)) {
      model.remove(chosen());
    } else if (!column.equals(PopulationsViewModel.NETWORK)) {
      model.set(chosen(), column, "");
    }
  }

  private void copy() {
    List<String> order = order();
    StringBuilder text = new StringBuilder(String.join("\t", order)).append('\n');
    for (Row row : chosen()) {
      text.append(
              String.join(
                  "\t", order.stream().map(c -> PopulationsViewModel.text(row, c)).toList()))
          .append('\n');
    }
    Copy.text(text.toString());
  }

  private List<String> order() {
    return table.getColumns().stream().map(TableColumn::getId).filter(id -> id != null).toList();
  }

  private void paste() {
    String text = Clipboard.getSystemClipboard().getString();
    if (text == null || text.isBlank()) {
      refused.accept("The clipboard holds no table");
      return;
    }
    TablePosition<?, ?> focused = table.getFocusModel().getFocusedCell();
    String column =
        focused.getTableColumn() == null || focused.getTableColumn().getId() == null
            ? PopulationsViewModel.NAME
            : focused.getTableColumn().getId();
    act(() -> model.paste(text, Math.max(0, focused.getRow()), column, order()));
  }

  /** A cell that can be typed into: Enter, F2 or a double click begins, Enter or Tab ends. */
  private static final class EditingCell extends TableCell<Row, String> {
    private TextField field;

    @Override
    public void startEdit() {
      super.startEdit();
      if (!isEditing()) {
        return;
      }
      if (field == null) {
        field = new TextField();
        field.getStyleClass().add("cell-field");
        field.setMinWidth(0);
        field.setOnAction(_ -> commitEdit(field.getText()));
        field.addEventFilter(
            KeyEvent.KEY_PRESSED,
            event -> {
              if (event.getCode() == KeyCode.ESCAPE) {
                cancelEdit();
                event.consume();
              } else if (event.getCode() == KeyCode.TAB) {
                commitEdit(field.getText());
                getTableView().getSelectionModel().selectNext();
                event.consume();
              }
            });
      }
      field.setText(getItem());
      setText(null);
      setGraphic(field);
      field.selectAll();
      field.requestFocus();
    }

    @Override
    public void cancelEdit() {
      super.cancelEdit();
      setText(getItem());
      setGraphic(null);
    }

    @Override
    protected void updateItem(String item, boolean empty) {
      super.updateItem(item, empty);
      if (empty) {
        setText(null);
        setGraphic(null);
      } else if (!isEditing()) {
        setText(item);
        setGraphic(null);
        setTooltip(item.length() > 14 ? new Tooltip(item) : null);
      }
    }
  }
}
