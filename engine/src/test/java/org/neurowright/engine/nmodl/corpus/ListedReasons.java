package org.neurowright.engine.nmodl.corpus;

import java.util.Set;

/** Codes of problems for which docs/nmodl.md says that a file NEURON accepts is refused. */
final class ListedReasons {
  static final Set<String> CODES = Set.of("nmodl.untranslated");

  private ListedReasons() {}
}
