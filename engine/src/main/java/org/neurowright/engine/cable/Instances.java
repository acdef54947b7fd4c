package org.neurowright.engine.cable;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;

/** The instances of one mechanism in one group, while the group is put together. */
final class Instances {
  final MechanismType type;
  final int count;

  /** Node of each instance in the group; null for artificial cells. */
  final int[] node;

  final double[][] columns;

  /** Global point numbers; null for density mechanisms. */
  final int[] points;

  private Instances(MechanismType type, int[] node, int count, double[][] columns, int[] points) {
    this.type = type;
    this.node = node;
    this.count = count;
    this.columns = columns;
    this.points = points;
  }

  /**
   * All instances of a density mechanism in the cells of a group, by ascending node.
   *
   * @return null when the mechanism is not used
   */
  static Instances density(MechanismType type, CableNetwork network, NodeOrder order) {
    int count = 0;
    for (int c : order.cells) {
      DensityPlacement placement = placementOf(network.cells.get(c), type);
      count += placement == null ? 0 : placement.node().length;
    }
    if (count == 0) {
      return null;
    }
    int[] instanceAt = new int[order.size];
    for (int c : order.cells) {
      DensityPlacement placement = placementOf(network.cells.get(c), type);
      if (placement != null) {
        for (int local : placement.node()) {
          instanceAt[order.node(c, local)] = 1;
        }
      }
    }
    int[] node = new int[count];
    int next = 0;
    for (int n = 0; n < instanceAt.length; n++) {
      if (instanceAt[n] != 0) {
        node[next] = n;
        instanceAt[n] = next++;
      }
    }
    double[][] columns = Columns.defaults(type, count);
    for (int c : order.cells) {
      DensityPlacement placement = placementOf(network.cells.get(c), type);
      for (int i = 0; placement != null && i < placement.node().length; i++) {
        int instance = instanceAt[order.node(c, placement.node()[i])];
        for (int k = 0; k < columns.length; k++) {
          int size = type.variables().get(k).size();
          System.arraycopy(placement.columns()[k], i * size, columns[k], instance * size, size);
        }
      }
    }
    return new Instances(type, node, count, columns, null);
  }

  private static DensityPlacement placementOf(Blueprint blueprint, MechanismType type) {
    for (DensityPlacement placement : blueprint.placements) {
      if (placement.type().name().equals(type.name())) {
        return placement;
      }
    }
    return null;
  }

  /**
   * All instances of a point process or artificial cell in a group. Point processes are ordered by
   * node; on one node the latest made comes first, which fixes the order of summation as in NEURON.
   *
   * @param points their numbers, ascending; empty when there are none
   * @return null when there are none
   */
  static Instances points(
      MechanismType type, IntArrayList points, CableNetwork network, NodeOrder order) {
    int count = points.size();
    if (count == 0) {
      return null;
    }
    int[] sorted = points.toIntArray();
    int[] node = null;
    if (type.kind() == MechanismKind.POINT_PROCESS) {
      sorted = byNodeLatestFirst(sorted, network, order);
      node = new int[count];
      for (int i = 0; i < count; i++) {
        node[i] = nodeOf(sorted[i], network, order);
      }
    }
    double[][] columns = Columns.defaults(type, count);
    for (int i = 0; i < count; i++) {
      network.settings.get(network.pointTemplate.getInt(sorted[i])).apply(columns, i);
    }
    return new Instances(type, node, count, columns, sorted);
  }

  private static int[] byNodeLatestFirst(int[] points, CableNetwork network, NodeOrder order) {
    int[] next = new int[order.size + 1];
    for (int p : points) {
      next[nodeOf(p, network, order) + 1]++;
    }
    for (int n = 0; n < order.size; n++) {
      next[n + 1] += next[n];
    }
    int[] sorted = new int[points.length];
    for (int i = points.length - 1; i >= 0; i--) {
      sorted[next[nodeOf(points[i], network, order)]++] = points[i];
    }
    return sorted;
  }

  private static int nodeOf(int point, CableNetwork network, NodeOrder order) {
    return order.node(network.pointCell.getInt(point), network.pointNode.getInt(point));
  }
}
