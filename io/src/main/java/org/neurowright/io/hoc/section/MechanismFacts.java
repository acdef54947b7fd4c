package org.neurowright.io.hoc.section;

import java.util.List;
import java.util.Map;

/**
 * What hoc code can see of a mechanism.
 *
 * @param name SUFFIX or name of the point process
 * @param kind where it lives
 * @param ranges variables of every instance, without suffix
 * @param globals defaults of the variables that all instances share, without suffix
 * @param ions the ions it uses, which come into a section with it
 * @param inferred true when there is no source and everything is believed
 */
public record MechanismFacts(
    String name,
    Kind kind,
    Map<String, Range> ranges,
    Map<String, Double> globals,
    List<String> ions,
    boolean inferred) {

  /** Where instances live. */
  public enum Kind {
    DENSITY,
    POINT,
    ARTIFICIAL
  }

  /**
   * A variable of an instance.
   *
   * @param size 1, or the length of the array
   */
  public record Range(double defaultValue, int size) {}

  public MechanismFacts {
    ranges = Map.copyOf(ranges);
    globals = Map.copyOf(globals);
    ions = List.copyOf(ions);
  }

  /** A mechanism of which nothing is known but the name. */
  public static MechanismFacts unknown(String name) {
    return new MechanismFacts(name, Kind.DENSITY, Map.of(), Map.of(), List.of(), true);
  }
}
