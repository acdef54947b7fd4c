package org.neurowright.app.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.canvas.RasterRows;
import org.neurowright.app.canvas.RasterView;
import org.neurowright.app.canvas.TraceSeries;
import org.neurowright.app.canvas.TraceView;
import org.neurowright.app.control.Badge;
import org.neurowright.app.control.ColourDot;
import org.neurowright.app.control.EmptyPage;
import org.neurowright.app.control.FactStrip;
import org.neurowright.app.control.Icons;
import org.neurowright.app.control.TextTable;
import org.neurowright.app.task.BackgroundTask;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.workspace.Project;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.description.RunSettings;
import org.neurowright.engine.description.SectionModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Model workspace: a page for the part that is selected in the tree. */
public final class ModelView extends BorderPane {
  private static final Logger LOG = LoggerFactory.getLogger(ModelView.class);

  private final Workbench workbench;
  private final ModelTreeViewModel tree;
  private final TaskService tasks;
  private final ParameterUnits units;
  private final Runnable editConfiguration;
  private Optional<BackgroundTask<?>> reading = Optional.empty();

  /**
   * The workspace.
   *
   * @param editConfiguration opens the editor of the configuration
   */
  public ModelView(
      Workbench workbench,
      ModelTreeViewModel tree,
      TaskService tasks,
      ParameterUnits units,
      Runnable editConfiguration) {
    this.editConfiguration = editConfiguration;
    this.workbench = workbench;
    this.tree = tree;
    this.tasks = tasks;
    this.units = units;
    getStyleClass().add("model-view");
    tree.selectedProperty().subscribe(this::show);
    tree.componentsProperty()
        .subscribe(() -> {
          if (tree.selectedProperty()
              .get()
              .filter(ModelItem.Components.class::isInstance)
              .isPresent()) {
            show();
          }
        });
    show();
  }

  private void show() {
    reading.ifPresent(BackgroundTask::stop);
    reading = Optional.empty();
    Optional<Project> project = workbench.project();
    if (project.isEmpty() || tree.selectedProperty().get().isEmpty()) {
      setCenter(
          new EmptyPage(
              "mdi2f-file-tree-outline",
              "Nothing selected",
              "Choose a part of the model in the tree."));
      return;
    }
    setCenter(
        switch (tree.selectedProperty().get().get()) {
          case ModelItem.Overview _ -> overview(project.get());
          case ModelItem.Group(ModelItem.Group.Kind kind) -> group(project.get().model(), kind);
          case ModelItem.Population(NodePopulation population) -> population(population);
          case ModelItem.Cell(NodePopulation population, int index) -> cell(population, index);
          case ModelItem.Edges(EdgePopulation edges) -> edges(project.get().model(), edges);
          case ModelItem.Input(InputDescription input) -> input(input);
          case ModelItem.Report(ReportDescription report) -> report(report);
          case ModelItem.Components _ -> components();
        });
  }

  // ---- the model as a whole

  private Node overview(Project project) {
    ModelDescription model = project.model();
    long cells =
        model.nodes().stream().filter(p -> !p.isVirtual()).mapToLong(NodePopulation::size).sum();
    long virtual =
        model.nodes().stream()
            .filter(NodePopulation::isVirtual)
            .mapToLong(NodePopulation::size)
            .sum();
    long edges = model.edges().stream().mapToLong(e -> e.store().size()).sum();
    int cellModels =
        model.nodes().stream()
            .filter(p -> !p.isVirtual())
            .mapToInt(p -> p.cellModels().size())
            .sum();
    FactStrip facts =
        new FactStrip()
            .with(NumberText.count(cells), "", "simulated cells")
            .with(NumberText.count(virtual), "", "virtual nodes")
            .with(NumberText.count(edges), "", "edges")
            .with(NumberText.count(cellModels), "", "cell models");
    RunSettings run = model.run();
    FactStrip settings =
        new FactStrip()
            .with(NumberText.real(run.tstopMs()), "ms", "end of run")
            .with(NumberText.real(run.dtMs()), "ms", "step")
            .with(NumberText.count(run.steps()), "", "steps")
            .with(NumberText.real(run.celsius()), "°C", "temperature")
            .with(NumberText.real(run.vInitMv()), "mV", "initial potential")
            .with(NumberText.real(run.spikeThresholdMv()), "mV", "spike threshold");
    run.dlUm().ifPresent(dl -> settings.add(NumberText.real(dl), "µm", "longest segment"));
    NetworkSketch sketch = new NetworkSketch(model, workbench.palette(), tree::show);
    HBox header = header("mdi2f-folder-outline", model.name(), project.config().toString());
    Button edit = new Button("Edit configuration", Icons.of("mdi2c-code-json"));
    edit.setId("edit-configuration");
    edit.setMinWidth(Region.USE_PREF_SIZE);
    edit.setOnAction(_ -> editConfiguration.run());
    header.getChildren().add(edit);
    VBox page =
        page(
            header,
            facts,
            section("Network", sketch),
            section("Populations", populations(model)),
            section("Run", settings));
    return scrolling(page);
  }

