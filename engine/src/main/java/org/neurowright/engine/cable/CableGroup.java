package org.neurowright.engine.cable;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.group.CellGroup;
import org.neurowright.engine.group.SampleBuffer;
import org.neurowright.engine.group.SpikeBuffer;
import org.neurowright.engine.mechanism.Clock;
import org.neurowright.engine.mechanism.GlobalVariable;
import org.neurowright.engine.mechanism.IonArrays;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.KernelBinding;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismType.Phase;

/**
 * The running state of some cable cells and artificial cells, and one fixed step of them.
 *
 * <p>All quantities are flat arrays over the nodes of the group in the order that {@link NodeOrder}
 * gives; {@link CableEquation} holds them, {@link GroupEvents} holds spikes and events. A step does
 * what NEURON's {@code fadvance} does, in its order:
 *
 * <pre>
 *  thresholds and WATCH with v(t0) → events due by t0 + dt/2 → currents with v(t0), t = t0 + dt/2
 *  → tree solution → v(t0 + dt) → gap junctions → states with v(t0 + dt) → samples → events due by t0 + dt
 * </pre>
 */
public final class CableGroup implements CellGroup {
  private final CableSettings settings;
  private final Clock clock = new Clock();
  private double tMs;
  private Runnable sampleListener = () -> {};

  private final CableEquation equation;
  private final GroupEvents events;
  private final List<IonSet> ions;
  private final MechanismKernel[] kernels;
  private final MechanismKernel[] stateKernels;
  private final MechanismKernel[] watchKernels;
  private final MechanismKernel[] beforeBreakpointKernels;
  private final MechanismKernel[] afterVoltageKernels;
  private final MechanismKernel[] afterSolveKernels;
  private final MechanismKernel[] beforeStepKernels;
  private final Membrane membrane;

  /** Null where every equation is solved in every step. */
  private OhmicBranches branches;

  /** Whether the matrix of this step was set up by the branches. */
  private boolean reduced;

  private final GapTransfer gaps;
  private final Diffusions diffusions;
  private final PlayTable[] plays;
  private final List<SampleGather> gathers = new ArrayList<>();
  private final double cost;
  private double vInitMv;

  CableGroup(PartitionPlan plan, int group) {
    CableNetwork network = plan.network;
    settings = plan.settings;
    vInitMv = settings.vInitMv();
    clock.dtMs = settings.dtMs();
    clock.celsius = settings.celsius();
    clock.secondOrder = settings.secondOrder();

    NodeOrder order = new NodeOrder(plan, group);
    equation = new CableEquation(order, settings, plan.stepsBeforeVectors);
    double sumOfCosts = 0;
    for (int c : order.cells) {
      sumOfCosts += network.cells.get(c).cost();
    }
    cost = sumOfCosts;

    List<Instances> instances = instances(plan, group, order);
    ions = IonSet.collect(instances, network, order, settings.globals());
    membrane = new Membrane(equation, instances);
    kernels = new MechanismKernel[instances.size()];
    events = new GroupEvents(plan, group, order, instances, kernels, clock);
    for (int k = 0; k < kernels.length; k++) {
      kernels[k] = instances.get(k).type.newKernel(binding(instances.get(k), k));
      Wiring.identify(kernels[k], instances.get(k), plan, order);
      Wiring.fillTables(kernels[k], network);
    }
    membrane.connect(network, order, kernels, settings.dtMs());
    plan.probes[group] = new GroupProbes(plan, order, equation, membrane, ions, kernels);
    stateKernels = withPhase(Phase.STATE);
    watchKernels = withPhase(Phase.WATCH);
    beforeBreakpointKernels = withPhase(Phase.BEFORE_BREAKPOINT);
    afterVoltageKernels = withPhase(Phase.AFTER_VOLTAGE_UPDATE);
    afterSolveKernels = withPhase(Phase.AFTER_SOLVE);
    beforeStepKernels = withPhase(Phase.BEFORE_STEP);

    List<double[]> pointed = Wiring.setPointers(plan, group, order, kernels);
    diffusions = Diffusions.of(Arrays.asList(kernels), equation.parent, order, plan.probes[group]);
    gaps = GapTransfer.of(plan, group);
    plays =
        network.plays.stream()
            .filter(play -> plan.groupOf(play) == group)
            .map(play -> PlayTable.of(play, plan.probes[group]))
            .toArray(PlayTable[]::new);
    events.play(plays);
    if (settings.reduced()
        && settings.secondOrder() == 0
        && order.packed == 0
        && network.gaps.isEmpty()
        && membrane.outside() == null) {
      branches = new OhmicBranches(equation, membrane);
    }
    for (PlayTable play : plays) {
      varies(play.target());
    }
    gaps.targets().forEach(this::varies);
    pointed.forEach(this::varies);
  }

