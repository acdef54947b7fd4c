package org.neurowright.app.lab.recorded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.measure.Residual;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.DetailedClamp;
import org.neurowright.engine.protocol.Trace;
import org.neurowright.io.recorded.RecordedFile;
import org.neurowright.io.recorded.RecordedFiles;
import org.neurowright.io.recorded.RecordedSweep;
import org.neurowright.io.recorded.RecordedUnits;

/**
 * A recording that is laid over responses: file, sweep, shift in time and potential. Used on the
 * interface thread; files are read in the background.
 */
public final class RecordedViewModel {
  /** Name of its curve in plots. */
  public static final String CURVE = "recorded";

  private static final int COLOUR = Palette.category(4);

  private final TaskService tasks;
  private final ReadOnlyObjectWrapper<Optional<RecordedFile>> file =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<RecordedSweep>> sweep =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
  private final IntegerProperty index = new SimpleIntegerProperty(0);
  private final BooleanProperty difference = new SimpleBooleanProperty(true);
  private final BooleanProperty played = new SimpleBooleanProperty(false);
  private final ObjectProperty<RecordedUnits.Time> timeUnit =
      new SimpleObjectProperty<>(RecordedUnits.Time.MS);
  private final ObjectProperty<RecordedUnits.Value> valueUnit =
      new SimpleObjectProperty<>(RecordedUnits.Value.MV);
  private final Setting shift =
      Setting.number("recorded_shift", "Shift", "ms", "Added to the times of the recording", "0");
  private final Setting offset =
      Setting.number(
          "recorded_offset",
          "Offset",
          "mV",
          "Added to the recorded potential, for instance the liquid junction potential",
          "0");
  private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();

  private Optional<LinePlot.Curve> curve = Optional.empty();
  private boolean unitsChosen;
  private boolean settingUnits;
  private int readings;

  /** Without a recording. */
  public RecordedViewModel(TaskService tasks) {
    this.tasks = tasks;
    index.subscribe((_, _) -> readSweep());
    shift.textProperty().subscribe((_, _) -> place());
    offset.textProperty().subscribe((_, _) -> place());
    difference.subscribe((_, _) -> changed());
    played.subscribe((_, _) -> changed());
    timeUnit.subscribe((_, _) -> unitsChanged());
    valueUnit.subscribe((_, _) -> unitsChanged());
  }

  /** The file that is open. */
  public ReadOnlyObjectProperty<Optional<RecordedFile>> fileProperty() {
    return file.getReadOnlyProperty();
  }

  /** The sweep that is laid over responses. */
  public ReadOnlyObjectProperty<Optional<RecordedSweep>> sweepProperty() {
    return sweep.getReadOnlyProperty();
  }

  /** What is wrong with file, sweep or settings. */
  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty readingProperty() {
    return reading.getReadOnlyProperty();
  }

  /** Which of the file's sweeps. */
  public IntegerProperty indexProperty() {
    return index;
  }

  /** Whether the difference has a plot of its own. */
  public BooleanProperty differenceProperty() {
    return difference;
  }

  /** Whether the recorded current is injected into the model instead of the pulse. */
  public BooleanProperty playedProperty() {
    return played;
  }

  /** Unit of the times of tables that do not say it. */
  public ObjectProperty<RecordedUnits.Time> timeUnitProperty() {
    return timeUnit;
  }

  /** Unit of the values of tables that do not say it. */
  public ObjectProperty<RecordedUnits.Value> valueUnitProperty() {
    return valueUnit;
  }

  /** Shifts of time and of potential. */
  public List<Setting> settings() {
    return List.of(shift, offset);
  }

  /** Counts up whenever plots or stimulus have to be made anew. */
  public ReadOnlyLongProperty changesProperty() {
    return changes.getReadOnlyProperty();
  }

  /** Opens another file; the present one stays if that does not work out. */
  public void open(Path path) {
    unitsChosen = false;
    read(path, Optional.empty());
  }

  private void read(Path path, Optional<RecordedUnits> units) {
    int mine = ++readings;
    reading.set(true);
    tasks.start(
        "Read " + path.getFileName(),
        _ -> RecordedFiles.open(path, units),
        read -> {
          if (mine != readings) {
            return;
          }
          reading.set(false);
          problems.set(read.problems());
          read.value().ifPresent(this::take);
        },
        reason -> failed(mine, reason));
  }

