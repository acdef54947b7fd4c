package org.neurowright.app.lab.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.lab.tuner.TunerLayout.Content;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.UnitText;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.problem.Problem;

/** One pane as the user has set it. Used on the interface thread. */
public abstract sealed class TunerPane {
  private final DoubleProperty share = new SimpleDoubleProperty(1);
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());

  private TunerPane() {}

  /** Its room in the column, against the other panes there. */
  public DoubleProperty shareProperty() {
    return share;
  }

  /** What is wrong with it. */
  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  void tell(List<Problem> found) {
    if (!problems.get().equals(found)) {
      problems.set(found);
    }
  }

  /** What is saved of it. */
  abstract Content content();

  static Setting setting(
      String key, String label, String unit, String meaning, double value, Runnable onChange) {
    return watched(Setting.number(key, label, unit, meaning, NumberText.real(value)), onChange);
  }

  private static Setting watched(Setting setting, Runnable onChange) {
    setting.textProperty().subscribe((_, _) -> onChange.run());
    return setting;
  }

  private static double number(Setting setting, double otherwise) {
    return setting.isNumber() ? setting.number() : otherwise;
  }

  /** Curves over time. */
  public static final class Plot extends TunerPane {
    private final ObservableList<String> curves = FXCollections.observableArrayList();

    Plot(Content.Plot content, Runnable onChange) {
      curves.setAll(content.curves());
      curves.addListener((ListChangeListener<String>) _ -> onChange.run());
    }

    /** Each {@code section(x).variable}. */
    public ObservableList<String> curves() {
      return curves;
    }

    @Override
    Content content() {
      return new Content.Plot(curves);
    }
  }

  /** Sliders of a part of the cell or of one section. */
  public static final class Parameters extends TunerPane {
    private final StringProperty section = new SimpleStringProperty();

    Parameters(Content.Parameters content, Runnable onChange) {
      section.set(content.section());
      section.subscribe((_, _) -> onChange.run());
    }

    /** {@code soma}, {@code all}, {@code run}, or one section, {@code dend[3]}. */
    public StringProperty sectionProperty() {
      return section;
    }

    @Override
    Content content() {
      return new Content.Parameters(section.get());
    }
  }

  /** A rectangular current. */
  public static final class Clamp extends TunerPane {
    private final StringProperty at = new SimpleStringProperty();
    private final Setting amp;
    private final Setting delay;
    private final Setting dur;

    Clamp(Content.Clamp content, Runnable onChange) {
      at.set(content.at());
      at.subscribe((_, _) -> onChange.run());
      amp = setting("tuner_amp", "Current", "pA", "Height of the pulse", content.amp(), onChange);
      delay = setting("tuner_delay", "from", "ms", "Start of the pulse", content.delay(), onChange);
      dur = setting("tuner_dur", "for", "ms", "Length of the pulse", content.dur(), onChange);
    }

    /** Where, {@code soma(0.5)}. */
    public StringProperty atProperty() {
      return at;
    }

    public Setting amp() {
      return amp;
    }

    public Setting delay() {
      return delay;
    }

    public Setting dur() {
      return dur;
    }

    @Override
    Content content() {
      return new Content.Clamp(at.get(), number(amp, 0), number(delay, 25), number(dur, 200));
    }
  }

  /** Spikes into a point process. */
  public static final class Synapse extends TunerPane {
    private final StringProperty at = new SimpleStringProperty();
    private final StringProperty mechanism = new SimpleStringProperty();
    private final Setting weight;
    private final Setting start;
    private final Setting interval;
    private final Setting number;
    private final Setting noise;
    private final ObservableList<Setting> parameters = FXCollections.observableArrayList();
    private final Runnable onChange;

    Synapse(Content.Synapse content, Runnable onChange) {
      this.onChange = onChange;
      at.set(content.at());
      mechanism.set(content.mechanism());
      at.subscribe((_, _) -> onChange.run());
      weight =
          setting(
              "tuner_weight",
              "Weight",
              "",
              "Weight of the connection, in the synapse's own unit; µS for Exp2Syn",
              content.weight(),
              onChange);
      start = setting("tuner_start", "Start", "ms", "First spike", content.start(), onChange);
      interval =
          setting("tuner_interval", "Every", "ms", "Between spikes", content.interval(), onChange);
      number = setting("tuner_number", "Number", "", "Of spikes", content.number(), onChange);
      noise =
          setting(
              "tuner_noise",
              "Noise",
              "",
              "0 for a regular train, 1 for intervals without memory",
              content.noise(),
              onChange);
    }

    /** Takes the parameters of the mechanism; those that have a value already keep it. */
    void take(MechanismType type, Map<String, Double> values) {
      List<Setting> made = new ArrayList<>();
      for (MechanismVariable variable : type.variables()) {
        if (variable.role() == MechanismVariable.Role.PARAMETER
            && variable.visible()
            && variable.size() == 1) {
          Setting setting =
              setting(
                  "tuner_" + variable.name(),
                  variable.name(),
                  UnitText.of(variable.unit()),
                  variable.name() + " of " + type.name(),
                  variable.defaultValue(),
                  onChange);
          Double value = values.get(variable.name());
          if (value != null) {
            setting.textProperty().set(NumberText.real(value));
          }
          made.add(setting);
        }
      }
      parameters.setAll(made);
    }

    public StringProperty atProperty() {
      return at;
    }

    /** Name of the point process; changed through the view model. */
    public StringProperty mechanismProperty() {
      return mechanism;
    }

    /** Weight, start, interval, number, noise. */
    public List<Setting> settings() {
      return List.of(weight, start, interval, number, noise);
    }

    /** Of the point process. */
    public ObservableList<Setting> parameters() {
      return parameters;
    }

    Setting weight() {
      return weight;
    }

    Setting start() {
      return start;
    }

    Setting interval() {
      return interval;
    }

    Setting number() {
      return number;
    }

    Setting noise() {
      return noise;
    }

    Map<String, Double> values() {
      Map<String, Double> values = new LinkedHashMap<>();
      parameters.stream()
          .filter(Setting::isNumber)
          .forEach(
              setting -> values.put(setting.key().substring("tuner_".length()), setting.number()));
      return values;
    }

    @Override
    Content content() {
      return new Content.Synapse(
          at.get(),
          mechanism.get(),
          TunerPane.number(weight, 0),
          TunerPane.number(start, 50),
          TunerPane.number(interval, 50),
          (int) TunerPane.number(number, 3),
          TunerPane.number(noise, 0),
          values());
    }
  }

  /** What is counted and measured at the push of a button. */
  public static final class Measures extends TunerPane {
    private final StringProperty at = new SimpleStringProperty();
    private final Setting threshold;
    private final Setting amp;
    private final ReadOnlyObjectWrapper<TunerMeasures> results =
        new ReadOnlyObjectWrapper<>(TunerMeasures.NONE);

    Measures(Content.Measures content, Runnable onChange) {
      at.set(content.at());
      at.subscribe((_, _) -> onChange.run());
      threshold =
          setting(
              "tuner_threshold",
              "Spikes above",
              "mV",
              "A spike is counted where the potential rises above this",
              content.threshold(),
              onChange);
      amp =
          setting(
              "tuner_passive_amp",
              "Passive step",
              "pA",
              "Current of the step by which R in and τ are measured: from 200 ms for 1000 ms",
              content.amp(),
              () -> {});
    }

    /** Where is counted and measured. */
    public StringProperty atProperty() {
      return at;
    }

    public Setting threshold() {
      return threshold;
    }

    public Setting amp() {
      return amp;
    }

    /** What was found. */
    public ReadOnlyObjectProperty<TunerMeasures> resultsProperty() {
      return results.getReadOnlyProperty();
    }

    void show(TunerMeasures found) {
      results.set(found);
    }

    @Override
    Content content() {
      return new Content.Measures(at.get(), number(threshold, 0), number(amp, -100));
    }
  }

  /** How long and from where; run and stop. */
  public static final class Run extends TunerPane {
    @Override
    Content content() {
      return new Content.Run();
    }
  }
}
