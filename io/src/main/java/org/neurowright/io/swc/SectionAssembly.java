package org.neurowright.io.swc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.morphology.ImportedSection;
import org.neurowright.engine.morphology.Morphology;
import org.neurowright.engine.morphology.RawPoints;

/**
 * The steps that both variants of Import3d share: copying points into sections, removing sections
 * without length, naming, ordering, and the passage of coordinates through text.
 */
final class SectionAssembly {
  private static final int SOMA = 1;

  private final RawPoints points;
  private final List<SectionDraft> drafts = new ArrayList<>();

  SectionAssembly(RawPoints points) {
    if (points.size() == 0) {
      throw new IllegalArgumentException("a morphology needs at least one point");
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.parent()[i] < 0) {
        throw new IllegalArgumentException("point " + points.id()[i] + " is a second root");
      }
    }
    this.points = points;
  }

  SectionDraft root() {
    return drafts.getFirst();
  }

  /** The root section: points 0 to {@code count - 1}, nothing in front. */
  void addRoot(int count) {
    SectionDraft root = new SectionDraft(points.type()[0], 0, count, count);
    for (int k = 0; k < count; k++) {
      copyPoint(k, root, k);
    }
    drafts.add(root);
  }

  /**
   * A section of the points {@code first} to {@code end - 1} behind a copy of the parent point.
   * Between soma and neurite the copy takes the diameter of the neurite.
   */
  SectionDraft addBranch(int first, int end, SectionDraft parent) {
    SectionDraft branch =
        new SectionDraft(points.type()[first], first, end - first, end - first + 1);
    branch.parent = parent;
    copyPoint(points.parent()[first], branch, 0);
    for (int k = first; k < end; k++) {
      copyPoint(k, branch, k - first + 1);
    }
    if (parent.type == SOMA && branch.type != SOMA) {
      branch.diameter[0] = branch.diameter[1];
    }
    drafts.add(branch);
    return branch;
  }

  private void copyPoint(int point, SectionDraft section, int at) {
    section.x[at] = points.x()[point];
    section.y[at] = points.y()[point];
    section.z[at] = points.z()[point];
    section.diameter[at] = 2.0 * points.radius()[point];
  }

  /** Removes what has no length, numbers and orders the rest, and rounds the coordinates. */
  Morphology finish(String name, PrintedNumber print) {
    removeSectionsWithoutLength();
    Map<Integer, List<SectionDraft>> byType = new TreeMap<>();
    for (SectionDraft draft : drafts) {
      List<SectionDraft> siblings = byType.computeIfAbsent(draft.type, t -> new ArrayList<>());
      draft.index = siblings.size();
      siblings.add(draft);
    }
    List<SectionDraft> ordered = byType.values().stream().flatMap(List::stream).toList();
    for (int i = 0; i < ordered.size(); i++) {
      ordered.get(i).position = i;
    }
    return new Morphology(name, ordered.stream().map(d -> finish(d, print)).toList(), points);
  }

  private void removeSectionsWithoutLength() {
    for (int i = drafts.size() - 1; i > 0; i--) {
      SectionDraft draft = drafts.get(i);
      if (draft.hasNoLength()) {
        drafts.remove(i);
        for (SectionDraft later : drafts.subList(i, drafts.size())) {
          if (later.parent == draft) {
            later.parent = draft.parent;
            later.parentX = draft.parentX;
          }
        }
      }
    }
  }

  private ImportedSection finish(SectionDraft draft, PrintedNumber print) {
    String typeName = typeName(draft.type) + "[" + draft.index + "]";
    return new ImportedSection(
        typeName,
        SectionKind.ofSectionName(typeName),
        draft.index,
        geometry(draft, print),
        draft.parent == null ? -1 : draft.parent.position,
        draft.parent == null ? 0 : draft.parentX,
        draft.wired
            ? Optional.of(
                new ImportedSection.LogicalPoint(
                    print.stored(draft.x[0]), print.stored(draft.y[0]), print.stored(draft.z[0])))
            : Optional.empty(),
        Arrays.copyOfRange(
            points.id(), draft.firstOwnPoint, draft.firstOwnPoint + draft.ownPoints));
  }

  private static SectionGeometry.Points geometry(SectionDraft draft, PrintedNumber print) {
    int n = draft.usedPoints();
    int first = draft.size() - n;
    if (n == 1) {
      return sphere(draft.x[first], draft.y[first], draft.z[first], draft.diameter[first], print);
    }
    float[] x = new float[n];
    float[] y = new float[n];
    float[] z = new float[n];
    float[] diameter = new float[n];
    for (int k = 0; k < n; k++) {
      x[k] = print.stored(draft.x[first + k]);
      y[k] = print.stored(draft.y[first + k]);
      z[k] = print.stored(draft.z[first + k]);
      diameter[k] = print.stored(draft.diameter[first + k]);
    }
    return new SectionGeometry.Points(x, y, z, diameter);
  }

  /** A single point stands for a sphere, kept as a cylinder of equal area along x. */
  private static SectionGeometry.Points sphere(
      double x, double y, double z, double diameter, PrintedNumber print) {
    float d = print.stored(diameter);
    float yy = print.stored(y);
    float zz = print.stored(z);
    return new SectionGeometry.Points(
        new float[] {
          print.stored(x - diameter / 2), print.stored(x), print.stored(x + diameter / 2)
        },
        new float[] {yy, yy, yy},
        new float[] {zz, zz, zz},
        new float[] {d, d, d});
  }

  private static String typeName(int type) {
    return switch (type) {
      case 1, 2, 3, 4 ->
          List.of(SectionKind.SOMA, SectionKind.AXON, SectionKind.DEND, SectionKind.APIC)
              .get(type - 1)
              .label();
      default -> type < 0 ? "minus_" + -type : "dend_" + type;
    };
  }
}