  private Node populations(ModelDescription model) {
    VBox list = new VBox();
    list.getStyleClass().add("card-list");
    for (NodePopulation population : model.nodes()) {
      long in = edgesWhere(model, edges -> edges.target().equals(population.name()));
      long out = edgesWhere(model, edges -> edges.source().equals(population.name()));
      Hyperlink name = new Hyperlink(population.name());
      name.getStyleClass().add("row-link");
      name.setMnemonicParsing(false);
      name.setOnAction(_ -> tree.show(new ModelItem.Population(population).key()));
      HBox row =
          new HBox(
              12,
              new ColourDot(workbench.palette().web(population.name()), 12),
              grow(name),
              columnLabel(NumberText.plural(population.size(), "node", "nodes"), 110),
              columnLabel(kind(population), 150),
              columnLabel(NumberText.plural(population.types().size(), "type", "types"), 80),
              columnLabel(
                  NumberText.shortCount(in) + " in · " + NumberText.shortCount(out) + " out", 150));
      row.getStyleClass().add("card-row");
      row.setAlignment(Pos.CENTER_LEFT);
      list.getChildren().add(row);
    }
    return list;
  }

  private Node group(ModelDescription model, ModelItem.Group.Kind kind) {
    return switch (kind) {
      case POPULATIONS ->
          scrolling(
              page(
                  header(
                      "mdi2s-scatter-plot-outline",
                      "Populations",
                      count(model.nodes().size(), "population")),
                  populations(model)));
      case EDGES ->
          fill(
              header(
                  "mdi2v-vector-polyline",
                  "Connections",
                  count(model.edges().size(), "edge population")),
              table(
                  List.of("Name", "Source", "Target", "Edges", "Edge types"),
                  model.edges(),
                  e ->
                      List.of(
                          e.name(),
                          e.source(),
                          e.target(),
                          NumberText.count(e.store().size()),
                          Integer.toString(e.types().size())),
                  e -> new ModelItem.Edges(e).key()));
      case INPUTS ->
          fill(
              header("mdi2i-import", "Inputs", count(model.inputs().size(), "input")),
              table(
                  List.of("Name", "Kind", "Goes to"),
                  model.inputs(),
                  i -> List.of(i.name(), InputText.kind(i), InputText.lines(i).getFirst().value()),
                  i -> new ModelItem.Input(i).key()));
      case REPORTS ->
          fill(
              header(
                  "mdi2c-chart-timeline-variant",
                  "Reports",
                  count(model.reports().size(), "report")),
              table(
                  List.of("Name", "Variable", "Cells", "Interval (ms)", "File"),
                  model.reports(),
                  r ->
                      List.of(
                          r.name(),
                          r.variable(),
                          NumberText.count(r.cells().size()),
                          NumberText.real(r.window().intervalMs()),
                          r.fileName()),
                  r -> new ModelItem.Report(r).key()));
    };
  }

  // ---- populations and cells

