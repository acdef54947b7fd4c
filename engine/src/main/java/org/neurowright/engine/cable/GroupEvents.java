package org.neurowright.engine.cable;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.event.EventQueue;
import org.neurowright.engine.event.SpikeCalendar;
import org.neurowright.engine.group.SpikeBuffer;
import org.neurowright.engine.mechanism.Clock;
import org.neurowright.engine.mechanism.EventPort;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismType.Phase;

/**
 * The events of a group: spikes of its cells on their way out, arrivals of spikes, and what else
 * waits for its mechanisms and played values.
 *
 * <p>Arrivals are in a calendar, one entry for each spike that still has runs to serve; self
 * events, direct events and steps of played values are in a queue. Events of one time come in the
 * order in which they were sent, as in NEURON; spikes sent at one time in the order of their
 * sources, which does not depend on how cells are grouped.
 */
final class GroupEvents {
  /** A detected spike is stamped this much after the step boundary, ms. */
  private static final double DETECTION_OFFSET_MS = 1e-10;

  /** Steps the calendar spans; later arrivals are looked at once per round. */
  private static final int CALENDAR_STEPS = 1024;

  private static final int KIND_SELF = 1;
  private static final int KIND_CONNECTION = 2;
  private static final int KIND_PLAY = 3;

  private static final long NO_TICKET = -1;

  /** Index of an arrival that belongs to no train. */
  private static final int NO_TRAIN = -1;

  final SpikeBuffer outgoing = new SpikeBuffer();

  private final Clock clock;
  private final boolean deliverAtOnce;
  private final EventQueue queue = new EventQueue();
  private final SpikeCalendar calendar;
  private final MechanismKernel[] kernels;
  private final ConnectionTable connections;

  /** Weights as they were made, null when no mechanism changes them. */
  private double[] initialWeights;

  private boolean begun;

  /** Source number of each instance of a kernel that somebody listens to, else -1; null if none. */
  private final int[][] sourceOfInstance;

  /** Ticket of the movable self event of each instance; null for kernels that never sent one. */
  private final long[][] movable;

  private final double[][] movableFlag;
  private final int[][] movableWeight;

  private final int[] trainSource;

  /** Spike times by slot of the source, null where it is no train. */
  private final double[][] trainTimes;

  /** Connection, by its position in the table, and time of each direct event. */
  private final IntArrayList directPosition = new IntArrayList();

  private final DoubleArrayList directTimeMs = new DoubleArrayList();
  private final int[] detectorNode;
  private final double[] detectorThreshold;
  private final int[] detectorSource;
  private final boolean[] detectorAbove;
  private PlayTable[] plays = {};

  /**
   * @param instances the instances of each kernel
   * @param kernels the kernels; may be filled in later, as they need their ports first
   * @param clock time that mechanisms see
   */
  GroupEvents(
      PartitionPlan plan,
      int group,
      NodeOrder order,
      List<Instances> instances,
      MechanismKernel[] kernels,
      Clock clock) {
    this.clock = clock;
    this.deliverAtOnce = plan.deliverAtOnce;
    this.kernels = kernels;
    calendar = new SpikeCalendar(clock.dtMs, CALENDAR_STEPS);
    sourceOfInstance = new int[kernels.length][];
    movable = new long[kernels.length][];
    movableFlag = new double[kernels.length][];
    movableWeight = new int[kernels.length][];
    connections =
        new ConnectionTable(
            plan,
            group,
            k -> instances.get(k).type.has(Phase.RECEIVE_INITIAL),
            k -> instances.get(k).type.has(Phase.FOR_NETCONS));
    CableNetwork network = plan.network;
    for (CableNetwork.DirectEvent event : network.events) {
      int position = connections.positionOfAddressed(event.connection());
      if (position >= 0) {
        directPosition.add(position);
        directTimeMs.add(event.tMs());
      }
    }
    IntArrayList detectors = new IntArrayList();
    IntArrayList trains = new IntArrayList();
    for (int s = 0; s < network.sources.size(); s++) {
      switch (network.sources.get(s)) {
        case CableNetwork.Source.Detector detector -> {
          if (plan.groupOfCell[detector.cell()] == group) {
            detectors.add(s);
          }
        }
        case CableNetwork.Source.Point source -> {
          int point = source.point();
          if (plan.groupOfPoint[point] == group) {
            int kernel = plan.kernelOfPoint[point];
            if (sourceOfInstance[kernel] == null) {
              sourceOfInstance[kernel] = new int[instances.get(kernel).count];
              Arrays.fill(sourceOfInstance[kernel], -1);
            }
            sourceOfInstance[kernel][plan.instanceOfPoint[point]] = s;
          }
        }
        case CableNetwork.Source.Train train -> {
          if (connections.slotOf(s) >= 0 && train.timesMs().length > 0) {
            trains.add(s);
          }
        }
        case CableNetwork.Source.None none -> {}
      }
    }
    trainSource = trains.toIntArray();
    trainTimes = new double[connections.sources()][];
    for (int s : trainSource) {
      trainTimes[connections.slotOf(s)] =
          ((CableNetwork.Source.Train) network.sources.get(s)).timesMs();
    }
    detectorSource = detectors.toIntArray();
    detectorNode = new int[detectorSource.length];
    detectorThreshold = new double[detectorSource.length];
    detectorAbove = new boolean[detectorSource.length];
    for (int i = 0; i < detectorSource.length; i++) {
      var detector = (CableNetwork.Source.Detector) network.sources.get(detectorSource[i]);
      detectorNode[i] = order.node(detector.cell(), detector.node());
      detectorThreshold[i] = detector.thresholdMv();
    }
  }

