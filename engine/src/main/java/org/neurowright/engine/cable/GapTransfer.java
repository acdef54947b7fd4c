package org.neurowright.engine.cable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The gap junctions of one group: values copied from their sources to variables of point processes
 * after every voltage update (NEURON's {@code source_var} and {@code target_var}).
 */
final class GapTransfer {
  /** Sources and targets that are both in this group. */
  private final Places sources;

  private final Places targets;

  /** Values other groups need, and the places in the exchange where they go. */
  private final Places outgoing;

  /** Values from the exchange, for variables of this group. */
  private final Places incoming;

  private final int[] outSlot;
  private final int[] inSlot;
  private final GapExchange exchange;
  private long round;

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
      int[] outSlot,
      List<Probe> incoming,
      int[] inSlot,
      GapExchange exchange) {
    this.sources = Places.of(sources);
    this.targets = Places.of(targets);
    this.outgoing = Places.of(outgoing);
    this.incoming = Places.of(incoming);
    this.outSlot = outSlot;
    this.inSlot = inSlot;
    this.exchange = outSlot.length + inSlot.length > 0 ? exchange : null;
    if (this.exchange != null) {
      exchange.join();
    }
  }

  /** Finds the two ends of a junction in a group. */
  interface Ends {
    Probe source(CableNetwork.Gap gap);

    Probe target(CableNetwork.Gap gap);
  }

  /**
   * The junctions that begin or end in a group.
   *
   * @param gaps all junctions of the network; a junction's number is its place in the exchange
   * @param group the group
   * @param sourceGroup group of a junction's source
   * @param targetGroup group of its target
   * @param exchange shared by all groups
   */
  static GapTransfer of(
      List<CableNetwork.Gap> gaps,
      int group,
      ToIntFunction<CableNetwork.Gap> sourceGroup,
      ToIntFunction<CableNetwork.Gap> targetGroup,
      Ends ends,
      GapExchange exchange) {
    List<Probe> sources = new ArrayList<>();
    List<Probe> targets = new ArrayList<>();
    List<Probe> outgoing = new ArrayList<>();
    List<Probe> incoming = new ArrayList<>();
    List<Integer> outSlot = new ArrayList<>();
    List<Integer> inSlot = new ArrayList<>();
    for (int i = 0; i < gaps.size(); i++) {
      CableNetwork.Gap gap = gaps.get(i);
      boolean begins = sourceGroup.applyAsInt(gap) == group;
      boolean arrives = targetGroup.applyAsInt(gap) == group;
      if (begins && arrives) {
        sources.add(ends.source(gap));
        targets.add(ends.target(gap));
      } else if (begins) {
        outgoing.add(ends.source(gap));
        outSlot.add(i);
      } else if (arrives) {
        incoming.add(ends.target(gap));
        inSlot.add(i);
      }
    }
    return new GapTransfer(
        sources,
        targets,
        outgoing,
        outSlot.stream().mapToInt(Integer::intValue).toArray(),
        incoming,
        inSlot.stream().mapToInt(Integer::intValue).toArray(),
        exchange);
  }

  /** Copies; waits for other groups when junctions lead to them. */
  void transfer() {
    for (int i = 0; i < sources.size(); i++) {
      targets.set(i, sources.get(i));
    }
    if (exchange == null) {
      return;
    }
    double[] values = exchange.values(round++);
    for (int i = 0; i < outgoing.size(); i++) {
      values[outSlot[i]] = outgoing.get(i);
    }
    exchange.meet();
    for (int i = 0; i < incoming.size(); i++) {
      incoming.set(i, values[inSlot[i]]);
    }
  }

  /** Sets other groups free that would wait for this one. */
  void abandon() {
    if (exchange != null) {
      exchange.abandon();
    }
  }
}