  private Node population(NodePopulation population) {
    long cable = countOf(population, CellModel.Cable.class);
    FactStrip facts = new FactStrip().with(NumberText.count(population.size()), "", "nodes");
    facts.add(NumberText.count(population.types().size()), "", "node types");
    if (!population.isVirtual()) {
      facts.add(NumberText.count(population.cellModels().size()), "", "cell models");
      facts.add(NumberText.count(cable), "", "with morphology or cable");
    }
    facts.add(NumberText.count(population.columns().size()), "", "attributes per node");
    HBox header = header("mdi2c-circle", population.name(), population.file());
    header.getChildren().set(0, new ColourDot(workbench.palette().web(population.name()), 18));
    header.getChildren().add(new Badge(kind(population), Badge.Tone.NEUTRAL));

    TypeTable types = TypeTable.of(population);
    List<Tab> tabs = new ArrayList<>();
    tabs.add(
        tab(
            "Nodes",
            new NodeTable(new NodeTableViewModel(population, tasks), workbench.selection())));
    tabs.add(
        tab(
            "Node types  " + population.types().size(),
            new TextTable(types.headers(), types.rows())));
    if (!population.isVirtual()) {
      tabs.add(tab("Cell models  " + population.cellModels().size(), cellModels(population)));
    }
    return fill(header, facts, tabs(tabs));
  }

  private Node cellModels(NodePopulation population) {
    int[] cells = ModelTreeViewModel.cellsPerModel(population);
    List<Integer> indices = IntStream.range(0, cells.length).boxed().toList();
    return table(
        List.of("Cell model", "Cells", "Sections", "Segments", "Length (µm)", "Area (µm²)"),
        indices,
        i ->
            switch (population.cellModels().get(i)) {
              case CellModel.Cable(CableCell cell) ->
                  List.of(
                      cell.name(),
                      NumberText.count(cells[i]),
                      NumberText.count(cell.sections().size()),
                      NumberText.count(CellDetails.segments(cell)),
                      NumberText.fixed(CellDetails.lengthUm(cell), 1),
                      NumberText.fixed(CellDetails.areaUm2(cell), 1));
              case CellModel.Artificial artificial ->
                  List.of(artificial.name(), NumberText.count(cells[i]), "–", "–", "–", "–");
              case CellModel.Virtual virtual ->
                  List.of(virtual.name(), NumberText.count(cells[i]), "–", "–", "–", "–");
            },
        i -> new ModelItem.Cell(population, i).key());
  }

  private Node cell(NodePopulation population, int index) {
    CellModel model = population.cellModels().get(index);
    int cells = ModelTreeViewModel.cellsPerModel(population)[index];
    HBox header = header("mdi2s-source-branch", CellDetails.shortName(model), model.name());
    String used = NumberText.plural(cells, "cell", "cells") + " of " + population.name();
    header.getChildren().add(new Badge(used, Badge.Tone.NEUTRAL));
    return switch (model) {
      case CellModel.Cable(CableCell cell) -> cable(header, cell);
      case CellModel.Artificial artificial ->
          fill(
              header,
              new FactStrip().with(artificial.mechanism(), "", "artificial cell"),
              new TextTable(
                  List.of("Parameter", "Value", "Unit"),
                  artificial.parameters().entrySet().stream()
                      .sorted(Map.Entry.comparingByKey())
                      .map(entry ->
                          List.of(
                              entry.getKey(),
                              NumberText.real(entry.getValue()),
                              units.unitOf(artificial.mechanism(), entry.getKey())))
                      .toList()));
      case CellModel.Virtual _ ->
          fill(
              header,
              new Label("A virtual node has no membrane: it only sends the spikes it is given."));
    };
  }