  /**
   * Says that somebody outside writes a variable while a run goes on; its mechanism then never
   * takes it for constant.
   */
  public void varies(Probe written) {
    varies(written.array());
  }

  /** Tells the kernel that one of its columns belongs to that it changes while the run goes on. */
  private void varies(double[] column) {
    if (column == equation.nodes.vMv()) {
      branches = null;
    }
    for (MechanismKernel kernel : kernels) {
      for (int k = 0; k < kernel.type().variables().size(); k++) {
        if (kernel.column(k) == column) {
          kernel.variesDuringRun(k);
          membrane.taps().observe(kernel);
        }
      }
    }
  }

  /** The instances of every mechanism of the group, in execution order. */
  private static List<Instances> instances(PartitionPlan plan, int group, NodeOrder order) {
    CableNetwork network = plan.network;
    Map<String, IntArrayList> pointsOfType = new HashMap<>();
    for (int p : plan.points.of(group)) {
      pointsOfType.computeIfAbsent(network.typeOf(p).name(), name -> new IntArrayList()).add(p);
    }
    IntArrayList none = new IntArrayList();
    List<Instances> instances = new ArrayList<>();
    for (MechanismType type : network.catalogue.executionOrder()) {
      Instances found =
          type.kind() == MechanismKind.DENSITY
              ? Instances.density(type, network, order)
              : Instances.points(
                  type, pointsOfType.getOrDefault(type.name(), none), network, order);
      if (found == null) {
        continue;
      }
      for (int i = 0; found.points != null && i < found.count; i++) {
        plan.kernelOfPoint[found.points[i]] = instances.size();
        plan.instanceOfPoint[found.points[i]] = i;
      }
      instances.add(found);
    }
    return instances;
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
        one.node == null ? null : membrane.seenBy(one.type),
        ionArrays,
        ionIndex,
        clock,
        events.port(kernel));
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

  /** Initial potential and temperature of the runs to come. */
  public void setConditions(double newVInitMv, double celsius) {
    vInitMv = newVInitMv;
    clock.celsius = celsius;
  }

  /**
   * Sets a variable that all instances of a mechanism in this group share.
   *
   * @param name without suffix
   * @return false when the group has no such mechanism or the mechanism no such variable
   */
  public boolean setGlobal(String mechanism, String name, double value) {
    for (MechanismKernel kernel : kernels) {
      if (!kernel.type().name().equals(mechanism)) {
        continue;
      }
      int at = 0;
      for (GlobalVariable global : kernel.type().globals()) {
        if (global.name().equals(name)) {
          Arrays.fill(kernel.globals(), at, at + global.size(), value);
          return true;
        }
        at += global.size();
      }
    }
    return false;
  }

  /**
   * Says that parameters were written from outside between runs, through probes or {@link
   * #setGlobal}; capacitances count as parameters.
   */
  public void parametersChanged() {
    equation.capacitanceChanged();
    if (branches != null) {
      branches.parametersChanged();
    }
    for (MechanismKernel kernel : kernels) {
      kernel.parametersChanged();
    }
  }

  @Override
  public void accept(SpikeBuffer spikes) {
    events.accept(spikes);
  }

  @Override
  public SpikeBuffer outgoing() {
    return events.outgoing;
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
    beginInitialisation();
    finishInitialisation();
  }

  @Override
  public boolean lockstep() {
    return gaps.leaveGroup();
  }

  @Override
  public void begin(long step) {
    if (step < 0) {
      beginInitialisation();
    } else {
      beginStep();
    }
  }

  @Override
  public void finish(long step) {
    if (step < 0) {
      finishInitialisation();
    } else {
      finishStep(step);
    }
  }

  private void beginInitialisation() {
    setTime(0);
    Arrays.fill(equation.nodes.vMv(), vInitMv);
    events.begin();
    for (PlayTable play : plays) {
      play.initialise();
    }
    membrane.initialise();
    gaps.give();
  }

  private void finishInitialisation() {
    gaps.take();
    for (MechanismKernel kernel : withPhase(Phase.BEFORE_INITIAL)) {
      kernel.beforeInitial();
    }
    for (IonSet ion : ions) {
      ion.initialise(clock.celsius);
    }
    for (MechanismKernel kernel : kernels) {
      kernel.clearWatches();
      if (kernel.type().has(Phase.INITIAL)) {
        kernel.initial();
      }
      for (IonUse use : kernel.type().ions()) {
        if (use.writesConcentration()) {
          ionSet(use.ion()).initialiseReversal(clock.celsius);
        }
      }
    }
    events.initialiseTargets();
    for (MechanismKernel kernel : withPhase(Phase.AFTER_INITIAL)) {
      kernel.afterInitial();
    }
    for (MechanismKernel kernel : kernels) {
      kernel.parametersChanged();
    }
    if (branches != null) {
      branches.parametersChanged();
    }
    events.queueGiven();
    events.deliver(0);
    setUpMatrix();
    membrane.initialiseCurrents();
    for (MechanismKernel kernel : beforeStepKernels) {
      kernel.beforeStep();
    }
    events.deliver(0);
  }

