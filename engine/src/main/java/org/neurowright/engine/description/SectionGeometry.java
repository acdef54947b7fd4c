package org.neurowright.engine.description;

import java.util.Objects;

/** Shape of one section. */
public sealed interface SectionGeometry {

  /**
   * A cylinder without position ("stylized" in NEURON's terms).
   *
   * @param lengthUm length, µm
   * @param diameterUm diameter, µm
   */
  record Cylinder(double lengthUm, double diameterUm) implements SectionGeometry {}

  /**
   * Two or more points, kept as 32-bit floats as NEURON keeps them. The arrays are owned by this
   * record and are not to be changed. (x, y, z, diameter: µm; equal lengths.)
   *
   * @param arcUm path length from the first point to each, µm; the last one is L
   */
  record Points(float[] x, float[] y, float[] z, float[] diameter, double[] arcUm)
      implements SectionGeometry {
    public Points {
      Objects.requireNonNull(x, "x");
      if (x.length < 2
          || y.length != x.length
          || z.length != x.length
          || diameter.length != x.length
          || arcUm.length != x.length) {
        throw new IllegalArgumentException(
            "a section needs at least 2 points with x, y, z and diameter");
      }
    }

    /** Points whose path lengths are their distances. */
    public Points(float[] x, float[] y, float[] z, float[] diameter) {
      this(x, y, z, diameter, distances(x, y, z));
    }

    public int size() {
      return x.length;
    }

    /** Path length at each point, µm; a new array. */
    public double[] arcLengthsUm() {
      return arcUm.clone();
    }

    /**
     * Summed distances: coordinates are subtracted as floats, the rest is done in double, as NEURON
     * does it.
     */
    private static double[] distances(float[] x, float[] y, float[] z) {
      double[] arc = new double[x.length];
      for (int i = 1; i < Math.min(x.length, Math.min(y.length, z.length)); i++) {
        double dx = x[i] - x[i - 1];
        double dy = y[i] - y[i - 1];
        double dz = z[i] - z[i - 1];
        arc[i] = arc[i - 1] + Math.sqrt(dx * dx + dy * dy + dz * dz);
      }
      return arc;
    }
  }
}
