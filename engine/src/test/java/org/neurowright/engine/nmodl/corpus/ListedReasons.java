package org.neurowright.engine.nmodl.corpus;

import java.util.Map;
import java.util.Set;

/** Where docs/nmodl.md says that we do not do what NEURON does. */
final class ListedReasons {
  /** Codes of problems for which a file that NEURON accepts is refused. */
  static final Set<String> CODES =
      Set.of("nmodl.untranslated", "nmodl.unknown-function", "nmodl.undeclared");

  /** Mechanisms whose numbers differ, with the reason. */
  static final Map<String, String> DIFFERENCES =
      Map.of(
          "capmpr", "its STEADYSTATE start has several solutions; open",
          "capr", "its STEADYSTATE start has several solutions; open",
          "table", "NEURON also fills tables that nothing uses");

  private ListedReasons() {}
}