  private void setTime(double newTimeMs) {
    tMs = newTimeMs;
    clock.tMs = newTimeMs;
  }

  @Override
  public void advance(long firstStep, int steps) {
    for (int s = 0; s < steps; s++) {
      beginStep();
      finishStep(firstStep + s);
    }
  }

  /**
   * Fills some columns of a buffer after every recorded step.
   *
   * @param buffer where values go
   * @param recorded probes of this group
   * @param columns column of each probe
   */
  public void record(SampleBuffer buffer, List<Probe> recorded, int[] columns) {
    gathers.add(new SampleGather(buffer, recorded, columns));
  }

  /** From the thresholds to the voltage update and the values for gap junctions. */
  private void beginStep() {
    double half = .5 * settings.dtMs();
    events.detect(equation.nodes.vMv(), tMs);
    for (MechanismKernel kernel : watchKernels) {
      kernel.checkWatches();
    }
    events.deliver(tMs + half);
    setTime(tMs + half);
    playContinuous();
    setUpMatrix();
    solve();
    membrane.afterVoltageUpdate();
    for (MechanismKernel kernel : afterVoltageKernels) {
      kernel.afterVoltageUpdate();
    }
    gaps.give();
  }

  private void solve() {
    if (reduced) {
      branches.advance();
      return;
    }
    equation.solve();
    membrane.afterSolve();
    if (settings.secondOrder() == 2) {
      for (IonSet ion : ions) {
        ion.correctCurrents(equation.nodes.rhs());
      }
    }
    equation.updateVoltage();
  }

  /** From the values of gap junctions to the samples and the events of the second half. */
  private void finishStep(long step) {
    gaps.take();
    setTime(tMs + .5 * settings.dtMs());
    playContinuous();
    for (MechanismKernel kernel : stateKernels) {
      kernel.state();
    }
    diffusions.advance(settings.dtMs());
    for (MechanismKernel kernel : afterSolveKernels) {
      kernel.afterSolve();
    }
    for (MechanismKernel kernel : beforeStepKernels) {
      kernel.beforeStep();
    }
    sampleListener.run();
    events.deliver(tMs);
    for (int r = 0; r < gathers.size(); r++) {
      gathers.get(r).take(step);
    }
  }

  private void playContinuous() {
    for (PlayTable play : plays) {
      if (play.continuous()) {
        play.interpolate(tMs);
      }
    }
  }

  /**
   * The membrane around the present state, for small currents. To be asked for between steps.
   *
   * @param gates whether the states of the mechanisms follow the potential; else they are held
   * @throws IllegalStateException if cells of the group have extracellular layers
   */
  public LinearCable linearised(boolean gates) {
    if (membrane.outside() != null) {
      throw new IllegalStateException("extracellular layers are not part of the linear cable");
    }
    equation.begin();
    for (IonSet ion : ions) {
      ion.beginCurrents(clock.celsius);
    }
    membrane.evaluateCurrents();
    double[] conductance = equation.nodes.d().clone();
    List<StateResponses> responses = new ArrayList<>();
    for (MechanismKernel kernel : kernels) {
      if (gates && StateResponses.known(kernel.type())) {
        responses.add(
            StateResponses.of(
                kernel,
                kernel.type().ions().stream().map(use -> ionSet(use.ion()).arrays).toList(),
                kernel.type().ions().stream()
                    .map(use -> indices(ionSet(use.ion()), kernel.node()))
                    .toArray(int[][]::new),
                equation.nodes));
      }
    }
    return new LinearCable(equation, conductance, responses);
  }

  private static int[] indices(IonSet ion, int[] node) {
    return Arrays.stream(node).map(n -> ion.indexOfNode[n]).toArray();
  }

  /** Mechanisms with currents whose states move in a way that {@link #linearised} cannot see. */
  public List<String> mechanismsWithHeldStates() {
    return Arrays.stream(kernels)
        .map(MechanismKernel::type)
        .filter(type -> type.has(Phase.CURRENT) && !type.has(Phase.RATES))
        .filter(type -> type.has(Phase.STATE))
        .map(MechanismType::name)
        .toList();
  }

  /** Right-hand side and diagonal of the voltage equation with the present v and states. */
  private void setUpMatrix() {
    for (MechanismKernel kernel : beforeBreakpointKernels) {
      kernel.beforeBreakpoint();
    }
    reduced = branches != null && branches.inUse();
    if (reduced) {
      branches.begin();
    } else {
      equation.begin();
    }
    for (IonSet ion : ions) {
      ion.beginCurrents(clock.celsius);
    }
    if (reduced) {
      branches.evaluateCurrents();
    } else {
      membrane.evaluateCurrents();
      equation.addCable();
    }
  }
}
