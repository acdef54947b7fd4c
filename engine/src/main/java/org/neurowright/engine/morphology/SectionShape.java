package org.neurowright.engine.morphology;

import java.util.Objects;
import java.util.Optional;
import org.neurowright.engine.description.SectionKind;

/**
 * One section as it is drawn, in µm relative to the soma's centre, before the cell is turned and
 * placed. Arrays are owned by this record and are not to be changed.
 *
 * @param section index in the cell's list
 * @param name as in the cell, for instance {@code dend[3]}
 * @param kind which part of the cell it belongs to
 * @param xyzUm points from the 0 end to the 1 end, row-major (3 per point)
 * @param diameterUm one per point
 * @param measured false when the section has no points of its own and is drawn as a straight line
 * @param joint the place on the parent that the section belongs to (x, y, z), when its own points
 *     do not begin there; drawn as a thin connection
 */
public record SectionShape(
    int section,
    String name,
    SectionKind kind,
    float[] xyzUm,
    float[] diameterUm,
    boolean measured,
    Optional<float[]> joint) {
  public SectionShape {
    Objects.requireNonNull(joint, "joint");
    if (xyzUm.length != 3 * diameterUm.length || diameterUm.length < 2) {
      throw new IllegalArgumentException("a section needs at least 2 points, each with a diameter");
    }
  }

  public int size() {
    return diameterUm.length;
  }
}
