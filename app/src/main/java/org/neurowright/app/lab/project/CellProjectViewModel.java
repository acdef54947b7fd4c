package org.neurowright.app.lab.project;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.CellSource;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.lab.project.CellProject;
import org.neurowright.io.lab.project.CellProject.Stimulus;

/** What the project shall be. Used on the interface thread. */
public final class CellProjectViewModel {
  /** What the cells get. */
  public enum StimulusKind {
    CURRENT("Current"),
    SPIKES("Spikes"),
    NONE("Nothing");

    private final String title;

    StimulusKind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  private final BenchViewModel bench;
  private final CellSource source;
  private final TaskService tasks;
  private final StringProperty folder = new SimpleStringProperty("");
  private final Setting cells =
      Setting.number("project_cells", "Cells", "", "How many, all the same", "1");
  private final ObjectProperty<StimulusKind> stimulus =
      new SimpleObjectProperty<>(StimulusKind.CURRENT);
  private final Setting amp =
      Setting.number("project_amp", "Current", "pA", "Height of the pulse into the soma", "100");
  private final Setting delay =
      Setting.number("project_delay", "from", "ms", "Start of the pulse", "100");
  private final Setting dur =
      Setting.number("project_dur", "for", "ms", "Length of the pulse", "500");
  private final Setting spikes =
      Setting.number(
          "project_spikes",
          "Times",
          "ms",
          "When spikes arrive, with blanks between",
          "100 150 200");
  private final Setting weight =
      Setting.number(
          "project_weight", "Weight", "µS", "Peak conductance of the synapse at the soma", "0.002");
  private final Setting tstop = Setting.number("project_tstop", "End", "ms", "Of the run", "700");
  private final Setting dt = Setting.number("project_dt", "Step", "ms", "Of the run", "0.025");
  private final BooleanProperty reportV = new SimpleBooleanProperty(true);
  private final BooleanProperty reportCai = new SimpleBooleanProperty(true);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<Path>> latest =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final BooleanBinding possible;
  private Path models = Path.of(System.getProperty("user.home", "."), "neurowright");
  private Consumer<Path> made = _ -> {};

  public CellProjectViewModel(BenchViewModel bench, CellSource source, TaskService tasks) {
    this.bench = bench;
    this.source = source;
    this.tasks = tasks;
    possible =
        Bindings.createBooleanBinding(
            () ->
                bench.cell().isPresent()
                    && bench
                        .requestProperty()
                        .get()
                        .filter(CellProjectViewModel::isHoc)
                        .isPresent(),
            bench.cellProperty(),
            bench.requestProperty());
  }

  private static boolean isHoc(LabRequest request) {
    String name = request.cell().toString().toLowerCase(Locale.ROOT);
    boolean other =
        List.of(".json", ".swc", ".asc", ".nml", ".xml").stream().anyMatch(name::endsWith);
    return request.node().isEmpty() && !other;
  }

  /** Whether the cell on the bench is a hoc template. */
  public BooleanBinding possibleBinding() {
    return possible;
  }

  /**
   * Says where projects go and who opens them.
   *
   * @param modelsFolder in which a new folder is proposed
   * @param whenMade gets the configuration of a project
   */
  public void connect(Path modelsFolder, Consumer<Path> whenMade) {
    models = modelsFolder;
    made = whenMade;
  }

  /** Proposes a folder and the conditions of the bench. */
  public void begin() {
    problems.set(List.of());
    bench
        .cell()
        .ifPresent(cell -> folder.set(models.resolve(cell.specimen().name() + "_bmtk").toString()));
    bench
        .preparationProperty()
        .get()
        .map(Preparation::conditions)
        .ifPresent(now -> dt.textProperty().set(NumberText.real(now.dtMs())));
  }

  /** The parameters turned on the bench, which the hoc file does not have. */
  public long turned() {
    return bench.changedValues().keySet().stream()
        .filter(key -> !key.startsWith(Parameter.RUN + "."))
        .count();
  }

  public StringProperty folderProperty() {
    return folder;
  }

  public ObjectProperty<StimulusKind> stimulusProperty() {
    return stimulus;
  }

