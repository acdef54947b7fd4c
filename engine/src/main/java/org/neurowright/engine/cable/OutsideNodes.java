package org.neurowright.engine.cable;

import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.Extracellular;
import org.neurowright.engine.mechanism.MechanismKernel;

/**
 * The nodes of cells that have extracellular layers in some of their sections, and the resistances
 * between neighbouring nodes outside. Positions count these nodes only, a parent always before its
 * children; all nodes of such a cell are among them, with layers or without.
 *
 * <p>A section's layers end where the section ends: towards a neighbour without layers they are
 * sealed, and the potential outside of that neighbour is 0.
 */
final class OutsideNodes {
  /** Number of nodes. */
  final int size;

  /** Node in the group of each position. */
  final int[] node;

  /** Position of each node's parent, -1 for roots. */
  final int[] up;

  /** Whether the layers surround the node. */
  final boolean[] layered;

  /**
   * Instance of the mechanism at each node, -1 at zero-area nodes and where there are no layers.
   */
  final int[] instance;

  /**
   * Conductance along each layer towards the parent, µS [layer][position]; 0 where it is sealed.
   */
  final double[][] linkUs;

  /** NEURON's rallbranch of the link towards the parent. */
  final double[] branch;

  private OutsideNodes(int size) {
    this.size = size;
    node = new int[size];
    up = new int[size];
    layered = new boolean[size];
    instance = new int[size];
    linkUs = new double[Extracellular.LAYERS][size];
    branch = new double[size];
    Arrays.fill(instance, -1);
    Arrays.fill(branch, 1);
  }

  /** Where the nodes of a cell are in its group. */
  interface Placement {
    int node(int cell, int local);
  }

  /** Whether layers are inserted in a section. */
  static boolean isLayered(SectionModel section) {
    return section.mechanisms().stream()
        .map(MechanismInsertion::mechanism)
        .anyMatch(Extracellular.NAME::equals);
  }

  /**
   * The nodes of some cells of a group.
   *
   * @param cells the cells, all of them with layers in some section
   * @param network where their blueprints are
   * @param placement where their nodes are in the group
   * @param kernel the mechanism in the group
   */
  static OutsideNodes of(
      int[] cells, CableNetwork network, Placement placement, MechanismKernel kernel) {
    int total = 0;
    for (int c : cells) {
      total += network.cells.get(c).tree.size;
    }
    OutsideNodes result = new OutsideNodes(total);
    int first = 0;
    for (int c : cells) {
      result.add(network.cells.get(c), c, first, placement, kernel);
      first += network.cells.get(c).tree.size;
    }
    return result;
  }

  private void add(
      Blueprint blueprint, int cell, int first, Placement placement, MechanismKernel kernel) {
    NodeTree tree = blueprint.tree;
    for (int i = 0; i < tree.size; i++) {
      node[first + i] = placement.node(cell, i);
      up[first + i] = tree.parent[i] < 0 ? -1 : first + tree.parent[i];
    }
    List<SectionModel> sections = blueprint.cell.sections();
    for (int s = 0; s < sections.size(); s++) {
      if (isLayered(sections.get(s))) {
        for (int j = 0; j <= tree.nseg(s); j++) {
          layered[first + tree.firstNode(s) + j] = true;
        }
        if (sections.get(s).parent() < 0) {
          layered[first + tree.startNode(s)] = true;
        }
      }
    }
    for (int s = 0; s < sections.size(); s++) {
      if (isLayered(sections.get(s))) {
        link(sections.get(s), tree.nseg(s), first + tree.firstNode(s), kernel);
      }
    }
  }

  /** Joins the nodes of one section, half a segment of each at a time. */
  private void link(SectionModel section, int nseg, int first, MechanismKernel kernel) {
    double[] axial = kernel.column(Extracellular.AXIAL_RESISTANCE);
    double halfUm = section.lengthUm() / nseg / 2;
    for (int j = 0; j < nseg; j++) {
      instance[first + j] = Arrays.binarySearch(kernel.node(), node[first + j]);
    }
    boolean sealed = !layered[up[first]];
    branch[first] = section.rallBranch();
    for (int k = 0; k < linkUs.length; k++) {
      double before = 0;
      for (int j = 0; j <= nseg; j++) {
        double here =
            j == nseg ? 0 : 1e-4 * axial[instance[first + j] * Extracellular.LAYERS + k] * halfUm;
        linkUs[k][first + j] = j == 0 && sealed ? 0 : 1 / (here + before);
        before = here;
      }
    }
  }
}