  /** Played values, whose events pass through the queue. */
  void play(PlayTable[] tables) {
    plays = tables;
  }

  /** Where the instances of a kernel send their events. */
  EventPort port(int kernel) {
    return new Port(kernel);
  }

  /** Events of one kernel's instances on their way into the queue. */
  private final class Port implements EventPort {
    private final int kernel;
    private int[][] incoming;

    Port(int kernel) {
      this.kernel = kernel;
    }

    @Override
    public void netSend(
        MechanismKernel sender, int instance, int weightOffset, double eventMs, double flag) {
      if (movable[kernel] == null) {
        remember();
      }
      movable[kernel][instance] =
          queue.add(eventMs, clock.tMs, KIND_SELF, kernel, instance, weightOffset, flag);
      movableFlag[kernel][instance] = flag;
      movableWeight[kernel][instance] = weightOffset;
    }

    private void remember() {
      int count = kernels[kernel].count();
      movable[kernel] = new long[count];
      movableFlag[kernel] = new double[count];
      movableWeight[kernel] = new int[count];
      Arrays.fill(movable[kernel], NO_TICKET);
    }

    @Override
    public void netMove(MechanismKernel sender, int instance, double eventMs) {
      if (movable[kernel] != null && movable[kernel][instance] != NO_TICKET) {
        queue.cancel(movable[kernel][instance]);
        netSend(
            sender,
            instance,
            movableWeight[kernel][instance],
            eventMs,
            movableFlag[kernel][instance]);
      }
    }

    @Override
    public int[] incoming(MechanismKernel receiver, int instance) {
      if (incoming == null) {
        incoming = connections.weightsByInstance(kernel, receiver.count());
      }
      return incoming[instance];
    }

    @Override
    public double[] weights() {
      return connections.weights;
    }

    @Override
    public void netEvent(MechanismKernel sender, int instance, double eventMs) {
      int[] sources = sourceOfInstance[kernel];
      if (sources != null && sources[instance] >= 0) {
        send(sources[instance], eventMs);
      }
    }
  }

  private void send(int source, double spikeMs) {
    outgoing.add(source, spikeMs);
    if (deliverAtOnce) {
      addArrivals(source, spikeMs, NO_TRAIN);
    }
  }

  /** The first arrival of a spike; each arrival brings the next. */
  private void addArrivals(int source, double spikeMs, int trainIndex) {
    int slot = connections.slotOf(source);
    if (slot >= 0) {
      int run = connections.firstRun(slot);
      calendar.add(spikeMs + connections.runDelayMs[run], spikeMs, source, run, trainIndex);
    }
  }

  /** Takes the spikes of the last epoch. */
  void accept(SpikeBuffer spikes) {
    if (!deliverAtOnce) {
      for (int i = 0; i < spikes.size(); i++) {
        addArrivals(spikes.source(i), spikes.tMs(i), NO_TRAIN);
      }
    }
  }

  /** Sends the spikes of cells whose potential has risen above their threshold. */
  void detect(double[] v, double tMs) {
    for (int i = 0; i < detectorNode.length; i++) {
      boolean above = v[detectorNode[i]] - detectorThreshold[i] > 0;
      if (above && !detectorAbove[i]) {
        send(detectorSource[i], tMs + DETECTION_OFFSET_MS);
      }
      detectorAbove[i] = above;
    }
  }

