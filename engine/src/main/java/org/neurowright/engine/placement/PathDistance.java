package org.neurowright.engine.placement;

import java.util.List;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionModel;

/**
 * Path lengths between the 0 end of {@code soma[0]} and segment centres, with NEURON's meaning of
 * places: everything sits on nodes, so a position inside a section means the centre of its segment.
 */
final class PathDistance {
  private final List<SectionModel> sections;
  private final double[] lengthUm;
  private final int[] depth;
  private final int origin;

  PathDistance(CableCell cell) {
    sections = cell.sections();
    origin = cell.somaIndex();
    lengthUm = sections.stream().mapToDouble(SectionModel::lengthUm).toArray();
    depth = new int[sections.size()];
    for (int i = 0; i < depth.length; i++) {
      for (int p = sections.get(i).parent(); p >= 0; p = sections.get(p).parent()) {
        depth[i]++;
        if (depth[i] > sections.size()) {
          throw new IllegalArgumentException("the sections of " + cell.name() + " form a ring");
        }
      }
    }
  }

  /**
   * Distance to the centre of segment k (counted from the section's 0 end); 1e20, as NEURON says
   * it, when the section belongs to another tree than the soma.
   */
  double toSegmentUm(int section, int k) {
    double here = toCentre(section, k);
    int there = origin;
    double originAt = sections.get(origin).childX() == 0 ? 0 : lengthUm[origin];
    double sum = 0;
    while (section != there) {
      if (depth[section] >= depth[there]) {
        sum += here;
        here = attachment(section);
        section = sections.get(section).parent();
      } else {
        sum += originAt;
        originAt = attachment(there);
        there = sections.get(there).parent();
      }
      if (section < 0 || there < 0) {
        return 1e20;
      }
    }
    return sum + Math.abs(here - originAt);
  }

  /**
   * How far along its parent (from the parent's attached end) a section is attached, µm; 0 for a
   * root.
   */
  private double attachment(int section) {
    SectionModel child = sections.get(section);
    if (child.parent() < 0) {
      return 0;
    }
    double x = child.parentX();
    if (x > 0 && x < 1) {
      int nseg = sections.get(child.parent()).nseg();
      return toCentre(child.parent(), Math.min((int) (nseg * x), nseg - 1));
    }
    boolean attachedByItsStart = sections.get(child.parent()).childX() == 0;
    return (x == 0) == attachedByItsStart ? 0 : lengthUm[child.parent()];
  }

  /**
   * From the attached end of a section to the centre of segment k; one attached by its 1 end is
   * walked backwards.
   */
  private double toCentre(int section, int k) {
    SectionModel model = sections.get(section);
    int step = model.childX() == 0 ? k : model.nseg() - 1 - k;
    return lengthUm[section] * ((step + 0.5) / model.nseg());
  }
}