  private Node cable(HBox header, CableCell cell) {
    FactStrip facts =
        new FactStrip()
            .with(NumberText.count(cell.sections().size()), "", "sections")
            .with(NumberText.count(CellDetails.segments(cell)), "", "segments")
            .with(NumberText.fixed(CellDetails.lengthUm(cell), 0), "µm", "total length")
            .with(NumberText.fixed(CellDetails.areaUm2(cell), 0), "µm²", "membrane area");
    TextTable parts =
        new TextTable(
            List.of(
                "Part",
                "Sections",
                "Segments",
                "Length (µm)",
                "Area (µm²)",
                "Ra (Ω cm)",
                "cm (µF/cm²)"),
            CellDetails.parts(cell).stream()
                .map(part ->
                    List.of(
                        part.kind().label(),
                        NumberText.count(part.sections()),
                        NumberText.count(part.segments()),
                        NumberText.fixed(part.lengthUm(), 1),
                        NumberText.fixed(part.areaUm2(), 1),
                        part.axialResistivity(),
                        part.capacitance()))
                .toList());
    TextTable mechanisms =
        new TextTable(
            List.of("Mechanism", "Part", "Parameter", "Value", "Unit"),
            CellDetails.parameters(cell, units).stream()
                .map(p -> List.of(p.mechanism(), p.part(), p.parameter(), p.value(), p.unit()))
                .toList());
    TextTable sections =
        new TextTable(
            List.of(
                "Section",
                "Parent",
                "At",
                "L (µm)",
                "Mean diameter (µm)",
                "Segments",
                "Ra (Ω cm)",
                "cm (µF/cm²)",
                "Mechanisms"),
            cell.sections().stream().map(section -> sectionRow(cell, section)).toList());
    BorderPane left =
        new BorderPane(
            tabs(
                List.of(
                    tab("Membrane", mechanisms),
                    tab("Parts", parts),
                    tab("Sections  " + cell.sections().size(), sections))));
    MorphologySketch sketch = new MorphologySketch(cell);
    if (sketch.isDrawable()) {
      sketch.setPrefWidth(320);
      VBox side = new VBox(8, sketch, legend(cell));
      side.getStyleClass().add("cell-picture");
      VBox.setVgrow(sketch, Priority.ALWAYS);
      left.setRight(side);
    }
    return fill(header, facts, left);
  }

  private static Node legend(CableCell cell) {
    HBox legend = new HBox(14);
    legend.setAlignment(Pos.CENTER);
    cell.sections().stream()
        .map(SectionModel::kind)
        .distinct()
        .forEach(kind -> {
          ColourDot dot =
              new ColourDot(
                  String.format(
                      Locale.ROOT, "#%06x", MorphologySketch.colour(kind).hashCode() >>> 8),
                  9);
          Label label = new Label(kind.label());
          label.getStyleClass().add("muted");
          HBox entry = new HBox(5, dot, label);
          entry.setAlignment(Pos.CENTER_LEFT);
          legend.getChildren().add(entry);
        });
    return legend;
  }

  private static List<String> sectionRow(CableCell cell, SectionModel section) {
    return List.of(
        section.name(),
        section.parent() < 0 ? "–" : cell.sections().get(section.parent()).name(),
        section.parent() < 0 ? "–" : NumberText.real(section.parentX()),
        NumberText.fixed(section.lengthUm(), 2),
        NumberText.fixed(CellDetails.meanDiameterUm(section), 2),
        Integer.toString(section.nseg()),
        NumberText.real(section.axialResistivityOhmCm()),
        NumberText.real(section.capacitanceUfPerCm2()),
        String.join(", ", section.mechanisms().stream().map(m -> m.mechanism()).toList()));
  }

  // ---- edges

