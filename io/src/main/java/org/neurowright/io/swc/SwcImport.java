package org.neurowright.io.swc;

import org.neurowright.engine.morphology.Morphology;
import org.neurowright.engine.morphology.RawPoints;

/** A way of cutting the points of a morphology file into sections. */
public interface SwcImport {

  /**
   * Cuts a tree of points into sections.
   *
   * @param name for messages
   * @param points one tree with at least one point: the only root is point 0
   * @return at least the root section
   * @throws IllegalArgumentException if there is no point, or another root than the first point
   */
  Morphology sections(String name, RawPoints points);
}
