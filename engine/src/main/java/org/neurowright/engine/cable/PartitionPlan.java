package org.neurowright.engine.cable;

import java.util.Arrays;
import java.util.List;

/**
 * Where each cell, point and connection of a network goes when it is spread over groups. One plan
 * serves all groups: a cell or point is in one group only, so its place there needs one entry.
 * Groups do not keep it, so that it can be forgotten with the network when all is put together.
 */
final class PartitionPlan {
  /**
   * Nodes times steps computed without vectors before they are taken: until Java has compiled them,
   * they are much slower than plain code, which costs about half a second. By then about as much
   * was lost by not taking them.
   */
  private static final long WORK_BEFORE_VECTORS = 100_000_000;

  final CableNetwork network;
  final CableSettings settings;

  /** Whether spikes reach their targets at once; else they wait for the end of the epoch. */
  final boolean deliverAtOnce;

  /** Steps until packs of equal cells are computed in vectors, the largest number for never. */
  final long stepsBeforeVectors;

  final int[] groupOfCell;
  final int[] groupOfPoint;
  final Members cells;
  final Members points;
  final Members connections;

  /** First entry of each cell in the {@link NodeOrder} of its group. */
  final int[] baseOfCell;

  /** Gap junctions by the group they come from. */
  final Members gapsFrom;

  /** Gap junctions by the group they lead to. */
  final Members gapsTo;

  /** Values on their way through gap junctions between groups, one place per junction. */
  final double[] gapValues;

  /** Kernel of each point in its group. */
  final int[] kernelOfPoint;

  /** Instance of each point in its kernel. */
  final int[] instanceOfPoint;

  /** What finds the variables of each group. */
  final GroupProbes[] probes;

  PartitionPlan(
      CableNetwork network,
      CableSettings settings,
      int groups,
      int[] groupOfCell,
      int[] groupOfPoint,
      boolean deliverAtOnce) {
    this.network = network;
    this.settings = settings;
    this.groupOfCell = groupOfCell;
    this.groupOfPoint = groupOfPoint;
    this.deliverAtOnce = deliverAtOnce;
    long nodes = network.cells.stream().mapToLong(Blueprint::nodes).sum();
    stepsBeforeVectors =
        settings.vectors() && CableEquation.VECTORS_PRESENT
            ? WORK_BEFORE_VECTORS / Math.max(1, nodes)
            : Long.MAX_VALUE;
    cells = Members.of(groups, groupOfCell.length, c -> groupOfCell[c]);
    points = Members.of(groups, groupOfPoint.length, p -> groupOfPoint[p]);
    connections =
        Members.of(
            groups, network.connections(), c -> groupOfPoint[network.connectionPoint.getInt(c)]);
    baseOfCell = new int[groupOfCell.length];
    List<CableNetwork.Gap> gaps = network.gaps;
    gapsFrom = Members.of(groups, gaps.size(), i -> groupOfCell[gaps.get(i).cell()]);
    gapsTo = Members.of(groups, gaps.size(), i -> groupOfPoint[gaps.get(i).point()]);
    gapValues = new double[network.gaps.size()];
    kernelOfPoint = new int[groupOfPoint.length];
    instanceOfPoint = new int[groupOfPoint.length];
    Arrays.fill(kernelOfPoint, -1);
    probes = new GroupProbes[groups];
  }

  /** Group of the target of a play. */
  int groupOf(CableNetwork.Play play) {
    return switch (play) {
      case CableNetwork.Play.OfPoint point -> groupOfPoint[point.point()];
      case CableNetwork.Play.OfSegment segment -> groupOfCell[segment.cell()];
    };
  }
}