  /** What a stimulus asks for. */
  public List<Setting> settings(StimulusKind kind) {
    return switch (kind) {
      case CURRENT -> List.of(amp, delay, dur);
      case SPIKES -> List.of(spikes, weight);
      case NONE -> List.of();
    };
  }

  public Setting cells() {
    return cells;
  }

  public Setting tstop() {
    return tstop;
  }

  public Setting dt() {
    return dt;
  }

  public BooleanProperty reportVProperty() {
    return reportV;
  }

  public BooleanProperty reportCaiProperty() {
    return reportCai;
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** What keeps the project from being made. */
  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  /** The configuration of the project that was made last. */
  public ReadOnlyObjectProperty<Optional<Path>> latestProperty() {
    return latest.getReadOnlyProperty();
  }

  /** Writes the project; then it is opened. */
  public void make() {
    if (!possible.get() || busy.get()) {
      return;
    }
    Optional<Path> where = where();
    Optional<CellProject> wanted = wanted();
    if (where.isEmpty() || wanted.isEmpty()) {
      return;
    }
    busy.set(true);
    tasks.start(
        "Make a BMTK project",
        _ -> source.writeProject(wanted.get(), where.get()),
        read -> {
          busy.set(false);
          problems.set(
              read.value().isPresent()
                  ? List.of()
                  : read.problems().stream().filter(p -> p.isError()).toList());
          read.value()
              .ifPresent(written -> {
                latest.set(Optional.of(written.configuration()));
                made.accept(written.configuration());
              });
        },
        reason -> {
          busy.set(false);
          problems.set(ProblemText.of(reason));
        });
  }

  private Optional<Path> where() {
    try {
      if (!folder.get().isBlank()) {
        return Optional.of(Path.of(folder.get().strip()).toAbsolutePath());
      }
    } catch (InvalidPathException e) {
      // said below
    }
    problems.set(
        List.of(
            Problem.error(
                "project.folder", Location.NOWHERE, "'" + folder.get() + "' is no folder's name")));
    return Optional.empty();
  }

  /** Empty when fields have no numbers, which is told. */
  private Optional<CellProject> wanted() {
    List<Problem> wrong = new ArrayList<>();
    double count = number(cells, wrong);
    if (wrong.isEmpty() && count != Math.rint(count)) {
      wrong.add(
          Problem.error("project.setting", Location.NOWHERE, "There cannot be " + count + " cells")
              .expected("a whole number"));
    }
    Stimulus what =
        switch (stimulus.get()) {
          case NONE -> new Stimulus.None();
          case CURRENT ->
              new Stimulus.Current(number(amp, wrong), number(delay, wrong), number(dur, wrong));
          case SPIKES -> new Stimulus.Spikes(times(wrong), number(weight, wrong));
        };
    double end = number(tstop, wrong);
    double step = number(dt, wrong);
    problems.set(wrong);
    if (!wrong.isEmpty()) {
      return Optional.empty();
    }
    Conditions conditions =
        bench.preparationProperty().get().map(Preparation::conditions).orElse(Conditions.NEURON);
    return bench
        .requestProperty()
        .get()
        .map(request ->
            new CellProject(
                request,
                (int) count,
                what,
                end,
                conditions.withDt(step),
                reportV.get(),
                reportCai.get()));
  }

  private static double number(Setting setting, List<Problem> wrong) {
    try {
      return setting.number();
    } catch (ModelException e) {
      wrong.addAll(e.problems());
      return 0;
    }
  }

  private List<Double> times(List<Problem> wrong) {
    List<Double> times = new ArrayList<>();
    for (String word : spikes.textProperty().get().strip().split("[\\s;]+")) {
      try {
        times.add(Double.parseDouble(word.replaceAll(",$", "")));
      } catch (NumberFormatException e) {
        wrong.add(
            Problem.error(
                    "project.setting", Location.NOWHERE, "'" + word + "' is no time of a spike")
                .expected("times in ms with blanks between, for instance 100 150 200"));
        return times;
      }
    }
    return times;
  }
}
