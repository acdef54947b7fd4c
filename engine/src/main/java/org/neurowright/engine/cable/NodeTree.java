package org.neurowright.engine.cable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionModel;

/**
 * The nodes of a cell: one per segment centre, one zero-area node at the far end of each section,
 * one root node per section without parent. Order: root nodes first, then per root breadth-first
 * over sections, each contributing its nodes from near to far; a parent always comes before its
 * children.
 */
final class NodeTree {
  /** Pseudo-area that makes the equations of zero-area nodes come out in nA, µm². */
  static final double ZERO_AREA_NODE_UM2 = 100;

  final int size;
  final int roots;

  /** Parent of each node, -1 for roots. */
  final int[] parent;

  /** Distance of each node from its root, in nodes. */
  final int[] level;

  /** Number of distinct levels. */
  int levels;

  final double[] areaUm2;
  final double[] diamUm;

  /** Membrane capacitance of each node, µF/cm²; 0 at zero-area nodes. */
  final double[] capacitanceUfPerCm2;

  /** Effect of a node in its parent's equation, S/cm². */
  final double[] a;

  /** Effect of the parent in the node's equation, S/cm². */
  final double[] b;

  /** Conductance towards the parent node, µS. */
  final double[] inverseResistanceUs;

  /** First node of each section. */
  private final int[] firstNode;

  private final int[] nseg;

  /**
   * Whether the section is attached by its end, so that positions run backwards along its nodes.
   */
  private final boolean[] reversed;

  /** Node each section starts from. */
  private final int[] startNode;

  private NodeTree(int size, int roots, int sections) {
    this.size = size;
    this.roots = roots;
    parent = new int[size];
    level = new int[size];
    areaUm2 = new double[size];
    diamUm = new double[size];
    capacitanceUfPerCm2 = new double[size];
    a = new double[size];
    b = new double[size];
    inverseResistanceUs = new double[size];
    firstNode = new int[sections];
    nseg = new int[sections];
    reversed = new boolean[sections];
    startNode = new int[sections];
  }

  static NodeTree of(CableCell cell) {
    List<SectionModel> sections = cell.sections();
    int n = sections.size();
    int roots = 0;
    int size = 0;
    List<List<Integer>> children = new ArrayList<>();
    for (int s = 0; s < n; s++) {
      children.add(new ArrayList<>());
    }
    for (int s : cell.connectionOrder()) {
      SectionModel section = sections.get(s);
      size += section.nseg() + 1;
      if (section.parent() < 0) {
        roots++;
        size++;
      } else {
        children.get(section.parent()).add(s);
      }
    }
    NodeTree tree = new NodeTree(size, roots, n);
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    int root = 0;
    int next = roots;
    for (int s = 0; s < n; s++) {
      if (sections.get(s).parent() >= 0) {
        continue;
      }
      tree.parent[root] = -1;
      tree.areaUm2[root] = ZERO_AREA_NODE_UM2;
      tree.startNode[s] = root++;
      queue.add(s);
      while (!queue.isEmpty()) {
        int current = queue.remove();
        next = tree.addSection(current, sections.get(current), next);
        for (int child : inVisitingOrder(children.get(current), sections, tree.reversed[current])) {
          tree.startNode[child] = tree.attachmentNode(current, sections.get(child).parentX());
          queue.add(child);
        }
      }
    }
    if (next != size) {
      throw new IllegalArgumentException("sections of " + cell.name() + " do not form trees");
    }
    for (int i = 0; i < size; i++) {
      tree.level[i] = tree.parent[i] < 0 ? 0 : tree.level[tree.parent[i]] + 1;
      tree.levels = Math.max(tree.levels, tree.level[i] + 1);
    }
    for (int s = 0; s < n; s++) {
      int first = tree.firstNode[s];
      for (int i = first; i <= first + tree.nseg[s]; i++) {
        double branch = i == first ? sections.get(s).rallBranch() : 1;
        int up = tree.parent[i];
        tree.a[i] = -1e2 * branch * tree.inverseResistanceUs[i] / tree.areaUm2[up];
        tree.b[i] = -1e2 * tree.inverseResistanceUs[i] / tree.areaUm2[i];
      }
    }
    return tree;
  }

