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

  /** Whether a parameter name, {@code tau} or {@code dur[1]}, belongs to the mechanism. */
  static boolean knows(MechanismType type, String parameter) {
    int k = type.variableIndex(baseName(parameter)).orElse(-1);
    return k >= 0 && element(parameter) < type.variables().get(k).size();
  }

  /**
   * Sets a parameter of one instance: all elements of an array, or the one that {@code name[k]}
   * names.
   */
  static void set(
      MechanismType type, double[][] columns, int instance, String parameter, double value) {
    int k = type.variableIndex(baseName(parameter)).orElseThrow();
    int size = type.variables().get(k).size();
    int element = element(parameter);
    int from = instance * size + Math.max(0, element);
    Arrays.fill(columns[k], from, element < 0 ? from + size : from + 1, value);
  }

  /** {@code dur} of {@code dur[1]}. */
  static String baseName(String parameter) {
    int bracket = parameter.indexOf('[');
    return bracket < 0 ? parameter : parameter.substring(0, bracket);
  }

  /** Index between brackets, -1 without. */
  private static int element(String parameter) {
    int bracket = parameter.indexOf('[');
    return bracket < 0
        ? -1
        : Integer.parseInt(parameter.substring(bracket + 1, parameter.indexOf(']')));
  }
}
