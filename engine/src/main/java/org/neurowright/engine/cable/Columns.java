package org.neurowright.engine.cable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

  /** Memory of one instance: its variables, its node and its place in every ion. */
  static long bytesPerInstance(MechanismType type) {
    long values = type.variables().stream().mapToLong(MechanismVariable::size).sum();
    return values * Double.BYTES + (1L + type.ions().size()) * Integer.BYTES;
  }

  /** Whether a parameter name, {@code tau} or {@code dur[1]}, belongs to the mechanism. */
  static boolean knows(MechanismType type, String parameter) {
    int k = type.variableIndex(baseName(parameter)).orElse(-1);
    return k >= 0 && element(parameter) < type.variables().get(k).size();
  }

  /**
   * Parameter values worked out to columns once, for any number of instances.
   *
   * @param column column of each value
   * @param size elements per instance in that column
   * @param element element that is set, -1 for all
   * @param value the values
   */
  record Settings(int[] column, int[] size, int[] element, double[] value) {
    static Settings of(MechanismType type, Map<String, Double> parameters) {
      int count = parameters.size();
      Settings settings =
          new Settings(new int[count], new int[count], new int[count], new double[count]);
      int i = 0;
      for (Map.Entry<String, Double> parameter : parameters.entrySet()) {
        int column = type.variableIndex(baseName(parameter.getKey())).orElseThrow();
        settings.column[i] = column;
        settings.size[i] = type.variables().get(column).size();
        settings.element[i] = Columns.element(parameter.getKey());
        settings.value[i++] = parameter.getValue();
      }
      return settings;
    }

    void apply(double[][] columns, int instance) {
      for (int i = 0; i < column.length; i++) {
        int from = instance * size[i] + Math.max(0, element[i]);
        Arrays.fill(columns[column[i]], from, element[i] < 0 ? from + size[i] : from + 1, value[i]);
      }
    }
  }

  /** Name of a variable without the index of an element. */
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
