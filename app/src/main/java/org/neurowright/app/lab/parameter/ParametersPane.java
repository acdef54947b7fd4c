package org.neurowright.app.lab.parameter;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.neurowright.app.control.HistoryMenu;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.cell.Snapshot;
import org.neurowright.app.lab.form.Parts;

/** Right: everything that can be turned. */
public final class ParametersPane extends BorderPane {
  private static final String FAVOURITES = "favourites";

  /** A menu gets no longer than this; the others are typed. */
  private static final int MOST_SECTIONS = 40;

  private final BenchViewModel model;
  private final FlowPane groups = new FlowPane(4, 4);
  private final TextField search = new TextField();
  private final ToggleButton onlyChanged = new ToggleButton(null, Icons.of("mdi2f-filter-variant"));
  private final MenuButton more = new MenuButton("Sections");
  private final VBox rows = new VBox();
  private final ToggleGroup chosen = Parts.oneOf(this::choose);
  private final List<ParameterRow> shown = new ArrayList<>();
  private String group = "";
  private boolean building;

  public ParametersPane(BenchViewModel model) {
    this.model = model;
    setMinWidth(252);
    search.setPromptText("Find parameter");
    search.setId("lab-find");
    search.setAccessibleText("Find parameter");
    search.setMinWidth(50);
    search.setPrefColumnCount(6);
    HBox.setHgrow(search, Priority.ALWAYS);
    onlyChanged.setId("lab-only-changed");
    onlyChanged.getStyleClass().addAll("flat", "icon-button", "parameter-filter");
    onlyChanged.setTooltip(new Tooltip("Show only what was changed, of all groups"));
    onlyChanged.setAccessibleText("Only changed parameters");
    Button reset =
        Parts.button(
            "lab-reset", "Reset all", "All parameters as the file has them", model::resetAll);
    Button back = Icons.button("mdi2u-undo", "Take the last turn back", model.undo()::undo);
    back.setId("lab-undo");
    Button again = Icons.button("mdi2r-redo", "Turn it again", model.undo()::redo);
    again.setId("lab-redo");
    model
        .undo()
        .undoNameProperty()
        .subscribe(name -> {
          back.setDisable(name.isEmpty());
          back.getTooltip()
              .setText(name.isEmpty() ? "Nothing to undo" : "Undo: " + name + "  (Ctrl+Z)");
        });
    model
        .undo()
        .redoNameProperty()
        .subscribe(name -> {
          again.setDisable(name.isEmpty());
          again
              .getTooltip()
              .setText(name.isEmpty() ? "Nothing to redo" : "Redo: " + name + "  (Ctrl+Y)");
        });
    HistoryMenu history = new HistoryMenu(model.undo());
    history.setId("lab-history");
    HBox tools =
        Parts.bar(Parts.heading("Parameters"), Parts.spring(), back, again, history, reset);
    tools.setSpacing(2);
    HBox find = Parts.bar(search, onlyChanged);
    find.setSpacing(2);
    VBox head = new VBox(tools, find, groups, snapshots());
    more.setId("lab-sections");
    more.getStyleClass().add("small");
    more.setTooltip(
        new Tooltip("Section lists, and single sections: turn their parameters by themselves"));
    more.setOnShowing(_ -> fillMore());
    // Without an item at first the menu would not open.
    more.getItems().add(new MenuItem(""));
    groups.getStyleClass().addAll("small-toggles", "lab-groups");
    head.getStyleClass().add("lab-parameter-head");
    setTop(head);
    rows.getStyleClass().add("parameter-rows");
    ScrollPane scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("page-scroll");
    setCenter(scroll);
    search.textProperty().subscribe((_, _) -> showRows());
    onlyChanged.selectedProperty().subscribe((_, _) -> showRows());
    model.parameters().addListener((ListChangeListener<Parameter>) _ -> showGroups());
    model
        .preparationProperty()
        .subscribe((_, _) -> {
          if (onlyChanged.isSelected()) {
            showRowsOfOtherChanges();
          }
        });
    showGroups();
  }

  /**
   * Offers to add a mechanism to the group that is shown.
   *
   * @param action told the group
   */
  public void onAddMechanism(Consumer<String> action) {
    Button add =
        Parts.button(
            "lab-add-mechanism",
            "Add mechanism…",
            "Put a mechanism into the sections of this group",
            () -> action.accept(group));
    add.disableProperty().bind(Bindings.isEmpty(model.parameters()));
    setBottom(Parts.bar(add));
  }

  /** A field for any name, then the section lists and sections of the cell. */
  private void fillMore() {
    TextField name = new TextField();
    name.setId("lab-section-name");
    name.setPromptText("dend[3], apical, …");
    name.setAccessibleText("Section or section list");
    name.setOnAction(_ -> {
      if (show(name.getText().strip())) {
        more.hide();
      } else {
        name.setText("");
        name.setPromptText("There are no such sections");
      }
    });
    CustomMenuItem field = new CustomMenuItem(name, false);
    field.getStyleClass().add("parameter-ends-item");
    more.getItems().setAll(field);
    for (String section : model.groupNames().stream().limit(MOST_SECTIONS).toList()) {
      MenuItem item = new MenuItem(section);
      item.setMnemonicParsing(false);
      item.setOnAction(_ -> show(section));
      more.getItems().add(item);
    }
    Platform.runLater(name::requestFocus);
  }

