package org.neurowright.engine.recipe;

import java.util.List;

/** Where the cells of a population are, µm. */
public sealed interface PlaceRule {

  /**
   * Uniformly in a body.
   *
   * @param minimumDistanceUm no two cells of the network's populations that ask for it are closer;
   *     0 for no such rule
   */
  record Within(Body body, double minimumDistanceUm) implements PlaceRule {}

  /**
   * Uniformly in parts of a body that are cut along y, a share of the cells in each, as layers are.
   *
   * @param body the whole
   * @param layers from the pial side down, or in any order
   */
  record Layered(Body body, List<Layer> layers, double minimumDistanceUm) implements PlaceRule {
    public Layered {
      layers = List.copyOf(layers);
    }
  }

  /**
   * A part of a layered body.
   *
   * @param name becomes the value of the cells' column {@code layer}
   * @param lowUm y of its lower end, µm
   * @param highUm y of its upper end, µm
   * @param share of the cells; shares are divided by their sum
   */
  record Layer(String name, double lowUm, double highUm, double share) {}

  /**
   * On points of a lattice, from its origin, x fastest; the first {@code count} of them.
   *
   * @param shape of its cells
   * @param origin place of the first point
   * @param spacing between neighbours along each axis; the hexagonal one has rows along x that are
   *     shifted by half
   * @param columns points along x
   * @param rows points along y
   * @param layers points along z
   * @param jitterUm standard deviation of a normal shift of each point along each axis
   */
  record Lattice(
      Shape shape, Point origin, Point spacing, int columns, int rows, int layers, double jitterUm)
      implements PlaceRule {
    /** Cells of a lattice. */
    public enum Shape {
      RECTANGULAR,
      HEXAGONAL
    }
  }

  /** Different points of a grid, chosen at random ({@code positions_cuboid} of BMTK). */
  record GridChoice(Point low, Point high, double spacingUm) implements PlaceRule {}

  /** Given places. */
  record Listed(List<Point> points) implements PlaceRule {
    public Listed {
      points = List.copyOf(points);
    }
  }

  /**
   * Columns {@code x}, {@code y} and {@code z} of a csv file, or others.
   *
   * @param file relative to the document's folder
   */
  record FromCsv(String file, String xColumn, String yColumn, String zColumn)
      implements PlaceRule {}

  /** Each coordinate by an expression of {@code index} and {@code count}. */
  record Computed(String x, String y, String z) implements PlaceRule {}

  /** A body in space. */
  sealed interface Body {
    /** About an axis along y ({@code positions_columnar} of BMTK). */
    record Column(Point center, double heightUm, double minRadiusUm, double maxRadiusUm)
        implements Body {}

    /** A box; {@code size} is its whole extent. */
    record Box(Point center, Point size) implements Body {}

    /** An ellipsoid; {@code size} holds its whole axes. */
    record Ellipsoid(Point center, Point size) implements Body {}

    /** Between two spheres; a ball when the inner radius is 0. */
    record Shell(Point center, double minRadiusUm, double maxRadiusUm) implements Body {}
  }
}
