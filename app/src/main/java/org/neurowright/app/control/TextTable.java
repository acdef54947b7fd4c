package org.neurowright.app.control;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * A table of text whose columns are as wide as what is in them; numbers are flush right; rows can
 * be copied.
 */
public final class TextTable extends TableView<List<String>> {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final double ROW_HEIGHT = 30;
  private static final double CHARACTER_WIDTH = 7.3;
  private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");

  public TextTable(List<String> headers, List<List<String>> rows) {
    super(FXCollections.observableArrayList(rows));
    getStyleClass().addAll("text-table", "dense");
    setFixedCellSize(ROW_HEIGHT);
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    for (int i = 0; i < headers.size(); i++) {
      getColumns().add(column(headers.get(i), rows, i));
    }
    setPlaceholder(new Label("Nothing here"));
    TableColumn<List<String>, ?> last = getColumns().getLast();
    double wanted = last.getPrefWidth();
    if (!last.getStyleClass().contains("numeric")) {
      // Text may use what is left over; a number would end up far from its neighbours.
      widthProperty()
          .subscribe(width -> {
            double others =
                getColumns().stream().mapToDouble(TableColumn::getPrefWidth).sum()
                    - last.getPrefWidth();
            last.setPrefWidth(Math.max(wanted, width.doubleValue() - others - 20));
          });
    }
    setOnKeyPressed(event -> {
      if (COPY.match(event)) {
        copySelection();
        event.consume();
      }
    });
  }

  /** Sets rows apart that tell of something wrong. */
  public void markRows(Predicate<List<String>> wrong) {
    setRowFactory(_ -> {
      TableRow<List<String>> row = new TableRow<>();
      row.itemProperty()
          .subscribe(item -> row.pseudoClassStateChanged(WRONG, item != null && wrong.test(item)));
      return row;
    });
  }

  /** Calls back with the row that is double clicked or chosen with Enter. */
  public void setOnOpen(Consumer<List<String>> action) {
    setOnMouseClicked(event -> {
      if (event.getClickCount() == 2 && getSelectionModel().getSelectedItem() != null) {
        action.accept(getSelectionModel().getSelectedItem());
      }
    });
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER && getSelectionModel().getSelectedItem() != null) {
            action.accept(getSelectionModel().getSelectedItem());
          }
        });
  }

  /** As high as its rows, up to a number of them. */
  public TextTable fitted(int mostRows) {
    double height = ROW_HEIGHT * (Math.max(1, Math.min(mostRows, getItems().size())) + 1) + 18;
    setPrefHeight(height);
    setMinHeight(height);
    setMaxHeight(height);
    return this;
  }

  private void copySelection() {
    String header =
        getColumns().stream().map(TableColumn::getText).collect(Collectors.joining("\t"));
    String body =
        getSelectionModel().getSelectedItems().stream()
            .map(row -> String.join("\t", row))
            .collect(Collectors.joining("\n"));
    Copy.text(header + "\n" + body);
  }

  private static TableColumn<List<String>, String> column(
      String header, List<List<String>> rows, int index) {
    TableColumn<List<String>, String> column = new TableColumn<>(header);
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(cell.getValue().get(index)));
    boolean numeric =
        !rows.isEmpty() && rows.stream().limit(200).allMatch(row -> isNumber(row.get(index)));
    if (numeric) {
      column.getStyleClass().add("numeric");
      column.setComparator(Comparator.comparingDouble(TextTable::number));
    }
    int longest = header.length();
    for (List<String> row : rows.subList(0, Math.min(rows.size(), 200))) {
      longest = Math.max(longest, row.get(index).length());
    }
    column.setPrefWidth(Math.clamp(longest * CHARACTER_WIDTH + 34, 72, 340));
    return column;
  }

  private static boolean isNumber(String text) {
    return text.equals("–") || text.matches("[-+]?[0-9.\u202f]+(e[-+]?\\d+)?");
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.replace("\u202f", ""));
    } catch (NumberFormatException e) {
      return Double.NEGATIVE_INFINITY;
    }
  }
}
