package org.neurowright.app.lab.cell;

import java.util.function.Supplier;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.project.MechanismLibrary;

/** Cells of files. */
public final class LabFiles implements CellSource {
  private final MechanismLibrary library;
  private final Supplier<ModelFunctions> functions;

  /**
   * A source.
   *
   * @param library compiles mechanisms
   * @param functions asked for when a cell is opened, as finding extensions takes a while
   */
  public LabFiles(MechanismLibrary library, Supplier<ModelFunctions> functions) {
    this.library = library;
    this.functions = functions;
  }

  @Override
  public ReadResult<LabCell> open(LabRequest request) {
    return new LabCells(library, functions.get()).open(request);
  }

  @Override
  public LabCell ballAndStick(double somaUm, double dendriteUm, double dendriteDiameterUm) {
    return new LabCells(library, functions.get())
        .ballAndStick(somaUm, dendriteUm, dendriteDiameterUm);
  }
}
