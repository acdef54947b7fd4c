package org.neurowright.app.view3d;

import org.neurowright.engine.description.NodePopulation;

/** Whether a population's file says where its cells are. */
public final class Placement {
  private Placement() {}

  /**
   * True if there is a finite coordinate and not all cells share one place (a lone cell may be
   * anywhere).
   */
  public static boolean isKnown(NodePopulation population) {
    double[] p = population.positionUm();
    if (p.length < 3 * population.size()) {
      return false;
    }
    boolean finite = false;
    boolean differs = population.size() == 1;
    for (int i = 0; i < 3 * population.size(); i++) {
      finite |= Double.isFinite(p[i]);
      differs |= p[i] != p[i % 3] && Double.isFinite(p[i]);
    }
    return finite && differs;
  }
}
