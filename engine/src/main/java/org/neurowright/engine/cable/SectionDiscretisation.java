package org.neurowright.engine.cable;

import org.neurowright.engine.description.SectionGeometry;

/**
 * Area, diameter and axial resistance of the segments of one section, integrated over the frusta
 * between the measured points as NEURON does (Carnevale and Hines, The NEURON Book, 2006, section
 * 5.2). The order of operations is kept so that results are equal to the last bit.
 */
final class SectionDiscretisation {
  /** Diameter of each segment, µm [nseg]. */
  final double[] diamUm;

  /** Lateral area of each segment, µm² [nseg]. */
  final double[] areaUm2;

  /**
   * Conductance towards the node before, µS [nseg + 1]: from segment 0 to the start of the section,
   * between neighbouring segment centres, from the last centre to the end node.
   */
  final double[] inverseResistanceUs;

  /** L, µm. */
  final double lengthUm;

  private SectionDiscretisation(int nseg, double lengthUm) {
    diamUm = new double[nseg];
    areaUm2 = new double[nseg];
    inverseResistanceUs = new double[nseg + 1];
    this.lengthUm = lengthUm;
  }

  /** Shortest length of a section, µm; NEURON raises shorter ones. */
  private static final double SHORTEST_UM = 1e-9;

  static SectionDiscretisation of(
      SectionGeometry geometry, int nseg, double axialResistivityOhmCm) {
    return switch (geometry) {
      case SectionGeometry.Cylinder c -> {
        double[] diam = new double[nseg];
        java.util.Arrays.fill(diam, c.diameterUm());
        yield ofCylinders(Math.max(c.lengthUm(), SHORTEST_UM), diam, axialResistivityOhmCm);
      }
      case SectionGeometry.Points p -> ofPoints(p, nseg, axialResistivityOhmCm);
    };
  }

  /**
   * A chain of cylinders of equal length; resistance in megohm with µm and Ω cm is 1e-2·Ra·l/(π
   * d²/4).
   */
  static SectionDiscretisation ofCylinders(
      double lengthUm, double[] diamUm, double axialResistivityOhmCm) {
    int nseg = diamUm.length;
    SectionDiscretisation result = new SectionDiscretisation(nseg, lengthUm);
    double dx = lengthUm / nseg;
    double right = 0;
    for (int i = 0; i < nseg; i++) {
      double diam = diamUm[i];
      result.diamUm[i] = diam;
      result.areaUm2[i] = Math.PI * diam * dx;
      double left = 1e-2 * axialResistivityOhmCm * (dx / 2) / (Math.PI * diam * diam / 4);
      result.inverseResistanceUs[i] = 1 / (left + right);
      right = left;
    }
    result.inverseResistanceUs[nseg] = 1 / right;
    return result;
  }

  private static SectionDiscretisation ofPoints(
      SectionGeometry.Points points, int nseg, double axialResistivityOhmCm) {
    double[] arc = points.arcLengthsUm();
    int last = arc.length - 1;
    float[] diameter = points.diameter();
    double length = arc[last];
    SectionDiscretisation result = new SectionDiscretisation(nseg, length);
    double segmentLength = length / nseg;
    int j = 0;
    double x1 = arc[0];
    double y1 = Math.abs((double) diameter[0]);
    double previousRight = 0;
    for (int i = 0; i < nseg; i++) {
      double si = i * segmentLength;
      double diam = 0;
      double area = 0;
      double left = 0;
      double right = 0;
      for (int half = 0; half < 2; half++) {
        double resistance = 0;
        double end = si + segmentLength / 2;
        boolean more = true;
        while (more) {
          int next = j + 1;
          double x2;
          double y2;
          if (arc[next] > end || next == last) {
            double interval = arc[next] - arc[j];
            double fraction = Math.abs(interval) < 1e-10 ? 1 : (end - arc[j]) / interval;
            x2 = end;
            y2 =
                (1 - fraction) * Math.abs((double) diameter[j])
                    + fraction * Math.abs((double) diameter[next]);
            more = false;
          } else {
            x2 = arc[next];
            y2 = Math.abs((double) diameter[next]);
            j = next;
          }
          double delta = x2 - x1;
          diam += (y2 + y1) * delta;
          if (delta < 1e-15) {
            delta = 1e-15;
          }
          double conductance = y2 * y1 / delta;
          if (conductance == 0) {
            conductance = 1e-15;
          }
          resistance += 1 / conductance;
          double taper = .5 * (y2 - y1);
          area += (y2 + y1) * Math.sqrt(delta * delta + taper * taper);
          x1 = x2;
          y1 = y2;
        }
        // In this order of operations, or the last bit differs.
        resistance = resistance * axialResistivityOhmCm / Math.PI * (4 * .01);
        if (half == 0) {
          left = resistance;
        } else {
          right = resistance;
        }
        si = end;
      }
      result.inverseResistanceUs[i] = 1 / (previousRight + left);
      previousRight = right;
      result.diamUm[i] = diam * .5 / segmentLength;
      result.areaUm2[i] = area * .5 * Math.PI;
    }
    result.inverseResistanceUs[nseg] = 1 / previousRight;
    return result;
  }
}
