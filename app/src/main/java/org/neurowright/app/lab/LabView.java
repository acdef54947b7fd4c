package org.neurowright.app.lab;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.attenuation.AttenuationPage;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.lab.inspect.InspectPane;
import org.neurowright.app.lab.inspect.SegregatePane;
import org.neurowright.app.lab.live.LivePane;
import org.neurowright.app.lab.morphology.MorphologyPane;
import org.neurowright.app.lab.paint.PaintPage;
import org.neurowright.app.lab.parameter.ParametersPane;
import org.neurowright.app.lab.project.CellProjectForm;
import org.neurowright.app.lab.protocol.ProtocolPane;
import org.neurowright.app.lab.search.SearchPane;
import org.neurowright.app.lab.sets.SetsPane;
import org.neurowright.app.lab.synapse.GapPane;
import org.neurowright.app.lab.synapse.SynapsePane;
import org.neurowright.app.lab.tuned.TunedPane;
import org.neurowright.app.lab.tuner.TunerPage;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;
import org.neurowright.io.lab.LabCell;

/** The Lab workspace: a form for the cell, then the bench. */
public final class LabView extends BorderPane {
  private static final KeyCombination REDO_TOO = KeyCombination.valueOf("Shortcut+Y");

  private final LabViewModel model;
  private final OpenCellForm form;
  private final CellProjectForm project;
  private final MorphologyPane morphology;
  private final LivePane live;
  private final BenchPages pages = new BenchPages();
  private final BorderPane bench = new BorderPane();
  private final Label name = new Label();
  private final Label facts = new Label();
  private final ComboBox<String> template = new ComboBox<>();
  private PaintPage paint;
  private Specimen described;
  private boolean showing;

