package org.neurowright.engine.cable;

import java.util.ArrayList;
import java.util.List;

/**
 * The gap junctions of one group: values copied from their sources to variables of point processes
 * after every voltage update (NEURON's {@code source_var} and {@code target_var}).
 *
 * <p>A target sees its source as it is after the voltage update of the same step, also when the
 * source is in another group. So all groups {@linkplain #give give} before any {@linkplain #take
 * takes}.
 */
final class GapTransfer {
  /** Sources and targets that are both in this group. */
  private final Places sources;

  private final Places targets;

  /** Values other groups need, and where they are laid down. */
  private final Places outgoing;

  private final int[] outgoingSlot;

  /** Variables of this group whose values others lay down. */
  private final Places incoming;

  private final int[] incomingSlot;

  /** One place per junction of the network; each is written by one group and read by one. */
  private final double[] laidDown;

  /** Places of values. */
  private record Places(double[][] array, int[] index) {
    static Places of(List<Probe> places) {
      return new Places(
          places.stream().map(Probe::array).toArray(double[][]::new),
          places.stream().mapToInt(Probe::index).toArray());
    }

    int size() {
      return index.length;
    }

    double get(int i) {
      return array[i][index[i]];
    }

    void set(int i, double value) {
      array[i][index[i]] = value;
    }
  }

  private GapTransfer(
      List<Probe> sources,
      List<Probe> targets,
      List<Probe> outgoing,
      List<Integer> outgoingSlot,
      List<Probe> incoming,
      List<Integer> incomingSlot,
      double[] laidDown) {
    this.sources = Places.of(sources);
    this.targets = Places.of(targets);
    this.outgoing = Places.of(outgoing);
    this.outgoingSlot = outgoingSlot.stream().mapToInt(Integer::intValue).toArray();
    this.incoming = Places.of(incoming);
    this.incomingSlot = incomingSlot.stream().mapToInt(Integer::intValue).toArray();
    this.laidDown = laidDown;
  }

  /** The junctions that begin or end in a group whose probes the plan has already. */
  static GapTransfer of(PartitionPlan plan, int group) {
    List<CableNetwork.Gap> gaps = plan.network.gaps;
    List<Probe> sources = new ArrayList<>();
    List<Probe> targets = new ArrayList<>();
    List<Probe> outgoing = new ArrayList<>();
    List<Integer> outgoingSlot = new ArrayList<>();
    for (int i : plan.gapsFrom.of(group)) {
      CableNetwork.Gap gap = gaps.get(i);
      if (plan.groupOfPoint[gap.point()] == group) {
        sources.add(source(gap, plan.probes[group]));
        targets.add(plan.probes[group].element(gap.point(), gap.variable()));
      } else {
        outgoing.add(source(gap, plan.probes[group]));
        outgoingSlot.add(i);
      }
    }
    List<Probe> incoming = new ArrayList<>();
    List<Integer> incomingSlot = new ArrayList<>();
    for (int i : plan.gapsTo.of(group)) {
      CableNetwork.Gap gap = gaps.get(i);
      if (plan.groupOfCell[gap.cell()] != group) {
        incoming.add(plan.probes[group].element(gap.point(), gap.variable()));
        incomingSlot.add(i);
      }
    }
    return new GapTransfer(
        sources, targets, outgoing, outgoingSlot, incoming, incomingSlot, plan.gapValues);
  }

  private static Probe source(CableNetwork.Gap gap, GroupProbes probes) {
    if (gap.source().equals("v")) {
      return probes.inside(gap.cell(), gap.section(), gap.x());
    }
    return probes
        .ofCell(gap.cell(), gap.section(), gap.x(), gap.source())
        .orElseThrow(() ->
            new IllegalArgumentException(
                gap.source() + " is not a variable at the source of a gap junction"));
  }

  /** Whether junctions lead to other groups or come from them. */
  boolean leaveGroup() {
    return outgoingSlot.length + incomingSlot.length > 0;
  }

  /** Copies inside the group, and lays down what other groups need. */
  void give() {
    for (int i = 0; i < sources.size(); i++) {
      targets.set(i, sources.get(i));
    }
    for (int i = 0; i < outgoing.size(); i++) {
      laidDown[outgoingSlot[i]] = outgoing.get(i);
    }
  }

  /** Takes what other groups have laid down. */
  void take() {
    for (int i = 0; i < incoming.size(); i++) {
      incoming.set(i, laidDown[incomingSlot[i]]);
    }
  }
}
