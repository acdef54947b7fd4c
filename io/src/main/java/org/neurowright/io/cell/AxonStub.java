package org.neurowright.io.cell;

import java.util.List;
import java.util.Optional;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.morphology.PrincipalAxes;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.function.CellDraft;
import org.neurowright.io.function.SectionDraft;

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
  static void perisomatic(CellDraft cell, Location morphology, Problems problems) {
    if (cell.ofKind(SectionKind.AXON).isEmpty()) {
      problems.add(
          Problem.info(
                  "cell.no-axon",
                  morphology,
                  "The morphology has no axon; the cell gets an axon stub all the same")
              .hint("BMTK cannot load this cell"));
    }
    replace(cell, 1, 1, 0.5, Optional.empty(), morphology, problems);
  }

  /** As {@link #perisomatic}, but in the direction of the traced axon. */
  static void perisomaticDirected(CellDraft cell, Location morphology, Problems problems) {
    Optional<double[]> direction = direction(cell, morphology, problems);
    replace(cell, 1, 1, 0.5, direction, morphology, problems);
  }

  /**
   * All-active models: as thick as the first and the last section of the traced axon, at the far
   * end of the soma.
   */
  static void allActive(CellDraft cell, Location morphology, Problems problems) {
    thick(cell, Optional.empty(), morphology, problems);
  }

  /** As {@link #allActive}, but in the direction of the traced axon. */
  static void allActiveDirected(CellDraft cell, Location morphology, Problems problems) {
    thick(cell, direction(cell, morphology, problems), morphology, problems);
  }

  private static void thick(
      CellDraft cell, Optional<double[]> direction, Location morphology, Problems problems) {
    List<SectionDraft> axon = cell.ofKind(SectionKind.AXON);
    double first = 1;
    double last = 1;
    if (axon.isEmpty()) {
      problems.add(
          Problem.warning(
                  "cell.no-axon",
                  morphology,
                  "The morphology has no axon to take the stub's thickness from; 1 um is used")
              .hint("BMTK cannot load this cell"));
    } else {
      first = meanDiameterUm(axon.getFirst());
      last = meanDiameterUm(axon.getLast());
    }
    replace(cell, first, last, 1, direction, morphology, problems);
  }

  /**
   * The principal direction of the middle of the soma and the last axon section, pointing away from
   * the soma; empty when there is no axon to tell it.
   */
  private static Optional<double[]> direction(
      CellDraft cell, Location morphology, Problems problems) {
    List<SectionDraft> soma = cell.ofKind(SectionKind.SOMA);
    List<SectionDraft> axon = cell.ofKind(SectionKind.AXON);
    if (soma.isEmpty()
        || axon.isEmpty()
        || !(soma.getLast().geometry() instanceof SectionGeometry.Points somaPoints)
        || !(axon.getLast().geometry() instanceof SectionGeometry.Points axonPoints)) {
      problems.add(
          Problem.warning(
                  "cell.no-axon-direction",
                  morphology,
                  "The morphology has no axon that gives the stub its direction")
              .hint("BMTK cannot load this cell"));
      return Optional.empty();
    }
    double[][] points = new double[axonPoints.size() + 1][];
    points[0] = point(somaPoints, somaPoints.size() / 2);
    for (int i = 0; i < axonPoints.size(); i++) {
      points[i + 1] = point(axonPoints, i);
    }
    double[] v = PrincipalAxes.of(points).largest();
    double along = 0;
    for (int axis = 0; axis < 3; axis++) {
      along += v[axis] * (points[points.length - 1][axis] - points[0][axis]);
    }
    if (along < 0) {
      for (int axis = 0; axis < 3; axis++) {
        v[axis] = -v[axis];
      }
    }
    return Optional.of(v);
  }

  /** The place at a relative distance along the line through the points. */
  private static double[] place(SectionGeometry.Points points, double x) {
    double[] arc = points.arcLengthsUm();
    double along = x * arc[arc.length - 1];
    int behind = 1;
    while (behind < arc.length - 1 && arc[behind] < along) {
      behind++;
    }
    double[] from = point(points, behind - 1);
    double[] to = point(points, behind);
    double part = (along - arc[behind - 1]) / (arc[behind] - arc[behind - 1]);
    double[] place = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      place[axis] = from[axis] + part * (to[axis] - from[axis]);
    }
    return place;
  }

  private static double[] point(SectionGeometry.Points points, int i) {
    return new double[] {points.x()[i], points.y()[i], points.z()[i]};
  }

  private static void replace(
      CellDraft cell,
      double diameter0,
      double diameter1,
      double somaX,
      Optional<double[]> direction,
      Location morphology,
      Problems problems) {
    List<SectionDraft> soma = cell.ofKind(SectionKind.SOMA);
    if (soma.isEmpty()) {
      problems.add(
          Problem.error(
                  "cell.no-soma", morphology, "The morphology has no soma to put the axon stub on")
              .expected("points of type 1"));
      return;
    }
    for (SectionDraft loose : cell.remove(cell.ofKind(SectionKind.AXON))) {
      problems.add(
          Problem.warning(
                  "cell.cut-loose",
                  morphology,
                  "Section "
                      + loose.name()
                      + " hangs on the axon that is replaced, and has lost its connection to the cell")
              .hint("Let the branch start at the soma or at a dendrite"));
    }
    if (direction.isPresent()) {
      // BMTK draws it from the last point of the soma; define_shape moves it to where it hangs.
      double[] start =
          soma.getFirst().geometry() instanceof SectionGeometry.Points points
              ? place(points, somaX)
              : new double[3];
      double[] middle = along(start, direction.get(), LENGTH_UM);
      double[] end = along(start, direction.get(), 2 * LENGTH_UM);
      SectionDraft first =
          cell.add(
              "axon[0]", SectionKind.AXON, line(start, middle, diameter0), soma.getFirst(), somaX);
      cell.add("axon[1]", SectionKind.AXON, line(middle, end, diameter1), first, 1);
    } else {
      SectionDraft first =
          cell.addCylinder(
              "axon[0]", SectionKind.AXON, LENGTH_UM, diameter0, soma.getFirst(), somaX);
      cell.addCylinder("axon[1]", SectionKind.AXON, LENGTH_UM, diameter1, first, 1);
    }
  }

  private static double[] along(double[] start, double[] direction, double distance) {
    double[] end = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      end[axis] = start[axis] + direction[axis] * distance;
    }
    return end;
  }

  /** Two points as floats; the length is set to 30 µm whatever their rounding. */
  private static SectionGeometry.Points line(double[] from, double[] to, double diameter) {
    return new SectionGeometry.Points(
        new float[] {(float) from[0], (float) to[0]},
        new float[] {(float) from[1], (float) to[1]},
        new float[] {(float) from[2], (float) to[2]},
        new float[] {(float) diameter, (float) diameter},
        new double[] {0, LENGTH_UM});
  }

  /** NEURON's {@code diam} of a section with one segment, rounded as its points will be. */
  private static double meanDiameterUm(SectionDraft section) {
    return switch (section.geometry()) {
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
