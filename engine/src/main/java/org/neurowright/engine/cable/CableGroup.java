package org.neurowright.engine.cable;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.neurowright.engine.event.EventQueue;
import org.neurowright.engine.group.CellGroup;
import org.neurowright.engine.group.SampleBuffer;
import org.neurowright.engine.group.SpikeBuffer;
import org.neurowright.engine.mechanism.Clock;
import org.neurowright.engine.mechanism.IonArrays;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.KernelBinding;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismType.Phase;
import org.neurowright.engine.mechanism.NodeArrays;
import org.neurowright.engine.numeric.TreeSolver;

/**
 * The running state of some cable cells and artificial cells, and one fixed step of them.
 *
 * <p>All quantities are flat arrays over the nodes of the group, cell after cell. A step does what
 * NEURON's {@code fadvance} does, in its order:
 *
 * <pre>
 *  thresholds and WATCH with v(t0) → events due by t0 + dt/2 → currents with v(t0), t = t0 + dt/2
 *  → tree solution → v(t0 + dt) → gap junctions → states with v(t0 + dt) → samples → events due by t0 + dt
 * </pre>
 */
public final class CableGroup implements CellGroup {
  /** A detected spike is stamped this much after the step boundary, ms. */
  private static final double DETECTION_OFFSET_MS = 1e-10;

  private static final int KIND_RUN = 0;
  private static final int KIND_SELF = 1;
  private static final int KIND_TRAIN = 2;
  private static final int KIND_CONNECTION = 3;
  private static final int KIND_PLAY = 4;

  private static final long NO_TICKET = -1;

  private final CableSettings settings;
  private final boolean deliverAtOnce;
  private final Clock clock = new Clock();
  private double tMs;
  private Runnable sampleListener = () -> {};

  // Nodes.
  private final int nodeCount;
  private final int[] cellStart;
  private final int[] cellRoots;
  private final int[] parent;
  private final double[] a;
  private final double[] b;
  private final double[] capacitance;
  private final double[] capacitanceTerm;
  private final NodeArrays nodes;
  private double[] capacitiveCurrent;

  // Mechanisms.
  private final List<IonSet> ions;
  private final MechanismKernel[] kernels;
  private final MechanismKernel[] currentKernels;
  private final MechanismKernel[] stateKernels;
  private final MechanismKernel[] watchKernels;
  private final MechanismKernel[] beforeBreakpointKernels;
  private final MechanismKernel[] afterVoltageKernels;
  private final MechanismKernel[] afterSolveKernels;
  private final MechanismKernel[] beforeStepKernels;

  /**
   * Source number of each instance of a kernel that somebody listens to, else -1; null where none.
   */
  private final int[][] sourceOfInstance;

  /** Ticket of the movable self event of each instance of a kernel. */
  private final long[][] movable;

  private final double[][] movableFlag;
  private final int[][] movableWeight;

  // Points: group-local tables over global point numbers.
  private final int[] kernelOfPoint;
  private final int[] instanceOfPoint;
  private final int[] baseOfCell;
  private final List<Blueprint> blueprintOfCell;

  // Events.
  private final EventQueue queue = new EventQueue();
  private final SpikeBuffer outgoing = new SpikeBuffer();

  /**
   * Weights of all connections of the network; each group touches only those of its own
   * connections.
   */
  private final double[] weights;

  private final double[] initialWeights;
  private final ConnectionTable connections;
  private final int[] trainSource;
  private final double[][] trainTimes;
  private final List<CableNetwork.DirectEvent> directEvents = new ArrayList<>();
  private final int[] detectorNode;
  private final double[] detectorThreshold;
  private final int[] detectorSource;
  private final boolean[] detectorAbove;
  private final int[] gapNode;
  private final double[][] gapColumn;
  private final int[] gapIndex;
  private final PlayTable[] plays;
  private final List<Recorder> recorders = new ArrayList<>();
  private final double cost;

  /** Values of one report that this group supplies. */
  private record Recorder(SampleBuffer buffer, double[][] array, int[] index, int[] column) {}

