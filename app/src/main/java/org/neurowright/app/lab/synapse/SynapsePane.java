package org.neurowright.app.lab.synapse;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
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
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.TimeAxisModel;
import org.neurowright.app.control.Copy;
import org.neurowright.app.control.TextTable;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.form.Knob;
import org.neurowright.app.lab.form.KnobRow;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.text.NumberText;

/** The synapse tuner: sliders below, the response and its measures above. */
public final class SynapsePane extends BorderPane {
  private static final double COLUMN_WIDTH = 230;

  private final SynapseViewModel model;
  private final FlowPane settings = new FlowPane(14, 6);
  private final CurveView upper = new CurveView();
  private final CurveView lower = new CurveView();
  private final CurveView overFrequency = new CurveView();
  private final VBox plots = new VBox();
  private final HBox views = new HBox();
  private final ToggleGroup view = Parts.oneOf(_ -> arrange());
  private final ToggleButton traces = toggle("synapse-show-traces", "Traces", "The response", view);
  private final ToggleButton frequencies =
      toggle("synapse-show-frequencies", "Over frequency", "Plasticity against frequency", view);
  private final VBox table = new VBox();
  private final TilePane knobs = new TilePane(18, 2);
  private final List<KnobRow> rows = new ArrayList<>();
  private File lastFolder;

  public SynapsePane(SynapseViewModel model, BenchViewModel bench) {
    this.model = model;
    setMinWidth(0);
    settings.getStyleClass().add("lab-settings");
    VBox problems = new VBox();
    setTop(new VBox(synapse(), stimulus(), settings, contacts(), problems));
    TimeAxisModel axis = new TimeAxisModel();
    upper.setId("synapse-plot");
    lower.setId("synapse-current-plot");
    overFrequency.setId("synapse-frequency-plot");
    upper.setTimeAxis(axis);
    lower.setTimeAxis(axis);
    for (CurveView view : List.of(upper, lower, overFrequency)) {
      view.setMinSize(0, 90);
      VBox.setVgrow(view, Priority.ALWAYS);
    }
    views.getChildren().addAll(traces, frequencies);
    views.getStyleClass().addAll("small-toggles", "lab-panels");
    traces.setSelected(true);
    BorderPane left = new BorderPane(plots);
    left.setTop(views);
    left.setMinWidth(190);
    plots.setMinWidth(0);
    SplitPane across = new SplitPane(left, numbers());
    across.setDividerPositions(.56);
    across.setMinHeight(230);
    knobs.setPrefTileWidth(COLUMN_WIDTH);
    knobs.setTileAlignment(javafx.geometry.Pos.TOP_LEFT);
    knobs.getStyleClass().add("parameter-rows");
    ScrollPane scroll = new ScrollPane(knobs);
    scroll.setFitToWidth(true);
    scroll.setMinHeight(0);
    scroll.getStyleClass().add("page-scroll");
    BorderPane sliders = new BorderPane(scroll);
    SplitPane down = new SplitPane(across, sliders);
    down.setOrientation(Orientation.VERTICAL);
    down.setDividerPositions(.64);
    down.setMinHeight(400);
    sliders.setMinHeight(120);
    // In a low window one scrolls; the plots would be lines otherwise.
    ScrollPane whole = new ScrollPane(down);
    whole.setFitToWidth(true);
    whole.setFitToHeight(true);
    whole.setMinHeight(0);
    whole.getStyleClass().add("page-scroll");
    setCenter(whole);
    model.parameters().addListener((ListChangeListener<Knob>) _ -> showKnobs());
    model.parameters().addListener((ListChangeListener<Knob>) _ -> showSettings());
    model.pulsesProperty().subscribe(_ -> showSettings());
    model.clampedProperty().subscribe(_ -> showSettings());
    model.responseProperty().subscribe(_ -> showResponse());
    model.keptProperty().subscribe(_ -> showResponse());
    model
        .overFrequencyProperty()
        .subscribe(found -> {
          view.selectToggle(found.isEmpty() ? traces : frequencies);
          arrange();
        });
    model.problemsProperty().subscribe(found -> Parts.tell(problems, found));
    bench.cellProperty().subscribe(_ -> showKnobs());
    sceneProperty().subscribe(scene -> model.setActive(scene != null));
  }

  // ---- what is asked for

