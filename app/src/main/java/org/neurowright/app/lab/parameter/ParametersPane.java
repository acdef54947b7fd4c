package org.neurowright.app.lab.parameter;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
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
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.cell.Snapshot;
import org.neurowright.app.lab.form.Parts;

/** Right: everything that can be turned. */
public final class ParametersPane extends BorderPane {
  private final BenchViewModel model;
  private final FlowPane groups = new FlowPane(4, 4);
  private final TextField search = new TextField();
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
    Button reset =
        Parts.button(
            "lab-reset", "Reset all", "All parameters as the file has them", model::resetAll);
    VBox head =
        new VBox(8, Parts.bar(Parts.heading("Parameters"), search, reset), groups, snapshots());
    groups.getStyleClass().addAll("small-toggles", "lab-groups");
    setTop(head);
    rows.getStyleClass().add("parameter-rows");
    ScrollPane scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("page-scroll");
    setCenter(scroll);
    search.textProperty().subscribe((_, _) -> showRows());
    model.parameters().addListener((ListChangeListener<Parameter>) _ -> showGroups());
    showGroups();
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
    model.parameters().forEach(p -> names.add(p.group()));
    building = true;
    groups.getChildren().clear();
    chosen.getToggles().clear();
    if (!names.contains(group)) {
      group = names.contains("soma") ? "soma" : names.stream().findFirst().orElse("");
    }
    for (String name : names) {
      ToggleButton button = new ToggleButton(name);
      button.setId("lab-group-" + name);
      button.setUserData(name);
      button.setSelected(name.equals(group));
      button.setToggleGroup(chosen);
      button.setTooltip(
          new Tooltip(
              switch (name) {
                case Parameter.RUN -> "Temperature, initial potential, step";
                case Parameter.ALL -> "What several parts have, in all of them at once";
                default -> "Sections of the " + name;
              }));
      groups.getChildren().add(button);
    }
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

  private void showRows() {
    shown.forEach(ParameterRow::leave);
    shown.clear();
    rows.getChildren().clear();
    String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
    String heading = "";
    for (Parameter parameter : model.parameters()) {
      boolean fits =
          wanted.isEmpty()
              ? parameter.group().equals(group)
              : parameter.key().toLowerCase(Locale.ROOT).contains(wanted);
      if (!fits) {
        continue;
      }
      String over =
          wanted.isEmpty()
              ? parameter.mechanism()
              : parameter.group() + "  " + parameter.mechanism();
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
      Label nothing = new Label(wanted.isEmpty() ? "No parameters" : "Nothing is called so");
      nothing.getStyleClass().add("muted");
      rows.getChildren().add(nothing);
    }
  }
}
