package org.neurowright.engine.placement;

import org.neurowright.engine.random.Mt19937;

/**
 * Places the synapses of one cell. BMTK gives each cell its own generator, seeded with the cell's
 * global id; rows of edges draw from it in the order in which connections are made (recurrent edges
 * in the order of the configuration, then inputs), {@code nsyns} numbers a row. Rows with given
 * sections draw nothing. Not thread-safe; make one per cell and call it in that order.
 */
public final class SynapsePlacer {
  private final PlacementTable table;
  private final Mt19937 random;

  /**
   * @param table candidates of the cell's blueprint
   * @param random generator of this cell, {@code new Mt19937(gid)} for BMTK's places
   */
  public SynapsePlacer(PlacementTable table, Mt19937 random) {
    this.table = table;
    this.random = random;
  }

  /**
   * Draws places for the synapses of one edge row: segment centres, with replacement.
   *
   * @param target where they may sit
   * @param nsyns number of synapses
   * @param segments filled with {@code nsyns} segment numbers of {@link SegmentIndex}, from index 0
   * @return number of synapses placed: {@code nsyns}, or 0 (and nothing drawn) when no segment lies
   *     in the target
   */
  public int place(PlacementTarget target, int nsyns, int[] segments) {
    Candidates candidates = table.candidates(target);
    if (candidates.size() == 0) {
      return 0;
    }
    for (int i = 0; i < nsyns; i++) {
      segments[i] = candidates.draw(random);
    }
    return nsyns;
  }

  /** Draws places as {@link #place(PlacementTarget, int, int[])} does, in arrays of their own. */
  public Placement place(PlacementTarget target, int nsyns) {
    int[] segments = new int[nsyns];
    int n = place(target, nsyns, segments);
    int[] sections = new int[n];
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      sections[i] = table.index().section(segments[i]);
      x[i] = table.index().x(segments[i]);
    }
    return new Placement(sections, x);
  }

  /**
   * Places of synapses.
   *
   * @param section index of each one's section in the cell
   * @param x position in that section, 0 to 1
   */
  public record Placement(int[] section, double[] x) {
    public int size() {
      return section.length;
    }
  }
}