  private void take(RecordedFile opened) {
    int keep = file.get().map(f -> f.path().equals(opened.path())).orElse(false) ? index.get() : 0;
    file.set(Optional.of(opened));
    settingUnits = true;
    timeUnit.set(opened.units().time());
    valueUnit.set(opened.units().value());
    settingUnits = false;
    if (index.get() == keep) {
      readSweep();
    } else {
      index.set(keep);
    }
  }

  private void failed(int mine, Throwable reason) {
    if (mine == readings) {
      reading.set(false);
      problems.set(ProblemText.of(reason));
    }
  }

  private void unitsChanged() {
    if (!settingUnits && file.get().isPresent()) {
      unitsChosen = true;
      read(
          file.get().get().path(), Optional.of(new RecordedUnits(timeUnit.get(), valueUnit.get())));
    }
  }

  /** Whether the user said the units of a table. */
  public boolean unitsChosen() {
    return unitsChosen;
  }

  private void readSweep() {
    Optional<RecordedFile> from = file.get();
    int wanted = index.get();
    if (from.isEmpty() || wanted < 0 || wanted >= from.get().sweeps().size()) {
      return;
    }
    int mine = ++readings;
    reading.set(true);
    List<Problem> ofFile =
        problems.get().stream().filter(p -> p.code().equals("recorded.unit-assumed")).toList();
    tasks.start(
        "Read " + from.get().sweeps().get(wanted),
        _ -> from.get().sweep(wanted),
        read -> {
          if (mine != readings) {
            return;
          }
          reading.set(false);
          List<Problem> all = new ArrayList<>(ofFile);
          all.addAll(read.problems());
          problems.set(all);
          read.value()
              .ifPresent(found -> {
                sweep.set(Optional.of(found));
                if (found.stimulusPa().isEmpty()) {
                  played.set(false);
                }
                place();
              });
        },
        reason -> failed(mine, reason));
  }

  /** Takes the recording away. */
  public void close() {
    readings++;
    reading.set(false);
    file.set(Optional.empty());
    sweep.set(Optional.empty());
    problems.set(List.of());
    played.set(false);
    place();
  }

  private void place() {
    try {
      double byMs = shift.number();
      double byMv = offset.number();
      curve = sweep.get().map(s -> placed(s, byMs, byMv));
      problems.set(
          problems.get().stream().filter(p -> !p.code().equals("lab.bad-setting")).toList());
    } catch (ModelException e) {
      problems.set(e.problems());
    }
    changed();
  }

  private static LinePlot.Curve placed(RecordedSweep sweep, double byMs, double byMv) {
    return new LinePlot.Curve(
        CURVE, shifted(sweep.tMs(), byMs), shifted(sweep.vMv(), byMv), false, COLOUR);
  }

  private static double[] shifted(double[] values, double by) {
    if (by == 0) {
      return values;
    }
    double[] result = values.clone();
    for (int k = 0; k < result.length; k++) {
      result[k] += by;
    }
    return result;
  }

  private void changed() {
    changes.set(changes.get() + 1);
  }

  /** The recording as it is laid over responses. */
  public Optional<LinePlot.Curve> curve() {
    return curve;
  }

  /** The recorded current, shifted in time; empty where it is not to be injected. */
  public Optional<DetailedClamp.Stimulus.Waveform> stimulus() {
    return played.get() && curve.isPresent()
        ? sweep
            .get()
            .flatMap(RecordedSweep::stimulusPa)
            .map(pa -> new DetailedClamp.Stimulus.Waveform(curve.get().x(), pa))
        : Optional.empty();
  }

  /** How far a response is from the recording; empty where they do not overlap. */
  public Optional<Residual> residual(Trace trace) {
    return curve
        .map(c -> Residual.of(trace.tMs(), trace.vMv(), c.x(), c.y()))
        .filter(r -> !r.isEmpty());
  }

  /** The plot of a difference. */
  public static LinePlot.Panel panel(Residual residual, String title, String xTitle) {
    return new LinePlot.Panel(
        title,
        xTitle,
        "ΔV (mV)",
        List.of(
            new LinePlot.Curve(
                "model − recorded", residual.tMs(), residual.differenceMv(), false, COLOUR)));
  }
}
