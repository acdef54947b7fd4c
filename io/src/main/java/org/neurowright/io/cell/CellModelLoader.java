package org.neurowright.io.cell;

import java.nio.file.Path;
import java.util.List;
import org.neurowright.engine.description.CableCell;
import org.neurowright.io.format.ReadResult;

/** Turns what a node type says about its cell into a blueprint. */
public interface CellModelLoader {

  /**
   * Loads one cell model.
   *
   * @return the blueprint with one segment per section (the rule for the number of segments is
   *     applied later), and all problems; equal requests give the same blueprint object
   */
  ReadResult<CableCell> load(CellRequest request);

  /** Files other than NMODL that define mechanisms of the cells loaded so far. */
  default List<Path> mechanismFiles() {
    return List.of();
  }
}
