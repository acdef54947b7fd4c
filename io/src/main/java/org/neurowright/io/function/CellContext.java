package org.neurowright.io.function;

import java.nio.file.Path;
import java.util.Optional;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problems;

/**
 * What a function that makes or changes a cell may ask for.
 *
 * @param template {@code model_template} as it stands
 * @param morphology the morphology file, when the node type names one
 * @param dynamicsParams the parameter file, when the node type names one
 * @param modelFile the file that the template names, when there is one
 * @param where the row of the types table, for messages
 * @param problems receives everything that is wrong; an error keeps the model from running
 */
public record CellContext(
    String template,
    Optional<Path> morphology,
    Optional<Path> dynamicsParams,
    Optional<Path> modelFile,
    Location where,
    Problems problems) {

  /** The file that messages about the shape are about: the morphology, or the model's file. */
  public Location shape() {
    return morphology.or(() -> modelFile).map(Location::of).orElse(where);
  }
}