  // ---------------------------------------------------------------- initialisation

  /** Forgets all events, restores the weights and queues the first events of played values. */
  void begin() {
    queue.clear();
    calendar.clear();
    outgoing.clear();
    Arrays.fill(detectorAbove, false);
    Arrays.fill(movable, null);
    if (!begun) {
      boolean changed =
          Arrays.stream(connections.batchKernel).anyMatch(k -> kernels[k].changesWeights());
      initialWeights = changed ? connections.weights.clone() : null;
      begun = true;
    } else if (initialWeights != null) {
      System.arraycopy(initialWeights, 0, connections.weights, 0, initialWeights.length);
    }
    for (int p = 0; p < plays.length; p++) {
      queue.add(plays[p].firstTimeMs(), 0, KIND_PLAY, p, 0, 0, 0);
    }
  }

  /** INITIAL inside NET_RECEIVE of all connections, in the order in which they were made. */
  void initialiseTargets() {
    for (int j : connections.toInitialise) {
      kernels[connections.batchKernel[connections.batchOf(j)]].receiveInitial(
          connections.instance[j], connections.weights, connections.weightOf(j));
    }
  }

  /** Queues the first spikes of given trains and the direct events. */
  void queueGiven() {
    for (int source : trainSource) {
      addArrivals(source, trainTimes[connections.slotOf(source)][0], 0);
    }
    for (int i = 0; i < directPosition.size(); i++) {
      queue.add(directTimeMs.getDouble(i), 0, KIND_CONNECTION, directPosition.getInt(i), 0, 0, 0);
    }
  }

  // ---------------------------------------------------------------- delivery

  /** Delivers what is due; mechanisms see the time of the event. */
  void deliver(double untilMs) {
    double now = clock.tMs;
    while (true) {
      boolean arrival = calendar.isDue(untilMs);
      if (queue.firstTimeMs() <= untilMs && !(arrival && arrivalIsFirst())) {
        if (queue.pop()) {
          clock.tMs = queue.timeMs();
          deliverQueued();
        }
      } else if (arrival) {
        clock.tMs = calendar.timeMs();
        deliverArrival();
      } else {
        break;
      }
    }
    clock.tMs = now;
  }

  private boolean arrivalIsFirst() {
    double arrivalMs = calendar.timeMs();
    double queuedMs = queue.firstTimeMs();
    return arrivalMs < queuedMs
        || (arrivalMs == queuedMs && calendar.sentMs() < queue.firstSentMs());
  }

  private void deliverArrival() {
    int source = calendar.source();
    int run = calendar.run();
    int index = calendar.index();
    double spikeMs = calendar.sentMs();
    calendar.remove();
    int slot = connections.slotOf(source);
    if (!connections.isLastRun(slot, run)) {
      calendar.add(spikeMs + connections.runDelayMs[run + 1], spikeMs, source, run + 1, index);
    }
    if (index != NO_TRAIN) {
      nextOfTrain(source, slot, run, index);
    }
    int end = connections.batchOfRun[run + 1];
    for (int batch = connections.batchOfRun[run]; batch < end; batch++) {
      kernels[connections.batchKernel[batch]].receiveBatch(
          connections.instance,
          connections.batchFirst[batch],
          connections.batchFirst[batch + 1],
          connections.weights,
          connections.batchWeight[batch]);
    }
  }

  /** The first arrival of a train's spike brings that of the next spike. */
  private void nextOfTrain(int source, int slot, int run, int index) {
    double[] times = trainTimes[slot];
    if (run == connections.firstRun(slot) && index + 1 < times.length) {
      addArrivals(source, times[index + 1], index + 1);
    }
  }

  private void deliverQueued() {
    int first = queue.a();
    switch (queue.kind()) {
      case KIND_SELF ->
          kernels[first].receive(queue.b(), connections.weights, queue.c(), queue.number());
      case KIND_CONNECTION ->
          kernels[connections.batchKernel[connections.batchOf(first)]].receive(
              connections.instance[first], connections.weights, connections.weightOf(first), 0);
      case KIND_PLAY -> {
        double next = plays[first].step();
        if (!Double.isNaN(next)) {
          queue.add(next, clock.tMs, KIND_PLAY, first, 0, 0, 0);
        }
      }
      default -> throw new IllegalStateException("event kind " + queue.kind());
    }
  }
}