  private Node synapse() {
    ComboBox<String> mechanism = new ComboBox<>(model.mechanisms());
    mechanism.setId("synapse-mechanism");
    mechanism.getStyleClass().add("small");
    mechanism.setTooltip(new Tooltip("Any point process that receives spikes"));
    mechanism.setAccessibleText("Synapse");
    boolean[] showing = new boolean[1];
    model
        .mechanismProperty()
        .subscribe(name -> {
          showing[0] = true;
          mechanism.setValue(name);
          showing[0] = false;
        });
    mechanism
        .valueProperty()
        .subscribe((_, chosen) -> {
          // The list is filled anew with every cell; nothing is chosen for that moment.
          if (!showing[0] && chosen != null) {
            model.mechanismProperty().set(chosen);
          }
        });
    Button load =
        Parts.button(
            "synapse-load",
            "Load…",
            "Parameters from a json of a synaptic_models folder",
            this::chooseAndLoad);
    Button export =
        Parts.button(
            "synapse-export",
            "Export…",
            "Write the parameters as such a json",
            this::chooseAndExport);
    Button keep =
        Parts.button(
            "synapse-keep",
            "Keep",
            "Leave this response behind those to come; press again to forget it",
            model::keep);
    model.keptProperty().subscribe(kept -> keep.setText(kept.isPresent() ? "Forget" : "Keep"));
    Label notice = new Label();
    notice.setId("synapse-notice");
    notice.getStyleClass().add("muted");
    notice.textProperty().bind(model.noticeProperty());
    notice.setMinWidth(0);
    HBox.setHgrow(notice, Priority.ALWAYS);
    notice.setMaxWidth(Double.MAX_VALUE);
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(model.noticeProperty());
    notice.setTooltip(whole);
    return Parts.bar(Parts.heading("Synapse"), mechanism, notice, keep, load, export);
  }

  private Node stimulus() {
    ToggleGroup pulses =
        Parts.oneOf(chosen -> model.pulsesProperty().set((Pulses) chosen.getUserData()));
    Map<Pulses, ToggleButton> buttons = new EnumMap<>(Pulses.class);
    HBox when = new HBox();
    when.getStyleClass().add("small-toggles");
    for (Pulses each : Pulses.values()) {
      ToggleButton button =
          toggle(
              "synapse-" + each.name().toLowerCase(Locale.ROOT),
              each.title(),
              each.about(),
              pulses);
      button.setUserData(each);
      buttons.put(each, button);
      when.getChildren().add(button);
    }
    model.pulsesProperty().subscribe(now -> pulses.selectToggle(buttons.get(now)));
    ToggleGroup kind =
        Parts.oneOf(chosen -> model.clampedProperty().set("synapse-psc".equals(chosen.getId())));
    ToggleButton psp =
        toggle("synapse-psp", "PSP", "The potential is free: postsynaptic potentials", kind);
    ToggleButton psc =
        toggle("synapse-psc", "PSC", "Under voltage clamp: postsynaptic currents", kind);
    model.clampedProperty().subscribe(on -> kind.selectToggle(on ? psc : psp));
    HBox what = new HBox(psp, psc);
    what.getStyleClass().add("small-toggles");
    Button run =
        Parts.button(
            "synapse-frequencies",
            "1 to 200 Hz",
            "Run the train at frequencies from 1 to 200 Hz and draw what becomes of the amplitudes",
            model::runFrequencies);
    model.runningProperty().subscribe(task -> run.setDisable(task.isPresent()));
    Label took = new Label();
    took.setId("synapse-took");
    took.getStyleClass().add("muted");
    took.setMinWidth(Region.USE_PREF_SIZE);
    model
        .responseProperty()
        .subscribe(r ->
            took.setText(r.map(x -> NumberText.fixed(x.tookMs(), 0) + " ms to run").orElse("")));
    FlowPane bar = new FlowPane(10, 6, when, what, run, took);
    bar.getStyleClass().add("lab-bar");
    return bar;
  }

  private static ToggleButton toggle(String id, String text, String tip, ToggleGroup group) {
    ToggleButton button = new ToggleButton(text);
    button.setId(id);
    button.setTooltip(new Tooltip(tip));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setToggleGroup(group);
    return button;
  }

  private void showSettings() {
    settings.getChildren().clear();
    model.settings().forEach(s -> settings.getChildren().add(Parts.setting(s, () -> {})));
  }

