package org.neurowright.io.hoc.section;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A density mechanism in a section, with the values that were set. */
public final class Inserted {
  private final MechanismFacts facts;
  private final Map<String, double[]> values = new LinkedHashMap<>();

  Inserted(MechanismFacts facts) {
    this.facts = facts;
  }

  public MechanismFacts facts() {
    return facts;
  }

  /** Values that were set, one per segment, by name without suffix. */
  public Map<String, double[]> set() {
    return values;
  }

  double get(String variable, double defaultValue, int segment) {
    double[] array = values.get(variable);
    return array == null ? defaultValue : array[segment];
  }

  double[] forWriting(String variable, double defaultValue, int nseg) {
    return values.computeIfAbsent(
        variable,
        name -> {
          double[] array = new double[nseg];
          Arrays.fill(array, defaultValue);
          return array;
        });
  }

  void resize(int[] from) {
    values.replaceAll((name, old) -> Resampling.copy(old, from));
  }
}
