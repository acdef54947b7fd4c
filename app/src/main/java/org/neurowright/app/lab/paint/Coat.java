package org.neurowright.app.lab.paint;

import java.util.List;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.UnitText;
import org.neurowright.engine.bench.Spread;
import org.neurowright.engine.mechanism.MechanismVariable;

/** How one parameter is to be spread over the cell, as it stands in its fields. */
public final class Coat {
  static final String UNIFORM = "uniform";
  static final String LINEAR = "linear";
  static final String EXPONENTIAL = "exponential";

  private final String name;
  private final String unit;
  private final Setting shape;
  private final Setting value;
  private final Setting perUm;
  private final Setting far;
  private final Setting length;

  /** With the mechanism's default everywhere. */
  Coat(MechanismVariable variable) {
    name = variable.name();
    unit = UnitText.of(variable.unit());
    String usual = NumberText.real(variable.defaultValue());
    shape =
        new Setting(
            name + "-shape",
            "",
            "",
            "How " + name + " depends on the way from the soma",
            UNIFORM,
            List.of(UNIFORM, LINEAR, EXPONENTIAL));
    value = Setting.number(name, name, unit, "Everywhere, or at the soma", usual);
    perUm = Setting.number(name + "-per-um", "per µm", "", "Change for every µm", "0");
    far = Setting.number(name + "-far", "far", "", "Value far away", usual);
    length =
        Setting.number(
            name + "-length", "over", "µm", "After which the difference is 1/e of itself", "100");
  }

  /** The parameter's name without suffix. */
  public String name() {
    return name;
  }

  /** As people write it; empty for none. */
  public String unit() {
    return unit;
  }

  /** uniform, linear or exponential. */
  public Setting shape() {
    return shape;
  }

  /** The numbers that the chosen shape has. */
  public List<Setting> numbers() {
    return switch (shape.textProperty().get()) {
      case LINEAR -> List.of(value, perUm);
      case EXPONENTIAL -> List.of(value, far, length);
      default -> List.of(value);
    };
  }

  Spread spread() {
    return switch (shape.textProperty().get()) {
      case LINEAR -> new Spread.Linear(value.number(), perUm.number());
      case EXPONENTIAL -> new Spread.Exponential(value.number(), far.number(), length.number());
      default -> new Spread.Uniform(value.number());
    };
  }

  /** Takes over what is on the cell already. */
  void take(Spread spread) {
    switch (spread) {
      case Spread.Uniform(double everywhere) -> {
        shape.textProperty().set(UNIFORM);
        value.textProperty().set(text(everywhere));
      }
      case Spread.Linear(double atSoma, double slope) -> {
        shape.textProperty().set(LINEAR);
        value.textProperty().set(text(atSoma));
        perUm.textProperty().set(text(slope));
      }
      case Spread.Exponential(double atSoma, double away, double lengthUm) -> {
        shape.textProperty().set(EXPONENTIAL);
        value.textProperty().set(text(atSoma));
        far.textProperty().set(text(away));
        length.textProperty().set(text(lengthUm));
      }
    }
  }

  /** All digits that are needed: what is inserted again should be the same number. */
  private static String text(double value) {
    String shown = NumberText.real(value);
    try {
      return Double.parseDouble(shown) == value ? shown : Double.toString(value);
    } catch (NumberFormatException e) {
      return Double.toString(value);
    }
  }
}
