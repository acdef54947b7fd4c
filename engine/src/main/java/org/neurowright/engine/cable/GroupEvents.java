package org.neurowright.engine.cable;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.event.EventQueue;
import org.neurowright.engine.group.SpikeBuffer;
import org.neurowright.engine.mechanism.Clock;
import org.neurowright.engine.mechanism.EventPort;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismType.Phase;

/**
 * The events of a group: spikes of its cells on their way out, and everything that waits in the
 * queue for its mechanisms, connections and played values.
 */
final class GroupEvents {
  /** A detected spike is stamped this much after the step boundary, ms. */
  private static final double DETECTION_OFFSET_MS = 1e-10;

  private static final int KIND_RUN = 0;
  private static final int KIND_SELF = 1;
  private static final int KIND_TRAIN = 2;
  private static final int KIND_CONNECTION = 3;
  private static final int KIND_PLAY = 4;

  private static final long NO_TICKET = -1;

  final SpikeBuffer outgoing = new SpikeBuffer();

  /** Whether spikes reach their targets at once; else they wait for the end of the epoch. */
  private final boolean deliverAtOnce;

  private final Clock clock;
  private final EventQueue queue = new EventQueue();
  private final MechanismKernel[] kernels;

  /**
   * Source number of each instance of a kernel that somebody listens to, else -1; null where none.
   */
  private final int[][] sourceOfInstance;

  /**
   * Ticket of the movable self event of each instance of a kernel; null for a kernel that has sent
   * none.
   */
  private final long[][] movable;

  private final double[][] movableFlag;
  private final int[][] movableWeight;

  private final ConnectionTable connections;
  private final double[] weights;
  private final double[] initialWeights;
  private final int[] trainSource;
  private final double[][] trainTimes;

  /** Connection, by its position in the table, and time of each direct event. */
  private final IntArrayList directConnection = new IntArrayList();

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
    this.deliverAtOnce = plan.deliverAtOnce;
    this.clock = clock;
    this.kernels = kernels;
    this.weights = plan.weights;
    this.initialWeights = plan.initialWeights;
    sourceOfInstance = new int[kernels.length][];
    movable = new long[kernels.length][];
    movableFlag = new double[kernels.length][];
    movableWeight = new int[kernels.length][];
    connections = new ConnectionTable(plan, group);
    CableNetwork network = plan.network;
    for (CableNetwork.DirectEvent event : network.events) {
      int position = connections.positionOf(event.connection());
      if (position >= 0) {
        directConnection.add(position);
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
          if (connections.hasRuns(s) && train.timesMs().length > 0) {
            trains.add(s);
          }
        }
        case CableNetwork.Source.None none -> {}
      }
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
    trainSource = trains.toIntArray();
    trainTimes = new double[trainSource.length][];
    for (int i = 0; i < trainSource.length; i++) {
      trainTimes[i] = ((CableNetwork.Source.Train) network.sources.get(trainSource[i])).timesMs();
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
          queue.add(eventMs, KIND_SELF, kernel, instance, weightOffset, flag);
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
      queueRuns(source, spikeMs);
    }
  }

  private void queueRuns(int source, double spikeMs) {
    for (int run = connections.runOfSource[source];
        run < connections.runOfSource[source + 1];
        run++) {
      queue.add(spikeMs + connections.runDelayMs[run], KIND_RUN, run, 0, 0, 0);
    }
  }

  /** Queues the effects of spikes of the last epoch. */
  void accept(SpikeBuffer spikes) {
    if (!deliverAtOnce) {
      for (int i = 0; i < spikes.size(); i++) {
        queueRuns(spikes.source(i), spikes.tMs(i));
      }
    }
  }

  /** Empties the queue, restores the weights and queues the first events of played values. */
  void begin() {
    queue.clear();
    outgoing.clear();
    Arrays.fill(detectorAbove, false);
    for (int j = 0; j < connections.size; j++) {
      int arguments = Math.max(1, kernels[connections.kernel[j]].type().netReceiveArgs());
      System.arraycopy(
          initialWeights, connections.weight[j], weights, connections.weight[j], arguments);
    }
    for (int p = 0; p < plays.length; p++) {
      queue.add(plays[p].firstTimeMs(), KIND_PLAY, p, 0, 0, 0);
    }
  }

  /** INITIAL inside NET_RECEIVE of all connections, in the order in which they were made. */
  void initialiseTargets() {
    for (int j : connections.inCreationOrder) {
      MechanismKernel target = kernels[connections.kernel[j]];
      if (target.type().has(Phase.RECEIVE_INITIAL)) {
        target.receiveInitial(connections.instance[j], weights, connections.weight[j]);
      }
    }
  }

  /** Queues the first spikes of given trains and the direct events. */
  void queueGiven() {
    for (int i = 0; i < trainSource.length; i++) {
      for (int run = connections.runOfSource[trainSource[i]];
          run < connections.runOfSource[trainSource[i] + 1];
          run++) {
        queue.add(trainTimes[i][0] + connections.runDelayMs[run], KIND_TRAIN, i, run, 0, 0);
      }
    }
    for (int i = 0; i < directConnection.size(); i++) {
      queue.add(directTimeMs.getDouble(i), KIND_CONNECTION, directConnection.getInt(i), 0, 0, 0);
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

  /** Delivers what is due; mechanisms see the time of the event. */
  void deliver(double untilMs) {
    double now = clock.tMs;
    while (queue.firstTimeMs() <= untilMs) {
      if (!queue.pop()) {
        continue;
      }
      clock.tMs = queue.timeMs();
      int first = queue.a();
      switch (queue.kind()) {
        case KIND_RUN -> deliverRun(first);
        case KIND_TRAIN -> {
          int run = queue.b();
          int next = queue.c() + 1;
          if (next < trainTimes[first].length) {
            queue.add(
                trainTimes[first][next] + connections.runDelayMs[run],
                KIND_TRAIN,
                first,
                run,
                next,
                0);
          }
          deliverRun(run);
        }
        case KIND_SELF -> {
          int instance = queue.b();
          kernels[first].receive(instance, weights, queue.c(), queue.number());
        }
        case KIND_CONNECTION ->
            kernels[connections.kernel[first]].receive(
                connections.instance[first], weights, connections.weight[first], 0);
        case KIND_PLAY -> {
          double next = plays[first].step();
          if (!Double.isNaN(next)) {
            queue.add(next, KIND_PLAY, first, 0, 0, 0);
          }
        }
        default -> throw new IllegalStateException("event kind " + queue.kind());
      }
    }
    clock.tMs = now;
  }

  private void deliverRun(int run) {
    int[] kernel = connections.kernel;
    int[] instance = connections.instance;
    int[] weight = connections.weight;
    int end = connections.runFirst[run + 1];
    for (int j = connections.runFirst[run]; j < end; j++) {
      kernels[kernel[j]].receive(instance[j], weights, weight[j], 0);
    }
  }
}
