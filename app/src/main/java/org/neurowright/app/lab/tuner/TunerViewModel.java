package org.neurowright.app.lab.tuner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.LatestOnly;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.lab.tuner.TunerLayout.Content;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Recording;
import org.neurowright.engine.bench.Rig;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.bench.Trial;
import org.neurowright.engine.measure.Spikes;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.Passive;
import org.neurowright.engine.protocol.SynapticInput;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabRequest;

/**
 * Panes put together by the user, and the run that they show: anew whenever a parameter, a current
 * or a synapse changes. It has a bench of its own and uses it only while it is looked at. Used on
 * the interface thread.
 */
public final class TunerViewModel {
  private static final double USUAL_TSTOP_MS = 250;

  /** More sections than this are too many for one plot. */
  static final int MOST_CURVES = 9;

  private final BenchViewModel bench;
  private final Executor ui;
  private final LatestOnly<Request> runs;
  private final LatestOnly<PassiveRequest> passives;
  private final LatestOnly<Runnable> saves;
  private final ObservableList<TunerColumn> columns = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper arrangements = new ReadOnlyIntegerWrapper();
  private final BooleanProperty active = new SimpleBooleanProperty();
  private final BooleanProperty auto = new SimpleBooleanProperty(true);
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final Setting tstop;
  private final ReadOnlyObjectWrapper<Optional<TunerRun>> run =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());

  private Benches benches;
  private long requests;
  private AtomicBoolean stop = new AtomicBoolean();
  private Optional<Path> memory = Optional.empty();
  private boolean arranging;
  private boolean outOfDate = true;
  private boolean counting;

  private record Request(
      Benches benches,
      Preparation preparation,
      Rig rig,
      Trial trial,
      double tstopMs,
      AtomicBoolean stop,
      long number) {}

  private record PassiveRequest(
      Benches benches,
      Preparation preparation,
      Passive.Settings settings,
      TunerPane.Measures pane) {}

  /**
   * Follows the cell on the bench.
   *
   * @param background runs the responses; not worth a place among the tasks that are shown
   * @param ui runs things on the interface thread
   */
  public TunerViewModel(BenchViewModel bench, Executor background, Executor ui) {
    this.bench = bench;
    this.ui = ui;
    runs = new LatestOnly<>(background, this::respond);
    passives = new LatestOnly<>(background, this::measure);
    saves = new LatestOnly<>(background, Runnable::run);
    tstop =
        TunerPane.setting(
            "tuner_tstop", "End", "ms", "End of the run", USUAL_TSTOP_MS, this::changed);
    bench.cellProperty().subscribe(this::take);
    bench
        .preparationProperty()
        .subscribe((_, _) -> {
          measures().forEach(pane -> pane.show(pane.resultsProperty().get().stale()));
          ask(false);
        });
    active.subscribe((_, now) -> {
      if (now && outOfDate) {
        ask(false);
      }
    });
    auto.subscribe((_, _) -> ask(false));
  }

  // ---- what is shown

  /** From left to right; changed through this view model. */
  public ObservableList<TunerColumn> columns() {
    return columns;
  }

  /** Grows when panes come, go or move. */
  public ReadOnlyIntegerProperty arrangementsProperty() {
    return arrangements.getReadOnlyProperty();
  }

  /** Whether it is looked at; nothing runs otherwise. */
  public BooleanProperty activeProperty() {
    return active;
  }

  /** Whether changes run the cell by themselves. */
  public BooleanProperty autoProperty() {
    return auto;
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** End of the run. */
  public Setting tstop() {
    return tstop;
  }

  /** The latest good run. */
  public ReadOnlyObjectProperty<Optional<TunerRun>> runProperty() {
    return run.getReadOnlyProperty();
  }

  /** Why there is no newer run; what concerns one pane is told there. */
  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  /** Number of the latest request. */
  public long requests() {
    return requests;
  }

  private Stream<TunerPane> panes() {
    return columns.stream().flatMap(column -> column.panes().stream());
  }

  private List<TunerPane.Measures> measures() {
    return panes()
        .filter(TunerPane.Measures.class::isInstance)
        .map(TunerPane.Measures.class::cast)
        .toList();
  }

  // ---- layouts

  /** Keeps a layout per cell in a folder from now on. */
  public void rememberIn(Path folder) {
    memory = Optional.of(folder);
  }

  private void take(Optional<LabCell> cell) {
    runs.clear();
    passives.clear();
    stop.set(true);
    stop = new AtomicBoolean();
    running.set(false);
    benches = cell.map(found -> new Benches(found.preparation(), 1)).orElse(null);
    run.set(Optional.empty());
    problems.set(List.of());
    counting = false;
    if (cell.isEmpty()) {
      columns.clear();
      arrangements.set(arrangements.get() + 1);
      return;
    }
    arrange(remembered().orElseGet(() -> easy(cell.get())));
  }

  private Optional<TunerLayout> remembered() {
    return memoryFile()
        .filter(Files::isRegularFile)
        .flatMap(file -> {
          try {
            return Optional.of(TunerLayoutFile.read(file));
          } catch (ModelException e) {
            return Optional.empty(); // written by another version; the usual layout will do
          }
        });
  }

  /** One file for a template of a file; cells made here share one by name. */
  private Optional<Path> memoryFile() {
    return memory.flatMap(folder ->
        bench
            .cell()
            .map(cell -> {
              String name = cell.specimen().name();
              String where =
                  bench
                      .requestProperty()
                      .get()
                      .map(LabRequest::cell)
                      .map(path -> path.toAbsolutePath().normalize().toString())
                      .orElse("");
              return folder.resolve(
                  name.replaceAll("[^A-Za-z0-9_-]+", "_") + "-" + digest(where) + ".json");
            }));
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void remember() {
    if (arranging || columns.isEmpty()) {
      return;
    }
    memoryFile()
        .ifPresent(file -> {
          TunerLayout now = layout();
          saves.submit(() -> {
            try {
              TunerLayoutFile.write(now, file);
            } catch (IOException e) {
              // Forgetting a layout is no reason to disturb anybody.
            }
          });
        });
  }

  /** The layout as it is. */
  TunerLayout layout() {
    return new TunerLayout(
        tstop.isNumber() ? tstop.number() : USUAL_TSTOP_MS,
        columns.stream()
            .map(column ->
                new TunerLayout.Column(
                    column.shareProperty().get(),
                    column.panes().stream()
                        .map(pane ->
                            new TunerLayout.Entry(pane.shareProperty().get(), pane.content()))
                        .toList()))
            .toList());
  }

  /** Puts up the panes of a layout. */
  void arrange(TunerLayout layout) {
    arranging = true;
    tstop.textProperty().set(NumberText.real(layout.tstopMs()));
    List<TunerColumn> made = new ArrayList<>();
    for (TunerLayout.Column described : layout.columns()) {
      TunerColumn column = new TunerColumn();
      column.shareProperty().set(described.share());
      for (TunerLayout.Entry entry : described.panes()) {
        TunerPane pane = pane(entry.content());
        pane.shareProperty().set(entry.share());
        column.panes().add(pane);
      }
      if (!column.panes().isEmpty()) {
        made.add(column);
      }
    }
    columns.setAll(made);
    arranging = false;
    rearranged();
  }

  /** Plots, sliders of all parts, run control and a current, as bmtool's easy window has them. */
  public void arrangeEasily() {
    bench.cell().ifPresent(cell -> arrange(easy(cell)));
  }

  private static TunerLayout easy(LabCell cell) {
    Specimen specimen = cell.specimen();
    String soma = BenchViewModel.placeText(specimen, new Site(specimen.cell().somaIndex(), .5));
    List<TunerLayout.Entry> plots = new ArrayList<>();
    plots.add(new TunerLayout.Entry(1, new Content.Plot(List.of(soma + ".v"))));
    int sections = specimen.cell().sections().size();
    if (sections > 1) {
      List<String> curves = new ArrayList<>();
      int shown = Math.min(sections, MOST_CURVES);
      for (int k = 0; k < shown; k++) {
        int section = shown == 1 ? 0 : (int) Math.round(k * (sections - 1.0) / (shown - 1));
        curves.add(BenchViewModel.placeText(specimen, new Site(section, .5)) + ".v");
      }
      plots.add(new TunerLayout.Entry(1, new Content.Plot(curves)));
    }
    Set<String> kinds = new LinkedHashSet<>();
    specimen.cell().sections().forEach(section -> kinds.add(section.kind().label()));
    List<TunerLayout.Entry> parameters =
        kinds.stream().map(kind -> new TunerLayout.Entry(1, new Content.Parameters(kind))).toList();
    List<TunerLayout.Entry> control =
        List.of(
            new TunerLayout.Entry(1.25, new Content.Run()),
            new TunerLayout.Entry(.75, new Content.Clamp(soma, 100, 25, 200)),
            new TunerLayout.Entry(1.1, new Content.Measures(soma, 0, -100)));
    return new TunerLayout(
        USUAL_TSTOP_MS,
        List.of(
            new TunerLayout.Column(1.5, plots),
            new TunerLayout.Column(.9, parameters),
            new TunerLayout.Column(.9, control)));
  }

  /**
   * Saves the layout.
   *
   * @throws IOException if it cannot be written
   */
  public void save(Path file) throws IOException {
    TunerLayoutFile.write(layout(), file);
  }

  /** Takes a saved layout; the present one stays if the file is none. */
  public void open(Path file) {
    try {
      arrange(TunerLayoutFile.read(file));
      problems.set(List.of());
    } catch (ModelException e) {
      problems.set(e.problems());
    }
  }

  // ---- panes

  /** Kinds of panes. */
  public enum Kind {
    PLOT("Plot"),
    PARAMETERS("Parameters"),
    CLAMP("Current clamp"),
    SYNAPSE("Synapse"),
    MEASURES("Measures"),
    RUN("Run control");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** Adds a pane at the end of the column that suits it. */
  public TunerPane add(Kind kind) {
    String soma = soma();
    TunerPane pane =
        pane(
            switch (kind) {
              case PLOT -> new Content.Plot(List.of(soma + ".v"));
              case PARAMETERS -> new Content.Parameters("soma");
              case CLAMP -> new Content.Clamp(soma, 0, 0, 100);
              case SYNAPSE ->
                  new Content.Synapse(soma, firstSynapse(), .001, 50, 50, 10, 0, Map.of());
              case MEASURES -> new Content.Measures(soma, 0, -100);
              case RUN -> new Content.Run();
            });
    boolean plot = kind == Kind.PLOT;
    if (columns.isEmpty()) {
      columns.add(new TunerColumn());
    }
    TunerColumn column = plot ? columns.getFirst() : columns.getLast();
    pane.shareProperty()
        .set(column.panes().stream().mapToDouble(p -> p.shareProperty().get()).average().orElse(1));
    column.panes().add(pane);
    rearranged();
    return pane;
  }

  /** Takes a pane away; a column without panes goes, too. */
  public void remove(TunerPane pane) {
    columns.forEach(column -> column.panes().remove(pane));
    columns.removeIf(column -> column.panes().isEmpty());
    rearranged();
  }

  /**
   * Moves a pane.
   *
   * @param column where to; the number of columns for a new one at the right, -1 for one at the
   *     left
   * @param place before which pane of the column; beyond the last one for the end
   */
  public void move(TunerPane pane, int column, int place) {
    int from = columnOf(pane);
    if (from < 0) {
      return;
    }
    TunerColumn to;
    if (column < 0 || column >= columns.size()) {
      if (columns.get(from).panes().size() == 1) {
        return; // it has a column for itself
      }
      to = new TunerColumn();
      columns.get(from).panes().remove(pane);
      columns.add(column < 0 ? 0 : columns.size(), to);
      to.panes().add(pane);
    } else {
      to = columns.get(column);
      int before = to.panes().indexOf(pane);
      columns.get(from).panes().remove(pane);
      int target = before >= 0 && before < place ? place - 1 : place;
      to.panes().add(Math.clamp(target, 0, to.panes().size()), pane);
    }
    columns.removeIf(c -> c.panes().isEmpty());
    rearranged();
  }

  /** Number of the column that has a pane; -1 for none. */
  public int columnOf(TunerPane pane) {
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).panes().contains(pane)) {
        return c;
      }
    }
    return -1;
  }

  /** Tells that the user has changed the room of panes. */
  public void resized() {
    remember();
  }

  private void rearranged() {
    arrangements.set(arrangements.get() + 1);
    remember();
    ask(false);
  }

  private TunerPane pane(Content content) {
    return switch (content) {
      case Content.Plot plot -> new TunerPane.Plot(plot, this::changed);
      case Content.Parameters parameters -> new TunerPane.Parameters(parameters, this::remember);
      case Content.Clamp clamp -> new TunerPane.Clamp(clamp, this::changed);
      case Content.Synapse synapse -> {
        TunerPane.Synapse pane = new TunerPane.Synapse(synapse, this::changed);
        mechanism(synapse.mechanism()).ifPresent(type -> pane.take(type, synapse.parameters()));
        pane.mechanismProperty()
            .subscribe((_, name) -> {
              mechanism(name).ifPresent(type -> pane.take(type, pane.values()));
              changed();
            });
        yield pane;
      }
      case Content.Measures measures -> new TunerPane.Measures(measures, this::changed);
      case Content.Run _ -> new TunerPane.Run();
    };
  }

  private Optional<MechanismType> mechanism(String name) {
    return bench.cell().flatMap(cell -> cell.specimen().catalogue().find(name));
  }

  private String firstSynapse() {
    List<String> synapses = bench.synapses();
    return synapses.contains("Exp2Syn") || synapses.isEmpty() ? "Exp2Syn" : synapses.getFirst();
  }

  private String soma() {
    return bench
        .cell()
        .map(cell ->
            BenchViewModel.placeText(
                cell.specimen(), new Site(cell.specimen().cell().somaIndex(), .5)))
        .orElse("soma(0.5)");
  }

  // ---- what can be chosen

  /** Sections and their middles, for fields that take a place. */
  public List<String> places() {
    return bench
        .cell()
        .map(cell -> {
          List<String> places = new ArrayList<>();
          for (int s = 0; s < cell.specimen().cell().sections().size(); s++) {
            places.add(BenchViewModel.placeText(cell.specimen(), new Site(s, .5)));
          }
          return places;
        })
        .orElse(List.of());
  }

  /** Variables at a place; none if it is nowhere. */
  public List<String> variables(String place) {
    return bench
        .cell()
        .flatMap(cell ->
            bench
                .site(place)
                .map(site -> List.copyOf(CellVariables.at(cell.specimen(), site).keySet())))
        .orElse(List.of());
  }

  /** Parts of the cell, then its sections: what a pane of parameters can show. */
  public List<String> parameterSections() {
    Set<String> names = new LinkedHashSet<>();
    bench.parameters().forEach(parameter -> names.add(parameter.group()));
    bench.cell().ifPresent(cell -> names.addAll(CellVariables.sections(cell.specimen())));
    return List.copyOf(names);
  }

  /** Parameters of a part of the cell or of one section. */
  public List<Parameter> parameters(String section) {
    return bench.parametersOf(section);
  }

  /** Point processes that receive spikes. */
  public List<String> synapses() {
    return bench.synapses();
  }

  // ---- runs

  private void changed() {
    if (!arranging) {
      remember();
      ask(false);
    }
  }

  /** Runs the cell, whether changes do so by themselves or not. */
  public void runNow() {
    ask(true);
  }

  /** Ends the run that is going on; the curves of the one before stay. */
  public void stop() {
    stop.set(true);
    stop = new AtomicBoolean();
    runs.clear();
    running.set(false);
  }

  private void ask(boolean asked) {
    if (benches == null || arranging || bench.preparationProperty().get().isEmpty()) {
      return;
    }
    outOfDate = true;
    if (!asked && !(auto.get() && active.get())) {
      return;
    }
    Specimen specimen = bench.cell().orElseThrow().specimen();
    Assembly assembly = new Assembly(specimen);
    panes().forEach(assembly::add);
    double end;
    try {
      end = tstop.number();
      if (!(end > 0 && end <= 1e7)) {
        throw new ModelException(
            Problem.error("lab.bad-setting", Location.NOWHERE, "The run ends at " + end + " ms")
                .expected("more than 0"));
      }
    } catch (ModelException e) {
      problems.set(e.problems());
      return;
    }
    assembly.finish(end);
    if (assembly.isWrong()) {
      return; // said in the panes
    }
    outOfDate = false;
    running.set(true);
    runs.submit(
        new Request(
            benches,
            bench.preparationProperty().get().get(),
            assembly.rig(),
            assembly.trial(),
            end,
            stop,
            ++requests));
  }

  /** Runs in the background. */
  private void respond(Request asked) {
    List<Problem> said = List.of();
    Optional<TunerRun> answer = Optional.empty();
    try {
      long started = System.nanoTime();
      asked.benches().prepare(asked.preparation());
      Recording recording =
          asked
              .benches()
              .run(asked.rig(), asked.trial(), asked.tstopMs(), () -> asked.stop().get());
      Map<String, double[]> values = new HashMap<>();
      asked.rig().recorded().forEach(r -> values.put(r.name(), recording.of(r.name())));
      answer =
          Optional.of(
              new TunerRun(
                  recording.tMs(), values, (System.nanoTime() - started) * 1e-6, asked.number()));
    } catch (CancellationException e) {
      return; // that is what the user wants
    } catch (RuntimeException e) {
      said = ProblemText.of(e);
    }
    Optional<TunerRun> found = answer;
    List<Problem> wrong = said;
    ui.execute(() -> {
      if (asked.benches() == benches) {
        if (asked.number() == requests) {
          running.set(false);
        }
        problems.set(wrong);
        found.ifPresent(now -> {
          run.set(found);
          if (counting) {
            count(now);
          }
        });
      }
    });
  }

  /** Collects what the panes put into the cell and record, and tells them what does not go. */
  private final class Assembly {
    private final Specimen specimen;
    private final Set<String> recorded = new LinkedHashSet<>();
    private final Map<TunerPane, Double> begins = new LinkedHashMap<>();
    private final List<Runnable> trains = new ArrayList<>();
    private Rig rig = Rig.EMPTY;
    private Trial trial = Trial.EMPTY;
    private double endMs;
    private boolean wrong;

    Assembly(Specimen specimen) {
      this.specimen = specimen;
    }

    boolean isWrong() {
      return wrong;
    }

    Rig rig() {
      return rig;
    }

    Trial trial() {
      return trial;
    }

    void add(TunerPane pane) {
      try {
        pane.tell(
            switch (pane) {
              case TunerPane.Plot plot -> addPlot(plot);
              case TunerPane.Clamp clamp -> addClamp(clamp);
              case TunerPane.Synapse synapse -> addSynapse(synapse);
              case TunerPane.Measures measures -> addMeasures(measures);
              case TunerPane.Parameters _, TunerPane.Run _ -> List.of();
            });
      } catch (ModelException e) {
        pane.tell(e.problems());
        // A run without one of its currents would be another experiment.
        wrong |= pane instanceof TunerPane.Clamp || pane instanceof TunerPane.Synapse;
      }
    }

    /** What needs the end of the run. */
    void finish(double end) {
      endMs = end;
      begins.forEach((pane, begin) -> {
        if (begin >= end) {
          pane.tell(
              List.of(
                  Problem.warning(
                          "lab.tstop-before-stimulus",
                          Location.NOWHERE,
                          "The run ends at "
                              + NumberText.real(end)
                              + " ms, before this begins at "
                              + NumberText.real(begin)
                              + " ms")
                      .hint("Choose a later end or an earlier begin")));
        }
      });
      trains.forEach(Runnable::run);
    }

    private Site site(String text, String purpose) {
      return specimen.site(Place.parse(text), purpose);
    }

    private List<Problem> addPlot(TunerPane.Plot plot) {
      List<Problem> said = new ArrayList<>();
      for (String text : plot.curves()) {
        try {
          record(text);
        } catch (ModelException e) {
          said.addAll(e.problems());
        }
      }
      return said;
    }

    private void record(String text) {
      CellVariables.Curve curve =
          CellVariables.parse(text)
              .orElseThrow(() ->
                  new ModelException(
                      Problem.error(
                              "lab.bad-setting", Location.NOWHERE, "'" + text + "' is no curve")
                          .expected("SECTION(X).VARIABLE, for instance soma(0.5).v")));
      Site site = site(curve.place(), "plot");
      Set<String> known = CellVariables.at(specimen, site).keySet();
      if (!known.contains(curve.variable())) {
        throw new ModelException(
            Problem.error(
                    "lab.unknown-variable",
                    Location.NOWHERE,
                    "There is no variable " + curve.variable() + " at " + curve.place())
                .expected("one of " + NearestName.nearestFirst(curve.variable(), known)));
      }
      if (recorded.add(text)) {
        rig = rig.record(text, site, curve.variable());
      }
    }

    private List<Problem> addClamp(TunerPane.Clamp clamp) {
      Site site = site(clamp.atProperty().get(), "current clamp");
      double delay = clamp.delay().number();
      double dur = clamp.dur().number();
      require(delay >= 0, "The start of the pulse", delay, "0 ms or more");
      require(dur >= 0, "The length of the pulse", dur, "0 ms or more");
      String name = "clamp" + rig.devices().size();
      rig = rig.device(name, "IClamp", site);
      trial =
          trial
              .set(name, "amp", clamp.amp().number() * 1e-3)
              .set(name, "del", delay)
              .set(name, "dur", dur);
      if (clamp.amp().number() != 0) {
        begins.put(clamp, delay);
      }
      return List.of();
    }

    private List<Problem> addSynapse(TunerPane.Synapse synapse) {
      Site site = site(synapse.atProperty().get(), "synapse");
      String mechanism = synapse.mechanismProperty().get();
      if (!bench.synapses().contains(mechanism)) {
        throw new ModelException(
            Problem.error(
                    "lab.unknown-point-process",
                    Location.NOWHERE,
                    "There is no synapse " + mechanism)
                .expected("one of " + NearestName.nearestFirst(mechanism, bench.synapses())));
      }
      double weight = synapse.weight().number();
      double start = synapse.start().number();
      double interval = synapse.interval().number();
      double number = synapse.number().number();
      double noise = synapse.noise().number();
      require(start >= 0, "The first spike", start, "0 ms or later");
      require(interval >= .01, "The interval of spikes", interval, "0.01 ms or more");
      require(number >= 0 && number <= 1e6, "The number of spikes", number, "0 to 1000000");
      require(noise >= 0 && noise <= 1, "The noise", noise, "0 to 1");
      synapse.parameters().forEach(Setting::number);
      String name = "synapse" + rig.devices().size();
      rig = rig.device(name, mechanism, site);
      for (Map.Entry<String, Double> value : synapse.values().entrySet()) {
        trial = trial.set(name, value.getKey(), value.getValue());
      }
      begins.put(synapse, start);
      trains.add(() -> rig = rig.input(name, weight, 0, train(start, interval, number, noise)));
      return List.of();
    }

    private List<Double> train(double start, double interval, double number, double noise) {
      double[] times =
          new SynapticInput.Settings(
                  Electrodes.SOMA,
                  "Exp2Syn",
                  Map.of(),
                  0,
                  start,
                  endMs,
                  new SynapticInput.Pattern.Train(
                      1000 / interval, noise, OptionalDouble.empty(), 1),
                  OptionalDouble.empty())
              .timesMs();
      List<Double> list = new ArrayList<>();
      for (int k = 0; k < Math.min(times.length, number); k++) {
        list.add(times[k]);
      }
      return list;
    }

    private List<Problem> addMeasures(TunerPane.Measures measures) {
      measures.threshold().number();
      record(measures.atProperty().get() + ".v");
      return List.of();
    }

    private static void require(boolean fulfilled, String what, double value, String expected) {
      if (!fulfilled) {
        throw new ModelException(
            Problem.error(
                    "lab.bad-setting", Location.NOWHERE, what + " is " + NumberText.real(value))
                .expected(expected));
      }
    }
  }

  /** The curves of a plot as they are now. */
  public LinePlot.Panel panel(TunerPane.Plot plot) {
    List<LinePlot.Curve> curves = new ArrayList<>();
    Set<String> variables = new LinkedHashSet<>();
    Set<String> units = new LinkedHashSet<>();
    for (String text : plot.curves()) {
      CellVariables.parse(text)
          .ifPresent(curve -> {
            variables.add(curve.variable());
            units.add(unit(curve));
          });
    }
    if (run.get().isPresent()) {
      TunerRun now = run.get().get();
      boolean one = variables.size() == 1;
      for (String text : plot.curves()) {
        double[] values = now.values().get(text);
        if (values != null) {
          String label = one ? CellVariables.parse(text).orElseThrow().place() : text;
          curves.add(new LinePlot.Curve(label, now.tMs(), values));
        }
      }
    }
    String unit = units.size() == 1 ? units.iterator().next() : "";
    String name =
        variables.equals(Set.of("v"))
            ? "Membrane potential"
            : variables.size() == 1 ? variables.iterator().next() : "Variables";
    return new LinePlot.Panel(
        "", "Time (ms)", unit.isEmpty() ? name : name + " (" + unit + ")", curves);
  }

  private String unit(CellVariables.Curve curve) {
    return bench
        .cell()
        .flatMap(cell ->
            bench
                .site(curve.place())
                .map(site ->
                    CellVariables.at(cell.specimen(), site).getOrDefault(curve.variable(), "")))
        .orElse("");
  }

  // ---- measures

  /** Counts the spikes of the latest run, and of those to come. */
  public void countSpikes() {
    counting = true;
    if (run.get().isEmpty() || outOfDate) {
      ask(true);
    }
    run.get().ifPresent(this::count);
  }

  private void count(TunerRun now) {
    for (TunerPane.Measures pane : measures()) {
      double[] v = now.values().get(pane.atProperty().get() + ".v");
      if (v != null && pane.threshold().isNumber()) {
        pane.show(
            pane.resultsProperty()
                .get()
                .with(
                    new TunerMeasures.SpikeCount(
                        Spikes.times(now.tMs(), v, pane.threshold().number()))));
      }
    }
  }

  /** Measures resting potential, input resistance and time constant with a step of current. */
  public void measurePassive(TunerPane.Measures pane) {
    Optional<Preparation> preparation = bench.preparationProperty().get();
    if (preparation.isEmpty()) {
      return;
    }
    try {
      Place place = Place.parse(pane.atProperty().get());
      bench.cell().orElseThrow().specimen().site(place, "measurement");
      Passive.Settings usual = Passive.Settings.DEFAULT;
      Passive.Settings settings =
          new Passive.Settings(
              new Electrodes(place, place),
              pane.amp().number(),
              usual.injDelayMs(),
              usual.injDurMs(),
              usual.tstopMs(),
              usual.method());
      pane.tell(List.of());
      pane.show(pane.resultsProperty().get().measuring(true));
      passives.submit(new PassiveRequest(benches, preparation.get(), settings, pane));
    } catch (ModelException e) {
      pane.tell(e.problems());
    }
  }

  /** Runs in the background, on a bench of its own. */
  private void measure(PassiveRequest asked) {
    List<Problem> said;
    Optional<Passive.Result> answer = Optional.empty();
    try {
      Passive.Result result =
          Passive.run(new Benches(asked.preparation(), 1), asked.settings(), RunControl.none());
      answer = Optional.of(result);
      said = result.warnings();
    } catch (RuntimeException e) {
      said = ProblemText.of(e);
    }
    Optional<Passive.Result> found = answer;
    List<Problem> wrong = said;
    ui.execute(() -> {
      if (asked.benches() == benches) {
        TunerMeasures before = asked.pane().resultsProperty().get().measuring(false);
        TunerMeasures now = found.map(before::with).orElse(before);
        boolean changed =
            !bench.preparationProperty().get().equals(Optional.of(asked.preparation()));
        asked.pane().show(changed ? now.stale() : now);
        asked.pane().tell(wrong);
      }
    });
  }
}
