package org.neurowright.app.run;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.neurowright.app.canvas.RasterRows;
import org.neurowright.app.canvas.RasterView;
import org.neurowright.app.canvas.TraceSeries;
import org.neurowright.app.canvas.TraceView;
import org.neurowright.app.control.ColourDot;
import org.neurowright.app.control.EmptyPage;
import org.neurowright.app.control.FactStrip;
import org.neurowright.app.control.Icons;
import org.neurowright.app.text.DurationText;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.workspace.CellRef;
import org.neurowright.app.workspace.FinishedRun;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.record.ReportLayout;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunOutcome;

/** The Run workspace: settings, buttons, figures, live raster and live traces. */
public final class RunView extends BorderPane {
  /** Least time between two redraws, ns: about 25 per second. */
  private static final long REDRAW_NANOS = 40_000_000L;

  private static final long TRACES_NANOS = 120_000_000L;

  // Okabe and Ito's colours again, but told apart by cell: the traces of one population share a
  // panel.
  private static final int[] TRACE_COLOURS = {
    0xff0072b2, 0xffd55e00, 0xff009e73, 0xffcc79a7, 0xffe69f00, 0xff56b4e9, 0xff7a6fac, 0xff8b949e
  };

  private final RunViewModel model;
  private final Workbench workbench;
  private final Optional<Consumer<FinishedRun>> explore;
  private final Consumer<Path> reveal;
  private final RasterView raster = new RasterView();
  private final TraceView traces = new TraceView();
  private final ComboBox<String> report = new ComboBox<>();
  private final ToggleButton wholeRun = new ToggleButton("Whole run");
  private final ToggleButton lastSecond = new ToggleButton("Last second");
  private final FlowPane populations = new FlowPane(16, 4);
  private final List<Label> rates = new ArrayList<>();
  private final StackPane body = new StackPane();
  private final Node plots;
  private final HBox notice = new HBox(10);
  private final AnimationTimer timer;
  private Optional<RunLayout> shown = Optional.empty();
  private boolean settled = true;

  /**
   * The page.
   *
   * @param explore shows the results of a run, where there is a workspace for it
   * @param reveal shows a folder in the system's file manager
   */
  public RunView(
      RunViewModel model,
      Workbench workbench,
      Optional<Consumer<FinishedRun>> explore,
      Consumer<Path> reveal) {
    this.model = model;
    this.workbench = workbench;
    this.explore = explore;
    this.reveal = reveal;
    getStyleClass().add("run-view");
    plots = plots();
    setTop(new VBox(controls(), progress(), notice));
    setCenter(body);
    notice.getStyleClass().add("run-notice");
    notice.setAlignment(Pos.CENTER_LEFT);
    timer =
        new AnimationTimer() {
          private long lastNanos;
          private long lastTracesNanos;

          @Override
          public void handle(long now) {
            if (now - lastNanos < REDRAW_NANOS) {
              return;
            }
            lastNanos = now;
            boolean tracesDue = now - lastTracesNanos >= TRACES_NANOS;
            if (tracesDue) {
              lastTracesNanos = now;
            }
            model.withLive(sink -> redraw(sink, tracesDue));
          }
        };
    sceneProperty()
        .subscribe(scene -> {
          if (scene == null) {
            timer.stop();
          } else {
            timer.start();
          }
        });
    model.liveProperty().subscribe(this::startOver);
    model.stateProperty().subscribe(this::showOutcome);
    workbench.lastRunProperty().subscribe(this::showOutcome);
    report
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(() -> model.withLive(this::drawTraces));
    startOver();
    showOutcome();
  }

  // ---- controls

