package org.neurowright.app.build.view;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What is selected in a recipe; the same in all its views.
 *
 * @param populations selected, in the order in which they were
 * @param rules names of connections selected
 */
public record NetworkSelection(Set<PopulationKey> populations, Set<String> rules) {
  public static final NetworkSelection NONE = new NetworkSelection(Set.of(), Set.of());

  public NetworkSelection {
    populations = Collections.unmodifiableSet(new LinkedHashSet<>(populations));
    rules = Collections.unmodifiableSet(new LinkedHashSet<>(rules));
  }

  public static NetworkSelection ofRule(String rule) {
    return new NetworkSelection(Set.of(), Set.of(rule));
  }

  public static NetworkSelection ofRules(Set<String> rules) {
    return new NetworkSelection(Set.of(), rules);
  }

  public static NetworkSelection of(PopulationKey population) {
    return new NetworkSelection(Set.of(population), Set.of());
  }

  public boolean isEmpty() {
    return populations.isEmpty() && rules.isEmpty();
  }
}
