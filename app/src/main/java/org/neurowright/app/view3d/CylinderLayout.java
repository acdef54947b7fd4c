package org.neurowright.app.view3d;

import java.util.List;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;

/**
 * Positions for sections that have length and diameter only: the tree is spread in the x-y plane,
 * apical dendrites upwards, axons downwards, the rest between. Only for looking at; nothing is
 * computed from it.
 */
public final class CylinderLayout {
  private static final double CHILD_SPREAD = Math.toRadians(55);

  private final List<SectionModel> sections;
  private final float[][][] chains;
  private final double[] direction;
  private final boolean[] placed;

  private CylinderLayout(List<SectionModel> sections) {
    this.sections = sections;
    this.chains = new float[sections.size()][][];
    this.direction = new double[sections.size()];
    this.placed = new boolean[sections.size()];
  }

  /**
   * x, y, z and radius of the points of each section. Sections with points of their own keep them.
   */
  public static float[][][] of(List<SectionModel> sections) {
    CylinderLayout layout = new CylinderLayout(sections);
    for (int s = 0; s < sections.size(); s++) {
      layout.place(s);
    }
    return layout.chains;
  }

  private void place(int s) {
    if (placed[s]) {
      return;
    }
    placed[s] = true;
    SectionModel section = sections.get(s);
    if (section.geometry() instanceof SectionGeometry.Points p) {
      float[] radius = new float[p.size()];
      for (int i = 0; i < radius.length; i++) {
        radius[i] = p.diameter()[i] / 2;
      }
      chains[s] = new float[][] {p.x(), p.y(), p.z(), radius};
      int last = p.size() - 1;
      direction[s] = Math.atan2(p.y()[last] - p.y()[0], p.x()[last] - p.x()[0]);
      return;
    }
    SectionGeometry.Cylinder cylinder = (SectionGeometry.Cylinder) section.geometry();
    double length = cylinder.lengthUm();
    double x0;
    double y0;
    double z0 = 0;
    if (section.parent() < 0) {
      x0 = -length / 2;
      y0 = 0;
    } else {
      place(section.parent());
      float[][] parent = chains[section.parent()];
      direction[s] = childDirection(s);
      int end = parent[0].length - 1;
      double at = Math.clamp(section.parentX(), 0, 1);
      x0 = parent[0][0] + at * (parent[0][end] - parent[0][0]);
      y0 = parent[1][0] + at * (parent[1][end] - parent[1][0]);
      z0 = parent[2][0] + at * (parent[2][end] - parent[2][0]);
    }
    double x1 = x0 + length * Math.cos(direction[s]);
    double y1 = y0 + length * Math.sin(direction[s]);
    float r = (float) (cylinder.diameterUm() / 2);
    chains[s] =
        new float[][] {
          {(float) x0, (float) x1}, {(float) y0, (float) y1}, {(float) z0, (float) z0}, {r, r}
        };
  }

  private double childDirection(int s) {
    SectionModel section = sections.get(s);
    int siblings = 0;
    int index = 0;
    boolean onSoma = sections.get(section.parent()).kind() == SectionKind.SOMA;
    for (int other = 0; other < sections.size(); other++) {
      boolean alike = !onSoma || sections.get(other).kind() == section.kind();
      if (sections.get(other).parent() == section.parent() && alike) {
        index += other < s ? 1 : 0;
        siblings++;
      }
    }
    double offset = siblings == 1 ? 0 : (index - (siblings - 1) / 2.0) / (siblings - 1);
    if (!onSoma) {
      return direction[section.parent()] + offset * CHILD_SPREAD;
    }
    return switch (section.kind()) {
      case APIC -> Math.PI / 2 + offset * CHILD_SPREAD;
      case AXON -> -Math.PI / 2 + offset * CHILD_SPREAD;
      case SOMA -> 0;
      case DEND, OTHER ->
          siblings == 1 ? -Math.PI / 4 : -Math.PI / 2 + offset * Math.toRadians(230);
    };
  }
}
