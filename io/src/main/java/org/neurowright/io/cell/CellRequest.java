package org.neurowright.io.cell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.Location;

/**
 * What a node type says about its cell, with file names resolved.
 *
 * @param modelTemplate {@code model_template} as it stands, for instance {@code ctdb:Biophys1.hoc}
 * @param morphology the SWC file
 * @param dynamicsParams the parameter file
 * @param modelFile the file that the template names ({@code nml:<file>}), resolved
 * @param processing {@code model_processing}, split at commas, in order
 * @param where the row of the types table, for messages
 */
public record CellRequest(
    String modelTemplate,
    Optional<Path> morphology,
    Optional<Path> dynamicsParams,
    Optional<Path> modelFile,
    List<String> processing,
    Location where) {
  public CellRequest {
    processing = List.copyOf(processing);
  }
}
