package org.neurowright.engine.cable;

import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;

/** Lays out the per-instance variables of a mechanism. */
final class Columns {
  private Columns() {}

  /** One array per variable, filled with the default value. */
  static double[][] defaults(MechanismType type, int count) {
    List<MechanismVariable> variables = type.variables();
    double[][] columns = new double[variables.size()][];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = new double[count * variables.get(k).size()];
      Arrays.fill(columns[k], variables.get(k).defaultValue());
    }
    return columns;
  }
}
