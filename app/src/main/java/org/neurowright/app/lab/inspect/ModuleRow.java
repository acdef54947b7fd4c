package org.neurowright.app.lab.inspect;

import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.segregation.CurrentModule;

/** A module of currents as it stands in its fields. */
public final class ModuleRow {
  private final String name;
  private final StringProperty low;
  private final StringProperty high;

  ModuleRow(String name, String low, String high) {
    this.name = name;
    this.low = new SimpleStringProperty(low);
    this.high = new SimpleStringProperty(high);
  }

  public String name() {
    return name;
  }

  /** Lower boundary in mV; empty for none. */
  public StringProperty lowProperty() {
    return low;
  }

  /** Upper boundary in mV; empty for none. */
  public StringProperty highProperty() {
    return high;
  }

  CurrentModule with(List<String> mechanisms) {
    return new CurrentModule(name, number(low.get()), number(high.get()), mechanisms);
  }

  private OptionalDouble number(String text) {
    if (text == null || text.isBlank()) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text.strip().replace(',', '.')));
    } catch (NumberFormatException e) {
      throw new ModelException(
          Problem.error(
                  "lab.bad-setting",
                  Location.NOWHERE,
                  "The boundary '" + text + "' of module " + name + " is not a number")
              .expected("a number in mV, or nothing"));
    }
  }
}
