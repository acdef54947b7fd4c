package org.neurowright.io.hoc.section;

import java.util.IdentityHashMap;
import java.util.Map;

/** Path lengths between nodes: centres of segments and ends of sections. */
final class Distances {
  private Distances() {}

  /** µm; 1e20 between different trees. */
  static double between(Section a, double ax, Section b, double bx) {
    Map<Section, Double> entered = new IdentityHashMap<>();
    Map<Section, Double> walked = new IdentityHashMap<>();
    Section s = a;
    double at = fromStart(a, ax);
    double sum = 0;
    while (s != null) {
      entered.put(s, at);
      walked.put(s, sum);
      sum += at;
      at = s.parent() == null ? 0 : fromStart(s.parent(), s.parentX());
      s = s.parent();
    }
    s = b;
    at = fromStart(b, bx);
    sum = 0;
    while (s != null) {
      Double other = entered.get(s);
      if (other != null) {
        return sum + Math.abs(at - other) + walked.get(s);
      }
      sum += at;
      at = s.parent() == null ? 0 : fromStart(s.parent(), s.parentX());
      s = s.parent();
    }
    return 1e20;
  }

  /** From the attached end of a section to the node that x stands for. */
  private static double fromStart(Section section, double x) {
    boolean reversed = section.childX() == 1;
    if (x <= 0) {
      return reversed ? section.lengthUm() : 0;
    }
    if (x >= 1) {
      return reversed ? 0 : section.lengthUm();
    }
    int i = section.segment(x);
    int along = reversed ? section.nseg() - 1 - i : i;
    return section.lengthUm() * ((along + .5) / section.nseg());
  }
}
