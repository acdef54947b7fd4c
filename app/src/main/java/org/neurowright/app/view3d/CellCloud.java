package org.neurowright.app.view3d;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;

/**
 * One population in space. Positions that the file does not have are replaced by places on a grid,
 * so that every cell can be seen and picked. Shapes are made when first asked for and shared by
 * cells of one blueprint.
 */
final class CellCloud {
  private static final double GRID_STEP_UM = 40;

  private final NodePopulation population;
  private final int argb;
  private final int firstCell;
  private final double[] positionUm;
  private final boolean placed;
  private final Map<CableCell, NeuriteShape> shapes = new IdentityHashMap<>();
  private final float[] radiusUm;

  /**
   * A population in space.
   *
   * @param argb colour of its cells
   * @param firstCell number of its row 0 among all cells of the scene
   * @param pointRadiusUm radius of cells without a shape, µm
   */
  CellCloud(NodePopulation population, int argb, int firstCell, float pointRadiusUm) {
    this.population = population;
    this.argb = argb;
    this.firstCell = firstCell;
    this.placed = Placement.isKnown(population);
    this.positionUm = placed ? population.positionUm() : grid(population.size());
    this.radiusUm = new float[population.cellModels().size()];
    for (int m = 0; m < radiusUm.length; m++) {
      radiusUm[m] =
          population.cellModels().get(m) instanceof CellModel.Cable cable
              ? shape(cable.cell()).somaRadiusUm
              : pointRadiusUm;
    }
  }

  private static double[] grid(int cells) {
    int side = (int) Math.ceil(Math.sqrt(cells));
    double[] p = new double[3 * cells];
    for (int i = 0; i < cells; i++) {
      p[3 * i] = (i % side - (side - 1) / 2.0) * GRID_STEP_UM;
      p[3 * i + 1] = (i / side - (side - 1) / 2.0) * GRID_STEP_UM;
    }
    return p;
  }

  NodePopulation population() {
    return population;
  }

  int argb() {
    return argb;
  }

  int firstCell() {
    return firstCell;
  }

  int size() {
    return population.size();
  }

  /** False when the cells stand on a grid because the file has no positions. */
  boolean placed() {
    return placed;
  }

  double x(int row) {
    return positionUm[3 * row];
  }

  double y(int row) {
    return positionUm[3 * row + 1];
  }

  double z(int row) {
    return positionUm[3 * row + 2];
  }

  float radiusUm(int row) {
    return radiusUm[population.cellModelIndex()[row]];
  }

  /** The cell's shape, if it is a cable cell. */
  Optional<NeuriteShape> shape(int row) {
    return population.cellModel(row) instanceof CellModel.Cable cable
        ? Optional.of(shape(cable.cell()))
        : Optional.empty();
  }

  /** How the cell is turned about its soma. */
  Orientation rotation(int row) {
    double[] angle = population.rotationRad();
    if (angle.length < 3 * row + 3
        || Double.isNaN(angle[3 * row] + angle[3 * row + 1] + angle[3 * row + 2])) {
      return Orientation.FRONT;
    }
    return Orientation.ofAngles(angle[3 * row], angle[3 * row + 1], angle[3 * row + 2]);
  }

  private NeuriteShape shape(CableCell cell) {
    return shapes.computeIfAbsent(cell, NeuriteShape::of);
  }
}
