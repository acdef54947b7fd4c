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
   * Two or more measured points, kept as 32-bit floats as NEURON keeps them. The arrays are owned by
   * this record and are not to be changed. (x, y, z, diameter: µm; equal lengths.)
   */
  record Points(float[] x, float[] y, float[] z, float[] diameter) implements SectionGeometry {
    public Points {
      Objects.requireNonNull(x, "x");
      if (x.length < 2 || y.length != x.length || z.length != x.length || diameter.length != x.length) {
        throw new IllegalArgumentException("a section needs at least 2 points with x, y, z and diameter");
      }
    }

    public int size() {
      return x.length;
    }

    /**
     * Arc length at each point, µm, as NEURON computes {@code arc3d}: float coordinates and float
     * differences, squares and sums in double.
     */
    public double[] arcLengthsUm() {
      double[] arc = new double[x.length];
      for (int i = 1; i < x.length; i++) {
        double dx = x[i] - x[i - 1];
        double dy = y[i] - y[i - 1];
        double dz = z[i] - z[i - 1];
        arc[i] = arc[i - 1] + Math.sqrt(dx * dx + dy * dy + dz * dz);
      }
      return arc;
    }
  }
}
