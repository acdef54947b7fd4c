package org.neurowright.io.swc;

import org.neurowright.engine.morphology.Morphology;
import org.neurowright.engine.morphology.RawPoints;

/**
 * Sections as NEURON's own Import3d makes them since 7.6: contiguous soma points stay one section,
 * the three-point soma of NeuroMorpho.org becomes a sphere, and coordinates keep 8 significant
 * digits.
 */
public final class Import3dNeuron implements SwcImport {
  private static final int SOMA = 1;
  private static final PrintedNumber PRINT = new PrintedNumber(8);

  @Override
  public Morphology sections(String name, RawPoints points) {
    return new Cut(points).sections(name);
  }

  /** One import; holds what the rules ask about the whole tree. */
  private static final class Cut {
    private final RawPoints points;
    private final int[] type;
    private final int[] parentOf;
    private final BranchWeights branches;
    private final int[] somaChildren;
    private final boolean threePointSoma;
    private final SectionAssembly assembly;

    Cut(RawPoints points) {
      this.points = points;
      type = points.type();
      parentOf = points.parent().clone();
      assembly = new SectionAssembly(points);
      branches = BranchWeights.of(points, true);
      somaChildren = new int[points.size()];
      int somaPoints = type[0] == SOMA ? 1 : 0;
      for (int i = 1; i < type.length; i++) {
        if (type[i] == SOMA) {
          somaPoints++;
          if (type[parentOf[i]] == SOMA) {
            somaChildren[parentOf[i]]++;
          }
        }
      }
      threePointSoma = somaPoints == 3 && isSphereOfThreePoints();
      if (threePointSoma) {
        parentOf[2] = 1; // one section instead of two, of which only the first point is kept
      }
      keepSomaTogether();
    }

    /**
     * The convention of NeuroMorpho.org: the centre first, then two points on the sphere, all with
     * its radius.
     */
    private boolean isSphereOfThreePoints() {
      float[] radius = points.radius();
      if (type.length < 3
          || parentOf[1] != 0
          || parentOf[2] != 0
          || branches.weight()[1] != 0
          || branches.weight()[2] != 0
          || radius[1] != radius[0]
          || radius[2] != radius[0]) {
        return false;
      }
      double length = distanceToRoot(1) + distanceToRoot(2);
      return Math.abs(length / (2.0 * radius[0]) - 1) < 0.01;
    }

    private double distanceToRoot(int i) {
      double dx = (double) points.x()[i] - points.x()[0];
      double dy = (double) points.y()[i] - points.y()[0];
      double dz = (double) points.z()[i] - points.z()[0];
      return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    private void keepSomaTogether() {
      for (int i = 0; i + 1 < type.length; i++) {
        boolean nextIsSomaChild = type[i] == SOMA && type[i + 1] == SOMA && parentOf[i + 1] == i;
        if (nextIsSomaChild && (i == 0 || somaChildren[i] <= 1)) {
          branches.weight()[i] = 1;
        }
      }
    }

    Morphology sections(String name) {
      SectionDraft[] sectionOf = new SectionDraft[type.length];
      int first = 0;
      for (int i = 1; i <= type.length; i++) {
        if (i == type.length || branches.weight()[i - 1] != 1) {
          SectionDraft section = cut(sectionOf, first, i);
          for (int k = first; k < i; k++) {
            sectionOf[k] = section;
          }
          first = i;
        }
      }
      return assembly.finish(name, PRINT);
    }

    private SectionDraft cut(SectionDraft[] sectionOf, int first, int end) {
      if (first == 0) {
        assembly.addRoot(threePointSoma ? 1 : end);
        return assembly.root();
      }
      int parentPoint = parentOf[first];
      SectionDraft parent = sectionOf[parentPoint];
      SectionDraft section = assembly.addBranch(first, end, parent);
      boolean neuriteOnSoma = parent.type == SOMA && type[first] != SOMA;
      boolean severalPoints = end - first > 1;
      if (parent == assembly.root() && neuriteOnSoma && parent.size() == 1) {
        section.parentX = 0.5;
        section.wired = severalPoints;
      } else if (parent == assembly.root() && parentPoint == 0) {
        section.parentX = 0;
        section.wired = type[first] != SOMA && somaChildren[0] > 1;
      } else if (parent.type == SOMA) {
        boolean lastPoint = parentPoint >= parent.firstOwnPoint + parent.ownPoints - 1;
        if (!lastPoint) {
          section.parentX = 0.5;
          section.wired = neuriteOnSoma && severalPoints;
        } else {
          section.wired = type[first] != SOMA && severalPoints && somaChildren[parentPoint] > 1;
        }
      }
      if (branches.atNearEnd()[first]) {
        section.parentX = 0;
      }
      return section;
    }
  }
}
