package org.neurowright.io.swc;

import org.neurowright.engine.morphology.Morphology;
import org.neurowright.engine.morphology.RawPoints;

/**
 * Sections by the rules of the older Import3d that BMTK carries (used by BMTK up to 1.0.8, and by
 * later versions only on demand). Every branch at the root section is attached to its middle by a
 * wire, the soma is no special case, and coordinates keep 6 significant digits.
 */
public final class Import3dBmtk implements SwcImport {
  private static final PrintedNumber PRINT = new PrintedNumber(6);

  @Override
  public Morphology sections(String name, RawPoints points) {
    SectionAssembly assembly = new SectionAssembly(points);
    BranchWeights branches = BranchWeights.of(points, false);
    SectionDraft[] sectionOf = new SectionDraft[points.size()];
    int first = 0;
    for (int i = 1; i <= points.size(); i++) {
      if (i == points.size()
          || branches.weight()[points.parent()[i]] > 1
          || branches.atNearEnd()[i]) {
        SectionDraft section = cut(assembly, points, branches, sectionOf, first, i);
        for (int k = first; k < i; k++) {
          sectionOf[k] = section;
        }
        first = i;
      }
    }
    return assembly.finish(name, PRINT);
  }

  private static SectionDraft cut(
      SectionAssembly assembly,
      RawPoints points,
      BranchWeights branches,
      SectionDraft[] sectionOf,
      int first,
      int end) {
    if (first == 0) {
      assembly.addRoot(end);
      return assembly.root();
    }
    SectionDraft parent = sectionOf[points.parent()[first]];
    SectionDraft section = assembly.addBranch(first, end, parent);
    if (parent == assembly.root()) {
      section.parentX = 0.5;
      section.wired = true;
    }
    if (branches.atNearEnd()[first]) {
      section.parentX = 0;
    }
    return section;
  }
}
