package org.neurowright.app.lab.cell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.PaintedCell;
import org.neurowright.engine.bench.Painting;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.SectionAddress;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.Additions;
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
  private static final Pattern PLACE = Pattern.compile("(.+)\\(\\s*([0-9.eE+-]+)\\s*\\)\\s*");

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
  private final Map<String, List<Parameter>> ofSections = new LinkedHashMap<>();
  private final ObservableList<Snapshot> snapshots = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<SegmentValues>> segmentValues =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty recordAt = new SimpleStringProperty("soma(0.5)");
  private final StringProperty injectAt = new SimpleStringProperty("soma(0.5)");

  private final ObservableList<Placed> placed = FXCollections.observableArrayList();
  private final ReadOnlyLongWrapper placedChanges = new ReadOnlyLongWrapper();
  private final List<Painting> paintings = new ArrayList<>();

  /** What is published when a change of several parameters is done. */
  private Preparation next;

  private int openings;
  private int looks;

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
    ofSections.clear();
    paintings.clear();
    snapshots.clear();
    clearPlaced();
    request.set(Optional.empty());
  }

  private void show(LabCell found, Optional<LabRequest> wanted) {
    // Nobody shall see the electrodes of one cell with another cell.
    next = null;
    publish();
    snapshots.clear();
    clearPlaced();
    request.set(wanted);
    ofSections.clear();
    paintings.clear();
    parameters.setAll(CellParameters.of(found));
    cell.set(Optional.of(found));
    String soma = defaultPlace(found.specimen());
    recordAt.set(soma);
    injectAt.set(soma);
    next = found.preparation();
    publish();
  }

  private void publish() {
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
    exchange(PaintedCell.of(cell.get().get().specimen(), more));
    paintings.clear();
    paintings.addAll(more);
  }

  /** Takes over the same sections with other mechanisms. */
  private void exchange(Specimen specimen) {
    LabCell now = cell.get().orElseThrow();
    List<Parameter> before = List.copyOf(parameters);
    List<Parameter> after =
        CellParameters.of(
            new LabCell(specimen, now.conditions(), now.templates(), now.mechanismFiles()));
    for (Parameter parameter : after) {
      before.stream()
          .filter(p -> p.key().equals(parameter.key()))
          .findFirst()
          .ifPresent(p -> {
            parameter.lockedProperty().set(p.lockedProperty().get());
            if (p.changedProperty().get()) {
              parameter.set(p.valueProperty().get());
            }
          });
    }
    next = next.on(specimen);
    parameters.setAll(after);
    publish();
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
      Place place = place(placeText);
      return cell.get().map(found -> found.specimen().site(place, "electrode"));
    } catch (ModelException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a place as it stands in a field; whether the cell has it shows when it is looked up.
   *
   * @throws ModelException if the text is no place
   */
  public static Place place(String text) {
    Matcher matcher = PLACE.matcher(text.strip());
    if (!matcher.matches()) {
      return new Place(SectionAddress.parse(text), .5);
    }
    try {
      return new Place(
          SectionAddress.parse(matcher.group(1)), Double.parseDouble(matcher.group(2)));
    } catch (NumberFormatException e) {
      throw new ModelException(
          Problem.error("lab.bad-setting", Location.NOWHERE, "'" + text + "' is no place")
              .expected("SECTION(X), for instance dend[3](0.5)"));
    }
  }

  /**
   * Where the electrodes are.
   *
   * @throws ModelException if a field says no place
   */
  public Electrodes electrodes() {
    return new Electrodes(place(recordAt.get()), place(injectAt.get()));
  }

  public StringProperty recordAtProperty() {
    return recordAt;
  }

  public StringProperty injectAtProperty() {
    return injectAt;
  }

  // ---- what else is on the cell

  /** Probes, clamps and synapses besides the two electrodes; changed by the methods here. */
  public ObservableList<Placed> placed() {
    return placed;
  }

  /** Counts the changes of {@link #placed()} and of the texts in it. */
  public ReadOnlyLongProperty placedChangesProperty() {
    return placedChanges.getReadOnlyProperty();
  }

  /** Puts something onto the cell; empty for a synapse without a mechanism to be one. */
  public Optional<Placed> put(Placed.Kind kind, Site site) {
    if (cell.get().isEmpty() || kind == Placed.Kind.SYNAPSE && synapses().isEmpty()) {
      return Optional.empty();
    }
    int number =
        1 + placed.stream().filter(p -> p.kind() == kind).mapToInt(Placed::number).max().orElse(0);
    Placed made =
        new Placed(kind, number, placeText(cell.get().get().specimen(), site), synapses());
    made.onChange(this::placedChanged);
    placed.add(made);
    placedChanged();
    return Optional.of(made);
  }

  /** Takes something off the cell. */
  public void remove(Placed item) {
    if (placed.remove(item)) {
      placedChanged();
    }
  }

  /** Puts something that is on the cell elsewhere. */
  public void move(Placed item, Site site) {
    cell.get().ifPresent(found -> item.atProperty().set(placeText(found.specimen(), site)));
  }

  /**
   * What is on the cell besides the two electrodes.
   *
   * @throws ModelException if a field says no place or number
   */
  public Additions additions() {
    List<Additions.Probe> probes = new ArrayList<>();
    List<Additions.Clamp> clamps = new ArrayList<>();
    List<Additions.Synapse> synapses = new ArrayList<>();
    placed.forEach(item -> item.into(probes, clamps, synapses));
    return new Additions(probes, clamps, synapses);
  }

  private void clearPlaced() {
    placed.clear();
    placedChanged();
  }

  private void placedChanged() {
    placedChanges.set(placedChanges.get() + 1);
  }

  // ---- parameters

  /** What can be turned, by group. */
  public ObservableList<Parameter> parameters() {
    return parameters;
  }

  /** A parameter by its key, {@code soma.gbar_labnat}. */
  public Optional<Parameter> parameter(String key) {
    return everyParameter().stream().filter(p -> p.key().equals(key)).findFirst();
  }

  /**
   * Parameters of one section by its name, {@code dend[3]}; they have the last word over those of
   * the part that the section belongs to.
   */
  public List<Parameter> parametersOf(String section) {
    return cell.get()
        .map(found ->
            ofSections.computeIfAbsent(
                section, name -> CellParameters.ofSection(found.specimen(), name)))
        .orElse(List.of());
  }

  private List<Parameter> everyParameter() {
    List<Parameter> all = new ArrayList<>(parameters);
    ofSections.values().forEach(all::addAll);
    return all;
  }

  /** Turns a parameter; the response follows. */
  public void set(Parameter parameter, double value) {
    if (parameter.lockedProperty().get() || next == null || !Double.isFinite(value)) {
      return;
    }
    apply(parameter, value);
    publish();
  }

  private void apply(Parameter parameter, double value) {
    parameter.set(value);
    switch (parameter.target()) {
      case Parameter.Target.OfCell _ -> next = next.with(parameter.change().orElseThrow());
      case Parameter.Target.OfRun(Parameter.Condition condition) ->
          next = next.with(condition.with(next.conditions(), value));
      case Parameter.Target.OfAll(List<Parameter> parts) ->
          parts.stream()
              .filter(part -> !part.lockedProperty().get())
              .forEach(part -> apply(part, value));
    }
  }

  /** Gives a parameter the value of the cell's file. */
  public void reset(Parameter parameter) {
    if (parameter.lockedProperty().get() || next == null) {
      return;
    }
    takeBack(parameter);
    publish();
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
    if (preparation != null) {
      everyParameter().stream().filter(p -> !p.lockedProperty().get()).forEach(this::takeBack);
      publish();
    }
  }

  /** Values of the parameters that were changed, by key; those of all parts only by part. */
  public Map<String, Double> changedValues() {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Parameter parameter : everyParameter()) {
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
    Optional<Snapshot> kept = snapshot(name);
    if (kept.isEmpty() || next == null) {
      return;
    }
    for (Parameter parameter : everyParameter()) {
      if (parameter.lockedProperty().get()
          || parameter.target() instanceof Parameter.Target.OfAll) {
        continue;
      }
      Double value = kept.get().values().get(parameter.key());
      if (value != null) {
        apply(parameter, value);
      } else if (parameter.changedProperty().get()) {
        takeBack(parameter);
      }
    }
    parameters.stream()
        .filter(p -> p.target() instanceof Parameter.Target.OfAll)
        .forEach(Parameter::reset);
    publish();
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