  CableGroup(
      CableNetwork network,
      int group,
      int[] groupOfCell,
      int[] groupOfPoint,
      CableSettings settings,
      boolean deliverAtOnce,
      double[] weights,
      double[] initialWeights) {
    this.settings = settings;
    this.deliverAtOnce = deliverAtOnce;
    this.weights = weights;
    this.initialWeights = initialWeights;
    clock.dtMs = settings.dtMs();
    clock.celsius = settings.celsius();
    clock.secondOrder = settings.secondOrder();

    // Nodes, cell after cell.
    blueprintOfCell = network.cells;
    baseOfCell = new int[network.cells.size()];
    Arrays.fill(baseOfCell, -1);
    IntArrayList members = new IntArrayList();
    int total = 0;
    double sumOfCosts = 0;
    for (int c = 0; c < groupOfCell.length; c++) {
      if (groupOfCell[c] == group) {
        members.add(c);
        baseOfCell[c] = total;
        total = Math.addExact(total, network.cells.get(c).tree.size);
        sumOfCosts += network.cells.get(c).cost();
      }
    }
    cost = sumOfCosts;
    nodeCount = total;
    cellStart = new int[members.size() + 1];
    cellRoots = new int[members.size()];
    parent = new int[total];
    a = new double[total];
    b = new double[total];
    capacitance = new double[total];
    capacitanceTerm = new double[total];
    nodes =
        new NodeArrays(
            new double[total],
            new double[total],
            new double[total],
            new double[total],
            new double[total]);
    for (int m = 0; m < members.size(); m++) {
      NodeTree tree = network.cells.get(members.getInt(m)).tree;
      int base = baseOfCell[members.getInt(m)];
      cellStart[m] = base;
      cellStart[m + 1] = base + tree.size;
      cellRoots[m] = tree.roots;
      for (int i = 0; i < tree.size; i++) {
        parent[base + i] = tree.parent[i] < 0 ? -1 : base + tree.parent[i];
      }
      System.arraycopy(tree.a, 0, a, base, tree.size);
      System.arraycopy(tree.b, 0, b, base, tree.size);
      System.arraycopy(tree.capacitanceUfPerCm2, 0, capacitance, base, tree.size);
      System.arraycopy(tree.areaUm2, 0, nodes.areaUm2(), base, tree.size);
      System.arraycopy(tree.diamUm, 0, nodes.diamUm(), base, tree.size);
    }
    double cj = (settings.secondOrder() == 0 ? 1 : 2) / settings.dtMs();
    for (int i = 0; i < total; i++) {
      capacitanceTerm[i] = .001 * cj * capacitance[i];
    }

    // Instances of every mechanism, in execution order.
    kernelOfPoint = new int[network.points()];
    instanceOfPoint = new int[network.points()];
    Arrays.fill(kernelOfPoint, -1);
    Map<String, IntArrayList> pointsOfType = new HashMap<>();
    for (int p = 0; p < groupOfPoint.length; p++) {
      if (groupOfPoint[p] == group) {
        pointsOfType.computeIfAbsent(network.typeOf(p).name(), name -> new IntArrayList()).add(p);
      }
    }
    List<Instances> instances = new ArrayList<>();
    for (MechanismType type : network.catalogue.executionOrder()) {
      Instances found =
          type.kind() == MechanismKind.DENSITY
              ? Instances.density(type, network, members, baseOfCell)
              : Instances.points(type, pointsOfType.get(type.name()), network, baseOfCell);
      if (found != null) {
        instances.add(found);
      }
    }
    ions = IonSet.collect(instances, network, members, baseOfCell, nodeCount, settings.globals());

    kernels = new MechanismKernel[instances.size()];
    sourceOfInstance = new int[kernels.length][];
    movable = new long[kernels.length][];
    movableFlag = new double[kernels.length][];
    movableWeight = new int[kernels.length][];
    for (int k = 0; k < kernels.length; k++) {
      Instances one = instances.get(k);
      kernels[k] = one.type.newKernel(binding(one, k));
      if (one.points != null) {
        for (int i = 0; i < one.points.length; i++) {
          kernelOfPoint[one.points[i]] = k;
          instanceOfPoint[one.points[i]] = i;
        }
        sourceOfInstance[k] = new int[one.count];
        Arrays.fill(sourceOfInstance[k], -1);
        movable[k] = new long[one.count];
        movableFlag[k] = new double[one.count];
        movableWeight[k] = new int[one.count];
        Arrays.fill(movable[k], NO_TICKET);
      }
    }
    currentKernels = withPhase(Phase.CURRENT);
    stateKernels = withPhase(Phase.STATE);
    watchKernels = withPhase(Phase.WATCH);
    beforeBreakpointKernels = withPhase(Phase.BEFORE_BREAKPOINT);
    afterVoltageKernels = withPhase(Phase.AFTER_VOLTAGE_UPDATE);
    afterSolveKernels = withPhase(Phase.AFTER_SOLVE);
    beforeStepKernels = withPhase(Phase.BEFORE_STEP);

    connections = new ConnectionTable(network, group, groupOfPoint, kernelOfPoint, instanceOfPoint);
    for (CableNetwork.DirectEvent event : network.events) {
      if (connections.positionOf(event.connection()) >= 0) {
        directEvents.add(event);
      }
    }

    // Sources of this group.
    IntArrayList detectors = new IntArrayList();
    IntArrayList trains = new IntArrayList();
    for (int s = 0; s < network.sources.size(); s++) {
      switch (network.sources.get(s)) {
        case CableNetwork.Source.Detector detector -> {
          if (groupOfCell[detector.cell()] == group) {
            detectors.add(s);
          }
        }
        case CableNetwork.Source.Point point -> {
          if (groupOfPoint[point.point()] == group) {
            sourceOfInstance[kernelOfPoint[point.point()]][instanceOfPoint[point.point()]] = s;
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
      detectorNode[i] = baseOfCell[detector.cell()] + detector.node();
      detectorThreshold[i] = detector.thresholdMv();
    }
    trainSource = trains.toIntArray();
    trainTimes = new double[trainSource.length][];
    for (int i = 0; i < trainSource.length; i++) {
      trainTimes[i] = ((CableNetwork.Source.Train) network.sources.get(trainSource[i])).timesMs();
    }

    // Gap junctions and played values.
    List<CableNetwork.Gap> myGaps =
        network.gaps.stream().filter(gap -> groupOfPoint[gap.point()] == group).toList();
    gapNode = new int[myGaps.size()];
    gapColumn = new double[gapNode.length][];
    gapIndex = new int[gapNode.length];
    for (int i = 0; i < gapNode.length; i++) {
      CableNetwork.Gap gap = myGaps.get(i);
      gapNode[i] = baseOfCell[gap.cell()] + gap.node();
      gapColumn[i] = kernels[kernelOfPoint[gap.point()]].column(gap.variable());
      kernels[kernelOfPoint[gap.point()]].variesDuringRun(gap.variable());
      gapIndex[i] = instanceOfPoint[gap.point()];
    }
    plays =
        network.plays.stream()
            .filter(play -> groupOfPoint[play.point()] == group)
            .map(play ->
                new PlayTable(
                    kernels[kernelOfPoint[play.point()]].column(play.variable()),
                    instanceOfPoint[play.point()],
                    play.tMs(),
                    play.y(),
                    play.continuous()))
            .toArray(PlayTable[]::new);
    network.plays.stream()
        .filter(play -> groupOfPoint[play.point()] == group)
        .forEach(play -> kernels[kernelOfPoint[play.point()]].variesDuringRun(play.variable()));
  }

  private KernelBinding binding(Instances one, int kernel) {
    List<IonUse> uses = one.type.ions();
    IonArrays[] ionArrays = new IonArrays[uses.size()];
    int[][] ionIndex = new int[uses.size()][];
    for (int u = 0; u < ionArrays.length; u++) {
      IonSet set = ionSet(uses.get(u).ion());
      ionArrays[u] = set.arrays;
      ionIndex[u] = new int[one.count];
      for (int i = 0; i < one.count; i++) {
        ionIndex[u][i] = set.indexOfNode[one.node[i]];
      }
    }
    Map<String, Double> overrides = new HashMap<>();
    String suffix = "_" + one.type.name();
    settings
        .globals()
        .forEach((name, value) -> {
          if (name.endsWith(suffix)) {
            overrides.put(name.substring(0, name.length() - suffix.length()), value);
          }
        });
    return new KernelBinding(
        one.count,
        one.node,
        one.columns,
        one.type.defaultGlobals(overrides),
        one.node == null ? null : nodes,
        ionArrays,
        ionIndex,
        clock,
        new Port(kernel));
  }

  private IonSet ionSet(String ion) {
    for (IonSet set : ions) {
      if (set.ion.equals(ion)) {
        return set;
      }
    }
    throw new IllegalStateException("ion " + ion + " was not collected");
  }

  private MechanismKernel[] withPhase(Phase phase) {
    return Arrays.stream(kernels).filter(k -> k.type().has(phase)).toArray(MechanismKernel[]::new);
  }

  /** Events of one kernel's instances on their way into the queue. */
  private final class Port implements org.neurowright.engine.mechanism.EventPort {
    private final int kernel;

    Port(int kernel) {
      this.kernel = kernel;
    }

    @Override
    public void netSend(
        MechanismKernel sender, int instance, int weightOffset, double eventMs, double flag) {
      movable[kernel][instance] =
          queue.add(eventMs, KIND_SELF, kernel, instance, weightOffset, flag);
      movableFlag[kernel][instance] = flag;
      movableWeight[kernel][instance] = weightOffset;
    }

    @Override
    public void netMove(MechanismKernel sender, int instance, double eventMs) {
      if (movable[kernel][instance] != NO_TICKET) {
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
      int source = sourceOfInstance[kernel][instance];
      if (source >= 0) {
        send(source, eventMs);
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

  @Override
  public void accept(SpikeBuffer spikes) {
    if (!deliverAtOnce) {
      for (int i = 0; i < spikes.size(); i++) {
        queueRuns(spikes.source(i), spikes.tMs(i));
      }
    }
  }

  @Override
  public SpikeBuffer outgoing() {
    return outgoing;
  }

  @Override
  public double cost() {
    return cost;
  }

  /** Called at the point of a step where NEURON's {@code Vector.record} takes its sample. */
  public void onSample(Runnable listener) {
    sampleListener = listener;
  }

  /** Time reached, ms: the sum of half steps, as NEURON accumulates it. */
  public double tMs() {
    return tMs;
  }

  @Override
  public void initialise() {
    tMs = 0;
    clock.tMs = 0;
    queue.clear();
    outgoing.clear();
    Arrays.fill(nodes.vMv(), settings.vInitMv());
    for (int j = 0; j < connections.size; j++) {
      int arguments = Math.max(1, kernels[connections.kernel[j]].type().netReceiveArgs());
      System.arraycopy(
          initialWeights, connections.weight[j], weights, connections.weight[j], arguments);
    }
    for (PlayTable play : plays) {
      play.initialise();
    }
    queuePlayEvents();
    transferGaps();
    for (MechanismKernel kernel : withPhase(Phase.BEFORE_INITIAL)) {
      kernel.beforeInitial();
    }
    for (IonSet ion : ions) {
      ion.initialise(settings.celsius());
    }
    for (MechanismKernel kernel : kernels) {
      kernel.clearWatches();
      if (kernel.type().has(Phase.INITIAL)) {
        kernel.initial();
      }
      for (IonUse use : kernel.type().ions()) {
        if (use.writesConcentration()) {
          ionSet(use.ion()).initialiseReversal(settings.celsius());
        }
      }
    }
    Arrays.fill(detectorAbove, false);
    for (int j : connections.inCreationOrder) {
      MechanismKernel target = kernels[connections.kernel[j]];
      if (target.type().has(Phase.RECEIVE_INITIAL)) {
        target.receiveInitial(connections.instance[j], weights, connections.weight[j]);
      }
    }
    for (MechanismKernel kernel : withPhase(Phase.AFTER_INITIAL)) {
      kernel.afterInitial();
    }
    for (MechanismKernel kernel : kernels) {
      kernel.parametersChanged();
    }
    for (int i = 0; i < trainSource.length; i++) {
      for (int run = connections.runOfSource[trainSource[i]];
          run < connections.runOfSource[trainSource[i] + 1];
          run++) {
        queue.add(trainTimes[i][0] + connections.runDelayMs[run], KIND_TRAIN, i, run, 0, 0);
      }
    }
    for (CableNetwork.DirectEvent event : directEvents) {
      queue.add(event.tMs(), KIND_CONNECTION, connections.positionOf(event.connection()), 0, 0, 0);
    }
    deliver(0);
    setUpMatrix();
    for (MechanismKernel kernel : beforeStepKernels) {
      kernel.beforeStep();
    }
    deliver(0);
  }

  private void queuePlayEvents() {
    for (int p = 0; p < plays.length; p++) {
      queue.add(plays[p].firstTimeMs(), KIND_PLAY, p, 0, 0, 0);
    }
  }

  @Override
  public void advance(long firstStep, int steps) {
    for (int s = 0; s < steps; s++) {
      step();
      long step = firstStep + s;
      for (int r = 0; r < recorders.size(); r++) {
        record(recorders.get(r), step);
      }
    }
  }

  private static void record(Recorder recorder, long step) {
    int offset = recorder.buffer.rowOffset(step);
    if (offset < 0) {
      return;
    }
    double[] values = recorder.buffer.values();
    double[][] array = recorder.array;
    int[] index = recorder.index;
    int[] column = recorder.column;
    for (int c = 0; c < column.length; c++) {
      values[offset + column[c]] = array[c][index[c]];
    }
  }

  /**
   * Fills some columns of a buffer after every recorded step.
   *
   * @param buffer where values go
   * @param probes probes of this group
   * @param columns column of each probe
   */
  public void record(SampleBuffer buffer, List<Probe> probes, int[] columns) {
    double[][] array = new double[columns.length][];
    int[] index = new int[columns.length];
    for (int c = 0; c < columns.length; c++) {
      array[c] = probes.get(c).array();
      index[c] = probes.get(c).index();
    }
    recorders.add(new Recorder(buffer, array, index, columns.clone()));
  }

  private void step() {
    double dt = settings.dtMs();
    clock.tMs = tMs;
    detect();
    for (MechanismKernel kernel : watchKernels) {
      kernel.checkWatches();
    }
    deliver(tMs + .5 * dt);
    tMs += .5 * dt;
    clock.tMs = tMs;
    playContinuous();
    setUpMatrix();
    double[] rhs = nodes.rhs();
    for (int c = 0; c < cellRoots.length; c++) {
      TreeSolver.solve(cellStart[c], cellStart[c + 1], cellRoots[c], parent, a, b, nodes.d(), rhs);
    }
    if (settings.secondOrder() == 2) {
      for (IonSet ion : ions) {
        ion.correctCurrents(rhs);
      }
    }
    updateVoltage();
    for (MechanismKernel kernel : afterVoltageKernels) {
      kernel.afterVoltageUpdate();
    }
    transferGaps();
    tMs += .5 * dt;
    clock.tMs = tMs;
    playContinuous();
    for (MechanismKernel kernel : stateKernels) {
      kernel.state();
    }
    for (MechanismKernel kernel : afterSolveKernels) {
      kernel.afterSolve();
    }
    for (MechanismKernel kernel : beforeStepKernels) {
      kernel.beforeStep();
    }
    sampleListener.run();
    deliver(tMs);
  }

  private void detect() {
    double[] v = nodes.vMv();
    for (int i = 0; i < detectorNode.length; i++) {
      boolean above = v[detectorNode[i]] - detectorThreshold[i] > 0;
      if (above && !detectorAbove[i]) {
        send(detectorSource[i], tMs + DETECTION_OFFSET_MS);
      }
      detectorAbove[i] = above;
    }
  }

  private void deliver(double untilMs) {
    while (queue.firstTimeMs() <= untilMs) {
      if (!queue.pop()) {
        continue;
      }
      double eventMs = queue.timeMs();
      clock.tMs = eventMs;
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
    clock.tMs = tMs;
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

  private void playContinuous() {
    for (PlayTable play : plays) {
      if (play.continuous()) {
        play.interpolate(tMs);
      }
    }
  }

  private void transferGaps() {
    double[] v = nodes.vMv();
    for (int i = 0; i < gapNode.length; i++) {
      gapColumn[i][gapIndex[i]] = v[gapNode[i]];
    }
  }

  /** Right-hand side and diagonal of the voltage equation with the present v and states. */
  private void setUpMatrix() {
    for (MechanismKernel kernel : beforeBreakpointKernels) {
      kernel.beforeBreakpoint();
    }
    double[] rhs = nodes.rhs();
    double[] d = nodes.d();
    Arrays.fill(rhs, 0);
    Arrays.fill(d, 0);
    for (IonSet ion : ions) {
      ion.beginCurrents(settings.celsius());
    }
    for (MechanismKernel kernel : currentKernels) {
      kernel.current();
    }
    double[] v = nodes.vMv();
    for (int c = 0; c < cellRoots.length; c++) {
      int start = cellStart[c];
      int firstChild = start + cellRoots[c];
      int end = cellStart[c + 1];
      for (int i = start; i < end; i++) {
        d[i] += capacitanceTerm[i];
      }
      for (int i = firstChild; i < end; i++) {
        int up = parent[i];
        double dv = v[up] - v[i];
        rhs[i] -= b[i] * dv;
        rhs[up] += a[i] * dv;
        d[i] -= b[i];
        d[up] -= a[i];
      }
    }
  }

  private void updateVoltage() {
    double[] v = nodes.vMv();
    double[] dv = nodes.rhs();
    if (settings.secondOrder() == 0) {
      for (int i = 0; i < nodeCount; i++) {
        v[i] += dv[i];
      }
    } else {
      for (int i = 0; i < nodeCount; i++) {
        v[i] += 2 * dv[i];
      }
    }
    if (capacitiveCurrent != null) {
      for (int i = 0; i < nodeCount; i++) {
        capacitiveCurrent[i] = capacitanceTerm[i] * dv[i];
      }
    }
  }

  /**
   * A variable of the membrane, of a density mechanism or of an ion at x of a section of a cell.
   */
  Optional<Probe> probe(int cell, int section, double x, String variable) {
    NodeTree tree = blueprintOfCell.get(cell).tree;
    if (variable.equals("v")) {
      return Optional.of(
          new Probe(nodes.vMv(), baseOfCell[cell] + tree.voltageNode(section, x), "mV"));
    }
    int node = baseOfCell[cell] + tree.segmentNode(section, x);
    switch (variable) {
      case "i_cap" -> {
        if (capacitiveCurrent == null) {
          capacitiveCurrent = new double[nodeCount];
        }
        return Optional.of(new Probe(capacitiveCurrent, node, "mA/cm2"));
      }
      case "cm" -> {
        return Optional.of(new Probe(capacitance, node, "uF/cm2"));
      }
      case "diam" -> {
        return Optional.of(new Probe(nodes.diamUm(), node, "um"));
      }
      case "area" -> {
        return Optional.of(new Probe(nodes.areaUm2(), node, "um2"));
      }
      default -> {
        return ionProbe(node, variable).or(() -> densityProbe(node, variable));
      }
    }
  }

  private Optional<Probe> ionProbe(int node, String variable) {
    for (IonSet ion : ions) {
      double[] array = ion.variable(variable);
      if (array != null && ion.presentAt(node)) {
        return Optional.of(new Probe(array, ion.indexOfNode[node], ion.unit(variable)));
      }
    }
    return Optional.empty();
  }

  private Optional<Probe> densityProbe(int node, String variable) {
    for (MechanismKernel kernel : kernels) {
      String suffix = "_" + kernel.type().name();
      if (kernel.type().kind() != MechanismKind.DENSITY || !variable.endsWith(suffix)) {
        continue;
      }
      String name = variable.substring(0, variable.length() - suffix.length());
      int instance = Arrays.binarySearch(kernel.node(), node);
      OptionalInt column = kernel.type().variableIndex(name);
      if (instance >= 0
          && column.isPresent()
          && kernel.type().variables().get(column.getAsInt()).visible()) {
        return Optional.of(
            new Probe(
                kernel.column(column.getAsInt()),
                instance * kernel.type().variables().get(column.getAsInt()).size(),
                kernel.type().variables().get(column.getAsInt()).unit()));
      }
    }
    return Optional.empty();
  }

  /** A variable of a point process or artificial cell. */
  Optional<Probe> probe(int point, String variable) {
    MechanismKernel kernel = kernels[kernelOfPoint[point]];
    OptionalInt column = kernel.type().variableIndex(variable);
    if (column.isEmpty()) {
      return Optional.empty();
    }
    var described = kernel.type().variables().get(column.getAsInt());
    return Optional.of(
        new Probe(
            kernel.column(column.getAsInt()),
            instanceOfPoint[point] * described.size(),
            described.unit()));
  }
}
