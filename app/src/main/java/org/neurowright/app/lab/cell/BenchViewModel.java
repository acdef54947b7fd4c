package org.neurowright.app.lab.cell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.command.UndoableEdit;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.PaintedCell;
import org.neurowright.engine.bench.Painting;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.HocTemplateFile;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;

/**
 * The cell on the bench: which one, its parameters as they stand, where the electrodes are. What is
 * done with it follows {@link #preparationProperty()}. Used on the interface thread.
 */
public final class BenchViewModel {
  private final CellSource source;
  private final TaskService tasks;

  private final ReadOnlyObjectWrapper<Optional<LabCell>> cell =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<LabRequest>> request =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Problem>> openProblems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<String>> templates =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<Preparation>> preparation =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObservableList<Parameter> parameters = FXCollections.observableArrayList();
  private final ObservableList<Snapshot> snapshots = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<SegmentValues>> segmentValues =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty recordAt = new SimpleStringProperty("soma(0.5)");
  private final StringProperty injectAt = new SimpleStringProperty("soma(0.5)");

  private final PlacedItems placed = new PlacedItems(this);
  private final List<Painting> paintings = new ArrayList<>();

  /** What is published when a change of several parameters is done. */
  private Preparation next;

  private int openings;
  private int looks;
  private UndoStack undo = new UndoStack();
  private Runnable onUndo = () -> {};
  private FavouriteStore favourites = FavouriteStore.NONE;
  private int gesture;

  /** A bench without a cell. */
  public BenchViewModel(CellSource source, TaskService tasks) {
    this.source = source;
    this.tasks = tasks;
  }

  /** The cell on the bench. */
  public ReadOnlyObjectProperty<Optional<LabCell>> cellProperty() {
    return cell.getReadOnlyProperty();
  }

  public Optional<LabCell> cell() {
    return cell.get();
  }

  /** How the cell was asked for; empty for one that was made here. */
  public ReadOnlyObjectProperty<Optional<LabRequest>> requestProperty() {
    return request.getReadOnlyProperty();
  }

  /** What was wrong with the latest cell that was asked for; also warnings of one that is there. */
  public ReadOnlyObjectProperty<List<Problem>> openProblemsProperty() {
    return openProblems.getReadOnlyProperty();
  }

