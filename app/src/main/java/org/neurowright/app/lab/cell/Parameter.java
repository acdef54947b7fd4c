package org.neurowright.app.lab.cell;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.ParameterAddress;

/** A number of the cell, or of the conditions, that can be turned. */
public final class Parameter {
  /** Group of what holds for the run. */
  public static final String RUN = "run";

  /** Group of what all instances of a mechanism share. */
  public static final String GLOBAL = ParameterAddress.GLOBAL;

  /** Group of what several parts of the cell have, turned in all of them at once. */
  public static final String ALL = "all";

  /** What it turns. */
  public sealed interface Target {
    /** Part of the cell. */
    record OfCell(Change change) implements Target {}

    /** Holds for the run. */
    record OfRun(Condition condition) implements Target {}

    /** The same variable in several groups. */
    record OfAll(List<Parameter> parts) implements Target {}
  }

  /** Conditions that can be turned. */
  public enum Condition {
    TEMPERATURE,
    INITIAL_POTENTIAL,
    STEP;

    Conditions with(Conditions conditions, double value) {
      return switch (this) {
        case TEMPERATURE -> conditions.withCelsius(value);
        case INITIAL_POTENTIAL -> conditions.withVInit(value);
        case STEP -> conditions.withDt(value);
      };
    }
  }

  private final String group;
  private final String mechanism;
  private final String name;
  private final String variable;
  private final String unit;
  private final double least;
  private final double most;
  private final double original;
  private final double[] usualRange;
  private final DoubleProperty lower = new SimpleDoubleProperty();
  private final DoubleProperty upper = new SimpleDoubleProperty();
  private final Target target;
  private final ReadOnlyBooleanWrapper favourite = new ReadOnlyBooleanWrapper();
  private final DoubleProperty value = new SimpleDoubleProperty();
  private final BooleanProperty locked = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();

  /**
   * A parameter.
   *
   * @param least least value that the cell's file gives it
   * @param most largest
   * @param mean where the slider begins
   */
  Parameter(
      String group,
      String mechanism,
      String name,
      String variable,
      String unit,
      double least,
      double most,
      double mean,
      Target target) {
    this.group = group;
    this.mechanism = mechanism;
    this.name = name;
    this.variable = variable;
    this.unit = unit;
    this.least = least;
    this.most = most;
    this.original = mean;
    this.target = target;
    usualRange = range(unit, mean, target);
    useUsualRange();
    value.set(mean);
  }

  /** Where a slider usually wants to go. */
  private static double[] range(String unit, double value, Target target) {
    if (target instanceof Target.OfRun(Condition condition)) {
      return switch (condition) {
        case TEMPERATURE -> new double[] {0, 45};
        case INITIAL_POTENTIAL -> new double[] {-120, 0};
        case STEP -> new double[] {.005, .1};
      };
    }
    if (target instanceof Target.OfCell(Change.Section section)
        && section.property() == Change.Property.SEGMENTS) {
      return new double[] {1, Math.max(15, 4 * value)};
    }
    if (unit.equals("mV")) {
      double middle = 10 * Math.rint(value / 10);
      return new double[] {middle - 50, middle + 50};
    }
    if (value == 0) {
      return new double[] {0, unit.contains("/cm") ? .01 : 1};
    }
    return value > 0 ? new double[] {0, 4 * value} : new double[] {4 * value, 0};
  }

  /** Part of the cell: {@code soma}, {@code all}, ... */
  public String group() {
    return group;
  }

  /** Heading below the group: mechanism, "membrane", "ions" or "run". */
  public String mechanism() {
    return mechanism;
  }

  /** Name without suffix. */
  public String name() {
    return name;
  }

  /** NEURON's name. */
  public String variable() {
    return variable;
  }

  /** As people write it; empty when there is none. */
  public String unit() {
    return unit;
  }

  /** Names it inside a cell. */
  public String key() {
    return group + "." + variable;
  }

  /** The file's value; the mean where sections differ. */
  public double original() {
    return original;
  }

  /** Whether the sections of the group have different values in the file. */
  public boolean isVaried() {
    return most - least > 1e-9 * Math.max(Math.abs(least), Math.abs(most));
  }

  public double least() {
    return least;
  }

  public double most() {
    return most;
  }

  /** Lower end of the slider. */
  public double lower() {
    return lower.get();
  }

  public double upper() {
    return upper.get();
  }

  /** Lower end of the slider; less than the upper one. */
  public ReadOnlyDoubleProperty lowerProperty() {
    return lower;
  }

  public ReadOnlyDoubleProperty upperProperty() {
    return upper;
  }

  /** Sets the ends of the slider; nothing happens unless the lower one is less. */
  public void setRange(double newLower, double newUpper) {
    if (newLower < newUpper && Double.isFinite(newLower) && Double.isFinite(newUpper)) {
      // Never the one above the other, as sliders listen to both.
      if (newLower < upper.get()) {
        lower.set(newLower);
        upper.set(newUpper);
      } else {
        upper.set(newUpper);
        lower.set(newLower);
      }
    }
  }

  /** Ends as they are for a cell that was just opened. */
  public void useUsualRange() {
    lower.set(usualRange[0]);
    upper.set(usualRange[1]);
  }

  /** Whether it stands in the group of favourites; set through the view model. */
  public ReadOnlyBooleanProperty favouriteProperty() {
    return favourite.getReadOnlyProperty();
  }

  void setFavourite(boolean on) {
    favourite.set(on);
  }

  /** Whether only whole numbers make sense. */
  public boolean isWhole() {
    return target instanceof Target.OfCell(Change.Section section)
        && section.property() == Change.Property.SEGMENTS;
  }

  /** Changed through the view model only. */
  public DoubleProperty valueProperty() {
    return value;
  }

  /** Locked ones are left alone by sliders of all parts and by snapshots. */
  public BooleanProperty lockedProperty() {
    return locked;
  }

  /** Whether it was set to a value of its own. */
  public ReadOnlyBooleanProperty changedProperty() {
    return changed.getReadOnlyProperty();
  }

  public Target target() {
    return target;
  }

  Optional<Change> change() {
    return target instanceof Target.OfCell(Change change)
        ? Optional.of(change.with(value.get()))
        : Optional.empty();
  }

  /** Shows what another parameter gives it; its own value it has not. */
  void follow(double newValue) {
    value.set(newValue);
  }

  void set(double newValue) {
    changed.set(true);
    value.set(newValue);
  }

  void reset() {
    changed.set(false);
    value.set(original);
  }
}
