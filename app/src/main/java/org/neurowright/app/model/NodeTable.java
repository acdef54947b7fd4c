package org.neurowright.app.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableListBase;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.neurowright.app.control.Icons;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.workspace.CellSelection;

/**
 * The nodes of a population, as many as there are: only what is on screen is ever made into text.
 */
final class NodeTable extends VBox {
  private final NodeTableViewModel model;
  private final TableView<Integer> table = new TableView<>();
  private boolean showing;

  NodeTable(NodeTableViewModel model, CellSelection selection) {
    this.model = model;
    getStyleClass().add("node-table");
    TextField filter = new TextField();
    filter.setPromptText("Node id, or text in any column");
    filter.setAccessibleText("Filter nodes");
    filter.textProperty().bindBidirectional(model.filterProperty());
    HBox.setHgrow(filter, Priority.ALWAYS);
    HBox field = new HBox(Icons.of("mdi2f-filter-variant", "muted-icon"), filter);
    field.getStyleClass().add("search-field");
    field.setAlignment(Pos.CENTER_LEFT);
    field.setMaxWidth(360);
    HBox.setHgrow(field, Priority.ALWAYS);
    Label count = new Label();
    count.getStyleClass().add("muted");
    HBox bar = new HBox(12, field, count);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("table-bar");

    table.getStyleClass().addAll("text-table", "dense");
    table.setFixedCellSize(28);
    table.setPlaceholder(new Label("No node matches"));
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.setAccessibleText("Nodes of " + model.population().name());
    for (int i = 0; i < model.fields().size(); i++) {
      table.getColumns().add(column(i));
    }
    // The table would sort a million boxed rows on the interface thread; the view model does it
    // elsewhere.
    table.setSortPolicy(_ -> {
      List<TableColumn<Integer, ?>> order = table.getSortOrder();
      if (order.isEmpty()) {
        model.sort(-1, true);
      } else {
        model.sort(
            table.getColumns().indexOf(order.getFirst()),
            order.getFirst().getSortType() == TableColumn.SortType.ASCENDING);
      }
      return true;
    });
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(bar, table);

    model
        .orderProperty()
        .subscribe(order -> {
          showing = true;
          table.setItems(new Rows(order));
          showing = false;
          String all = NumberText.plural(model.population().size(), "node", "nodes");
          boolean everything = order.size() == model.population().size();
          count.setText(everything ? all : NumberText.count(order.size()) + " of " + all);
        });
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener(
            (ListChangeListener<Integer>)
                _ -> {
                  if (!showing && table.isFocused()) {
                    int[] rows =
                        table.getSelectionModel().getSelectedItems().stream()
                            .filter(Objects::nonNull)
                            .mapToInt(Integer::intValue)
                            .toArray();
                    if (rows.length > 0) {
                      selection.set(Map.of(model.population().name(), rows));
                    }
                  }
                });
  }

  private TableColumn<Integer, String> column(int field) {
    NodeTableViewModel.Field of = model.fields().get(field);
    TableColumn<Integer, String> column = new TableColumn<>(of.name());
    column.setCellValueFactory(
        cell -> new ReadOnlyStringWrapper(model.text(cell.getValue(), field)));
    if (of.numeric()) {
      column.getStyleClass().add("numeric");
    }
    int longest = of.name().length();
    for (int row = 0; row < Math.min(50, model.population().size()); row++) {
      longest = Math.max(longest, model.text(row, field).length());
    }
    column.setPrefWidth(Math.clamp(longest * 7.3 + 36, 76, 300));
    return column;
  }

  /** The row numbers as a list that holds nothing itself. */
  private static final class Rows extends ObservableListBase<Integer> {
    private final NodeTableViewModel.Order order;

    Rows(NodeTableViewModel.Order order) {
      this.order = order;
    }

    @Override
    public Integer get(int index) {
      return order.rows()[index];
    }

    @Override
    public int size() {
      return order.size();
    }
  }
}
