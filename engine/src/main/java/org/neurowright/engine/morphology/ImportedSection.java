package org.neurowright.engine.morphology;

import java.util.Objects;
import java.util.Optional;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;

/**
 * An unbranched piece of a morphology; its 0 end is always the attached one.
 *
 * @param name with the index, for instance {@code dend[3]}
 * @param kind which part of the cell it belongs to
 * @param index number inside its type, counted from 0 in the order of the file
 * @param points the points that make up its length and area
 * @param parent index of the parent section, or -1 for the root
 * @param parentX where on the parent it is attached, 0 to 1
 * @param logicalConnection the point of the parent it belongs to, when that point is not part of
 *     the section's own points ("connected by a wire"); empty otherwise
 * @param swcIds ids of the file's points that belong to this section, in order; the copy of the
 *     parent's point is not among them
 */
public record ImportedSection(
    String name,
    SectionKind kind,
    int index,
    SectionGeometry.Points points,
    int parent,
    double parentX,
    Optional<LogicalPoint> logicalConnection,
    int[] swcIds) {

  /** A place without extent, µm, in 32-bit floats as NEURON keeps it. */
  public record LogicalPoint(float x, float y, float z) {}

  public ImportedSection {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(points, "points");
    Objects.requireNonNull(logicalConnection, "logicalConnection");
    Objects.requireNonNull(swcIds, "swcIds");
  }

  public double lengthUm() {
    return points.arcLengthsUm()[points.size() - 1];
  }

  /**
   * The file point that stands for position x: of n ids the one at ceil(max(0, x·n − 1)), which
   * treats the points as evenly spaced, as BMTK's {@code afferent_swc_id} does.
   *
   * @param x position 0 to 1
   * @return the id, or -1 when the section has no points of its own
   */
  public int swcId(double x) {
    if (swcIds.length == 0) {
      return -1;
    }
    int index = (int) Math.ceil(Math.max(0, x * swcIds.length - 1));
    return swcIds[Math.min(index, swcIds.length - 1)];
  }
}
