package org.neurowright.app.problems;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.neurowright.app.control.Copy;
import org.neurowright.app.control.EmptyPage;
import org.neurowright.app.control.Icons;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;

/** The table of problems. */
public final class ProblemsView extends BorderPane {
  private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");

  private final ProblemsViewModel model;
  private final Runnable onAddMechanisms;
  private final TableView<Problem> table = new TableView<>();

  /**
   * The table.
   *
   * @param onOpen shows the place of a problem that was double clicked
   * @param onAddMechanisms lets the user name folders with more mechanisms
   */
  public ProblemsView(ProblemsViewModel model, Consumer<Problem> onOpen, Runnable onAddMechanisms) {
    this.model = model;
    this.onAddMechanisms = onAddMechanisms;
    getStyleClass().add("problems-view");
    setTop(bar());
    table.setId("problems-table");
    table.getStyleClass().addAll("text-table", "dense");
    table.setItems(model.shown());
    table.setFixedCellSize(28);
    table.setPlaceholder(
        new EmptyPage(
            "mdi2c-check-circle-outline", "No problems", "Nothing is wrong with the open model."));
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.setAccessibleText("Problems");
    table
        .getColumns()
        .setAll(
            List.of(
                severityColumn(),
                text("What", 460, Problem::message),
                text("Where", 250, ProblemText::shortPlace),
                text("Expected", 200, Problem::expected),
                text("How to mend it", 380, Problem::hint)));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
    table.setRowFactory(_ -> {
      TableRow<Problem> row = new TableRow<>();
      Tooltip full = new Tooltip();
      full.getStyleClass().add("mono");
      row.itemProperty()
          .subscribe(problem -> {
            full.setText(problem == null ? "" : ProblemText.full(problem));
            row.setTooltip(problem == null ? null : full);
          });
      row.setOnMouseClicked(event -> {
        if (event.getClickCount() == 2 && !row.isEmpty()) {
          onOpen.accept(row.getItem());
        }
      });
      return row;
    });
    table.setOnKeyPressed(event -> {
      if (COPY.match(event)) {
        copy();
      } else if (event.getCode() == KeyCode.ENTER
          && table.getSelectionModel().getSelectedItem() != null) {
        onOpen.accept(table.getSelectionModel().getSelectedItem());
      }
    });
    setCenter(table);
  }

  private HBox bar() {
    TextField filter = new TextField();
    filter.setPromptText("Filter problems");
    filter.setAccessibleText("Filter problems");
    filter.textProperty().bindBidirectional(model.filterProperty());
    HBox.setHgrow(filter, Priority.ALWAYS);
    HBox field = new HBox(Icons.of("mdi2f-filter-variant", "muted-icon"), filter);
    field.getStyleClass().add("search-field");
    field.setAlignment(Pos.CENTER_LEFT);
    field.setPrefWidth(260);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button mechanisms = new Button("Add mechanism folder…", Icons.of("mdi2f-folder-plus-outline"));
    mechanisms.setId("add-mechanism-folder");
    mechanisms.getStyleClass().addAll("small", "accent");
    mechanisms.setOnAction(_ -> onAddMechanisms.run());
    mechanisms.visibleProperty().bind(model.lacksMechanismsProperty());
    mechanisms.managedProperty().bind(mechanisms.visibleProperty());
    Button copy = Icons.button("mdi2c-content-copy", "Copy selected problems, or all", this::copy);
    HBox bar =
        new HBox(
            6,
            toggle(Severity.ERROR, model.showErrorsProperty(), model.errorsProperty()),
            toggle(Severity.WARNING, model.showWarningsProperty(), model.warningsProperty()),
            toggle(Severity.INFO, model.showInfosProperty(), model.infosProperty()),
            gap,
            mechanisms,
            field,
            copy);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("dock-bar");
    return bar;
  }

  private static ToggleButton toggle(
      Severity severity, BooleanProperty shown, ReadOnlyIntegerProperty count) {
    ToggleButton button = new ToggleButton(null, Icons.of(glyph(severity), styleClass(severity)));
    String name =
        switch (severity) {
          case ERROR -> "Errors";
          case WARNING -> "Warnings";
          case INFO -> "Notes";
        };
    button.textProperty().bind(count.map(n -> name + "  " + n));
    button.selectedProperty().bindBidirectional(shown);
    button.getStyleClass().addAll("filter-toggle", "small");
    return button;
  }

  private void copy() {
    List<Problem> selected = table.getSelectionModel().getSelectedItems();
    Copy.text(model.text(selected.isEmpty() ? model.shown() : selected));
  }

  static String glyph(Severity severity) {
    return switch (severity) {
      case ERROR -> "mdi2c-close-circle";
      case WARNING -> "mdi2a-alert";
      case INFO -> "mdi2i-information";
    };
  }

  static String styleClass(Severity severity) {
    return switch (severity) {
      case ERROR -> "error-icon";
      case WARNING -> "warning-icon";
      case INFO -> "info-icon";
    };
  }

  private static TableColumn<Problem, Severity> severityColumn() {
    TableColumn<Problem, Severity> column = new TableColumn<>("Severity");
    column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue().severity()));
    column.setCellFactory(_ ->
        new TableCell<>() {
          @Override
          protected void updateItem(Severity severity, boolean empty) {
            super.updateItem(severity, empty);
            setGraphic(
                empty || severity == null ? null : Icons.of(glyph(severity), styleClass(severity)));
            setText(
                empty || severity == null
                    ? null
                    : severity == Severity.INFO
                        ? "note"
                        : severity.name().toLowerCase(Locale.ROOT));
          }
        });
    column.setPrefWidth(104);
    column.setMinWidth(104);
    column.setMaxWidth(130);
    return column;
  }

  private static TableColumn<Problem, String> text(
      String title, double width, Function<Problem, String> value) {
    TableColumn<Problem, String> column = new TableColumn<>(title);
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
    column.setPrefWidth(width);
    return column;
  }
}
