package org.neurowright.app.lab.live;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.MeasureCursors;
import org.neurowright.app.canvas.TimeAxisModel;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.Snapshot;
import org.neurowright.app.lab.form.MeasureBar;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.lab.recorded.RecordedBar;
import org.neurowright.app.lab.recorded.RecordedViewModel;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.measure.Residual;

/** The response that follows the sliders. */
public final class LivePane extends BorderPane {
  private static final List<Integer> EARLIER = List.of(0, 1, 3, 5, 10);

  private static final double LEAST_PLOT = 84;

  /** Room that a plot is given at first, and that of the bars above. */
  private static final double PLOT_ROOM = 118;

  private static final double AXIS_ROOM = 36;
  private static final double HEAD_ROOM = 82;
  private static final double RECORDED_ROOM = 34;

  private final LiveViewModel model;
  private final TimeAxisModel time = new TimeAxisModel();
  private final Map<LivePanel, CurveView> views = new EnumMap<>(LivePanel.class);
  private final CurveView difference = new CurveView("lab-live-difference");
  private final BorderPane plots = new BorderPane();
  private final RecordedBar recorded;
  private final MeasureBar measure = new MeasureBar(this::measured);
  private final List<Consumer<Double>> listeners = new ArrayList<>();
  private List<CurveView> column = List.of();
  private boolean differs;

  public LivePane(LiveViewModel model, BenchViewModel bench) {
    this.model = model;
    setMinHeight(150);
    for (LivePanel panel : LivePanel.values()) {
      CurveView view = new CurveView("lab-live-" + panel.name().toLowerCase(Locale.ROOT));
      view.setMinHeight(LEAST_PLOT);
      if (panel != LivePanel.PHASE) {
        view.setTimeAxis(time);
      }
      views.put(panel, view);
      model.shownProperty(panel).subscribe((_, _) -> arrange());
    }
    difference.setMinHeight(LEAST_PLOT);
    difference.setTimeAxis(time);
    curves().setId("lab-live-plot");
    curves().setEmptyHint("Switch live on to see the response");
    views
        .get(LivePanel.CURRENTS)
        .setEmptyHint("No mechanism sends a current through this membrane");
    views.get(LivePanel.GATES).setEmptyHint("The mechanisms here have no states");
    views.get(LivePanel.CONCENTRATIONS).setEmptyHint("No mechanism here changes a concentration");
    recorded = new RecordedBar(model.recorded());
    VBox problems = new VBox();
    setTop(new VBox(head(), choices(), recorded, problems));
    // In a low window one scrolls; the plots would be lines otherwise.
    ScrollPane scroll = new ScrollPane(plots);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setMinHeight(0);
    scroll.getStyleClass().add("page-scroll");
    setCenter(scroll);
    setBottom(measure);
    model.liveResponseProperty().subscribe(_ -> show());
    model.currentScaleProperty().subscribe((_, _) -> show());
    model.earlierShownProperty().subscribe((_, _) -> show());
    model.recorded().changesProperty().subscribe((_, _) -> show());
    bench.snapshots().addListener((ListChangeListener<Snapshot>) _ -> show());
    model.liveProblemsProperty().subscribe(found -> Parts.tell(problems, found));
    time.measure()
        .stateProperty()
        .subscribe((before, now) -> {
          sayResidual(model.residual());
          if (before.shown() != now.shown()) {
            tellRoom();
          }
        });
    model.recorded().fileProperty().subscribe((_, _) -> tellRoom());
    arrange();
  }

  private Node head() {
    ToggleButton on = new ToggleButton("Live", Icons.of("mdi2p-pulse"));
    on.setId("lab-live");
    on.getStyleClass().add("small");
    on.setMinWidth(Region.USE_PREF_SIZE);
    on.setTooltip(new Tooltip("Run the current clamp anew whenever a parameter changes"));
    on.selectedProperty().bindBidirectional(model.liveProperty());
    FlowPane head = new FlowPane(10, 6, on);
    head.getStyleClass().add("lab-bar");
    for (int k = 0; k < model.liveSettings().size(); k++) {
      HBox setting = Parts.setting(model.liveSettings().get(k), () -> {});
      if (k < model.liveSettings().size() - 1) {
        // The recorded current has its own times.
        setting.disableProperty().bind(model.recorded().playedProperty());
      }
      head.getChildren().add(setting);
    }
    Label says = new Label();
    says.setId("lab-live-says");
    says.getStyleClass().add("muted");
    says.setMinWidth(Region.USE_PREF_SIZE);
    model
        .liveResponseProperty()
        .subscribe(response ->
            says.setText(
                response
                    .map(r ->
                        NumberText.plural(r.spikes(), "spike", "spikes")
                            + ", "
                            + NumberText.fixed(r.tookMs(), 0)
                            + " ms to run")
                    .orElse("")));
    head.getChildren().add(says);
    return head;
  }