  /**
   * Shows the parameters of a group; of a section list or section they become turnable with that.
   *
   * @return whether there are such sections
   */
  public boolean show(String name) {
    Optional<String> found = model.addGroup(name);
    found.ifPresent(there -> {
      group = there;
      search.clear();
      onlyChanged.setSelected(false);
      showGroups();
    });
    return found.isPresent();
  }

  private FlowPane snapshots() {
    FlowPane bar = new FlowPane(6, 4);
    bar.getStyleClass().add("lab-snapshots");
    Label title = new Label("Snapshot");
    title.getStyleClass().add("setting-name");
    bar.getChildren().add(title);
    for (String name : List.of("A", "B")) {
      Button keep =
          Parts.button(
              "lab-keep-" + name,
              "Keep " + name,
              "Remember the parameters as they stand; their response stays in the plot",
              () -> model.keep(name));
      Button show =
          Parts.button(
              "lab-show-" + name,
              "Show " + name,
              "Set the parameters to what was kept",
              () -> model.recall(name));
      show.setDisable(true);
      model
          .snapshots()
          .addListener(
              (ListChangeListener<Snapshot>)
                  _ -> {
                    show.setDisable(model.snapshot(name).isEmpty());
                    List<String> lines = model.differences();
                    show.getTooltip()
                        .setText(
                            "Set the parameters to what was kept"
                                + (lines.isEmpty() ? "" : "\n" + String.join("\n", lines)));
                  });
      bar.getChildren().addAll(keep, show);
    }
    return bar;
  }

  private void showGroups() {
    Set<String> names = new LinkedHashSet<>();
    names.add(FAVOURITES);
    model.parameters().forEach(p -> names.add(p.group()));
    building = true;
    groups.getChildren().clear();
    chosen.getToggles().clear();
    if (!names.contains(group)) {
      group = names.contains("soma") ? "soma" : names.stream().skip(1).findFirst().orElse("");
    }
    for (String name : names) {
      ToggleButton button =
          name.equals(FAVOURITES)
              ? new ToggleButton(null, Icons.of("mdi2s-star"))
              : new ToggleButton(name);
      button.setMnemonicParsing(false);
      button.setAccessibleText(name);
      button.setId("lab-group-" + name);
      button.setUserData(name);
      button.setSelected(name.equals(group));
      button.setToggleGroup(chosen);
      button.setTooltip(
          new Tooltip(
              switch (name) {
                case FAVOURITES -> "Favourites: parameters with a star";
                case Parameter.GLOBAL -> "What all instances of a mechanism share (GLOBAL)";
                case Parameter.RUN -> "Temperature, initial potential, step";
                case Parameter.ALL -> "What several parts have, in all of them at once";
                default -> "Sections of " + name;
              }));
      groups.getChildren().add(button);
    }
    groups.getChildren().add(more);
    more.setDisable(model.parameters().isEmpty());
    building = false;
    showRows();
  }

  private void choose(ToggleButton button) {
    if (!building) {
      group = (String) button.getUserData();
      search.clear();
      showRows();
    }
  }

  private boolean fits(Parameter parameter, String wanted) {
    if (onlyChanged.isSelected()) {
      return parameter.changedProperty().get()
          && parameter.key().toLowerCase(Locale.ROOT).contains(wanted);
    }
    if (!wanted.isEmpty()) {
      return parameter.key().toLowerCase(Locale.ROOT).contains(wanted);
    }
    return group.equals(FAVOURITES)
        ? parameter.favouriteProperty().get()
        : parameter.group().equals(group);
  }

  private List<Parameter> fitting() {
    String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
    return model.parameters().stream().filter(p -> fits(p, wanted)).toList();
  }

  /** Rows come and go with what is changed; one under the pointer stays as it is. */
  private void showRowsOfOtherChanges() {
    List<Parameter> now = fitting();
    List<Parameter> there = shown.stream().map(ParameterRow::parameter).toList();
    if (!now.equals(there)) {
      showRows();
    }
  }

  private void showRows() {
    shown.forEach(ParameterRow::leave);
    shown.clear();
    rows.getChildren().clear();
    boolean ofOneGroup =
        search.getText().isBlank() && !onlyChanged.isSelected() && !group.equals(FAVOURITES);
    String heading = "";
    for (Parameter parameter : fitting()) {
      String over =
          ofOneGroup ? parameter.mechanism() : parameter.group() + "  " + parameter.mechanism();
      if (!over.equals(heading)) {
        heading = over;
        Label label = new Label(over);
        label.getStyleClass().add("parameter-heading");
        rows.getChildren().add(label);
      }
      ParameterRow row = new ParameterRow(parameter, model);
      shown.add(row);
      rows.getChildren().add(row);
    }
    if (shown.isEmpty()) {
      Label nothing =
          new Label(
              onlyChanged.isSelected()
                  ? "Everything is as in the cell's file"
                  : !search.getText().isBlank()
                      ? "Nothing is called so"
                      : group.equals(FAVOURITES)
                          ? "The star beside a parameter's name puts it here"
                          : "No parameters");
      nothing.setWrapText(true);
      nothing.getStyleClass().add("muted");
      rows.getChildren().add(nothing);
    }
  }
}
