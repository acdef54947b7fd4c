package org.neurowright.app.lab.form;

import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/** A setting of a protocol as it stands in its field. */
public final class Setting {
  private final String key;
  private final String label;
  private final String unit;
  private final String meaning;
  private final String usual;
  private final List<String> choices;
  private final StringProperty text;

  /**
   * A setting.
   *
   * @param key bmtool's name of it
   * @param label before the field
   * @param unit after it; empty for none
   * @param meaning for the tooltip
   * @param usual the default as text
   * @param choices what can be chosen; empty for anything
   */
  public Setting(
      String key, String label, String unit, String meaning, String usual, List<String> choices) {
    this.key = key;
    this.label = label;
    this.unit = unit;
    this.meaning = meaning;
    this.usual = usual;
    this.choices = List.copyOf(choices);
    this.text = new SimpleStringProperty(usual);
  }

  public static Setting number(
      String key, String label, String unit, String meaning, String usual) {
    return new Setting(key, label, unit, meaning, usual, List.of());
  }

  public String key() {
    return key;
  }

  public String label() {
    return label;
  }

  public String unit() {
    return unit;
  }

  public String meaning() {
    return meaning;
  }

  public String usual() {
    return usual;
  }

  public List<String> choices() {
    return choices;
  }

  public StringProperty textProperty() {
    return text;
  }

  /** The number in the field; accepts a decimal comma. */
  public double number() {
    try {
      double value = Double.parseDouble(text.get().strip().replace(',', '.'));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new ModelException(
        Problem.error(
                "lab.bad-setting",
                Location.NOWHERE,
                label + " is '" + text.get() + "', which is not a number")
            .expected("a number" + (unit.isEmpty() ? "" : " in " + unit))
            .hint("The default is " + usual));
  }

  public boolean isEmpty() {
    return text.get().isBlank();
  }
}
