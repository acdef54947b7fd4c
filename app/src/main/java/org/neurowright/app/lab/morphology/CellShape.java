package org.neurowright.app.lab.morphology;

import org.neurowright.app.view3d.CylinderLayout;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.region.CellTable;

/** A cell in space: strokes by segment, and where places are. */
final class CellShape {
  /** A soma whose diameter varies less than this was one point, and is drawn round. */
  private static final double EVEN = .02;

  private static final double LEAST_GAP_UM = .5;

  private final CellTable table;

  /** x, y, z and radius of the points of each section. */
  private final float[][][] chains;

  /** Length of the drawing up to each point, by section. */
  private final double[][] arcs;

  private final Strokes strokes = new Strokes();

  CellShape(CellTable table) {
    this.table = table;
    chains = CylinderLayout.of(table.cell().sections());
    arcs = new double[chains.length][];
    for (int s = 0; s < chains.length; s++) {
      float[][] c = chains[s];
      arcs[s] = new double[c[0].length];
      for (int i = 1; i < arcs[s].length; i++) {
        double dx = c[0][i] - c[0][i - 1];
        double dy = c[1][i] - c[1][i - 1];
        double dz = c[2][i] - c[2][i - 1];
        arcs[s][i] = arcs[s][i - 1] + Math.sqrt(dx * dx + dy * dy + dz * dz);
      }
    }
    for (int s = 0; s < chains.length; s++) {
      if (!roundSoma(s)) {
        branch(s);
        joint(s);
      }
    }
  }

  CellTable table() {
    return table;
  }

  Strokes strokes() {
    return strokes;
  }

  /** A branch in pieces that end where segments do. */
  private void branch(int s) {
    double length = arcs[s][arcs[s].length - 1];
    int nseg = table.firstSegment(s + 1) - table.firstSegment(s);
    double[] a = {chains[s][0][0], chains[s][1][0], chains[s][2][0], chains[s][3][0]};
    int point = 1;
    for (int k = 0; k < nseg; k++) {
      double end = length * (k + 1) / nseg;
      while (point < arcs[s].length - 1 && arcs[s][point] < end) {
        double[] b = {
          chains[s][0][point], chains[s][1][point], chains[s][2][point], chains[s][3][point]
        };
        stroke(table.firstSegment(s) + k, a, b);
        a = b;
        point++;
      }
      double[] b = at(new Site(s, (k + 1.0) / nseg));
      stroke(table.firstSegment(s) + k, a, b);
      a = b;
    }
  }

  private void stroke(int segment, double[] a, double[] b) {
    strokes.add(segment, a[0], a[1], a[2], a[3], b[0], b[1], b[2], b[3]);
  }

  /** A thin line to the parent where the points of a section begin elsewhere. */
  private void joint(int s) {
    SectionModel section = table.cell().sections().get(s);
    if (section.parent() < 0) {
      return;
    }
    double[] from = at(new Site(section.parent(), section.parentX()));
    double[] to = at(new Site(s, section.childX()));
    double gap =
        Math.sqrt(
            Math.pow(from[0] - to[0], 2)
                + Math.pow(from[1] - to[1], 2)
                + Math.pow(from[2] - to[2], 2));
    boolean inside = gap < from[3] + to[3];
    if (gap > LEAST_GAP_UM && !inside) {
      int segment = table.segment(new Site(s, section.childX()));
      double thin = Math.min(.25, to[3]);
      from[3] = thin;
      to[3] = thin;
      stroke(segment, from, to);
    }
  }

  /**
   * A soma of one diameter is drawn as the spheroid of its length and diameter: one that was a
   * single point is the ball that it was.
   */
  private boolean roundSoma(int s) {
    float[][] c = chains[s];
    if (table.cell().sections().get(s).kind() != SectionKind.SOMA) {
      return false;
    }
    double least = Double.MAX_VALUE;
    double most = 0;
    for (float r : c[3]) {
      least = Math.min(least, r);
      most = Math.max(most, r);
    }
    double half = arcs[s][arcs[s].length - 1] / 2;
    if (most - least > EVEN * most || half > 3 * most) {
      return false;
    }
    int nseg = table.firstSegment(s + 1) - table.firstSegment(s);
    if (half <= most * 1.001) {
      double r = Math.sqrt(half * most);
      double[] middle = at(new Site(s, .5));
      middle[3] = r;
      stroke(table.firstSegment(s) + nseg / 2, middle, middle.clone());
      return true;
    }
    // The balls that fit into a spheroid have their middles on its axis.
    double reach = (half * half - most * most) / half;
    int pieces = Math.max(8, 4 * nseg);
    double[] a = null;
    for (int i = 0; i <= pieces; i++) {
      double offset = reach * (2.0 * i / pieces - 1);
      double x = .5 + offset / (2 * half);
      double[] b = at(new Site(s, x));
      b[3] = most * Math.sqrt(1 - offset * offset / (half * half - most * most));
      if (a != null) {
        stroke(table.segment(new Site(s, x - reach / (2 * half * pieces))), a, b);
      }
      a = b;
    }
    return true;
  }

  /** x, y, z and radius of a place. */
  double[] at(Site site) {
    float[][] c = chains[site.section()];
    double[] arc = arcs[site.section()];
    double wanted = site.x() * arc[arc.length - 1];
    int i = 1;
    while (i < arc.length - 1 && arc[i] < wanted) {
      i++;
    }
    double piece = arc[i] - arc[i - 1];
    double t = piece == 0 ? 0 : Math.clamp((wanted - arc[i - 1]) / piece, 0, 1);
    double[] at = new double[4];
    for (int axis = 0; axis < 4; axis++) {
      at[axis] = c[axis][i - 1] + t * (c[axis][i] - c[axis][i - 1]);
    }
    return at;
  }
}
