package org.neurowright.engine.bench;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionModel;

/**
 * Lengths of the way along the tree from one place to others, µm, as NEURON's {@code distance} has
 * them: places inside sections count as the centre of their segment.
 */
public final class PathLengths {
  private final List<SectionModel> sections;

  /** By section on the way from the place to its root: how long the way is, NaN elsewhere. */
  private final double[] way;

  /** Where the way comes into that section, µm from its 0 end. */
  private final double[] entry;

  public PathLengths(CableCell cell, Site from) {
    sections = cell.sections();
    way = new double[sections.size()];
    entry = new double[sections.size()];
    java.util.Arrays.fill(way, Double.NaN);
    int section = from.section();
    double at = place(section, from.x());
    double sum = 0;
    while (section >= 0 && Double.isNaN(way[section])) {
      way[section] = sum;
      entry[section] = at;
      sum += Math.abs(at - attached(section));
      SectionModel here = sections.get(section);
      section = here.parent();
      at = section < 0 ? 0 : place(section, here.parentX());
    }
  }

  /** Position of the node that stands for x, µm from the section's 0 end. */
  private double place(int section, double x) {
    SectionModel model = sections.get(section);
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : model.lengthUm();
    }
    int segment = Math.min((int) (x * model.nseg()), model.nseg() - 1);
    return (segment + .5) / model.nseg() * model.lengthUm();
  }

  private double attached(int section) {
    SectionModel model = sections.get(section);
    return model.childX() == 0 ? 0 : model.lengthUm();
  }

  /** The way to a place, µm; 1e20, as NEURON says it, where there is none. */
  public double to(Site site) {
    int section = site.section();
    double at = place(section, site.x());
    double sum = 0;
    for (int steps = 0; section >= 0 && steps <= sections.size(); steps++) {
      if (!Double.isNaN(way[section])) {
        return sum + Math.abs(at - entry[section]) + way[section];
      }
      sum += Math.abs(at - attached(section));
      SectionModel here = sections.get(section);
      section = here.parent();
      at = section < 0 ? 0 : place(section, here.parentX());
    }
    return 1e20;
  }

  /** Centres of all segments: sections in order, in each from its 0 end to its 1 end. */
  public static List<Site> centres(CableCell cell) {
    List<Site> sites = new ArrayList<>();
    for (int s = 0; s < cell.sections().size(); s++) {
      int nseg = cell.sections().get(s).nseg();
      for (int k = 0; k < nseg; k++) {
        sites.add(new Site(s, (k + .5) / nseg));
      }
    }
    return sites;
  }
}
