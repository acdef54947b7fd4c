package org.neurowright.app.lab.morphology;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.view3d.CylinderLayout;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionModel;

/** A cell laid out in a plane, with distances along its branches. */
final class CellShape {
  private final CableCell cell;

  /** x, y, z and radius of the points of each section. */
  private final float[][][] chains;

  /** Length of the drawing up to each point, by section. */
  private final double[][] arcs;

  private final Set<Integer> aboveSoma = new LinkedHashSet<>();

  CellShape(CableCell cell) {
    this.cell = cell;
    chains = CylinderLayout.of(cell.sections());
    arcs = new double[chains.length][];
    for (int s = 0; s < chains.length; s++) {
      float[][] c = chains[s];
      arcs[s] = new double[c[0].length];
      for (int i = 1; i < arcs[s].length; i++) {
        arcs[s][i] =
            arcs[s][i - 1]
                + Math.sqrt(
                    Math.pow(c[0][i] - c[0][i - 1], 2)
                        + Math.pow(c[1][i] - c[1][i - 1], 2)
                        + Math.pow(c[2][i] - c[2][i - 1], 2));
      }
    }
    for (int s = cell.sections().get(cell.somaIndex()).parent();
        s >= 0 && aboveSoma.add(s);
        s = cell.sections().get(s).parent()) {}
  }

  CableCell cell() {
    return cell;
  }

  float[][] chain(int section) {
    return chains[section];
  }

  /** Least x, least y, largest x, largest y. */
  double[] bounds() {
    double[] b = {1e30, 1e30, -1e30, -1e30};
    for (float[][] c : chains) {
      for (int i = 0; i < c[0].length; i++) {
        b[0] = Math.min(b[0], c[0][i] - c[3][i]);
        b[1] = Math.min(b[1], c[1][i] - c[3][i]);
        b[2] = Math.max(b[2], c[0][i] + c[3][i]);
        b[3] = Math.max(b[3], c[1][i] + c[3][i]);
      }
    }
    return b;
  }

  /**
   * The place nearest to a point of the plane.
   *
   * @param withinUm how far away it may be from the branch's surface
   */
  Optional<Site> nearest(double x, double y, double withinUm) {
    double least = withinUm;
    Site best = null;
    for (int s = 0; s < chains.length; s++) {
      float[][] c = chains[s];
      double length = arcs[s][arcs[s].length - 1];
      for (int i = 1; i < c[0].length; i++) {
        double dx = c[0][i] - c[0][i - 1];
        double dy = c[1][i] - c[1][i - 1];
        double square = dx * dx + dy * dy;
        double t =
            square == 0
                ? 0
                : Math.clamp(((x - c[0][i - 1]) * dx + (y - c[1][i - 1]) * dy) / square, 0, 1);
        double radius = c[3][i - 1] + t * (c[3][i] - c[3][i - 1]);
        double distance =
            Math.max(0, Math.hypot(x - c[0][i - 1] - t * dx, y - c[1][i - 1] - t * dy) - radius);
        // Of branches above each other the thinner one would never be reached otherwise.
        if (distance < least || best == null && distance <= least) {
          least = distance;
          double at = arcs[s][i - 1] + t * (arcs[s][i] - arcs[s][i - 1]);
          best = new Site(s, length == 0 ? .5 : at / length);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** x, y and radius of a place. */
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
    return new double[] {
      c[0][i - 1] + t * (c[0][i] - c[0][i - 1]),
      c[1][i - 1] + t * (c[1][i] - c[1][i - 1]),
      c[3][i - 1] + t * (c[3][i] - c[3][i - 1])
    };
  }

  /** The middle of the segment that a place is in. */
  Site middle(Site site) {
    int nseg = cell.sections().get(site.section()).nseg();
    int segment = Math.min(nseg - 1, (int) (site.x() * nseg));
    return new Site(site.section(), (segment + .5) / nseg);
  }

  /** Path along the branches to the middle of the soma, µm. */
  double distanceUm(Site site) {
    int s = site.section();
    double distance = 0;
    double x = site.x();
    while (s != cell.somaIndex() && !aboveSoma.contains(s)) {
      SectionModel section = cell.sections().get(s);
      distance += Math.abs(x - section.childX()) * section.lengthUm();
      if (section.parent() < 0) {
        return distance;
      }
      x = section.parentX();
      s = section.parent();
    }
    if (s == cell.somaIndex()) {
      return distance + Math.abs(x - .5) * cell.sections().get(s).lengthUm();
    }
    // The soma hangs on this one: from the soma up to it.
    int up = cell.somaIndex();
    SectionModel child = cell.sections().get(up);
    distance += Math.abs(child.childX() - .5) * child.lengthUm();
    while (child.parent() != s) {
      SectionModel parent = cell.sections().get(child.parent());
      distance += Math.abs(child.parentX() - parent.childX()) * parent.lengthUm();
      child = parent;
    }
    return distance + Math.abs(child.parentX() - x) * cell.sections().get(s).lengthUm();
  }

  /** What is to be said of a place: two lines. */
  String describe(Site site) {
    SectionModel section = cell.sections().get(site.section());
    Site middle = middle(site);
    StringBuilder text = new StringBuilder();
    text.append(section.name())
        .append('(')
        .append(NumberText.real(Math.rint(middle.x() * 1000) / 1000))
        .append(")  ")
        .append(NumberText.fixed(distanceUm(middle), 1))
        .append(" µm from the soma, diameter ")
        .append(NumberText.fixed(2 * at(middle)[2], 2))
        .append(" µm\nL ")
        .append(NumberText.fixed(section.lengthUm(), 1))
        .append(" µm, nseg ")
        .append(section.nseg())
        .append(": ");
    List<String> mechanisms = section.mechanisms().stream().map(m -> m.mechanism()).toList();
    text.append(mechanisms.isEmpty() ? "no mechanisms" : String.join(", ", mechanisms));
    return text.toString();
  }
}
