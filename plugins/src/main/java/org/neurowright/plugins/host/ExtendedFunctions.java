package org.neurowright.plugins.host;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.plugins.spi.ModelFunctionSource;

/**
 * The functions of the program and of its extensions.
 *
 * @param functions all functions by name
 * @param problems one warning for each extension that failed; it is left out
 */
public record ExtendedFunctions(ModelFunctions functions, List<Problem> problems) {
  public ExtendedFunctions {
    problems = List.copyOf(problems);
  }

  /** Asks all extensions in the order in which they were found. */
  public static ExtendedFunctions of(ModelFunctions base, Extensions extensions) {
    ModelFunctions functions = base;
    List<Problem> problems = new ArrayList<>();
    for (ModelFunctionSource source : extensions.of(ModelFunctionSource.class)) {
      try {
        ModelFunctions more = source.addTo(functions);
        functions = more == null ? functions : more;
      } catch (LinkageError | RuntimeException e) {
        problems.add(
            Problem.warning(
                "extension.failed",
                Location.of(source.id(), 0, 0),
                "Extension " + source.title() + " adds no functions: " + e));
      }
    }
    return new ExtendedFunctions(functions, problems);
  }
}
