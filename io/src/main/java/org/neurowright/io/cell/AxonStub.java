package org.neurowright.io.cell;

import java.nio.file.Path;
import java.util.List;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

/**
 * Replaces the traced axon by two cylinders of 30 µm in line, as the Allen Cell Types models do
 * (the traced axon is cut off anywhere and its channels are unknown).
 *
 * <p>A morphology without axon gets the stub, too, where BMTK would end the process.
 */
final class AxonStub {
  private static final double LENGTH_UM = 30;

  private AxonStub() {}

  /** Perisomatic models: 1 µm thick, at the middle of the soma. */
  static void perisomatic(CellDraft cell, Path morphology, Problems problems) {
    if (cell.ofKind(SectionKind.AXON).isEmpty()) {
      problems.add(
          Problem.info(
                  "cell.no-axon",
                  Location.of(morphology),
                  "The morphology has no axon; the cell gets an axon stub all the same")
              .hint("BMTK cannot load this cell"));
    }
    replace(cell, 1, 1, 0.5, morphology, problems);
  }

  /**
   * All-active models: as thick as the first and the last section of the traced axon, at the far
   * end of the soma.
   */
  static void allActive(CellDraft cell, Path morphology, Problems problems) {
    List<SectionDraft> axon = cell.ofKind(SectionKind.AXON);
    if (axon.isEmpty()) {
      problems.add(
          Problem.warning(
                  "cell.no-axon",
                  Location.of(morphology),
                  "The morphology has no axon to take the stub's thickness from; 1 um is used")
              .hint("BMTK cannot load this cell"));
      replace(cell, 1, 1, 1, morphology, problems);
    } else {
      replace(
          cell,
          meanDiameterUm(axon.getFirst()),
          meanDiameterUm(axon.getLast()),
          1,
          morphology,
          problems);
    }
  }

  private static void replace(
      CellDraft cell,
      double diameter0,
      double diameter1,
      double somaX,
      Path morphology,
      Problems problems) {
    List<SectionDraft> soma = cell.ofKind(SectionKind.SOMA);
    if (soma.isEmpty()) {
      problems.add(
          Problem.error(
                  "cell.no-soma",
                  Location.of(morphology),
                  "The morphology has no soma to put the axon stub on")
              .expected("points of type 1"));
      return;
    }
    for (SectionDraft loose : cell.remove(cell.ofKind(SectionKind.AXON))) {
      problems.add(
          Problem.warning(
                  "cell.cut-loose",
                  Location.of(morphology),
                  "Section "
                      + loose.name
                      + " hangs on the axon that is replaced, and has lost its connection to the cell")
              .hint("Let the branch start at the soma or at a dendrite"));
    }
    SectionDraft first =
        cell.addCylinder("axon[0]", SectionKind.AXON, LENGTH_UM, diameter0, soma.getFirst(), somaX);
    cell.addCylinder("axon[1]", SectionKind.AXON, LENGTH_UM, diameter1, first, 1);
  }

  /** NEURON's {@code diam} of a section with one segment, rounded as its points will be. */
  private static double meanDiameterUm(SectionDraft section) {
    return switch (section.geometry) {
      case SectionGeometry.Cylinder cylinder -> cylinder.diameterUm();
      case SectionGeometry.Points points -> {
        double[] arc = points.arcLengthsUm();
        double sum = 0;
        for (int i = 1; i < arc.length; i++) {
          sum +=
              (Math.abs(points.diameter()[i]) + (double) Math.abs(points.diameter()[i - 1]))
                  * (arc[i] - arc[i - 1]);
        }
        yield (float) (sum * 0.5 / arc[arc.length - 1]);
      }
    };
  }
}
