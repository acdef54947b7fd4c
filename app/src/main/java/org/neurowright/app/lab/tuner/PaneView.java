package org.neurowright.app.lab.tuner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.lab.parameter.ParameterRow;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.measure.PassiveMeasure;

/** One pane: a head by which it is moved, and what is in it. */
final class PaneView extends BorderPane {
  private final TunerPane pane;
  private final TunerViewModel model;
  private final BenchViewModel bench;
  private final HBox head = new HBox(4);
  private final HBox extras = new HBox(4);
  private final List<ParameterRow> rows = new ArrayList<>();
  private Subscription links = Subscription.EMPTY;

  /**
   * A view.
   *
   * @param controls buttons at the right of the head: menu, close
   */
  PaneView(TunerPane pane, TunerViewModel model, BenchViewModel bench, Node... controls) {
    this.pane = pane;
    this.model = model;
    this.bench = bench;
    getStyleClass().add("tuner-pane");
    setMinSize(0, 0);
    Label title = new Label(kind().title());
    title.getStyleClass().add("tuner-title");
    title.setMinWidth(0);
    extras.setAlignment(Pos.CENTER_LEFT);
    head.getChildren().addAll(Icons.of("mdi2d-drag-vertical", "tuner-grip"), title, extras);
    head.getChildren().add(Parts.spring());
    head.getChildren().addAll(controls);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("tuner-head");
    VBox problems = new VBox();
    link(pane.problemsProperty().subscribe(found -> Parts.tell(problems, found)));
    VBox body = new VBox(problems);
    setTop(new VBox(head, body));
    Node content =
        switch (pane) {
          case TunerPane.Plot plot -> plot(plot, body);
          case TunerPane.Parameters parameters -> parameters(parameters);
          case TunerPane.Clamp clamp -> clamp(clamp);
          case TunerPane.Synapse synapse -> synapse(synapse);
          case TunerPane.Measures measures -> measures(measures);
          case TunerPane.Run _ -> run();
        };
    setCenter(content);
  }

  private TunerViewModel.Kind kind() {
    return switch (pane) {
      case TunerPane.Plot _ -> TunerViewModel.Kind.PLOT;
      case TunerPane.Parameters _ -> TunerViewModel.Kind.PARAMETERS;
      case TunerPane.Clamp _ -> TunerViewModel.Kind.CLAMP;
      case TunerPane.Synapse _ -> TunerViewModel.Kind.SYNAPSE;
      case TunerPane.Measures _ -> TunerViewModel.Kind.MEASURES;
      case TunerPane.Run _ -> TunerViewModel.Kind.RUN;
    };
  }

  /** The part by which it is dragged. */
  Node head() {
    return head;
  }

  private void link(Subscription subscription) {
    links = links.and(subscription);
  }

  /** The pane goes away. */
  void leave() {
    links.unsubscribe();
    rows.forEach(ParameterRow::leave);
    rows.clear();
  }

  // ---- plot

  private Node plot(TunerPane.Plot plot, VBox above) {
    CurveView curves = new CurveView();
    curves.setEmptyHint("Run the cell, or choose curves");
    curves.getStyleClass().add("tuner-plot");
    Runnable draw = () -> curves.setPanel("tuner", model.panel(plot));
    link(model.runProperty().subscribe(_ -> draw.run()));
    ListChangeListener<String> changed = _ -> draw.run();
    plot.curves().addListener(changed);
    link(() -> plot.curves().removeListener(changed));
    ToggleButton edit = new ToggleButton("Curves", Icons.of("mdi2c-chart-line-variant"));
    edit.getStyleClass().addAll("small", "tuner-curves");
    edit.setMinWidth(Region.USE_PREF_SIZE);
    edit.setTooltip(new Tooltip("Choose which variables of which sections are drawn"));
    extras.getChildren().add(edit);
    Node editor = curveEditor(plot);
    above.getChildren().add(editor);
    link(edit.selectedProperty().subscribe(on -> Parts.shown(editor, on)));
    return curves;
  }

