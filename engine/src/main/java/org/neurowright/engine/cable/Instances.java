package org.neurowright.engine.cable;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.Map;
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
   * All instances of a density mechanism in the cells of a group.
   *
   * @param members cells of the group
   * @param baseOfCell first node of each cell in the group
   * @return null when the mechanism is not used
   */
  static Instances density(
      MechanismType type, CableNetwork network, IntArrayList members, int[] baseOfCell) {
    int count = 0;
    for (int c : members) {
      DensityPlacement placement = placementOf(network.cells.get(c), type);
      count += placement == null ? 0 : placement.node().length;
    }
    if (count == 0) {
      return null;
    }
    int[] node = new int[count];
    double[][] columns = Columns.defaults(type, count);
    int at = 0;
    for (int c : members) {
      DensityPlacement placement = placementOf(network.cells.get(c), type);
      if (placement == null) {
        continue;
      }
      int here = placement.node().length;
      for (int i = 0; i < here; i++) {
        node[at + i] = baseOfCell[c] + placement.node()[i];
      }
      for (int k = 0; k < columns.length; k++) {
        int size = type.variables().get(k).size();
        System.arraycopy(placement.columns()[k], 0, columns[k], at * size, here * size);
      }
      at += here;
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
   * All instances of a point process or artificial cell in a group.
   *
   * @param points their numbers, or null when there are none
   */
  static Instances points(
      MechanismType type, IntArrayList points, CableNetwork network, int[] baseOfCell) {
    if (points == null) {
      return null;
    }
    boolean located = type.kind() == MechanismKind.POINT_PROCESS;
    Integer[] order = new Integer[points.size()];
    Arrays.setAll(order, points::getInt);
    if (located) {
      // By node; on one node the latest made comes first, which fixes the order of summation as in
      // NEURON.
      Arrays.sort(
          order,
          (p, q) -> {
            int byNode =
                Integer.compare(
                    groupNode(network, baseOfCell, p), groupNode(network, baseOfCell, q));
            return byNode != 0 ? byNode : Integer.compare(q, p);
          });
    }
    int count = order.length;
    int[] sorted = new int[count];
    int[] node = located ? new int[count] : null;
    double[][] columns = Columns.defaults(type, count);
    for (int i = 0; i < count; i++) {
      sorted[i] = order[i];
      if (located) {
        node[i] = groupNode(network, baseOfCell, sorted[i]);
      }
      var template = network.templates.get(network.pointTemplate.getInt(sorted[i]));
      for (Map.Entry<String, Double> parameter : template.parameters().entrySet()) {
        Columns.set(type, columns, i, parameter.getKey(), parameter.getValue());
      }
    }
    return new Instances(type, node, count, columns, sorted);
  }

  private static int groupNode(CableNetwork network, int[] baseOfCell, int point) {
    return baseOfCell[network.pointCell.getInt(point)] + network.pointNode.getInt(point);
  }
}
