package org.neurowright.app.lab.synapse;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.control.Icons;
import org.neurowright.app.control.TextTable;
import org.neurowright.app.lab.form.KnobRow;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.text.NumberText;

/** The gap-junction tuner: both cells above, the coefficient over the conductance below. */
public final class GapPane extends BorderPane {
  private final GapViewModel model;
  private final CurveView traces = new CurveView();
  private final CurveView curve = new CurveView();
  private final VBox table = new VBox();

  public GapPane(GapViewModel model) {
    this.model = model;
    setMinWidth(0);
    VBox problems = new VBox();
    KnobRow knob = new KnobRow(model.conductance());
    knob.getStyleClass().add("gap-knob");
    setTop(new VBox(places(), what(), knob, problems));
    traces.setId("gap-plot");
    curve.setId("gap-curve-plot");
    curve.setEmptyHint("Run the curve, or look for a coefficient");
    for (CurveView view : List.of(traces, curve)) {
      view.setMinSize(0, 100);
    }
    VBox.setVgrow(table, Priority.ALWAYS);
    SplitPane below = new SplitPane(curve, new VBox(Parts.bar(Parts.heading("Measures")), table));
    below.setDividerPositions(.62);
    SplitPane down = new SplitPane(traces, below);
    down.setOrientation(Orientation.VERTICAL);
    down.setDividerPositions(.5);
    setCenter(down);
    model
        .responseProperty()
        .subscribe(_ -> {
          traces.setPanel("gap-junction", model.tracePanel());
          curve.setPanel("coupling", model.curvePanel());
          showNumbers();
        });
    model.curveProperty().subscribe(_ -> curve.setPanel("coupling", model.curvePanel()));
    model.problemsProperty().subscribe(found -> Parts.tell(problems, found));
    sceneProperty().subscribe(scene -> model.setActive(scene != null));
  }

  private Node places() {
    TextField junctions = new TextField();
    junctions.setId("gap-junctions");
    junctions.textProperty().bindBidirectional(model.junctionsProperty());
    junctions.setTooltip(
        new Tooltip(
            "Where junctions are, separated by semicolons: at the same place of both cells, or"
                + " soma(0.5) - dend[3](0.7) for different ones. A click on the cell, with Inject"
                + " chosen there, puts the junction there"));
    junctions.setAccessibleText("Junctions");
    HBox.setHgrow(junctions, Priority.ALWAYS);
    Label name = new Label("Gap junctions at");
    name.getStyleClass().add("setting-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    name.setLabelFor(junctions);
    Label took = new Label();
    took.getStyleClass().add("muted");
    took.setMinWidth(Region.USE_PREF_SIZE);
    model
        .responseProperty()
        .subscribe(r ->
            took.setText(r.map(x -> NumberText.fixed(x.tookMs(), 0) + " ms to run").orElse("")));
    return Parts.bar(name, junctions, took);
  }

  private Node what() {
    FlowPane bar = new FlowPane(12, 6);
    bar.getStyleClass().add("lab-bar");
    model.settings().forEach(s -> bar.getChildren().add(Parts.setting(s, () -> {})));
    Button curveButton =
        Parts.button("gap-curve", "Curve", "The coefficient from 1e-6 to 1 µS", model::runCurve);
    Button solve =
        Parts.button(
            "gap-solve",
            "Find",
            "Look for the conductance with the wanted coefficient",
            model::solve);
    solve.setGraphic(Icons.of("mdi2t-target"));
    model
        .runningProperty()
        .subscribe(task -> {
          curveButton.setDisable(task.isPresent());
          solve.setDisable(task.isPresent());
        });
    bar.getChildren().add(new HBox(6, Parts.setting(model.target(), model::solve), solve));
    bar.getChildren().add(curveButton);
    return bar;
  }

  private void showNumbers() {
    List<Quantity> quantities = model.quantities();
    if (quantities.isEmpty()) {
      table.getChildren().clear();
      return;
    }
    List<List<String>> rows = quantities.stream().map(q -> List.of(q.name(), q.inWords())).toList();
    if (table.getChildren().isEmpty()) {
      TextTable made = new TextTable(List.of("Measure", "Value"), rows);
      made.setId("gap-table");
      made.getColumns().get(0).setPrefWidth(150);
      made.getColumns().get(1).setPrefWidth(110);
      VBox.setVgrow(made, Priority.ALWAYS);
      table.getChildren().setAll(made);
    } else {
      ((TextTable) table.getChildren().getFirst()).getItems().setAll(rows);
    }
  }

  /** The plot of both potentials. */
  public CurveView plot() {
    return traces;
  }
}