  private Node controls() {
    Button run = new Button("Run", Icons.of("mdi2p-play"));
    run.setId("run-button");
    run.getStyleClass().addAll("success", "run-button");
    run.setTooltip(new Tooltip());
    run.getTooltip()
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.whyNotProperty().get().isEmpty()
                        ? "Run the model  (Ctrl+Enter)"
                        : model.whyNotProperty().get(),
                model.whyNotProperty()));
    run.disableProperty().bind(model.runnableProperty().not());
    run.setOnAction(_ -> model.start());

    Button pause = new Button("Pause", Icons.of("mdi2p-pause"));
    pause.setId("pause-button");
    pause.disableProperty().bind(model.activeBinding().not());
    pause.setOnAction(_ -> model.togglePause());
    model
        .stateProperty()
        .subscribe(state -> {
          boolean paused = state == RunViewModel.State.PAUSED;
          pause.setText(paused ? "Continue" : "Pause");
          pause.setGraphic(Icons.of(paused ? "mdi2p-play" : "mdi2p-pause"));
        });

    Button stop = new Button("Stop", Icons.of("mdi2s-stop"));
    stop.setId("stop-button");
    stop.setTooltip(new Tooltip("End the run; results up to now are kept"));
    stop.disableProperty().bind(model.activeBinding().not());
    stop.setOnAction(_ -> model.stop());

    TextField tstop = field(model.tstopTextProperty(), model.tstopErrorProperty(), "run-tstop", 90);
    TextField threads =
        field(model.threadsTextProperty(), model.threadsErrorProperty(), "run-threads", 70);
    threads.setPromptText("all");
    TextField output =
        field(model.outputTextProperty(), model.outputErrorProperty(), "run-output", 260);
    HBox.setHgrow(output, Priority.ALWAYS);
    output.setMinWidth(120);
    output.setMaxWidth(420);
    workbench
        .projectProperty()
        .subscribe(() -> {
          tstop.setPromptText(NumberText.real(model.configuredTstopMs()));
          output.setPromptText(model.configuredOutputDir());
        });
    Button browse =
        Icons.button("mdi2f-folder-open-outline", "Choose output folder", this::chooseOutput);
    browse.disableProperty().bind(model.activeBinding());
    Button reset =
        Icons.button(
            "mdi2r-restore", "Back to the configuration's settings", model::resetOverrides);
    reset
        .disableProperty()
        .bind(model.activeBinding().or(model.overridesProperty().isEqualTo(RunOverrides.NONE)));

    HBox buttons = new HBox(8, run, pause, stop);
    buttons.setAlignment(Pos.CENTER_LEFT);
    buttons.setMinWidth(Region.USE_PREF_SIZE);
    HBox folder = new HBox(2, output, browse);
    folder.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(output, Priority.ALWAYS);
    HBox bar =
        new HBox(
            18,
            buttons,
            setting("End of run", tstop, "ms"),
            setting("Threads", threads, ""),
            setting("Results to", folder, ""),
            reset);
    HBox.setHgrow(bar.getChildren().get(3), Priority.ALWAYS);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("run-controls");
    return bar;
  }

  private TextField field(
      StringProperty text, ReadOnlyStringProperty error, String id, double width) {
    TextField field = new TextField();
    field.setId(id);
    field.setPrefWidth(width);
    field.textProperty().bindBidirectional(text);
    field.setOnAction(_ -> model.commit());
    field
        .focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            model.commit();
          }
        });
    field.disableProperty().bind(model.activeBinding());
    Tooltip why = new Tooltip();
    why.textProperty().bind(error);
    error.subscribe(message -> {
      field.pseudoClassStateChanged(PseudoClass.getPseudoClass("danger"), !message.isEmpty());
      field.setTooltip(message.isEmpty() ? null : why);
    });
    return field;
  }

  private static HBox setting(String name, Node control, String unit) {
    Label label = new Label(name);
    label.getStyleClass().add("setting-name");
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setLabelFor(control);
    control.setAccessibleText(unit.isEmpty() ? name : name + ", " + unit);
    HBox box = new HBox(8, label, control);
    if (!unit.isEmpty()) {
      Label unitLabel = new Label(unit);
      unitLabel.getStyleClass().add("muted");
      unitLabel.setMinWidth(Region.USE_PREF_SIZE);
      box.getChildren().add(unitLabel);
    }
    HBox.setHgrow(control, Priority.ALWAYS);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private void chooseOutput() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Folder for the results");
    Path present = model.outputDir();
    for (Path folder = present; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder)) {
        chooser.setInitialDirectory(folder.toFile());
        break;
      }
    }
    File chosen = chooser.showDialog(getScene().getWindow());
    if (chosen != null) {
      model.outputTextProperty().set(chosen.toString());
      model.commit();
    }
  }

  // ---- progress

  private Node progress() {
    ProgressBar bar = new ProgressBar();
    bar.getStyleClass().add("run-progress");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(model.fractionProperty());
    bar.setAccessibleText("Progress of the run");
    FactStrip facts = new FactStrip();
    Label activity = facts.add("Ready", "", "state", 130);
    Label time = facts.add("0", "ms", "simulated", 136);
    Label left = facts.add("–", "", "time left", 78);
    Label speed = facts.add("–", "×", "real time", 66);
    Label spikes = facts.add("0", "", "spikes", 66);
    spikes.setId("run-spikes");
    activity
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    switch (model.state()) {
                      case READY -> "Ready";
                      case RUNNING -> model.activityProperty().get();
                      case PAUSED -> "Paused";
                      case STOPPING -> "Stopping";
                      case FINISHED -> "Finished";
                      case STOPPED -> "Stopped";
                      case FAILED -> "Failed";
                    },
                model.stateProperty(),
                model.activityProperty()));
    time.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  double now = model.simulatedMsProperty().get();
                  String total = NumberText.real(model.totalMsProperty().get());
                  return Double.isNaN(now)
                      ? "0 / " + total
                      : NumberText.fixed(now, now < 100 ? 1 : 0) + " / " + total;
                },
                model.simulatedMsProperty(),
                model.totalMsProperty()));
    left.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> DurationText.left(model.secondsLeftProperty().get()),
                model.secondsLeftProperty()));
    speed
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  double factor = model.realTimeFactorProperty().get();
                  return NumberText.fixed(factor, factor < 0.1 ? 3 : factor < 10 ? 2 : 1);
                },
                model.realTimeFactorProperty()));
    spikes
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> NumberText.count(model.spikesProperty().get()), model.spikesProperty()));
    populations.setAlignment(Pos.CENTER_RIGHT);
    populations.setPrefWrapLength(420);
    populations.setMinWidth(200);
    populations.getStyleClass().add("run-populations");
    facts.setHgap(22);
    facts.setPrefWrapLength(600);
    HBox.setHgrow(facts, Priority.ALWAYS);
    HBox figures = new HBox(20, facts, populations);
    figures.setAlignment(Pos.CENTER_LEFT);
    figures.getStyleClass().add("run-figures");
    return new VBox(bar, figures);
  }

  // ---- plots

  private Node plots() {
    ToggleGroup window = new ToggleGroup();
    wholeRun.setToggleGroup(window);
    lastSecond.setToggleGroup(window);
    wholeRun.getStyleClass().add("left-pill");
    lastSecond.getStyleClass().add("right-pill");
    wholeRun.setSelected(true);
    window
        .selectedToggleProperty()
        .subscribe((before, now) -> {
          if (now == null) {
            before.setSelected(true);
          } else if (now == wholeRun) {
            raster.timeAxis().showAll();
          }
        });
    HBox windows = new HBox(wholeRun, lastSecond);
    windows.getStyleClass().add("small-toggles");
    report.setId("run-report");
    report.setVisible(false);
    report.setAccessibleText("Report whose traces are drawn");
    report.getStyleClass().add("small");
    traces.setTimeAxis(raster.timeAxis());
    traces.setEmptyHint("The model records no traces");
    raster.setOnPick((rows, mode) -> {
      Map<String, int[]> picked = shown.map(layout -> byPopulation(layout, rows)).orElse(Map.of());
      switch (mode) {
        case REPLACE -> workbench.selection().set(picked);
        case ADD -> workbench.selection().add(picked);
        case SUBTRACT -> workbench.selection().subtract(picked);
      }
    });
    workbench.selection().selectedProperty().subscribe(this::showSelection);
    BorderPane spikes = new BorderPane(raster);
    spikes.setTop(head("Spikes", windows));
    BorderPane values = new BorderPane(traces);
    values.setTop(head("Traces", report));
    spikes.getStyleClass().add("plot-pane");
    values.getStyleClass().add("plot-pane");
    SplitPane split = new SplitPane(spikes, values);
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(0.56);
    return split;
  }

  private static HBox head(String title, Node right) {
    Label label = new Label(title);
    label.getStyleClass().add("plot-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(10, label, gap, right);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("plot-head");
    return head;
  }

  private static Map<String, int[]> byPopulation(RunLayout layout, int[] rows) {
    Map<String, int[]> byPopulation = new LinkedHashMap<>();
    for (int row : rows) {
      cellOf(layout, row)
          .ifPresent(cell ->
              byPopulation.merge(
                  cell.population(),
                  new int[] {cell.row()},
                  (a, b) -> IntStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray()));
    }
    return byPopulation;
  }

  private void showSelection() {
    BitSet selected = new BitSet();
    shown.ifPresent(layout -> {
      int first = 0;
      for (RunLayout.SpikingPopulation population : layout.populations()) {
        for (NodeSelection.Rows rows : workbench.selection().selected().rows()) {
          if (rows.population().equals(population.name())) {
            for (int row : rows.rows()) {
              selected.set(first + row);
            }
          }
        }
        first += population.nodeIds().length;
      }
    });
    raster.setSelectedRows(selected);
  }

  private static Optional<CellRef> cellOf(RunLayout layout, int row) {
    int first = 0;
    for (RunLayout.SpikingPopulation population : layout.populations()) {
      if (row >= first && row < first + population.nodeIds().length) {
        return Optional.of(new CellRef(population.name(), row - first));
      }
      first += population.nodeIds().length;
    }
    return Optional.empty();
  }

  private void startOver() {
    shown = Optional.empty();
    settled = false;
    if (model.liveProperty().get().isEmpty()) {
      populations.getChildren().clear();
      rates.clear();
      body.getChildren()
          .setAll(
              new EmptyPage(
                  "mdi2p-play-circle-outline",
                  "Ready to run",
                  "Press Run, or Ctrl+Enter. Spikes and recorded traces are drawn here while the model runs,"
                      + " and results are written to the folder above."));
    } else {
      body.getChildren().setAll(plots);
    }
  }

  private void redraw(LiveSink sink, boolean withTraces) {
    Optional<RunLayout> layout = sink.layout();
    if (layout.isEmpty() || settled) {
      return;
    }
    if (shown.isEmpty()) {
      shown = layout;
      prepare(layout.get());
    }
    // The end is asked for before the spikes: what comes in between is then taken the next time.
    Optional<RunOutcome> end = sink.outcome();
    LiveSink.NewSpikes fresh = sink.takeSpikes();
    if (fresh.size() > 0) {
      raster.append(fresh.tMs(), fresh.row(), fresh.size());
    }
    double nowMs = model.simulatedMsProperty().get();
    if (lastSecond.isSelected() && nowMs > 0) {
      raster.timeAxis().show(Math.max(0, nowMs - 1000), Math.max(1000, nowMs));
    }
    showRates(sink, nowMs);
    if (withTraces || end.isPresent()) {
      drawTraces(sink);
    }
    settled = end.isPresent();
  }

  private void prepare(RunLayout layout) {
    int count = layout.populations().stream().mapToInt(p -> p.nodeIds().length).sum();
    int[] colours = new int[count];
    int[] group = new int[count];
    int at = 0;
    populations.getChildren().clear();
    rates.clear();
    for (int p = 0; p < layout.populations().size(); p++) {
      RunLayout.SpikingPopulation population = layout.populations().get(p);
      int end = at + population.nodeIds().length;
      Arrays.fill(colours, at, end, workbench.palette().argb(population.name()));
      Arrays.fill(group, at, end, p);
      at = end;
      Label rate = new Label("0.0 Hz");
      rate.getStyleClass().add("population-rate");
      rate.setMinWidth(56);
      rates.add(rate);
      HBox chip =
          new HBox(
              6,
              new ColourDot(workbench.palette().web(population.name()), 10),
              new Label(population.name()),
              rate);
      chip.setAlignment(Pos.CENTER_LEFT);
      chip.setMinWidth(Region.USE_PREF_SIZE);
      populations.getChildren().add(chip);
    }
    raster.setSpikes(new double[0], new int[0], 0);
    raster.setRows(
        new RasterRows(
            colours,
            group,
            layout.populations().stream().map(RunLayout.SpikingPopulation::name).toList(),
            row ->
                cellOf(layout, row)
                    .map(cell ->
                        cell.population()
                            + " "
                            + layout.populations().get(group[row]).nodeIds()[cell.row()])
                    .orElse("")));
    showSelection();
    raster.setTimeRange(0, layout.tstopMs());
    if (wholeRun.isSelected()) {
      raster.timeAxis().showAll();
    }
    List<String> names = layout.reports().stream().map(ReportLayout::name).distinct().toList();
    String before = report.getValue();
    report.getItems().setAll(names);
    report.setVisible(names.size() > 1);
    Optional<String> potentials =
        layout.reports().stream()
            .filter(r -> r.variable().equals("v"))
            .map(ReportLayout::name)
            .findFirst();
    report.setValue(
        names.contains(before)
            ? before
            : potentials.orElse(names.isEmpty() ? null : names.getFirst()));
  }

  private void showRates(LiveSink sink, double nowMs) {
    if (shown.isEmpty() || !(nowMs > 0)) {
      return;
    }
    long[] counts = sink.spikesPerPopulation();
    for (int p = 0; p < rates.size(); p++) {
      int cells = Math.max(1, shown.get().populations().get(p).nodeIds().length);
      rates.get(p).setText(NumberText.fixed(counts[p] / (nowMs * 1e-3) / cells, 1) + " Hz");
    }
  }

  private void drawTraces(LiveSink sink) {
    if (shown.isEmpty()) {
      return;
    }
    List<ReportLayout> reports = shown.get().reports();
    int[] wanted =
        IntStream.range(0, reports.size())
            .filter(r -> reports.get(r).name().equals(report.getValue()))
            .toArray();
    List<TraceSeries> series = new ArrayList<>();
    // Populations take turns, so that each is seen however many there are.
    List<List<LiveSink.LiveTrace>> lists = new ArrayList<>();
    for (int r : wanted) {
      lists.add(sink.traces(r));
    }
    for (int nth = 0;
        nth < LiveSink.TRACES_PER_REPORT && series.size() < TRACE_COLOURS.length;
        nth++) {
      for (List<LiveSink.LiveTrace> list : lists) {
        if (nth < list.size() && series.size() < TRACE_COLOURS.length) {
          LiveSink.LiveTrace trace = list.get(nth);
          String label = trace.population() + " " + trace.nodeId();
          int colour = TRACE_COLOURS[series.size()];
          series.add(
              new TraceSeries(
                  label,
                  colour,
                  trace.t0Ms(),
                  trace.dtMs(),
                  trace.values(),
                  trace.values().length));
        }
      }
    }
    if (wanted.length > 0) {
      traces.setUnit(reports.get(wanted[0]).unit());
      String variable = reports.get(wanted[0]).variable();
      traces.setQuantity(variable.equals("v") ? "Membrane potential" : variable);
    }
    traces.setSeries(series);
  }

  // ---- the end of a run

  private void showOutcome() {
    notice.getChildren().clear();
    RunViewModel.State state = model.state();
    notice.getStyleClass().removeAll("success", "warning", "danger");
    boolean over =
        state == RunViewModel.State.FINISHED
            || state == RunViewModel.State.STOPPED
            || state == RunViewModel.State.FAILED;
    notice.setVisible(over);
    notice.setManaged(over);
    if (!over) {
      return;
    }
    String glyph =
        switch (state) {
          case FINISHED -> "mdi2c-check-circle-outline";
          case STOPPED -> "mdi2s-stop-circle-outline";
          case READY, RUNNING, PAUSED, STOPPING, FAILED -> "mdi2a-alert-circle-outline";
        };
    notice
        .getStyleClass()
        .add(
            switch (state) {
              case FINISHED -> "success";
              case STOPPED -> "warning";
              case READY, RUNNING, PAUSED, STOPPING, FAILED -> "danger";
            });
    Label text = new Label();
    text.textProperty().bind(model.outcomeProperty());
    text.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    notice.getChildren().addAll(Icons.of(glyph), text, gap);
    workbench
        .lastRunProperty()
        .get()
        .filter(_ -> state != RunViewModel.State.FAILED)
        .ifPresent(run -> {
          Button folder = new Button("Show files", Icons.of("mdi2f-folder-open-outline"));
          folder.getStyleClass().addAll("small", "flat");
          folder.setOnAction(_ -> reveal.accept(run.report().outputDir()));
          folder.setTooltip(new Tooltip(run.report().outputDir().toString()));
          notice.getChildren().add(folder);
          explore.ifPresent(to -> {
            Button open = new Button("Explore results", Icons.of("mdi2c-compass-outline"));
            open.getStyleClass().addAll("small", "accent");
            open.setId("explore-results");
            open.setOnAction(_ -> to.accept(run));
            notice.getChildren().add(open);
          });
        });
  }
}
