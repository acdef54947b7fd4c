package org.neurowright.app.lab.cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.lab.project.CellProject;
import org.neurowright.io.lab.project.CellProjectWriter;
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
  public ReadResult<LabCell> open(LabRequest request, ModelDescription model) {
    return new LabCells(library, functions.get()).open(request, model);
  }

  @Override
  public ReadResult<LabCell> withMechanisms(LabCell cell, List<Path> folders) {
    return new LabCells(library, functions.get()).withMechanisms(cell, folders);
  }

  @Override
  public LabCell ballAndStick(double somaUm, double dendriteUm, double dendriteDiameterUm) {
    return new LabCells(library, functions.get())
        .ballAndStick(somaUm, dendriteUm, dendriteDiameterUm);
  }

  @Override
  public ReadResult<CellProjectWriter.Written> writeProject(CellProject wanted, Path folder)
      throws IOException {
    return new CellProjectWriter(library, functions.get()).write(wanted, folder);
  }
}