  private Node edges(ModelDescription model, EdgePopulation edges) {
    HBox header = header("mdi2v-vector-polyline", edges.name(), edges.file());
    Node ends = ends(edges);
    FactStrip facts = new FactStrip().with(NumberText.count(edges.store().size()), "", "edges");
    Label synapses = facts.add("…", "", "synapses");
    Label perTarget = facts.add("…", "", "edges per target, mean");
    facts.add(NumberText.count(edges.types().size()), "", "edge types");
    model
        .population(edges.target())
        .ifPresent(target ->
            perTarget.setText(
                NumberText.real(
                    Math.rint(10.0 * edges.store().size() / Math.max(1, target.size())) / 10)));
    TypeTable types = TypeTable.of(edges);
    BorderPane countPane =
        new BorderPane(new EmptyPage("mdi2c-counter", "Counting", "Reading all edges once."));
    BackgroundTask<EdgeCounts> task =
        tasks.start(
            "Count edges of " + edges.name(),
            control -> EdgeCounts.count(edges, control),
            counts -> {
              synapses.setText(
                  counts.complete() ? NumberText.count(counts.synapses()) : "not counted");
              countPane.setCenter(countTable(edges, counts));
            },
            reason -> {
              LOG.warn("The edges of {} could not be counted", edges.name(), reason);
              synapses.setText("–");
              countPane.setCenter(
                  new EmptyPage(
                      "mdi2a-alert-circle-outline",
                      "The edges could not be read",
                      reason.getMessage()));
            });
    if (!task.state().isOver()) {
      reading = Optional.of(task);
    }
    return fill(
        header,
        ends,
        facts,
        tabs(
            List.of(
                tab(
                    "Edge types  " + edges.types().size(),
                    new TextTable(types.headers(), types.rows())),
                tab("Counts", countPane))));
  }