  private Node choices() {
    FlowPane bar = new FlowPane(8, 6);
    bar.getStyleClass().addAll("lab-bar", "lab-live-choices");
    for (LivePanel panel : LivePanel.values()) {
      CheckBox box = new CheckBox(panel.title());
      box.setId("live-" + panel.name().toLowerCase(Locale.ROOT));
      box.setMinWidth(Region.USE_PREF_SIZE);
      box.setTooltip(new Tooltip(panel.about()));
      box.selectedProperty().bindBidirectional(model.shownProperty(panel));
      bar.getChildren().add(box);
      if (panel == LivePanel.CURRENTS) {
        bar.getChildren().add(units());
      }
    }
    Label behind = new Label("Earlier");
    behind.getStyleClass().add("setting-name");
    ComboBox<Integer> number = new ComboBox<>();
    number.setId("live-earlier");
    number.getStyleClass().add("small");
    number.getItems().setAll(EARLIER);
    number.setPrefWidth(54);
    number.setValue(model.earlierShownProperty().get());
    number.setTooltip(
        new Tooltip("How many responses that you looked at before stay as faint curves"));
    number.setAccessibleText("Number of earlier responses behind the present one");
    number.valueProperty().subscribe((_, now) -> model.earlierShownProperty().set(now));
    behind.setLabelFor(number);
    HBox earlier = new HBox(5, behind, number);
    earlier.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    Button open =
        Parts.button(
            "lab-recorded",
            "Recorded…",
            "Lay a recording over the response: csv, ATF, or NWB sweeps",
            recorded::choose);
    ToggleButton cursors = new ToggleButton(null, Icons.of("mdi2r-ruler"));
    cursors.setId("lab-live-cursors");
    cursors.getStyleClass().add("small");
    cursors.setTooltip(
        new Tooltip(
            "Measure between two cursors (M). A and B choose one, comma and full stop move it"));
    cursors.setAccessibleText("Measure between two cursors");
    cursors.setOnAction(_ -> measure.toggle());
    time.measure()
        .stateProperty()
        .map(MeasureCursors.State::shown)
        .subscribe(shown -> cursors.setSelected(shown));
    bar.getChildren().addAll(earlier, cursors, open);
    return bar;
  }

  private Node units() {
    ComboBox<CurrentScale> unit = new ComboBox<>();
    unit.setId("live-current-unit");
    unit.getStyleClass().add("small");
    unit.getItems().setAll(CurrentScale.values());
    unit.setPrefWidth(92);
    unit.setConverter(Parts.shownAs(CurrentScale::label));
    unit.setTooltip(
        new Tooltip(
            "Density of the current, current of the segment, or share of all that flows inward and"
                + " of all that flows outward"));
    unit.setAccessibleText("Unit of the currents");
    unit.valueProperty().bindBidirectional(model.currentScaleProperty());
    model.shownProperty(LivePanel.CURRENTS).subscribe(shown -> Parts.shown(unit, shown));
    return unit;
  }

  /** Plots over time below each other, the phase plane beside them. */
  private void arrange() {
    List<CurveView> chosen = new ArrayList<>();
    for (LivePanel panel : LivePanel.values()) {
      if (panel != LivePanel.PHASE && model.shownProperty(panel).get()) {
        chosen.add(views.get(panel));
        if (panel == LivePanel.VOLTAGE && differs) {
          chosen.add(difference);
        }
      }
    }
    column = chosen;
    plots.setMinHeight(Math.max(1, chosen.size()) * LEAST_PLOT + AXIS_ROOM);
    VBox below = new VBox();
    for (int k = 0; k < chosen.size(); k++) {
      CurveView view = chosen.get(k);
      view.setXLabels(k == chosen.size() - 1);
      view.setPrefHeight(200);
      VBox.setVgrow(view, Priority.ALWAYS);
      below.getChildren().add(view);
    }
    boolean phase = model.shownProperty(LivePanel.PHASE).get();
    if (phase && !chosen.isEmpty()) {
      SplitPane beside = new SplitPane(below, views.get(LivePanel.PHASE));
      beside.setDividerPositions(.64);
      plots.setCenter(beside);
    } else {
      plots.setCenter(phase ? views.get(LivePanel.PHASE) : below);
    }
    measure.follow(List.of(time));
    show();
    tellRoom();
  }

  private void tellRoom() {
    double room =
        HEAD_ROOM
            + AXIS_ROOM
            + (model.recorded().fileProperty().get().isPresent() ? RECORDED_ROOM : 0)
            + Math.max(1, column.size()) * PLOT_ROOM
            + measure.room();
    listeners.forEach(listener -> listener.accept(room));
  }

  private List<CurveView> measured() {
    return column;
  }

  private void show() {
    Optional<Residual> residual = model.residual();
    boolean wanted = residual.isPresent() && model.recorded().differenceProperty().get();
    if (wanted != differs) {
      differs = wanted;
      arrange();
      return;
    }
    double[] range = model.timeRange();
    for (LivePanel panel : LivePanel.values()) {
      if (model.shownProperty(panel).get()) {
        LinePlot.Panel next = model.panel(panel);
        String stem = "live-" + panel.title().toLowerCase(Locale.ROOT).replace(' ', '-');
        if (panel == LivePanel.PHASE) {
          views.get(panel).setPanel(stem, next);
        } else {
          views.get(panel).setPanel(stem, next, range);
        }
      }
    }
    if (differs) {
      difference.setPanel(
          "live-difference",
          RecordedViewModel.panel(residual.orElseThrow(), "", LivePlots.TIME),
          range);
    }
    measure.refresh();
    sayResidual(residual);
  }

  private void sayResidual(Optional<Residual> residual) {
    MeasureCursors.State cursors = time.measure().state();
    recorded.sayRms(
        residual
            .map(r -> cursors.shown() ? r.rmsMv(cursors.lower(), cursors.upper()) : r.rmsMv())
            .orElse(Double.NaN),
        cursors.shown() ? " from A to B" : "");
  }

  /** Calls with the height that suits what is shown, now and whenever it changes. */
  public void onRoom(Consumer<Double> listener) {
    listeners.add(listener);
    tellRoom();
  }

  /** The plot of the potential. */
  public CurveView curves() {
    return views.get(LivePanel.VOLTAGE);
  }
}