  /** Templates of the file that was looked at. */
  public ReadOnlyObjectProperty<List<String>> templatesProperty() {
    return templates.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty openingProperty() {
    return opening.getReadOnlyProperty();
  }

  /** The cell with its parameters as they stand; set after {@link #cellProperty()}. */
  public ReadOnlyObjectProperty<Optional<Preparation>> preparationProperty() {
    return preparation.getReadOnlyProperty();
  }

  /** Whether a file is a cell's by its name, and no model's. */
  public static boolean isCellFile(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return List.of(".hoc", ".swc", ".asc", ".nml").stream().anyMatch(name::endsWith);
  }

  /** Finds out which templates a file or folder has. */
  public void lookAt(Path fileOrFolder) {
    int mine = ++looks;
    templates.set(List.of());
    boolean hoc =
        Files.isDirectory(fileOrFolder)
            || fileOrFolder.toString().toLowerCase(Locale.ROOT).endsWith(".hoc");
    if (!hoc || !Files.exists(fileOrFolder)) {
      return;
    }
    tasks.start(
        "List templates",
        _ -> LabCells.templates(fileOrFolder).stream().map(LabCells.TemplatePlace::name).toList(),
        found -> {
          if (mine == looks) {
            templates.set(found);
          }
        },
        reason -> openProblems.set(ProblemText.of(reason)));
  }

  /** Puts another cell on the bench; the present one stays if that does not work out. */
  public void open(LabRequest wanted) {
    open(wanted, () -> source.open(wanted));
  }

  /** Puts a node of a network that is open on the bench; its files are not read again. */
  public void open(LabRequest wanted, ModelDescription model) {
    open(wanted, () -> source.open(wanted, model));
  }

  private void open(LabRequest wanted, Supplier<ReadResult<LabCell>> reader) {
    int mine = ++openings;
    opening.set(true);
    tasks.start(
        "Open " + wanted.cell().getFileName(),
        _ -> reader.get(),
        read -> {
          if (mine != openings) {
            return;
          }
          opening.set(false);
          openProblems.set(read.problems());
          read.value().ifPresent(found -> show(found, Optional.of(wanted)));
        },
        reason -> {
          if (mine == openings) {
            opening.set(false);
            openProblems.set(ProblemText.of(reason));
          }
        });
  }

  /** Makes a passive cell of a soma and a dendrite. */
  public void makeBallAndStick(double somaUm, double dendriteUm, double diameterUm) {
    int mine = ++openings;
    opening.set(true);
    tasks.start(
        "Make a cell",
        _ -> source.ballAndStick(somaUm, dendriteUm, diameterUm),
        made -> {
          if (mine == openings) {
            opening.set(false);
            openProblems.set(List.of());
            show(made, Optional.empty());
          }
        },
        reason -> {
          if (mine == openings) {
            opening.set(false);
            openProblems.set(ProblemText.of(reason));
          }
        });
  }

  /** Takes the cell off the bench. */
  public void close() {
    openings++;
    opening.set(false);
    openProblems.set(List.of());
    next = null;
    publish();
    cell.set(Optional.empty());
    parameters.clear();
    paintings.clear();
    snapshots.clear();
    placed.clear();
    forgetHistory();
    request.set(Optional.empty());
  }

  private void show(LabCell found, Optional<LabRequest> wanted) {
    // Nobody shall see the electrodes of one cell with another cell.
    next = null;
    publish();
    snapshots.clear();
    placed.clear();
    forgetHistory();
    request.set(wanted);
    paintings.clear();
    parameters.setAll(CellParameters.of(found));
    cell.set(Optional.of(found));
    showFavourites();
    String soma = defaultPlace(found.specimen());
    recordAt.set(soma);
    injectAt.set(soma);
    next = found.preparation();
    publish();
  }

  private void publish() {
    publishFollowers();
    preparation.set(Optional.ofNullable(next));
  }

  /** What the picture of the cell may be coloured by, of a page that offers it. */
  public ObjectProperty<Optional<SegmentValues>> segmentValuesProperty() {
    return segmentValues;
  }

  // ---- mechanisms painted on the cell

  /** The cell as it stands, with the mechanisms painted on it; empty without a cell. */
  public Optional<Specimen> specimen() {
    return preparation.get().map(Preparation::specimen);
  }

  /** What was painted since the cell came onto the bench, the latest last. */
  public List<Painting> paintings() {
    return List.copyOf(paintings);
  }

  /**
   * Puts a mechanism onto sections, or takes one off. Parameters that stay keep their values, and
   * electrodes their places; the responses follow when the cell has been built anew.
   *
   * @throws ModelException if that cannot be painted; nothing has changed then
   */
  public void paint(Painting painting) {
    if (cell.get().isEmpty()) {
      return;
    }
    List<Painting> more = new ArrayList<>(paintings);
    more.add(painting);
    Specimen painted = PaintedCell.of(cell.get().get().specimen(), more);
    edit(
        "Paint the cell",
        null,
        () -> {
          exchange(painted);
          paintings.clear();
          paintings.addAll(more);
        });
  }

  /** Takes over the same sections with other mechanisms. */
  private void exchange(Specimen specimen) {
    Map<String, Parameter> before = new LinkedHashMap<>();
    parameters.forEach(p -> before.put(p.key(), p));
    List<Parameter> after = parametersOf(specimen);
    for (Parameter parameter : after) {
      Parameter old = before.get(parameter.key());
      if (old != null) {
        parameter.lockedProperty().set(old.lockedProperty().get());
        if (old.changedProperty().get()) {
          parameter.set(old.valueProperty().get());
        }
      }
    }
    next = next.on(specimen);
    parameters.setAll(after);
    showFavourites();
  }

  /** Those of the same groups for other mechanisms on the same sections. */
  private List<Parameter> parametersOf(Specimen specimen) {
    LabCell now = cell.get().orElseThrow();
    List<Parameter> list =
        new ArrayList<>(
            CellParameters.of(
                new LabCell(specimen, now.conditions(), now.templates(), now.mechanismFiles())));
    Set<String> there = list.stream().map(Parameter::group).collect(Collectors.toSet());
    parameters.stream()
        .map(Parameter::group)
        .distinct()
        .filter(group -> !there.contains(group))
        .forEach(
            group -> list.addAll(CellParameters.part(group, specimen.sections(group), specimen)));
    return list;
  }

  /** Gives the open cell the mechanisms of more folders; what was painted stays. */
  public void addMechanisms(List<Path> folders) {
    Optional<LabCell> now = cell.get();
    if (now.isEmpty()) {
      return;
    }
    int mine = ++openings;
    opening.set(true);
    tasks.start(
        "Add mechanisms",
        _ -> source.withMechanisms(now.get(), folders),
        read -> {
          if (mine != openings) {
            return;
          }
          opening.set(false);
          openProblems.set(read.problems());
          read.value().ifPresent(this::takeMechanisms);
        },
        reason -> {
          if (mine == openings) {
            opening.set(false);
            openProblems.set(ProblemText.of(reason));
          }
        });
  }

  private void takeMechanisms(LabCell found) {
    Preparation before = next;
    Specimen painted;
    try {
      painted = PaintedCell.of(found.specimen(), paintings);
    } catch (ModelException e) {
      openProblems.set(e.problems());
      return;
    }
    next = null;
    publish();
    cell.set(Optional.of(found));
    next = before;
    exchange(painted);
    // Earlier steps belong to the cell without these mechanisms.
    forgetHistory();
    publish();
  }

  /**
   * Writes the cell with everything painted and turned as a hoc template of its own.
   *
   * @param written told of the file when it is there
   * @param failed told what was wrong
   */
  public void saveTemplate(Path file, Consumer<Path> written, Consumer<List<Problem>> failed) {
    if (next == null) {
      return;
    }
    Preparation now = next;
    LabCell from = cell.get().orElseThrow();
    String name = file.getFileName().toString().replaceFirst("\\.hoc$", "");
    tasks.start(
        "Write " + file.getFileName(),
        _ -> {
          CableCell changed = new Benches(now, 1).cell();
          List<String> mechanisms =
              from.mechanismFiles().stream().map(f -> f.getFileName().toString()).toList();
          return Files.writeString(
              file,
              HocTemplateFile.text(
                  HocTemplateFile.word(name),
                  changed,
                  now.specimen().lists(),
                  now.conditions(),
                  mechanisms));
        },
        written,
        reason -> failed.accept(ProblemText.of(reason)));
  }

  /** Point processes of the cell that receive spikes. */
  public List<String> synapses() {
    return cell.get().stream()
        .flatMap(found -> found.specimen().catalogue().all().stream())
        .filter(t -> t.kind() == MechanismKind.POINT_PROCESS && t.netReceiveArgs() >= 0)
        .map(MechanismType::name)
        .toList();
  }

  private static String defaultPlace(Specimen specimen) {
    return placeText(specimen, new Site(specimen.cell().somaIndex(), .5));
  }

  /** A place as it stands in its field, {@code dend[3](0.5)}. */
  public static String placeText(Specimen specimen, Site site) {
    String name = specimen.cell().sections().get(site.section()).name();
    if (!specimen.sections(name).equals(List.of(site.section()))) {
      int number = specimen.sections("all").indexOf(site.section());
      name = number >= 0 ? Integer.toString(number) : name;
    }
    return name + "(" + NumberText.real(Math.rint(site.x() * 1000) / 1000) + ")";
  }

  /** Puts the recording electrode somewhere. */
  public void placeRecord(Site site) {
    cell.get().ifPresent(found -> recordAt.set(placeText(found.specimen(), site)));
  }

  /** Puts the current electrode, or the synapse, somewhere. */
  public void placeInject(Site site) {
    cell.get().ifPresent(found -> injectAt.set(placeText(found.specimen(), site)));
  }

  /** Where a field's text is in the cell; empty if nowhere. */
  public Optional<Site> site(String placeText) {
    try {
      Place place = Place.parse(placeText);
      return cell.get().map(found -> found.specimen().site(place, "electrode"));
    } catch (ModelException e) {
      return Optional.empty();
    }
  }

  /**
   * Where the electrodes are.
   *
   * @throws ModelException if a field says no place
   */
  public Electrodes electrodes() {
    return new Electrodes(Place.parse(recordAt.get()), Place.parse(injectAt.get()));
  }

  public StringProperty recordAtProperty() {
    return recordAt;
  }

  public StringProperty injectAtProperty() {
    return injectAt;
  }

  /** Probes, clamps and synapses besides the two electrodes. */
  public PlacedItems placed() {
    return placed;
  }

  // ---- parameters

  /** What can be turned, by group. */
  public ObservableList<Parameter> parameters() {
    return parameters;
  }

  /** A parameter by its key, {@code soma.gbar_labnat}. */
  public Optional<Parameter> parameter(String key) {
    return parameters.stream().filter(p -> p.key().equals(key)).findFirst();
  }

  /** Parameters of one section by its name, {@code dend[3]}, or of a section list. */
  public List<Parameter> parametersOf(String section) {
    Optional<String> group = addGroup(section);
    return parameters.stream().filter(p -> group.equals(Optional.of(p.group()))).toList();
  }

  /** Turns a parameter; the response follows. One gesture is one step of the history. */
  public void set(Parameter parameter, double value) {
    if (parameter.lockedProperty().get() || next == null || !Double.isFinite(value)) {
      return;
    }
    double wanted = parameter.isWhole() ? Math.max(1, Math.rint(value)) : value;
    edit(
        "Turn " + parameter.key(), parameter.key() + "/" + gesture, () -> apply(parameter, wanted));
  }

  /** A slider was let go: the next turn is a step of its own. */
  public void endGesture() {
    gesture++;
  }

  private void apply(Parameter parameter, double value) {
    parameter.set(value);
    switch (parameter.target()) {
      case Parameter.Target.OfCell _ -> change(parameter.change().orElseThrow());
      case Parameter.Target.OfRun(Parameter.Condition condition) ->
          next = next.with(condition.with(next.conditions(), value));
      case Parameter.Target.OfAll(List<Parameter> parts) ->
          parts.stream()
              .filter(part -> !part.lockedProperty().get())
              .forEach(part -> apply(part, value));
    }
  }

  /** A new change goes before those of the same variable in fewer sections: these still count. */
  private void change(Change change) {
    List<Change> changes = next.changes();
    if (changes.stream().noneMatch(change::sameTarget) && change instanceof Change.Range wide) {
      for (int i = 0; i < changes.size(); i++) {
        if (changes.get(i) instanceof Change.Range narrow
            && narrow.variable().equals(wide.variable())
            && narrow.sections().size() < wide.sections().size()
            && wide.sections().containsAll(narrow.sections())) {
          List<Change> longer = new ArrayList<>(changes);
          longer.add(i, change);
          next = new Preparation(next.specimen(), next.conditions(), longer);
          return;
        }
      }
    }
    next = next.with(change);
  }

  /** Gives a parameter the value of the cell's file. */
  public void reset(Parameter parameter) {
    if (!parameter.lockedProperty().get() && next != null) {
      edit("Reset " + parameter.key(), null, () -> takeBack(parameter));
    }
  }

  private void takeBack(Parameter parameter) {
    switch (parameter.target()) {
      case Parameter.Target.OfCell _ -> next = next.without(parameter.change().orElseThrow());
      case Parameter.Target.OfRun(Parameter.Condition condition) ->
          next = next.with(condition.with(next.conditions(), parameter.original()));
      case Parameter.Target.OfAll(List<Parameter> parts) ->
          parts.stream().filter(part -> !part.lockedProperty().get()).forEach(this::takeBack);
    }
    parameter.reset();
  }

  /** All parameters as the file has them, but for locked ones. */
  public void resetAll() {
    if (next != null) {
      edit(
          "Reset all parameters",
          null,
          () -> parameters.stream().filter(p -> !p.lockedProperty().get()).forEach(this::takeBack));
    }
  }

  // ---- history

  /** Uses a history that is shared with others. */
  public void useUndo(UndoStack shared, Runnable whenUsed) {
    undo = shared;
    onUndo = whenUsed;
  }

  /** Changes of parameters that can be taken back. */
  public UndoStack undo() {
    return undo;
  }

  /** The cell and its parameters, by key, at one moment. */
  private record State(
      Preparation preparation, List<Painting> paintings, Map<String, Double> changed) {}

  private State state() {
    Map<String, Double> changed = new LinkedHashMap<>();
    parameters.stream()
        .filter(p -> p.changedProperty().get())
        .forEach(p -> changed.put(p.key(), p.valueProperty().get()));
    return new State(next, List.copyOf(paintings), changed);
  }

  private void restore(State state) {
    if (next.specimen() != state.preparation().specimen()) {
      exchange(state.preparation().specimen());
      paintings.clear();
      paintings.addAll(state.paintings());
    }
    next = state.preparation();
    for (Parameter parameter : parameters) {
      Double value = state.changed().get(parameter.key());
      if (value != null) {
        parameter.set(value);
      } else if (parameter.changedProperty().get()) {
        parameter.reset();
      }
    }
    publish();
  }

  private void edit(String name, String mergeKey, Runnable action) {
    undo.perform(new Edit(name, mergeKey, state(), null, action));
  }

  /** A change of parameters. */
  private final class Edit implements UndoableEdit {
    private final String name;
    private final String mergeKey;
    private final State before;
    private final Runnable action;
    private State after;

    Edit(String name, String mergeKey, State before, State after, Runnable action) {
      this.name = name;
      this.mergeKey = mergeKey;
      this.before = before;
      this.after = after;
      this.action = action;
    }

    BenchViewModel owner() {
      return BenchViewModel.this;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void apply() {
      if (after == null) {
        action.run();
        publish();
        after = state();
      } else {
        restore(after);
        onUndo.run();
      }
    }

    @Override
    public void revert() {
      restore(before);
      endGesture();
      onUndo.run();
    }

    @Override
    public UndoableEdit mergedWith(UndoableEdit later) {
      return mergeKey != null
              && later instanceof Edit edit
              && mergeKey.equals(edit.mergeKey)
              && edit.owner() == BenchViewModel.this
          ? new Edit(name, mergeKey, before, edit.after, action)
          : null;
    }
  }

  private void forgetHistory() {
    undo.forget(edit -> edit instanceof Edit mine && mine.owner() == this);
  }

  // ---- groups and favourites

  /**
   * Makes the parameters of a section list or of a section turnable by themselves.
   *
   * @param name {@code apical}, {@code dend[3]}
   * @return the group that has them, which may be there already; empty if there are no such
   *     sections
   */
  public Optional<String> addGroup(String name) {
    if (parameters.stream().anyMatch(p -> p.group().equals(name))) {
      return Optional.of(name);
    }
    Optional<LabCell> here = cell.get();
    List<Integer> sections = here.map(c -> c.specimen().sections(name)).orElse(List.of());
    if (sections.isEmpty()) {
      return Optional.empty();
    }
    for (Parameter parameter : parameters) {
      if (parameter.target() instanceof Parameter.Target.OfCell(Change.Range range)
          && range.variable().equals("cm")
          && range.sections().size() == sections.size()
          && range.sections().containsAll(sections)) {
        return Optional.of(parameter.group());
      }
    }
    parameters.addAll(CellParameters.part(name, sections, here.get().specimen()));
    List<String> starred = favourites.of(favouriteKey());
    parameters.stream()
        .filter(p -> p.group().equals(name) && starred.contains(p.key()))
        .forEach(p -> p.setFavourite(true));
    publishFollowers();
    return Optional.of(name);
  }

  /** Section lists and sections that may become groups. */
  public List<String> groupNames() {
    List<String> names = new ArrayList<>();
    cell.get()
        .ifPresent(found -> {
          names.addAll(found.specimen().lists().keySet());
          found.specimen().cell().sections().forEach(s -> names.add(s.name()));
        });
    names.removeIf(name -> parameters.stream().anyMatch(p -> p.group().equals(name)));
    return names.stream().distinct().toList();
  }

  /** Where favourites are remembered. */
  public void useFavourites(FavouriteStore store) {
    favourites = store;
  }

  /**
   * Puts a parameter among the favourites, or takes it away from there; remembered for the cell.
   */
  public void setFavourite(Parameter parameter, boolean on) {
    parameter.setFavourite(on);
    List<String> keys = new ArrayList<>(favourites.of(favouriteKey()));
    keys.remove(parameter.key());
    if (on) {
      keys.add(parameter.key());
    }
    favourites.keep(favouriteKey(), keys);
  }

  private String favouriteKey() {
    return request
        .get()
        .map(r ->
            r.cell().toAbsolutePath().normalize()
                + r.node().map(n -> "#" + n).orElse("")
                + cell.get().map(c -> "#" + c.specimen().name()).orElse(""))
        .orElse("");
  }

  private void showFavourites() {
    for (String key : favourites.of(favouriteKey())) {
      if (parameter(key).isEmpty() && key.lastIndexOf('.') > 0) {
        addGroup(key.substring(0, key.lastIndexOf('.')));
      }
      parameter(key).ifPresent(p -> p.setFavourite(true));
    }
  }

  /** What was not turned shows what it has from groups that were. */
  private void publishFollowers() {
    if (next == null) {
      return;
    }
    for (Parameter parameter : parameters) {
      if (!parameter.changedProperty().get()
          && parameter.target() instanceof Parameter.Target.OfCell(Change own)) {
        parameter.follow(effective(own).orElse(parameter.original()));
      }
    }
  }

  private Optional<Double> effective(Change own) {
    Optional<Double> value = Optional.empty();
    for (Change change : next.changes()) {
      boolean covers =
          switch (change) {
            case Change.Range wide ->
                own instanceof Change.Range narrow
                    && wide.variable().equals(narrow.variable())
                    && wide.sections().containsAll(narrow.sections());
            case Change.Section wide ->
                own instanceof Change.Section narrow
                    && wide.property() == narrow.property()
                    && wide.sections().containsAll(narrow.sections());
            case Change.Global _ -> false;
          };
      if (covers) {
        value = Optional.of(change.value());
      }
    }
    return value;
  }

  /** Values of the parameters that were changed, by key; those of all parts only by part. */
  public Map<String, Double> changedValues() {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (parameter.changedProperty().get()
          && !(parameter.target() instanceof Parameter.Target.OfAll)) {
        values.put(parameter.key(), parameter.valueProperty().get());
      }
    }
    return values;
  }

  /** The parameter sets that were kept, A and B. */
  public ObservableList<Snapshot> snapshots() {
    return snapshots;
  }

  public Optional<Snapshot> snapshot(String name) {
    return snapshots.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** Keeps the parameters as they stand. */
  public void keep(String name) {
    snapshots.removeIf(s -> s.name().equals(name));
    snapshots.add(new Snapshot(name, changedValues()));
  }

  /** Sets the parameters to what was kept; locked ones stay. */
  public void recall(String name) {
    snapshot(name).ifPresent(kept -> apply("Show " + name, kept.values()));
  }

  /**
   * Sets all parameters; those that are not named are as in the file, locked ones stay.
   *
   * @param what name of the step in the history
   * @return names that the cell does not know
   */
  public List<String> apply(String what, Map<String, Double> values) {
    if (next == null) {
      return List.of();
    }
    List<String> unknown = unknown(values);
    edit(
        what,
        null,
        () -> {
          for (Parameter parameter : parameters) {
            if (parameter.lockedProperty().get()
                || parameter.target() instanceof Parameter.Target.OfAll) {
              continue;
            }
            Double value = values.get(parameter.key());
            if (value != null) {
              apply(parameter, value);
            } else if (parameter.changedProperty().get()) {
              takeBack(parameter);
            }
          }
          parameters.stream()
              .filter(p -> p.target() instanceof Parameter.Target.OfAll)
              .forEach(p -> {
                p.reset();
                Double value = values.get(p.key());
                if (value != null) {
                  apply(p, value);
                }
              });
        });
    return unknown;
  }

  /** Names that the cell does not know; groups that are asked for are made. */
  public List<String> unknown(Map<String, Double> values) {
    List<String> unknown = new ArrayList<>();
    for (String key : values.keySet()) {
      if (parameter(key).isEmpty() && key.lastIndexOf('.') > 0) {
        addGroup(key.substring(0, key.lastIndexOf('.')));
      }
      if (parameter(key).isEmpty()) {
        unknown.add(key);
      }
    }
    return unknown;
  }

  /** Turns some parameters in one step; the others stay as they are. */
  public void turn(String what, Map<String, Double> values) {
    if (next != null) {
      unknown(values);
      edit(
          what,
          null,
          () ->
              values.forEach((key, value) ->
                  parameter(key)
                      .filter(p -> !p.lockedProperty().get())
                      .ifPresent(p -> apply(p, value))));
    }
  }

  /** The cell with a set of parameters, without touching what is on the bench. */
  public Optional<Preparation> prepared(Map<String, Double> values) {
    if (cell.get().isEmpty()) {
      return Optional.empty();
    }
    unknown(values);
    Preparation made = cell.get().get().preparation();
    for (Parameter parameter : parameters) {
      Double value = values.get(parameter.key());
      if (value != null) {
        made = with(made, parameter, value);
      }
    }
    return Optional.of(made);
  }

  private static Preparation with(Preparation made, Parameter parameter, double value) {
    return switch (parameter.target()) {
      case Parameter.Target.OfCell(Change change) -> made.with(change.with(value));
      case Parameter.Target.OfRun(Parameter.Condition condition) ->
          made.with(condition.with(made.conditions(), value));
      case Parameter.Target.OfAll(List<Parameter> parts) -> {
        Preparation all = made;
        for (Parameter part : parts) {
          all = with(all, part, value);
        }
        yield all;
      }
    };
  }

  /** Where the two kept sets differ, one line each. */
  public List<String> differences() {
    Map<String, Double> a = snapshot("A").map(Snapshot::values).orElse(Map.of());
    Map<String, Double> b = snapshot("B").map(Snapshot::values).orElse(Map.of());
    List<String> lines = new ArrayList<>();
    for (Parameter parameter : parameters) {
      Double ofA = a.get(parameter.key());
      Double ofB = b.get(parameter.key());
      if (ofA != null && !ofA.equals(ofB) || ofB != null && !ofB.equals(ofA)) {
        lines.add(
            parameter.key()
                + ": A "
                + (ofA == null ? "as in the file" : NumberText.real(ofA))
                + ", B "
                + (ofB == null ? "as in the file" : NumberText.real(ofB)));
      }
    }
    return lines;
  }
}