  /**
   * By increasing distance of the attachment from the parent's start; at equal places the latest
   * connected first.
   */
  private static List<Integer> inVisitingOrder(
      List<Integer> children, List<SectionModel> sections, boolean reversed) {
    List<Integer> order = new ArrayList<>(children.reversed());
    order.sort(
        Comparator.comparingDouble(c -> Math.abs(sections.get(c).parentX() - (reversed ? 1 : 0))));
    return order;
  }

  private int addSection(int s, SectionModel section, int first) {
    int count = section.nseg();
    firstNode[s] = first;
    nseg[s] = count;
    reversed[s] = section.childX() == 1;
    SectionDiscretisation discretisation =
        SectionDiscretisation.of(section.geometry(), count, section.axialResistivityOhmCm());
    double[] diam = segmentDiameters(section, discretisation);
    if (diam != null) {
      discretisation =
          SectionDiscretisation.ofCylinders(
              discretisation.lengthUm, diam, section.axialResistivityOhmCm());
    }
    for (int i = 0; i < count; i++) {
      // NEURON assigns areas by position but resistances by node order, also in a section attached
      // by its end.
      int segment = reversed[s] ? count - 1 - i : i;
      areaUm2[first + i] = discretisation.areaUm2[segment];
      diamUm[first + i] = discretisation.diamUm[segment];
      capacitanceUfPerCm2[first + i] = section.capacitanceUfPerCm2();
      inverseResistanceUs[first + i] = discretisation.inverseResistanceUs[i];
      parent[first + i] = i == 0 ? startNode[s] : first + i - 1;
    }
    int end = first + count;
    areaUm2[end] = ZERO_AREA_NODE_UM2;
    inverseResistanceUs[end] = discretisation.inverseResistanceUs[count];
    parent[end] = end - 1;
    for (RangeValue value : section.rangeValues()) {
      if (value.variable().equals("cm")) {
        capacitanceUfPerCm2[segmentNode(s, value.x())] = value.value();
      }
    }
    return end + 1;
  }

  /** Diameters set segment by segment in a section without points, or null when there are none. */
  private double[] segmentDiameters(SectionModel section, SectionDiscretisation discretisation) {
    if (!(section.geometry() instanceof SectionGeometry.Cylinder)) {
      return null;
    }
    double[] diam = null;
    for (RangeValue value : section.rangeValues()) {
      if (value.variable().equals("diam")) {
        diam = diam == null ? discretisation.diamUm.clone() : diam;
        diam[segment(section.nseg(), value.x())] = value.value();
      }
    }
    return diam;
  }

  private static int segment(int nseg, double x) {
    return Math.min((int) (nseg * x), nseg - 1);
  }

  /** Node that something attached at x of a section starts from; 0 and 1 are the exact ends. */
  private int attachmentNode(int section, double x) {
    if (x == (reversed[section] ? 1 : 0)) {
      return startNode[section];
    }
    if (x == 0 || x == 1) {
      return firstNode[section] + nseg[section];
    }
    return segmentNode(section, x);
  }

  /** Node whose potential is v(x): the end nodes for exactly 0 and 1, else the segment centre. */
  int voltageNode(int section, double x) {
    return attachmentNode(section, x);
  }

  /** Node of the segment that contains x; 0 and 1 give the first and the last segment. */
  int segmentNode(int section, double x) {
    int i = segment(nseg[section], x);
    return firstNode[section] + (reversed[section] ? nseg[section] - 1 - i : i);
  }

  int nseg(int section) {
    return nseg[section];
  }

  /** First of the nseg + 1 nodes of a section, which follow each other from near to far. */
  int firstNode(int section) {
    return firstNode[section];
  }

  /** Node a section starts from: its parent's, or its own root. */
  int startNode(int section) {
    return startNode[section];
  }
}
