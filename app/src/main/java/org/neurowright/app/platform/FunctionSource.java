package org.neurowright.app.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.plugins.host.ExtendedFunctions;
import org.neurowright.plugins.host.ExtensionHost;
import org.neurowright.plugins.host.Extensions;

/**
 * This machine's extensions and the functions that models may name with them; looked for when first
 * needed. Thread-safe.
 */
public final class FunctionSource {
  private Optional<Extensions> extensions = Optional.empty();
  private Optional<ModelFunctions> functions = Optional.empty();

  /** The extensions, with what was wrong with any of them. */
  public synchronized Extensions extensions() {
    if (extensions.isEmpty()) {
      Extensions found = ExtensionHost.discover(List.of(HomeFolder.extensions()));
      ExtendedFunctions extended = ExtendedFunctions.of(BmtkFunctions.all(), found);
      List<Problem> problems = new ArrayList<>(found.problems());
      problems.addAll(extended.problems());
      extensions = Optional.of(new Extensions(found.all(), problems));
      functions = Optional.of(extended.functions());
    }
    return extensions.get();
  }

  /** All functions by name. */
  public synchronized ModelFunctions get() {
    extensions();
    return functions.orElseThrow();
  }
}
