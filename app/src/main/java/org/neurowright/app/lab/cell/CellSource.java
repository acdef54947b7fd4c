package org.neurowright.app.lab.cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.lab.project.CellProject;
import org.neurowright.io.lab.project.CellProjectWriter;

/** Where cells come from. Called on background threads. */
public interface CellSource {

  /** Opens a cell; empty with errors when there is none to be had. */
  ReadResult<LabCell> open(LabRequest request);

  /** Opens a node of a network that has been read already. */
  ReadResult<LabCell> open(LabRequest request, ModelDescription model);

  /**
   * The same cell with mechanisms of more folders; empty with errors when they are of no use.
   *
   * @param folders with .mod files
   */
  ReadResult<LabCell> withMechanisms(LabCell cell, List<Path> folders);

  /**
   * A passive cell made here.
   *
   * @param somaUm length and diameter of the soma
   * @param dendriteUm length of the dendrite; 0 for none
   * @param dendriteDiameterUm its diameter
   */
  LabCell ballAndStick(double somaUm, double dendriteUm, double dendriteDiameterUm);

  /**
   * Writes a BMTK project around a cell, as {@link CellProjectWriter#write} does.
   *
   * @throws IOException if the disk does not take it
   */
  ReadResult<CellProjectWriter.Written> writeProject(CellProject wanted, Path folder)
      throws IOException;
}
