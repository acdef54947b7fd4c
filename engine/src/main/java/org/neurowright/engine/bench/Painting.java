package org.neurowright.engine.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A density mechanism put into sections of a cell, or taken out of them. */
public sealed interface Painting {
  /** SUFFIX of the mechanism. */
  String mechanism();

  /** Indices of the sections. */
  List<Integer> sections();

  /**
   * Puts a mechanism in, as NEURON's {@code insert}: ions that it uses are there from then on with
   * their usual values. Where the mechanism already is, its parameters are set anew.
   *
   * @param mechanism SUFFIX
   * @param sections indices of the sections
   * @param parameters by name without suffix, in the mechanism's own units; what is not named has
   *     its default
   */
  record Insert(String mechanism, List<Integer> sections, Map<String, Spread> parameters)
      implements Painting {
    public Insert {
      sections = List.copyOf(sections);
      parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }

  /**
   * Takes a mechanism out, as NEURON's {@code uninsert}.
   *
   * @param mechanism SUFFIX
   * @param sections indices of the sections; those without it are left alone
   */
  record Remove(String mechanism, List<Integer> sections) implements Painting {
    public Remove {
      sections = List.copyOf(sections);
    }
  }
}
