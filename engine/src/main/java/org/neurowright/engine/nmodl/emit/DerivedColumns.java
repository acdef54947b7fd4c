package org.neurowright.engine.nmodl.emit;

import java.util.List;
import java.util.Set;

/**
 * What a phase computes from constant parameters, once instead of at every step.
 *
 * @param phase name of the phase's method
 * @param columns names of the values per instance that the phase uses
 * @param sources variables they are computed from
 * @param shared names of the values that are the same for all instances
 */
record DerivedColumns(
    String phase, List<String> columns, Set<String> sources, List<String> shared) {
  /** Field that holds a value. */
  String field(String column) {
    return phase + "_" + column + "Column";
  }

  /** Field that holds a value of all instances. */
  String sharedField(String name) {
    return phase + "_" + name + "Value";
  }

  /** Field that is true while the values are those of the present parameters. */
  String fresh() {
    return phase + "Fresh";
  }

  /** Field that is true when a source is written during the run. */
  String varies() {
    return phase + "Varies";
  }

  /** Method that computes the values if they are not fresh. */
  String method() {
    return "derive" + Character.toUpperCase(phase.charAt(0)) + phase.substring(1);
  }
}
