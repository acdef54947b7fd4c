package org.neurowright.engine.description;

/**
 * Which points of the morphology file belong to which section. Sections that were not in the file,
 * or all when there was none, have no points. A stub that replaced a traced section keeps the ids
 * of the section whose name it took, as in BMTK.
 *
 * @param ofSection ids of each section's points, in order; empty when the cell has no morphology
 */
public record MorphologyIds(int[][] ofSection) {

  /** A cell that was not read from a morphology. */
  public static MorphologyIds none() {
    return new MorphologyIds(new int[0][]);
  }

  /** True when the cell was not read from a morphology. */
  public boolean isEmpty() {
    return ofSection.length == 0;
  }

  /**
   * The point that stands for a place: of n points the one at ceil(max(0, x n - 1)), which treats
   * them as evenly spaced.
   *
   * @return the id, or -1 when the section has no points in the file
   */
  public int at(int section, double x) {
    if (section >= ofSection.length || ofSection[section].length == 0) {
      return -1;
    }
    int[] ids = ofSection[section];
    int index = (int) Math.ceil(Math.max(0, x * ids.length - 1));
    return ids[Math.min(index, ids.length - 1)];
  }
}