  private Node curveEditor(TunerPane.Plot plot) {
    FlowPane chips = new FlowPane(6, 4);
    Runnable show =
        () -> {
          chips.getChildren().clear();
          for (String curve : plot.curves()) {
            Button chip = new Button(curve, Icons.of("mdi2c-close"));
            chip.getStyleClass().addAll("small", "tuner-chip");
            chip.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
            chip.setMnemonicParsing(false);
            chip.setTooltip(new Tooltip("Take this curve away"));
            chip.setOnAction(_ -> plot.curves().remove(curve));
            chips.getChildren().add(chip);
          }
        };
    ListChangeListener<String> changed = _ -> show.run();
    plot.curves().addListener(changed);
    link(() -> plot.curves().removeListener(changed));
    show.run();
    ComboBox<String> place = placeBox("Section");
    place.setValue(model.places().stream().findFirst().orElse("soma(0.5)"));
    ComboBox<String> variable =
        choices("Variable", () -> model.variables(place.getEditor().getText()));
    variable.setEditable(true);
    variable.getEditor().setPrefColumnCount(7);
    variable.setValue("v");
    variable.getStyleClass().add("tuner-variable");
    Runnable add =
        () -> {
          String curve =
              place.getEditor().getText().strip() + "." + variable.getEditor().getText().strip();
          if (!plot.curves().contains(curve)) {
            plot.curves().add(curve);
          }
        };
    Button plus = Parts.button("tuner-add-curve", "Add", "Draw this variable", add);
    // The box itself takes the action of its field.
    variable.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER && !variable.isShowing()) {
            add.run();
            event.consume();
          }
        });
    FlowPane line = new FlowPane(6, 4, place, variable, plus);
    VBox editor = new VBox(6, chips, line);
    editor.getStyleClass().add("tuner-editor");
    return editor;
  }

  // ---- fields

  /** A box whose choices are looked up when it opens. */
  private static ComboBox<String> choices(String name, Supplier<List<String>> found) {
    ComboBox<String> box = new ComboBox<>();
    box.getStyleClass().add("small");
    box.setAccessibleText(name);
    box.setTooltip(new Tooltip(name));
    box.setOnShowing(_ -> {
      String text = box.isEditable() ? box.getEditor().getText() : box.getValue();
      box.getItems().setAll(found.get());
      if (box.isEditable()) {
        box.getEditor().setText(text);
      } else {
        box.setValue(text);
      }
    });
    return box;
  }

  private ComboBox<String> placeBox(String name) {
    ComboBox<String> box = choices(name + ": SECTION(X)", model::places);
    box.setEditable(true);
    box.getEditor().setPrefColumnCount(9);
    return box;
  }

  private HBox placeField(String name, StringProperty at) {
    ComboBox<String> box = placeBox(name);
    box.getEditor().textProperty().bindBidirectional(at);
    Label label = new Label(name);
    label.getStyleClass().add("setting-name");
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setLabelFor(box);
    HBox field = new HBox(5, label, box);
    field.setAlignment(Pos.CENTER_LEFT);
    return field;
  }

  private static FlowPane fields(Node... nodes) {
    FlowPane fields = new FlowPane(12, 7, nodes);
    fields.getStyleClass().add("tuner-fields");
    return fields;
  }

  private static ScrollPane scrolled(Node content) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setMinHeight(0);
    scroll.getStyleClass().add("page-scroll");
    return scroll;
  }

  private Node field(Setting setting) {
    return Parts.setting(setting, model::runNow);
  }

  // ---- parameters

  private Node parameters(TunerPane.Parameters parameters) {
    ComboBox<String> section = choices("Part of the cell, or section", model::parameterSections);
    section.setId("tuner-section");
    section.setValue(parameters.sectionProperty().get());
    section
        .valueProperty()
        .subscribe((_, chosen) -> {
          if (chosen != null && !chosen.isBlank()) {
            parameters.sectionProperty().set(chosen);
          }
        });
    extras.getChildren().add(section);
    VBox box = new VBox();
    box.getStyleClass().add("parameter-rows");
    link(
        parameters
            .sectionProperty()
            .subscribe(name -> {
              rows.forEach(ParameterRow::leave);
              rows.clear();
              box.getChildren().clear();
              String heading = "";
              for (Parameter parameter : model.parameters(name)) {
                if (!parameter.mechanism().equals(heading)
                    && !parameter.group().equals(Parameter.RUN)) {
                  heading = parameter.mechanism();
                  Label label = new Label(heading);
                  label.getStyleClass().add("parameter-heading");
                  box.getChildren().add(label);
                }
                ParameterRow row = new ParameterRow(parameter, bench);
                rows.add(row);
                box.getChildren().add(row);
              }
              if (rows.isEmpty()) {
                Label none = new Label("This cell has no " + name);
                none.getStyleClass().add("muted");
                box.getChildren().add(none);
              }
            }));
    return scrolled(box);
  }

  // ---- currents and synapses

  private Node clamp(TunerPane.Clamp clamp) {
    return scrolled(
        fields(
            placeField("At", clamp.atProperty()),
            field(clamp.amp()),
            field(clamp.delay()),
            field(clamp.dur())));
  }

  private Node synapse(TunerPane.Synapse synapse) {
    ComboBox<String> mechanism = choices("Point process", model::synapses);
    mechanism.setValue(synapse.mechanismProperty().get());
    mechanism
        .valueProperty()
        .subscribe((_, chosen) -> {
          if (chosen != null && !chosen.isBlank()) {
            synapse.mechanismProperty().set(chosen);
          }
        });
    extras.getChildren().add(mechanism);
    FlowPane spikes = fields(placeField("At", synapse.atProperty()));
    synapse.settings().forEach(setting -> spikes.getChildren().add(field(setting)));
    FlowPane own = fields();
    ListChangeListener<Setting> changed =
        _ -> own.getChildren().setAll(synapse.parameters().stream().map(this::field).toList());
    synapse.parameters().addListener(changed);
    link(() -> synapse.parameters().removeListener(changed));
    own.getChildren().setAll(synapse.parameters().stream().map(this::field).toList());
    Label heading = new Label("Parameters");
    heading.getStyleClass().addAll("parameter-heading", "tuner-heading");
    return scrolled(new VBox(spikes, heading, own));
  }

  // ---- measures

  private Node measures(TunerPane.Measures measures) {
    Button count =
        Parts.button(
            "tuner-count",
            "Count spikes",
            "Spikes of the latest run, and of those that follow",
            model::countSpikes);
    Button passive =
        Parts.button(
            "tuner-passive",
            "Measure V rest, R in, τ",
            "A step of current from 200 ms for 1000 ms, without the currents of this page",
            () -> model.measurePassive(measures));
    GridPane grid = new GridPane(14, 4);
    grid.getStyleClass().add("tuner-results");
    link(measures.resultsProperty().subscribe(found -> show(found, grid)));
    link(measures.resultsProperty().subscribe(found -> passive.setDisable(found.isMeasuring())));
    FlowPane fields =
        fields(
            placeField("At", measures.atProperty()),
            field(measures.threshold()),
            field(measures.amp()),
            count,
            passive);
    return scrolled(new VBox(grid, fields));
  }

  private static void show(TunerMeasures found, GridPane grid) {
    grid.getChildren().clear();
    found
        .spikes()
        .ifPresent(spikes -> {
          row(grid, "Spikes", Integer.toString(spikes.number()), "tuner-spikes", false);
          if (spikes.number() > 1) {
            row(
                grid,
                "Mean rate",
                NumberText.fixed(spikes.meanRateHz(), 1) + " Hz",
                "tuner-rate",
                false);
          }
        });
    found
        .passive()
        .ifPresent(result -> {
          PassiveMeasure measure = result.measure();
          boolean stale = found.isStale();
          row(
              grid,
              "V rest",
              NumberText.fixed(measure.vRestMv(), 2) + " mV",
              "tuner-v-rest",
              stale);
          row(grid, "R in", NumberText.fixed(measure.rInMohm(), 1) + " MΩ", "tuner-r-in", stale);
          String tau =
              Double.isNaN(measure.tauMs()) ? "none" : NumberText.fixed(measure.tauMs(), 2) + " ms";
          row(grid, "τ", tau, "tuner-tau", stale);
        });
    if (found.isMeasuring()) {
      row(grid, "Measuring…", "", "tuner-measuring", false);
    } else if (found.isStale()) {
      row(grid, "Measured before the last change", "", "tuner-stale", true);
    }
    Parts.shown(grid, !grid.getChildren().isEmpty());
  }

  private static void row(GridPane grid, String name, String value, String id, boolean stale) {
    Label what = new Label(name);
    what.getStyleClass().add(stale ? "muted" : "setting-name");
    Label number = new Label(value);
    number.getStyleClass().add("readout-figure");
    if (stale) {
      number.getStyleClass().add("muted");
    }
    if (value.isEmpty()) {
      what.setId(id);
      grid.add(what, 0, grid.getRowCount(), 2, 1);
    } else {
      number.setId(id);
      grid.addRow(grid.getRowCount(), what, number);
    }
  }

  // ---- run

  private Node run() {
    Button start = new Button("Init & Run", Icons.of("mdi2p-play"));
    start.setId("tuner-run");
    start.setMnemonicParsing(false);
    start.getStyleClass().addAll("small", "accent");
    start.setMinWidth(Region.USE_PREF_SIZE);
    start.setTooltip(new Tooltip("From the initial potential to the end"));
    start.setOnAction(_ -> model.runNow());
    Button stop =
        Parts.button("tuner-stop", "Stop", "The curves of the run before stay", model::stop);
    link(model.runningProperty().subscribe(on -> stop.setDisable(!on)));
    VBox box = new VBox();
    box.getStyleClass().add("parameter-rows");
    for (Parameter parameter : model.parameters(Parameter.RUN)) {
      ParameterRow row = new ParameterRow(parameter, bench);
      rows.add(row);
      box.getChildren().add(row);
    }
    return scrolled(new VBox(fields(start, stop, field(model.tstop())), box));
  }
}