  public LabView(LabViewModel model) {
    this.model = model;
    getStyleClass().add("lab-view");
    form = new OpenCellForm(model.bench(), this::showBench);
    project = new CellProjectForm(model.project(), this::showBench);
    morphology = new MorphologyPane(model.bench());
    live = new LivePane(model.live(), model.bench());
    pages.add(
        "protocols",
        "Protocols",
        "mdi2c-chart-line",
        "Live response, and protocols with their results",
        this::protocols);
    pages.add(
        "tuner",
        "Tuner",
        "mdi2v-view-dashboard-edit-outline",
        "Panes of one's own: plots, sliders, currents, synapses",
        () -> new TunerPage(model.tuner(), model.bench()));
    pages.add(
        "synapse",
        "Synapse",
        "mdi2s-source-merge",
        "A synapse tuned by hand: potentials or currents, single pulses and trains",
        () -> new SynapsePane(model.synapse(), model.bench()));
    pages.add(
        "gap",
        "Gap junction",
        "mdi2v-vector-link",
        "Two copies of the cell joined: coupling against conductance",
        () -> new GapPane(model.gap()));
    pages.add(
        "attenuation",
        "Attenuation",
        "mdi2s-source-branch",
        "How signals spread: attenuation and impedance along the tree and over frequency",
        () -> new AttenuationPage(model.attenuation()));
    pages.add(
        "mechanisms",
        "Gating",
        "mdi2c-chart-bell-curve",
        "Gates and currents of one mechanism over voltage",
        () -> new InspectPane(model.inspector()));
    pages.add(
        "paint",
        "Mechanisms",
        "mdi2f-format-paint",
        "Put mechanisms into parts of the cell, spread them, take them out",
        () -> paint = new PaintPage(model.paint()));
    pages.add(
        "segregate",
        "Segregate",
        "mdi2v-view-week-outline",
        "Keep the gating curves of groups of channels in voltage ranges of their own",
        () -> new SegregatePane(model.segregation()));
    pages.add(
        "search",
        "Search",
        "mdi2m-magnify",
        "Targets, and a random search around the present parameters",
        () -> new SearchPane(model.search()));
    pages.add(
        "sets",
        "Sets",
        "mdi2l-layers-outline",
        "Named sets of parameters, compared and over each other",
        () -> new SetsPane(model.sets(), model.bench()));
    pages.add(
        "tuned",
        "Tuned cell",
        "mdi2f-file-export-outline",
        "The cell with its changed values in its own format",
        () -> new TunedPane(model.tuned()));
    ParametersPane parameters = new ParametersPane(model.bench());
    parameters.onAddMechanism(this::addMechanism);
    SplitPane across = new SplitPane(morphology, pages, parameters);
    keepShares(across, .2, .76);
    // The Tuner has sliders of its own and needs the room.
    pages
        .shownProperty()
        .subscribe(page -> {
          if (page.equals("tuner")) {
            across.getItems().setAll(pages);
          } else if (across.getItems().size() == 1) {
            across.getItems().setAll(morphology, pages, parameters);
            keepShares(across, .2, .76);
          }
        });
    bench.setTop(head());
    bench.setCenter(across);
    setCenter(form);
    model.bench().cellProperty().subscribe(this::showCell);
    model.bench().preparationProperty().subscribe(this::follow);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        key -> {
          // The menu has Shift+Ctrl+Z; many know this one.
          if (REDO_TOO.match(key)) {
            model.bench().undo().redo();
            key.consume();
          }
        });
  }

  private void follow(Optional<Preparation> prepared) {
    Specimen now = prepared.map(Preparation::specimen).orElse(null);
    if (now != null && now != described) {
      showFacts(now);
    }
    described = now;
  }

  private void addMechanism(String part) {
    pages.show("paint");
    paint.addTo(part);
  }

  private Node protocols() {
    SplitPane middle =
        new SplitPane(live, new ProtocolPane(model.protocols(), model.bench(), model.recorded()));
    middle.setOrientation(Orientation.VERTICAL);
    SplitPane.setResizableWithParent(live, false);
    // More plots need more room, which the protocols give.
    double[] wanted = {0};
    Runnable divide =
        () -> {
          if (middle.getHeight() > 0) {
            middle.setDividerPositions(Math.clamp(wanted[0] / middle.getHeight(), .2, .82));
          }
        };
    live.onRoom(room -> {
      wanted[0] = room;
      divide.run();
    });
    middle.addEventFilter(
        MouseEvent.MOUSE_RELEASED,
        _ -> wanted[0] = middle.getDividerPositions()[0] * middle.getHeight());
    middle.heightProperty().subscribe(_ -> Platform.runLater(divide));
    return middle;
  }

  /**
   * Keeps the shares of a pane's parts while the window changes; by itself it would take the room
   * from the middle only. What the user drags counts from then on.
   */
  private static void keepShares(SplitPane pane, double... shares) {
    double[][] wanted = {shares};
    pane.setDividerPositions(shares);
    pane.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> wanted[0] = pane.getDividerPositions());
    pane.widthProperty()
        .subscribe(_ -> Platform.runLater(() -> pane.setDividerPositions(wanted[0])));
  }

  private Node head() {
    name.getStyleClass().add("section-title");
    name.setId("lab-cell");
    name.setMinWidth(Region.USE_PREF_SIZE);
    facts.getStyleClass().add("muted");
    facts.setMinWidth(0);
    HBox.setHgrow(facts, Priority.ALWAYS);
    facts.setMaxWidth(Double.MAX_VALUE);
    template.setId("lab-other-template");
    template.getStyleClass().add("small");
    template.setTooltip(new Tooltip("Template of the hoc files"));
    template
        .valueProperty()
        .subscribe((_, chosen) -> {
          if (!showing && chosen != null) {
            model
                .bench()
                .requestProperty()
                .get()
                .ifPresent(asked -> model.bench().open(asked.withTemplate(chosen)));
          }
        });
    Button other = new Button("Another cell…", Icons.of("mdi2f-flask-outline"));
    other.setId("lab-other");
    other.getStyleClass().add("small");
    other.setMinWidth(Region.USE_PREF_SIZE);
    other.setTooltip(new Tooltip("Put another cell on the bench"));
    other.setOnAction(_ -> showForm());
    Button make = new Button("BMTK project…", Icons.of("mdi2f-folder-plus-outline"));
    make.setId("lab-project");
    make.getStyleClass().add("small");
    make.setMinWidth(Region.USE_PREF_SIZE);
    make.setTooltip(new Tooltip("Make a BMTK project around this cell and run it"));
    make.setOnAction(_ -> showProject());
    model.project().possibleBinding().subscribe(possible -> Parts.shown(make, possible));
    VBox problems = new VBox();
    model
        .bench()
        .openProblemsProperty()
        .subscribe(found ->
            // What is only said for information stands in the form.
            Parts.tell(problems, found.stream().filter(LabView::matters).toList()));
    HBox bar = Parts.bar(Icons.of("mdi2f-flask-outline"), name, facts, template, make, other);
    bar.getStyleClass().add("lab-head");
    return new VBox(bar, problems);
  }

  private static boolean matters(Problem problem) {
    return problem.severity() != Severity.INFO;
  }

  private void showCell(Optional<LabCell> cell) {
    if (cell.isEmpty()) {
      setCenter(form);
      return;
    }
    LabCell found = cell.get();
    name.setText(found.specimen().name());
    showFacts(found.specimen());
    showing = true;
    template.getItems().setAll(found.templates());
    template.setValue(
        found.templates().contains(found.specimen().name()) ? found.specimen().name() : null);
    Parts.shown(template, found.templates().size() > 1);
    showing = false;
    showBench();
  }

  /** What the cell consists of, with what was painted on it. */
  private void showFacts(Specimen specimen) {
    List<SectionModel> sections = specimen.cell().sections();
    long segments = sections.stream().mapToInt(SectionModel::nseg).sum();
    long mechanisms =
        sections.stream()
            .flatMap(s -> s.mechanisms().stream())
            .map(m -> m.mechanism())
            .distinct()
            .count();
    facts.setText(
        NumberText.plural(sections.size(), "section", "sections")
            + ", "
            + NumberText.plural(segments, "segment", "segments")
            + ", "
            + NumberText.plural(mechanisms, "mechanism", "mechanisms")
            + model
                .bench()
                .requestProperty()
                .get()
                .map(r -> "   " + r.cell().getFileName())
                .orElse(""));
  }

  /** Asks which cell. */
  public void showForm() {
    model.bench().requestProperty().get().ifPresent(form::show);
    setCenter(form);
    form.focus();
  }

  private void showBench() {
    setCenter(bench);
  }

  /** Asks what a BMTK project around the cell shall be; does nothing without a hoc cell. */
  public void showProject() {
    if (model.project().possibleBinding().get()) {
      setCenter(project);
      project.begin();
    }
  }

  /** Shows a page of the bench, {@code protocols} for instance. */
  public void showPage(String id) {
    pages.show(id);
  }

  /** The plot that follows the sliders. */
  public CurveView livePlot() {
    return live.curves();
  }

  /**
   * Where a section's place is drawn, in the coordinates of the drawing {@code #lab-morphology}.
   */
  public double[] pixelOf(String place) {
    return morphology.pixelOf(model.bench().site(place).orElseThrow());
  }
}
