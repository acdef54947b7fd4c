package org.neurowright.engine.cable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.Diffusion;
import org.neurowright.engine.mechanism.MechanismKernel;

/**
 * Diffusion of concentrations along the sections (LONGITUDINAL_DIFFUSION): after all states have
 * been advanced, one step of implicit Euler per species over the tree of the segments that have the
 * mechanism.
 *
 * <p>For segment i with volume per length V and diffusion constant times area D, next to its parent
 * p at the mean distance of their lengths dx: {@code dc_i/dt = (D_i + D_p)/2 * 2/(dx_i*(dx_i +
 * dx_p)) * (c_p - c_i)/V_i}, as NEURON has it (Hines and Carnevale, Neural Computation 12:995-1007,
 * 2000).
 */
final class Diffusions {
  private final List<Species> species = new ArrayList<>();

  private Diffusions() {}

  /**
   * Collects what diffuses.
   *
   * @param kernels all kernels of a group
   * @param parent parent of each node of the group
   * @param order nodes of the group
   * @param probes finds ion concentrations
   */
  static Diffusions of(
      List<MechanismKernel> kernels, int[] parent, NodeOrder order, GroupProbes probes) {
    Diffusions all = new Diffusions();
    Lengths lengths = null;
    for (MechanismKernel kernel : kernels) {
      List<Diffusion> diffusions = kernel.diffusions();
      for (int k = 0; k < diffusions.size(); k++) {
        if (lengths == null) {
          lengths = new Lengths(order);
        }
        all.species.add(new Species(kernel, k, diffusions.get(k), parent, lengths, probes));
      }
    }
    return all;
  }

  /** Takes a step of all species, one after the other. */
  void advance(double dtMs) {
    for (Species one : species) {
      one.advance(dtMs);
    }
  }

  /** Segment lengths and what connects sections, by node of the group. */
  private static final class Lengths {
    private final double[] dxUm;
    private final double[] rallBranch;
    private final int[] firstNodeOfParentSection;

    Lengths(NodeOrder order) {
      dxUm = new double[order.size];
      rallBranch = new double[order.size];
      firstNodeOfParentSection = new int[order.size];
      Arrays.fill(rallBranch, 1);
      Arrays.fill(firstNodeOfParentSection, -1);
      for (int c : order.cells) {
        NodeTree tree = order.tree(c);
        List<SectionModel> sections = order.sections(c);
        for (int s = 0; s < sections.size(); s++) {
          SectionModel section = sections.get(s);
          for (int i = 0; i < section.nseg(); i++) {
            int node = order.node(c, tree.firstNode(s) + i);
            dxUm[node] = section.lengthUm() / section.nseg();
            if (section.parent() >= 0) {
              firstNodeOfParentSection[node] = order.node(c, tree.firstNode(section.parent()));
            }
          }
          rallBranch[order.node(c, tree.firstNode(s))] = section.rallBranch();
        }
      }
    }
  }

  /** One diffusing state; instances of the kernel stand in the order of their nodes. */
  private static final class Species {
    private final MechanismKernel kernel;
    private final int number;
    private final int n;
    private final double[][] array;
    private final int[] index;
    private final int[] up;
    private final double[] upFactor;
    private final double[] downFactor;
    private final double[] volume;
    private final double[] coefficient;
    private final double[] a;
    private final double[] b;
    private final double[] d;
    private final double[] rhs;

    Species(
        MechanismKernel kernel,
        int number,
        Diffusion diffusion,
        int[] parent,
        Lengths lengths,
        GroupProbes probes) {
      this.kernel = kernel;
      this.number = number;
      n = kernel.count();
      array = new double[n][];
      index = new int[n];
      up = new int[n];
      upFactor = new double[n];
      downFactor = new double[n];
      volume = new double[n];
      coefficient = new double[n];
      a = new double[n];
      b = new double[n];
      d = new double[n];
      rhs = new double[n];
      int[] node = kernel.node();
      int[] instanceOf = new int[parent.length];
      Arrays.fill(instanceOf, -1);
      for (int i = 0; i < n; i++) {
        instanceOf[node[i]] = i;
      }
      var column = kernel.type().variableIndex(diffusion.variable());
      for (int i = 0; i < n; i++) {
        if (column.isPresent()) {
          int size = kernel.type().variables().get(column.getAsInt()).size();
          array[i] = kernel.column(column.getAsInt());
          index[i] = i * size + diffusion.element();
        } else {
          Probe place = probes.ofIon(node[i], diffusion.variable()).orElseThrow();
          array[i] = place.array();
          index[i] = place.index();
        }
        up[i] = neighbour(node[i], parent, instanceOf, lengths.firstNodeOfParentSection);
        if (up[i] >= 0) {
          double own = lengths.dxUm[node[i]];
          double other = lengths.dxUm[node[up[i]]];
          upFactor[i] = 2 * lengths.rallBranch[node[i]] / other / (own + other);
          downFactor[i] = 2 / own / (own + other);
        }
      }
    }

    /**
     * The next segment with the mechanism towards the root: the parent, or behind a node without
     * area its parent, or else the first segment of the parent section.
     */
    private static int neighbour(int node, int[] parent, int[] instanceOf, int[] firstOfParent) {
      int above = parent[node];
      if (above >= 0 && instanceOf[above] >= 0) {
        return instanceOf[above];
      }
      int beyond = above >= 0 ? parent[above] : -1;
      if (beyond >= 0 && instanceOf[beyond] >= 0) {
        return instanceOf[beyond];
      }
      return firstOfParent[node] >= 0 ? instanceOf[firstOfParent[node]] : -1;
    }

    void advance(double dtMs) {
      kernel.diffusion(number, volume, coefficient);
      Arrays.fill(d, 0);
      for (int i = 0; i < n; i++) {
        int p = up[i];
        if (p >= 0) {
          double mean = (coefficient[i] + coefficient[p]) / 2;
          a[i] = -upFactor[i] * mean / volume[p];
          b[i] = -downFactor[i] * mean / volume[i];
        }
      }
      for (int i = 0; i < n; i++) {
        d[i] += 1 / dtMs;
        rhs[i] = array[i][index[i]] / dtMs;
        if (up[i] >= 0) {
          d[i] -= b[i];
          d[up[i]] -= a[i];
        }
      }
      for (int i = n - 1; i > 0; i--) {
        if (up[i] >= 0) {
          double factor = a[i] / d[i];
          d[up[i]] -= factor * b[i];
          rhs[up[i]] -= factor * rhs[i];
        }
      }
      for (int i = 0; i < n; i++) {
        if (up[i] >= 0) {
          rhs[i] -= b[i] * rhs[up[i]];
        }
        rhs[i] /= d[i];
        array[i][index[i]] = rhs[i];
      }
    }
  }
}
