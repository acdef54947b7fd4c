package org.neurowright.app.lab.form;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;

/** A number that can be turned, with the range in which one usually wants it. */
public final class Knob {
  private final String key;
  private final String name;
  private final String unit;
  private final String meaning;
  private final double original;
  private final double lower;
  private final double upper;
  private final boolean logarithmic;
  private final DoubleProperty value;

  private Knob(
      String key,
      String name,
      String unit,
      String meaning,
      double original,
      double lower,
      double upper,
      boolean logarithmic) {
    this.key = key;
    this.name = name;
    this.unit = unit;
    this.meaning = meaning;
    this.original = original;
    this.lower = lower;
    this.upper = upper;
    this.logarithmic = logarithmic;
    value = new SimpleDoubleProperty(original);
  }

  /**
   * A knob whose range follows from its value: potentials 50 mV to either side, parts of one from 0
   * to 1, others from 0 to four times the value.
   *
   * @param key names its slider and field, {@code #slider-KEY} and {@code #number-KEY}
   * @param unit as people write it; empty for none
   */
  public static Knob of(String key, String name, String unit, String meaning, double value) {
    if (unit.equals("mV")) {
      double middle = 10 * Math.rint(value / 10);
      return new Knob(key, name, unit, meaning, value, middle - 50, middle + 50, false);
    }
    if (value == 0) {
      return new Knob(key, name, unit, meaning, 0, 0, unit.equals("ms") ? 1000 : 1, false);
    }
    if (unit.isEmpty() && value > 0 && value <= 1) {
      return new Knob(key, name, unit, meaning, value, 0, 1, false);
    }
    return new Knob(
        key, name, unit, meaning, value, Math.min(0, 4 * value), Math.max(0, 4 * value), false);
  }

  /** A knob over powers of ten. */
  public static Knob logarithmic(
      String key,
      String name,
      String unit,
      String meaning,
      double value,
      double lower,
      double upper) {
    return new Knob(key, name, unit, meaning, value, lower, upper, true);
  }

  /** A knob with a range of its own. */
  public static Knob between(
      String key,
      String name,
      String unit,
      String meaning,
      double value,
      double lower,
      double upper) {
    return new Knob(key, name, unit, meaning, value, lower, upper, false);
  }

  public String key() {
    return key;
  }

  public String name() {
    return name;
  }

  public String unit() {
    return unit;
  }

  public String meaning() {
    return meaning;
  }

  /** Where it stood at first. */
  public double original() {
    return original;
  }

  public double lower() {
    return lower;
  }

  public double upper() {
    return upper;
  }

  /** Whether equal ways of the slider are equal factors. */
  public boolean isLogarithmic() {
    return logarithmic;
  }

  public DoubleProperty valueProperty() {
    return value;
  }

  public double value() {
    return value.get();
  }
}
