package org.neurowright.app.lab.attenuation;

import java.util.function.Function;
import org.neurowright.engine.protocol.Attenuation;

/** What is shown along the tree. */
public enum Quantity {
  IN("Attenuation towards the site", "V segment / V site", "", Attenuation.Result::attenuationIn),
  OUT("Attenuation away from it", "V site / V segment", "", Attenuation.Result::attenuationOut),
  INPUT("Input impedance", "Impedance (MΩ)", "MΩ", Attenuation.Result::inputMohm),
  TRANSFER("Transfer impedance", "Impedance (MΩ)", "MΩ", Attenuation.Result::transferMohm);

  private final String title;
  private final String axis;
  private final String unit;
  private final Function<Attenuation.Result, double[]> values;

  Quantity(String title, String axis, String unit, Function<Attenuation.Result, double[]> values) {
    this.title = title;
    this.axis = axis;
    this.unit = unit;
    this.values = values;
  }

  public String title() {
    return title;
  }

  /** Title of its axis, with unit. */
  public String axis() {
    return axis;
  }

  /** Empty for ratios. */
  public String unit() {
    return unit;
  }

  double[] of(Attenuation.Result result) {
    return values.apply(result);
  }
}
