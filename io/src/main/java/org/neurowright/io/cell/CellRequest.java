package org.neurowright.io.cell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.Location;

/**
 * What a node type says about its biophysical cell; equal requests give the same cell.
 *
 * @param modelTemplate complete text of {@code model_template}, for instance {@code ctdb:Biophys1.hoc}
 * @param morphology SWC file
 * @param dynamicsParams parameter json
 * @param modelFile the file that the template names: NeuroML or hoc
 * @param processing names of {@code model_processing} in order, trimmed
 * @param where the node type, for messages
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
