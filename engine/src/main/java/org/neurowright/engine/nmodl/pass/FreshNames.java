package org.neurowright.engine.nmodl.pass;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Names not used before in one block. */
final class FreshNames {
  private final Set<String> used;

  FreshNames(Collection<String> used) {
    this.used = new HashSet<>(used);
  }

  /** The wished name, or with a number behind it when it is taken. */
  String take(String wish) {
    String name = wish;
    for (int i = 2; !used.add(name); i++) {
      name = wish + "_" + i;
    }
    return name;
  }

  void reserve(String name) {
    used.add(name);
  }
}