  private Node contacts() {
    TextField contacts = new TextField();
    contacts.setId("synapse-contacts");
    contacts.textProperty().bindBidirectional(model.contactsProperty());
    contacts.setTooltip(
        new Tooltip(
            "Places of the contacts, separated by semicolons; dend[3](0.7) x 4 is four of them"));
    contacts.setAccessibleText("Contacts");
    HBox.setHgrow(contacts, Priority.ALWAYS);
    CheckBox adding = new CheckBox("click adds");
    adding.setId("synapse-adding");
    adding.setMinWidth(Region.USE_PREF_SIZE);
    adding.setTooltip(
        new Tooltip(
            "A click on the cell, with Inject chosen there, adds a contact; else it moves the only"
                + " one"));
    adding.selectedProperty().bindBidirectional(model.addingProperty());
    Label name = new Label("Contacts");
    name.getStyleClass().add("setting-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    name.setLabelFor(contacts);
    return Parts.bar(name, contacts, adding);
  }

  private void showKnobs() {
    rows.forEach(KnobRow::leave);
    rows.clear();
    model.connection().forEach(knob -> rows.add(new KnobRow(knob)));
    model.parameters().forEach(knob -> rows.add(new KnobRow(knob)));
    rows.forEach(row -> row.setPrefWidth(COLUMN_WIDTH));
    knobs.getChildren().setAll(rows);
  }

  // ---- what comes out

  private Node numbers() {
    Button copy =
        Parts.button("synapse-copy", "Copy", "Copy the table, ready for a spreadsheet", this::copy);
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox box = new VBox(Parts.bar(Parts.heading("Measures"), Parts.spring(), copy), table);
    box.setMinWidth(150);
    return box;
  }

  private void copy() {
    StringBuilder text = new StringBuilder(String.join("\t\t", model.headers()));
    model.rows().forEach(row -> text.append('\n').append(String.join("\t", row)));
    Copy.text(text.toString());
  }

  private void showResponse() {
    List<LinePlot.Panel> panels = model.panels();
    for (int k = 0; k < panels.size() && k < 2; k++) {
      (k == 0 ? upper : lower).setPanel("synapse", panels.get(k));
    }
    arrange();
    if (panels.isEmpty()) {
      table.getChildren().clear();
      return;
    }
    if (table.getChildren().isEmpty()
        || !((TextTable) table.getChildren().getFirst())
            .getColumns().stream().map(c -> c.getText()).toList().equals(model.headers())) {
      TextTable made = new TextTable(model.headers(), model.table());
      made.setId("synapse-table");
      for (int c = 0; c < made.getColumns().size(); c++) {
        made.getColumns().get(c).setPrefWidth(c == 0 ? 112 : 106);
      }
      VBox.setVgrow(made, Priority.ALWAYS);
      table.getChildren().setAll(made);
    } else {
      ((TextTable) table.getChildren().getFirst()).getItems().setAll(model.table());
    }
  }

  private void arrange() {
    List<Node> shown = new ArrayList<>();
    boolean both = !model.overFrequencyProperty().get().isEmpty();
    Parts.shown(views, both);
    if (both && frequencies.isSelected()) {
      overFrequency.setPanel("synapse-frequencies", model.frequencyPanel());
      shown.add(overFrequency);
    } else {
      shown.add(upper);
      if (model.panels().size() > 1) {
        shown.add(lower);
      }
    }
    if (!plots.getChildren().equals(shown)) {
      plots.getChildren().setAll(shown);
    }
  }

  /** The plot of the potential, or of the clamp's current. */
  public CurveView plot() {
    return upper;
  }

  // ---- files

  private FileChooser chooser(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser
        .getExtensionFilters()
        .setAll(new FileChooser.ExtensionFilter("Synaptic model (json)", "*.json"));
    if (lastFolder != null && lastFolder.isDirectory()) {
      chooser.setInitialDirectory(lastFolder);
    }
    return chooser;
  }

  private void chooseAndLoad() {
    File file = chooser("Load synaptic model").showOpenDialog(getScene().getWindow());
    if (file != null) {
      lastFolder = file.getParentFile();
      model.load(file.toPath());
    }
  }

  private void chooseAndExport() {
    FileChooser chooser = chooser("Export synaptic model");
    chooser.setInitialFileName(model.mechanismProperty().get() + ".json");
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      lastFolder = file.getParentFile();
      Path path = file.toPath();
      model.export(
          file.getName().contains(".") ? path : path.resolveSibling(file.getName() + ".json"));
    }
  }
}
