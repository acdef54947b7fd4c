package org.neurowright.app.explore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.canvas.TimeAxisModel;
import org.neurowright.app.canvas.TimeRange;
import org.neurowright.app.canvas.TraceSeries;
import org.neurowright.app.workspace.CellRef;
import org.neurowright.app.workspace.CellSelection;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.problem.Problem;

/**
 * What the Explore workspace shows: which results, which cells, which stretch of time, which
 * traces. Used on the interface thread; reading is done by the background executor.
 */
public final class ExploreViewModel {

  /** Most cells whose traces are drawn together. */
  static final int MOST_CELLS = 12;

  /** Places of one cell that are drawn when it is the only one selected. */
  static final int MOST_PLACES = 6;

  private static final int CELLS_WITHOUT_SELECTION = 4;
  private static final int LEAST_POINTS = 400;

  /** What the colours of the cells in space mean. */
  public enum Coloring {
    POPULATION("Population"),
    RATE("Firing rate");

    private final String label;

    Coloring(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /**
   * Colours of the cells in space by value.
   *
   * @param argb colour of each cell
   * @param lowest value of the first colour
   * @param highest value of the last colour
   * @param unit unit of both
   */
  public record CellColors(int[] argb, double lowest, double highest, String unit) {}

  private final CellSelection selection;
  private final ResultsReader reader;
  private final Executor background;
  private final Executor ui;
  private final TimeAxisModel timeAxis = new TimeAxisModel();

  private final ReadOnlyObjectWrapper<CellIndex> cells =
      new ReadOnlyObjectWrapper<>(CellIndex.of(List.of()));
  private final ReadOnlyObjectWrapper<SpikeTable> spikes =
      new ReadOnlyObjectWrapper<>(SpikeTable.none(CellIndex.of(List.of())));
  private final ObservableList<Path> folders = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper interrupted = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<int[]> rowRanks = new ReadOnlyObjectWrapper<>(new int[0]);
  private final ReadOnlyObjectWrapper<Optional<RunResults>> results =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObservableList<ReportSource> reports = FXCollections.observableArrayList();
  private final ObjectProperty<ReportSource> report = new SimpleObjectProperty<>();
  private final ObjectProperty<RowOrder> rowOrder = new SimpleObjectProperty<>(RowOrder.POPULATION);
  private final ObjectProperty<Coloring> coloring = new SimpleObjectProperty<>(Coloring.POPULATION);
  private final ReadOnlyObjectWrapper<Optional<CellColors>> cellColors =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<TraceSeries>> traces =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper traceHint = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
  private final ObservableList<Problem> problems = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Optional<CellFacts>> facts =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private ToIntFunction<String> argbOfPopulation = name -> Palette.category(0);
  private List<Problem> recoveryProblems = List.of();
  private int tracePoints = 1600;
  private volatile long wantedResults;
  private volatile long wantedRanks;
  private boolean tracesBeingRead;
  private boolean tracesOutdated;

  /**
   * A workspace without a model.
   *
   * @param selection shared by all views
   * @param background runs the reading
   * @param ui runs what changes properties
   */
  public ExploreViewModel(
      CellSelection selection, ResultsReader reader, Executor background, Executor ui) {
    this.selection = selection;
    this.reader = reader;
    this.background = background;
    this.ui = ui;
    selection
        .selectedProperty()
        .addListener((o, before, after) -> {
          updateFacts();
          updateTraces();
        });
    report.addListener((o, before, after) -> updateTraces());
    timeAxis
        .visibleProperty()
        .addListener((o, before, after) -> {
          updateTraces();
          updateColors();
        });
    coloring.addListener((o, before, after) -> updateColors());
    rowOrder.addListener((o, before, after) -> updateRanks());
    describe();
  }

  // What is shown.

  /** The cells of the model, numbered. */
  public ReadOnlyObjectProperty<CellIndex> cellsProperty() {
    return cells.getReadOnlyProperty();
  }

  public CellIndex cells() {
    return cells.get();
  }

  /** Colour of a population. */
  public int argb(String population) {
    return argbOfPopulation.applyAsInt(population);
  }

  /** Folders with results, the newest first. */
  public ObservableList<Path> folders() {
    return folders;
  }

  public ReadOnlyObjectProperty<Optional<RunResults>> resultsProperty() {
    return results.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<SpikeTable> spikesProperty() {
    return spikes.getReadOnlyProperty();
  }

  /** Reports of the results. */
  public ObservableList<ReportSource> reports() {
    return reports;
  }

  /** The report whose traces are drawn; null without reports. */
  public ObjectProperty<ReportSource> reportProperty() {
    return report;
  }

  public ObjectProperty<RowOrder> rowOrderProperty() {
    return rowOrder;
  }

  public ObjectProperty<Coloring> coloringProperty() {
    return coloring;
  }

  /** Colours of the cells in space; empty for those of the populations. */
  public ReadOnlyObjectProperty<Optional<CellColors>> cellColorsProperty() {
    return cellColors.getReadOnlyProperty();
  }

  /** Traces of the selected cells over the visible time. */
  public ReadOnlyObjectProperty<List<TraceSeries>> tracesProperty() {
    return traces.getReadOnlyProperty();
  }

  /** Why there is no trace, if there is none. */
  public ReadOnlyStringProperty traceHintProperty() {
    return traceHint.getReadOnlyProperty();
  }

  /** One line about the results. */
  public ReadOnlyStringProperty statusProperty() {
    return status.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty readingProperty() {
    return reading.getReadOnlyProperty();
  }

  /** What was wrong with the results. */
  public ObservableList<Problem> problems() {
    return problems;
  }

  /**
   * Whether the run shown ended in the middle and its files can be put in order by {@link
   * #recover()}.
   */
  public ReadOnlyBooleanProperty interruptedProperty() {
    return interrupted.getReadOnlyProperty();
  }

  /** Facts about the first selected cell. */
  public ReadOnlyObjectProperty<Optional<CellFacts>> factsProperty() {
    return facts.getReadOnlyProperty();
  }

  public TimeAxisModel timeAxis() {
    return timeAxis;
  }

  public CellSelection selection() {
    return selection;
  }

  /** Selected cells by number. */
  public BitSet selectedCells() {
    return cells().cells(selection.selected());
  }

  // What the user does.

  /** Shows a model without results. */
  public void showModel(List<NodePopulation> populations, ToIntFunction<String> colors) {
    wantedResults++;
    argbOfPopulation = colors;
    CellIndex index = CellIndex.of(populations);
    cells.set(index);
    showNothing();
  }

  /** Shows no results, if those of this folder are shown: its files are about to be replaced. */
  public void leave(Path folder) {
    if (results.get().filter(shown -> shown.folder().equals(folder)).isPresent()) {
      wantedResults++;
      showNothing();
    }
  }

  private void showNothing() {
    closeResults();
    spikes.set(SpikeTable.none(cells()));
    results.set(Optional.empty());
    interrupted.set(false);
    problems.clear();
    reports.clear();
    report.set(null);
    reading.set(false);
    cellColors.set(Optional.empty());
    describe();
    updateRanks();
    updateFacts();
    updateTraces();
  }

  /** Closing waits for reading, so it is not done here. */
  private void closeResults() {
    results
        .get()
        .filter(shown -> !shown.reports().isEmpty())
        .ifPresent(old -> background.execute(old::close));
  }

  /** Looks for results in a project. */
  public void findResults(Path projectFolder) {
    background.execute(() -> {
      List<Path> found = ResultFolders.in(projectFolder);
      ui.execute(() -> {
        folders.setAll(found);
        if (results.get().isEmpty() && !reading.get()) {
          describe();
        }
      });
    });
  }

  /**
   * Shows the results of a folder as soon as they are read; a later call overtakes an earlier one.
   */
  public void open(Path folder) {
    long ticket = ++wantedResults;
    reading.set(true);
    status.set("Reading " + folder.getFileName() + "…");
    CellIndex index = cells();
    background.execute(() -> {
      boolean broken = reader.isInterrupted(folder);
      RunResults read = reader.read(folder, () -> ticket != wantedResults);
      SpikeTable table = SpikeTable.of(index, read.spikes());
      ui.execute(() -> {
        if (ticket == wantedResults) {
          interrupted.set(broken);
          show(read, table);
        } else {
          background.execute(read::close);
        }
      });
    });
  }

  /** Puts the results of an interrupted run in order and shows them. */
  public void recover() {
    Optional<RunResults> shown = results.get();
    if (shown.isEmpty()) {
      return;
    }
    Path folder = shown.get().folder();
    leave(folder);
    status.set("Putting " + folder.getFileName() + " in order…");
    background.execute(() -> {
      List<Problem> found = reader.recover(folder);
      ui.execute(() -> {
        recoveryProblems = found;
        open(folder);
      });
    });
  }

  private void show(RunResults read, SpikeTable table) {
    closeResults();
    reading.set(false);
    problems.setAll(recoveryProblems);
    problems.addAll(read.problems());
    recoveryProblems = List.of();
    timeAxis.setExtent(0, Math.max(TimeAxisModel.MIN_SPAN_MS, read.durationMs()));
    timeAxis.showAll();
    spikes.set(table);
    results.set(Optional.of(read));
    reports.setAll(read.reports());
    report.set(mostTelling(read.reports()));
    describe();
    updateRanks();
    updateFacts();
    updateColors();
    updateTraces();
  }

  /** Membrane potentials of most cells, if there are any; null without reports. */
  private static ReportSource mostTelling(List<ReportSource> reports) {
    return reports.stream()
        .filter(source -> source.variable().equals("v"))
        .max(Comparator.comparingInt(source -> source.nodeIds().length))
        .orElse(reports.isEmpty() ? null : reports.getFirst());
  }

  /** Changes the selection by cells given by number. */
  public void pick(int[] picked, boolean add, boolean subtract) {
    BitSet now = add || subtract ? selectedCells() : new BitSet();
    for (int cell : picked) {
      // Adding one cell that is in takes it out again, as a click with Shift does everywhere.
      if (subtract || add && picked.length == 1 && now.get(cell)) {
        now.clear(cell);
      } else {
        now.set(cell);
      }
    }
    selection.set(cells().rows(now));
  }

  /** The pointer is on a cell, -1 for none. */
  public void hover(int cell) {
    Optional<CellRef> ref =
        cell >= 0 && cell < cells().cells() ? Optional.of(cells().ref(cell)) : Optional.empty();
    selection.hoveredProperty().set(ref);
  }

  /** How many points a trace needs to look right: twice the width of the plot in pixels. */
  public void setTracePoints(int points) {
    if (points != tracePoints) {
      tracePoints = Math.max(LEAST_POINTS, points);
      updateTraces();
    }
  }

  /** Ranks of the rows of the raster in the chosen order; for a moment those of an earlier one. */
  public ReadOnlyObjectProperty<int[]> rowRanksProperty() {
    return rowRanks.getReadOnlyProperty();
  }

  private void updateRanks() {
    long ticket = ++wantedRanks;
    RowOrder order = rowOrder.get();
    CellIndex index = cells();
    SpikeTable table = spikes.get();
    background.execute(() -> {
      int[] ranks = order.ranks(index, table);
      ui.execute(() -> {
        if (ticket == wantedRanks) {
          rowRanks.set(ranks);
        }
      });
    });
  }

  // What follows from it.

  private void describe() {
    if (results.get().isEmpty()) {
      status.set(
          folders.isEmpty()
              ? "Run the model to get results."
              : "Choose results, or run the model.");
      return;
    }
    RunResults shown = results.get().get();
    int count = spikes.get().tMs().length;
    String text =
        shown.folder().getFileName()
            + ": "
            + count
            + (count == 1 ? " spike, " : " spikes, ")
            + shown.reports().size()
            + (shown.reports().size() == 1 ? " report." : " reports.");
    int unknown = spikes.get().unknown();
    if (unknown > 0) {
      text +=
          " " + unknown + " spikes are of cells that this model does not have and are not shown.";
    }
    status.set(text);
  }

  private void updateFacts() {
    double durationMs = results.get().map(RunResults::durationMs).orElse(0.0);
    facts.set(
        selection.first(1).stream()
            .map(ref -> cells().cell(ref.population(), ref.row()))
            .filter(cell -> cell >= 0)
            .findFirst()
            .map(cell -> CellFacts.of(cells(), cell, spikes.get(), durationMs)));
  }

  private void updateColors() {
    if (coloring.get() == Coloring.POPULATION || results.get().isEmpty()) {
      cellColors.set(Optional.empty());
      return;
    }
    TimeRange visible = timeAxis.visible();
    int[] counts = spikes.get().countsBetween(visible.startMs(), visible.endMs());
    double highest = Math.max(1, IntStream.of(counts).max().orElse(1)) * 1000 / visible.spanMs();
    int[] argb = new int[cells().cellsInSpace()];
    for (int cell = 0; cell < argb.length; cell++) {
      double hz = cell < counts.length ? counts[cell] * 1000 / visible.spanMs() : 0;
      argb[cell] = cell < counts.length ? Palette.sequential(hz / highest) : 0xFF8B949E;
    }
    cellColors.set(Optional.of(new CellColors(argb, 0, highest, "Hz")));
  }

  /** One column to be read. */
  private record Wanted(int column, String label, int argb) {}

  private void updateTraces() {
    if (tracesBeingRead) {
      tracesOutdated = true;
      return;
    }
    ReportSource source = report.get();
    List<Wanted> wanted = source == null ? List.of() : wanted(source);
    if (source != null && wanted.isEmpty()) {
      Optional<ReportSource> better = sameOfSelected(source);
      if (better.isPresent()) {
        report.set(better.get());
        return;
      }
    }
    traceHint.set(hint(source, wanted));
    if (wanted.isEmpty()) {
      traces.set(List.of());
      return;
    }
    TimeRange visible = timeAxis.visible();
    // Half a screen more on each side, so that a small pan has something to show at once.
    double margin = visible.spanMs() / 2;
    int points = 2 * tracePoints;
    tracesBeingRead = true;
    background.execute(() -> {
      List<TraceSeries> read = new ArrayList<>();
      String failure = "";
      for (Wanted column : wanted) {
        try {
          ReportSource.Samples samples =
              source.read(
                  visible.startMs() - margin, visible.endMs() + margin, column.column(), points);
          read.add(
              new TraceSeries(
                  column.label(),
                  column.argb(),
                  samples.t0Ms(),
                  samples.dtMs(),
                  samples.values(),
                  samples.values().length));
        } catch (IOException e) {
          failure = "Report " + source.name() + " cannot be read: " + e.getMessage();
        }
      }
      String why = failure;
      ui.execute(() -> tracesRead(source, read, why));
    });
  }

  private void tracesRead(ReportSource source, List<TraceSeries> read, String failure) {
    tracesBeingRead = false;
    if (source == report.get()) {
      traces.set(List.copyOf(read));
      if (!failure.isEmpty()) {
        traceHint.set(failure);
      }
    }
    if (tracesOutdated) {
      tracesOutdated = false;
      updateTraces();
    }
  }

  private List<Wanted> wanted(ReportSource source) {
    List<Wanted> wanted = new ArrayList<>();
    List<Long> nodes = recordedSelection(source);
    if (nodes.size() == 1) {
      return places(source, nodes.getFirst());
    }
    for (long node : nodes.subList(0, Math.min(MOST_CELLS, nodes.size()))) {
      ReportSource.ReportColumn first = source.columnsOf(node).getFirst();
      wanted.add(
          new Wanted(
              first.column(),
              cells().meant(source.population()) + " " + node,
              Palette.category(wanted.size())));
    }
    return wanted;
  }

  /**
   * The report of the same name or variable that has the selected cells, when this one has none of
   * them.
   */
  private Optional<ReportSource> sameOfSelected(ReportSource source) {
    List<ReportSource> having = reports.stream().filter(other -> !wanted(other).isEmpty()).toList();
    return having.stream()
        .filter(other -> other.name().equals(source.name()))
        .findFirst()
        .or(() ->
            having.stream()
                .filter(other -> other.variable().equals(source.variable()))
                .findFirst());
  }

  /** Several places of one cell, evenly spread over its columns. */
  private List<Wanted> places(ReportSource source, long node) {
    List<ReportSource.ReportColumn> columns = source.columnsOf(node);
    int count = Math.min(MOST_PLACES, columns.size());
    List<Wanted> wanted = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      ReportSource.ReportColumn column =
          columns.get(count == 1 ? 0 : k * (columns.size() - 1) / (count - 1));
      String label = cells().meant(source.population()) + " " + node;
      if (columns.size() > 1) {
        label = column.place();
      }
      wanted.add(new Wanted(column.column(), label, Palette.category(k)));
    }
    return wanted;
  }

  /** Selected nodes that were recorded; without any selection the first recorded ones. */
  private List<Long> recordedSelection(ReportSource source) {
    if (selection.isEmpty()) {
      return Arrays.stream(source.nodeIds()).limit(CELLS_WITHOUT_SELECTION).boxed().toList();
    }
    List<Long> nodes = new ArrayList<>();
    BitSet selected = selectedCells();
    for (int cell = selected.nextSetBit(0);
        cell >= 0 && nodes.size() < MOST_CELLS;
        cell = selected.nextSetBit(cell + 1)) {
      boolean here = cells().population(cell).name().equals(cells().meant(source.population()));
      if (here && !source.columnsOf(cells().nodeId(cell)).isEmpty()) {
        nodes.add(cells().nodeId(cell));
      }
    }
    return nodes;
  }

  private String hint(ReportSource source, List<Wanted> wanted) {
    if (results.get().isEmpty()) {
      return "Traces appear here once results are chosen.";
    }
    if (source == null) {
      return "These results hold no report. Add one to the section \"reports\" of the configuration and run again.";
    }
    if (!wanted.isEmpty()) {
      return "";
    }
    return "None of the selected cells was recorded in "
        + source.name()
        + ", which holds "
        + source.nodeIds().length
        + " cells of "
        + cells().meant(source.population())
        + ".";
  }
}
