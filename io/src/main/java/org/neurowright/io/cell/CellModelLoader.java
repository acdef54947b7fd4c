package org.neurowright.io.cell;

import org.neurowright.engine.description.CableCell;
import org.neurowright.io.format.ReadResult;

/** Turns the files that describe one biophysical cell into a cable cell. */
public interface CellModelLoader {

  /**
   * Reads a cell; called once for each distinct request.
   *
   * @return the cell and all problems; empty when it cannot be built
   */
  ReadResult<CableCell> load(CellRequest request);
}
