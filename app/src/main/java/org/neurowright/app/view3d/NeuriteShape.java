package org.neurowright.app.view3d;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;

/**
 * The shape of a cell with its soma at the origin, ready for drawing: one chain of points per
 * section. Coordinates are relative to the mean of all soma points, which is the point a cell is
 * placed and turned by. Sections given only as cylinders are laid out in a plane.
 */
final class NeuriteShape {

  /** Points of section s: start[s] to start[s + 1] - 1. */
  final int[] start;

  final SectionKind[] kind;

  /** The kinds that occur. */
  final Set<SectionKind> kinds;

  final float[] x;
  final float[] y;
  final float[] z;

  /** Radius at each point, µm. */
  final float[] radius;

  /** Radius of a ball that stands for the soma, µm. */
  final float somaRadiusUm;

  /** Distance of the farthest point from the origin, µm. */
  final float reachUm;

  private NeuriteShape(
      int[] start, SectionKind[] kind, float[] x, float[] y, float[] z, float[] radius) {
    this.start = start;
    this.kind = kind;
    this.kinds = kind.length == 0 ? Set.of() : EnumSet.copyOf(Arrays.asList(kind));
    this.x = x;
    this.y = y;
    this.z = z;
    this.radius = radius;
    this.somaRadiusUm = somaRadius();
    double farthest = somaRadiusUm;
    for (int i = 0; i < x.length; i++) {
      farthest =
          Math.max(
              farthest,
              Math.sqrt((double) x[i] * x[i] + (double) y[i] * y[i] + (double) z[i] * z[i]));
    }
    this.reachUm = (float) farthest;
  }

  int sections() {
    return kind.length;
  }

  int points() {
    return x.length;
  }

  static NeuriteShape of(CableCell cell) {
    List<SectionModel> sections = cell.sections();
    List<float[][]> chains = new ArrayList<>();
    float[][][] laidOut = null;
    for (int s = 0; s < sections.size(); s++) {
      chains.add(
          switch (sections.get(s).geometry()) {
            case SectionGeometry.Points p ->
                new float[][] {p.x(), p.y(), p.z(), radii(p.diameter())};
            case SectionGeometry.Cylinder c -> {
              laidOut = laidOut == null ? CylinderLayout.of(sections) : laidOut;
              yield laidOut[s];
            }
          });
    }
    return ofChains(sections, chains);
  }

  private static NeuriteShape ofChains(List<SectionModel> sections, List<float[][]> chains) {
    int total = chains.stream().mapToInt(c -> c[0].length).sum();
    float[][] all = new float[4][total];
    int[] start = new int[chains.size() + 1];
    SectionKind[] kind = new SectionKind[chains.size()];
    double[] center = somaCenter(sections, chains);
    for (int s = 0; s < chains.size(); s++) {
      kind[s] = sections.get(s).kind();
      float[][] chain = chains.get(s);
      for (int i = 0; i < chain[0].length; i++) {
        int at = start[s] + i;
        for (int axis = 0; axis < 3; axis++) {
          all[axis][at] = (float) (chain[axis][i] - center[axis]);
        }
        all[3][at] = chain[3][i];
      }
      start[s + 1] = start[s] + chain[0].length;
    }
    return new NeuriteShape(start, kind, all[0], all[1], all[2], all[3]);
  }

  private static double[] somaCenter(List<SectionModel> sections, List<float[][]> chains) {
    double[] sum = new double[3];
    int count = 0;
    boolean hasSoma = sections.stream().anyMatch(s -> s.kind() == SectionKind.SOMA);
    for (int s = 0; s < chains.size(); s++) {
      if (hasSoma ? sections.get(s).kind() == SectionKind.SOMA : s == 0) {
        float[][] chain = chains.get(s);
        for (int i = 0; i < chain[0].length; i++) {
          for (int axis = 0; axis < 3; axis++) {
            sum[axis] += chain[axis][i];
          }
          count++;
        }
      }
    }
    for (int axis = 0; axis < 3 && count > 0; axis++) {
      sum[axis] /= count;
    }
    return sum;
  }

  /** Half of the soma's widest diameter; 4 µm for a cell without soma. */
  private float somaRadius() {
    float widest = 0;
    for (int s = 0; s < kind.length; s++) {
      if (kind[s] == SectionKind.SOMA) {
        for (int i = start[s]; i < start[s + 1]; i++) {
          widest = Math.max(widest, radius[i]);
        }
      }
    }
    return widest > 0 ? widest : 4;
  }

  private static float[] radii(float[] diameter) {
    float[] radii = Arrays.copyOf(diameter, diameter.length);
    for (int i = 0; i < radii.length; i++) {
      radii[i] /= 2;
    }
    return radii;
  }
}