  private static Node countTable(EdgePopulation edges, EdgeCounts counts) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < edges.types().size(); i++) {
      double share = counts.edges() == 0 ? 0 : 100.0 * counts.edgesPerType()[i] / counts.edges();
      rows.add(
          List.of(
              Long.toString(edges.types().get(i).id()),
              NumberText.count(counts.edgesPerType()[i]),
              NumberText.fixed(share, 1),
              NumberText.count(counts.synapsesPerType()[i])));
    }
    return new TextTable(List.of("edge_type_id", "Edges", "Share (%)", "Synapses"), rows);
  }

  private Node ends(EdgePopulation edges) {
    HBox line =
        new HBox(
            8,
            end(edges.source()),
            Icons.of("mdi2a-arrow-right", "muted-icon"),
            end(edges.target()));
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private Node end(String population) {
    Hyperlink link = new Hyperlink(population);
    link.setMnemonicParsing(false);
    link.setOnAction(_ -> tree.show("population/" + population));
    HBox end = new HBox(6, new ColourDot(workbench.palette().web(population), 10), link);
    end.setAlignment(Pos.CENTER_LEFT);
    return end;
  }

  // ---- inputs, reports, components

  private Node input(InputDescription input) {
    HBox header =
        header(
            ModelTreeView.glyph(new ModelItem.Input(input)), input.name(), InputText.kind(input));
    Node facts = properties(InputText.lines(input));
    ModelDescription model = workbench.project().orElseThrow().model();
    double endMs = model.run().tstopMs();
    return switch (input) {
      case InputDescription.Spikes spikes -> fill(header, facts, givenSpikes(spikes, model));
      case InputDescription.CurrentClamp clamp -> {
        double[] current = InputCurrent.of(clamp, endMs);
        yield fill(
            header,
            facts,
            series(input).fitted(6),
            current(current, 0, endMs / (current.length - 1), endMs));
      }
      case InputDescription.CurrentTrace trace ->
          fill(
              header,
              facts,
              series(input).fitted(6),
              current(trace.ampNa(), trace.startMs(), trace.intervalMs(), endMs));
      case InputDescription.VoltageClamp _, InputDescription.SpontaneousSynapses _ ->
          fill(header, facts, series(input));
    };
  }

  private static TextTable series(InputDescription input) {
    InputText.Series series = InputText.series(input);
    return new TextTable(series.headers(), series.rows());
  }

  private static Node current(double[] valuesNa, double startMs, double intervalMs, double endMs) {
    TraceView view = new TraceView();
    view.setUnit("nA");
    view.setQuantity("Current");
    view.setTimeRange(0, endMs);
    view.setSeries(
        List.of(
            new TraceSeries(
                "current", 0xff0072b2, startMs, intervalMs, valuesNa, valuesNa.length)));
    view.setMinHeight(180);
    return view;
  }

  private Node givenSpikes(InputDescription.Spikes input, ModelDescription model) {
    RasterView raster = new RasterView();
    Label note = new Label("Reading");
    note.getStyleClass().add("muted");
    BorderPane pane = new BorderPane(raster);
    pane.setTop(note);
    BackgroundTask<GivenSpikes> task =
        tasks.start(
            "Read spikes of " + input.name(),
            control -> GivenSpikes.read(input, model, control),
            spikes -> {
              note.setText(
                  spikes.complete()
                      ? ""
                      : "Only the first " + NumberText.count(spikes.size()) + " spikes are drawn.");
              note.setManaged(!spikes.complete());
              raster.setRows(rows(spikes));
              raster.setTimeRange(0, model.run().tstopMs());
              raster.setSpikes(spikes.tMs(), spikes.row(), spikes.size());
            },
            reason -> {
              LOG.warn("The spikes of {} could not be read", input.name(), reason);
              note.setText("The spikes could not be read: " + reason.getMessage());
            });
    if (!task.state().isOver()) {
      reading = Optional.of(task);
    }
    return pane;
  }

  private RasterRows rows(GivenSpikes spikes) {
    int count = Arrays.stream(spikes.sizes()).sum();
    int[] colours = new int[count];
    int[] group = new int[count];
    int at = 0;
    for (int p = 0; p < spikes.sizes().length; p++) {
      Arrays.fill(
          colours,
          at,
          at + spikes.sizes()[p],
          workbench.palette().argb(spikes.populations().get(p)));
      Arrays.fill(group, at, at + spikes.sizes()[p], p);
      at += spikes.sizes()[p];
    }
    return new RasterRows(
        colours,
        group,
        spikes.populations(),
        row -> spikes.populations().get(group[row]) + ", row " + row);
  }

  private Node report(ReportDescription report) {
    HBox header = header("mdi2f-file-chart-outline", report.name(), report.fileName());
    List<InputText.Line> lines = new ArrayList<>();
    lines.add(new InputText.Line("Variable", report.variable()));
    lines.add(new InputText.Line("Cells", InputText.cells(report.cells())));
    lines.add(
        new InputText.Line(
            "Recorded",
            "from "
                + NumberText.real(report.window().startMs())
                + " to "
                + NumberText.real(report.window().endMs())
                + " ms, every "
                + NumberText.real(report.window().intervalMs())
                + " ms"));
    switch (report) {
      case ReportDescription.Membrane membrane ->
          lines.add(
              new InputText.Line(
                  "Places",
                  membrane.somaOnly()
                      ? "soma"
                      : membrane.sections().isEmpty()
                          ? "all sections"
                          : String.join(
                              ", ",
                              membrane.sections().stream().map(k -> k.label()).sorted().toList())));
      case ReportDescription.Netcon netcon ->
          lines.add(new InputText.Line("Synapses", netcon.synapseType().orElse("all")));
    }
    lines.add(new InputText.Line("File", report.fileName()));
    return scrolling(page(header, properties(lines)));
  }

  private Node components() {
    HBox header =
        header(
            "mdi2p-package-variant-closed",
            "Components",
            "Files and mechanisms the model is made of");
    Optional<ComponentList> list = tree.componentsProperty().get();
    if (list.isEmpty()) {
      return fill(
          header,
          new EmptyPage(
              "mdi2p-package-variant-closed", "Looking", "Going through all cell models."));
    }
    FactStrip facts =
        new FactStrip()
            .with(NumberText.count(list.get().components().size()), "", "components")
            .with(NumberText.count(list.get().missing()), "", "missing or broken");
    TextTable table =
        new TextTable(
            List.of("Kind", "Name", "Used by", "State", "Note"),
            list.get().components().stream()
                .map(c ->
                    List.of(
                        c.kind().title(),
                        c.name(),
                        NumberText.count(c.usedBy()),
                        c.status().title(),
                        c.note()))
                .toList());
    table.markRows(row -> row.get(3).equals(ComponentList.Status.MISSING.title()));
    ModelDescription model = workbench.project().orElseThrow().model();
    List<Tab> tabs = new ArrayList<>();
    tabs.add(tab("All", table));
    ComponentCards.cells(model, tree::show)
        .ifPresent(cards -> tabs.add(tab("Cells", scrolling(page(cards)))));
    ComponentCards.synapses(model)
        .ifPresent(cards -> tabs.add(tab("Synapses", scrolling(page(cards)))));
    return fill(header, facts, tabs(tabs));
  }

  // ---- building blocks

  /** A table whose rows lead to the pages of their items. */
  private <T> TextTable table(
      List<String> headers, List<T> items, Function<T, List<String>> row, Function<T, String> key) {
    List<List<String>> rows = items.stream().map(row).toList();
    TextTable table = new TextTable(headers, rows);
    table.setOnOpen(picked -> tree.show(key.apply(items.get(rows.indexOf(picked)))));
    return table;
  }

  private static long edgesWhere(ModelDescription model, Predicate<EdgePopulation> which) {
    return model.edges().stream().filter(which).mapToLong(edges -> edges.store().size()).sum();
  }

  private static String kind(NodePopulation population) {
    if (population.isVirtual()) {
      return "virtual";
    }
    boolean cable = population.cellModels().stream().anyMatch(CellModel.Cable.class::isInstance);
    boolean artificial =
        population.cellModels().stream().anyMatch(CellModel.Artificial.class::isInstance);
    return cable && artificial ? "biophysical and point" : cable ? "biophysical" : "point";
  }

  private static long countOf(NodePopulation population, Class<? extends CellModel> kind) {
    int[] cells = ModelTreeViewModel.cellsPerModel(population);
    long count = 0;
    for (int i = 0; i < cells.length; i++) {
      count += kind.isInstance(population.cellModels().get(i)) ? cells[i] : 0;
    }
    return count;
  }

  private static String count(int n, String what) {
    return NumberText.plural(n, what, what + "s");
  }

  private static HBox header(String glyph, String title, String subtitle) {
    Label heading = new Label(title);
    heading.getStyleClass().add("page-title");
    Label sub = new Label(subtitle);
    boolean path = subtitle.contains("/") || subtitle.contains("\\") || subtitle.contains(".json");
    sub.getStyleClass().add(path ? "page-path" : "page-subtitle");
    sub.setMinWidth(0);
    sub.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    VBox texts = new VBox(2, heading, sub);
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    HBox header = new HBox(14, Icons.of(glyph, "page-icon"), texts);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("page-header");
    return header;
  }

  private static Node properties(List<InputText.Line> lines) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("property-grid");
    for (int i = 0; i < lines.size(); i++) {
      Label name = new Label(lines.get(i).name());
      name.getStyleClass().add("property-name");
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label value = new Label(lines.get(i).value());
      value.getStyleClass().add("property-value");
      value.setWrapText(true);
      grid.addRow(i, name, value);
    }
    return grid;
  }

  private static VBox section(String title, Node content) {
    Label heading = new Label(title);
    heading.getStyleClass().add("section-title");
    return new VBox(10, heading, content);
  }

  private static VBox page(Node... parts) {
    VBox page = new VBox(22, parts);
    page.getStyleClass().add("page");
    return page;
  }

  /** A page whose last part takes all the height there is. */
  private static VBox fill(Node... parts) {
    VBox page = page(parts);
    page.setSpacing(16);
    VBox.setVgrow(parts[parts.length - 1], Priority.ALWAYS);
    return page;
  }

  private static ScrollPane scrolling(VBox page) {
    ScrollPane scroll = new ScrollPane(page);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("page-scroll");
    return scroll;
  }

  private static Tab tab(String title, Node content) {
    Tab tab = new Tab(title, content);
    tab.setClosable(false);
    return tab;
  }

  private static TabPane tabs(List<Tab> tabs) {
    TabPane pane = new TabPane();
    pane.getTabs().addAll(tabs);
    pane.getStyleClass().add("page-tabs");
    return pane;
  }

  private static Node grow(Region node) {
    node.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(node, Priority.ALWAYS);
    return node;
  }

  private static Label columnLabel(String text, double width) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setPrefWidth(width);
    label.setMinWidth(width);
    return label;
  }
}
