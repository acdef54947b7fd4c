package org.neurowright.app.lab.search;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.measure.ChirpKind;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.search.Feature;
import org.neurowright.engine.search.Stimulus;
import org.neurowright.engine.search.Target;

/** A target as it stands in its fields. */
public final class TargetRow {
  private final StringProperty feature = new SimpleStringProperty();
  private final Setting target =
      Setting.number("target", "", "", "The value that the feature should have", "0");
  private final Setting tolerance =
      Setting.number(
          "tolerance", "", "", "How far off is good enough: the unit of z and of the score", "1");
  private final ReadOnlyDoubleWrapper now = new ReadOnlyDoubleWrapper(Double.NaN);
  private List<Setting> stimulus = List.of();
  private String kind = "";

  TargetRow(String feature) {
    this.feature.set(feature);
    this.feature.subscribe(this::takeKind);
  }

  TargetRow(Target from) {
    this(from.feature());
    target.textProperty().set(NumberText.real(from.value()));
    tolerance.textProperty().set(NumberText.real(from.tolerance()));
    double[] numbers =
        switch (from.stimulus()) {
          case Stimulus.Pulse p -> new double[] {p.ampPa(), p.delayMs(), p.durMs()};
          case Stimulus.Steps s ->
              new double[] {s.fromPa(), s.toPa(), s.stepPa(), s.delayMs(), s.durMs()};
          case Stimulus.Chirp c ->
              new double[] {c.ampPa(), c.delayMs(), c.durMs(), c.fromHz(), c.toHz()};
        };
    for (int i = 0; i < numbers.length; i++) {
      stimulus.get(i).textProperty().set(NumberText.real(numbers[i]));
    }
  }

  private void takeKind(String name) {
    String wanted = Feature.find(name).map(Feature::kind).orElse("pulse");
    now.set(Double.NaN);
    if (!wanted.equals(kind)) {
      kind = wanted;
      stimulus = new ArrayList<>(fields(wanted));
    }
  }

  private static List<Setting> fields(String kind) {
    Setting delay = Setting.number("delay", "at", "ms", "Start", "200");
    return switch (kind) {
      case "steps" ->
          List.of(
              Setting.number("from", "", "pA", "First current", "0"),
              Setting.number("to", "to", "pA", "Last current", "400"),
              Setting.number("step", "by", "pA", "Distance of currents", "50"),
              delay,
              Setting.number("dur", "for", "ms", "Length of each", "500"));
      case "chirp" ->
          List.of(
              Setting.number("amp", "", "pA", "Height of the chirp", "20"),
              delay,
              Setting.number("dur", "for", "ms", "Length", "5000"),
              Setting.number("from", "", "Hz", "Frequency at its start", "0.5"),
              Setting.number("to", "to", "Hz", "Frequency at its end", "20"));
      default ->
          List.of(
              Setting.number("amp", "", "pA", "Height of the pulse", "-50"),
              delay,
              Setting.number("dur", "for", "ms", "Length", "500"));
    };
  }

  public StringProperty featureProperty() {
    return feature;
  }

  /** Unit of the feature; empty for none. */
  public String unit() {
    return Feature.find(feature.get()).map(Feature::unit).orElse("");
  }

  /** Fields of the stimulus; others when a feature of another kind is chosen. */
  public List<Setting> stimulus() {
    return stimulus;
  }

  public Setting target() {
    return target;
  }

  public Setting tolerance() {
    return tolerance;
  }

  /** What the cell has now; NaN when it was not measured. */
  public ReadOnlyDoubleProperty nowProperty() {
    return now.getReadOnlyProperty();
  }

  void setNow(double value) {
    now.set(value);
  }

  /** Distance of the present value from the target, in tolerances; NaN when nobody knows. */
  public double z() {
    try {
      return Double.isNaN(now.get())
          ? Double.NaN
          : (now.get() - target.number()) / tolerance.number();
    } catch (ModelException e) {
      return Double.NaN;
    }
  }

  /**
   * The target.
   *
   * @throws ModelException if a field says nothing that makes sense
   */
  Target read() {
    double[] n = stimulus.stream().mapToDouble(Setting::number).toArray();
    Stimulus made =
        switch (kind) {
          case "steps" -> new Stimulus.Steps(n[0], n[1], n[2], n[3], n[4]);
          case "chirp" -> new Stimulus.Chirp(n[0], n[1], n[2], n[3], n[4], ChirpKind.LINEAR);
          default -> new Stimulus.Pulse(n[0], n[1], n[2]);
        };
    return new Target(feature.get(), made, target.number(), tolerance.number());
  }
}
