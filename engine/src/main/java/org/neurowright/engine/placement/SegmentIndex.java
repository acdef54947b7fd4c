package org.neurowright.engine.placement;

import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;

/**
 * The segments of a cell in one row: sections in list order, from the 0 end to the 1 end of each.
 * Made once per blueprint, after the number of segments is settled. Immutable and thread-safe.
 *
 * <p>Distances are path lengths from the 0 end of {@code soma[0]} along the tree, as NEURON's
 * {@code distance} measures them: a branch that is attached inside a section starts at the centre
 * of the segment it is attached to.
 */
public final class SegmentIndex {
  private final int[] firstSegment;
  private final int[] section;
  private final double[] x;
  private final double[] lengthUm;
  private final double[] distanceUm;
  private final SectionKind[] kind;

  private SegmentIndex(CableCell cell) {
    List<SectionModel> sections = cell.sections();
    firstSegment = new int[sections.size() + 1];
    for (int i = 0; i < sections.size(); i++) {
      firstSegment[i + 1] = firstSegment[i] + sections.get(i).nseg();
    }
    int n = firstSegment[sections.size()];
    section = new int[n];
    x = new double[n];
    lengthUm = new double[n];
    distanceUm = new double[n];
    kind = new SectionKind[n];
    PathDistance distance = new PathDistance(cell);
    for (int i = 0; i < sections.size(); i++) {
      SectionModel model = sections.get(i);
      int nseg = model.nseg();
      double segmentLength = model.lengthUm() / nseg;
      for (int k = 0; k < nseg; k++) {
        int segment = firstSegment[i] + k;
        section[segment] = i;
        x[segment] = (2 * k + 1) / (2.0 * nseg);
        lengthUm[segment] = segmentLength;
        distanceUm[segment] = distance.toSegmentUm(i, k);
        kind[segment] = model.kind();
      }
    }
  }

  public static SegmentIndex of(CableCell cell) {
    return new SegmentIndex(cell);
  }

  /** Number of segments of the cell. */
  public int size() {
    return section.length;
  }

  /** Index of the section that a segment belongs to. */
  public int section(int segment) {
    return section[segment];
  }

  /** Position of the segment's centre in its section, 0 to 1. */
  public double x(int segment) {
    return x[segment];
  }

  public SectionKind kind(int segment) {
    return kind[segment];
  }

  public double lengthUm(int segment) {
    return lengthUm[segment];
  }

  /** Path distance of the segment's centre from the 0 end of {@code soma[0]}, µm. */
  public double distanceUm(int segment) {
    return distanceUm[segment];
  }

  /**
   * Path distance of the near end: half a segment before the centre (negative only in a soma that
   * starts there).
   */
  public double nearUm(int segment) {
    return distanceUm[segment] - lengthUm[segment] / 2;
  }

  /** Path distance of the far end. */
  public double farUm(int segment) {
    return distanceUm[segment] + lengthUm[segment] / 2;
  }

  /** The first segment of a section; the one after its last for {@code sectionIndex + 1}. */
  public int firstSegment(int sectionIndex) {
    return firstSegment[sectionIndex];
  }

  /** The segment that contains position x of a section: 1 belongs to the last one. */
  public int segmentAt(int sectionIndex, double position) {
    int nseg = firstSegment[sectionIndex + 1] - firstSegment[sectionIndex];
    int k = Math.clamp((int) (nseg * position), 0, nseg - 1);
    return firstSegment[sectionIndex] + k;
  }

  @Override
  public String toString() {
    return size()
        + " segments, the farthest at "
        + Arrays.stream(distanceUm).max().orElse(0)
        + " um";
  }
}
