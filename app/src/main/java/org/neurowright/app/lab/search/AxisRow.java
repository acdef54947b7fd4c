package org.neurowright.app.lab.search;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.text.NumberText;

/** A parameter that is searched, with its bounds as they stand in their fields. */
public final class AxisRow {
  private final String key;
  private final String unit;
  private final Setting lower;
  private final Setting upper;
  private final BooleanProperty log = new SimpleBooleanProperty();

  AxisRow(Parameter parameter, double from, double to, boolean logarithmic) {
    key = parameter.key();
    unit = parameter.unit();
    lower = Setting.number("lower", "", "", "Least value", NumberText.real(from));
    upper = Setting.number("upper", "to", "", "Largest value", NumberText.real(to));
    log.set(logarithmic);
  }

  /** {@code soma.gnabar_hh}. */
  public String key() {
    return key;
  }

  public String unit() {
    return unit;
  }

  public Setting lower() {
    return lower;
  }

  public Setting upper() {
    return upper;
  }

  /** Whether distances count by factors. */
  public BooleanProperty logProperty() {
    return log;
  }
}
