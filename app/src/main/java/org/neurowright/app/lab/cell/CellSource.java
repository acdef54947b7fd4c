package org.neurowright.app.lab.cell;

import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabRequest;

/** Where cells come from. Called on background threads. */
public interface CellSource {

  /** Opens a cell; empty with errors when there is none to be had. */
  ReadResult<LabCell> open(LabRequest request);

  /**
   * A passive cell made here.
   *
   * @param somaUm length and diameter of the soma
   * @param dendriteUm length of the dendrite; 0 for none
   * @param dendriteDiameterUm its diameter
   */
  LabCell ballAndStick(double somaUm, double dendriteUm, double dendriteDiameterUm);
}
