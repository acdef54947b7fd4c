package org.neurowright.engine.mechanism;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Everything the engine and the user interface need to know of a mechanism without running it.
 *
 * @param name SUFFIX or POINT_PROCESS or ARTIFICIAL_CELL name
 * @param kind where instances live
 * @param title text of the TITLE line, empty when none
 * @param variables per-instance variables; their order is the order of the kernel's columns
 * @param globals shared variables; their order is the order of the kernel's globals
 * @param ions USEION statements in order
 * @param currents names of the currents in the order in which they are summed (NONSPECIFIC_CURRENT,
 *     ELECTRODE_CURRENT, ion currents written)
 * @param electrodeCurrent true when its current is an ELECTRODE_CURRENT
 * @param netReceiveArgs number of NET_RECEIVE arguments (weights per NetCon), or -1 without
 *     NET_RECEIVE
 * @param phases which optional phases the kernel implements
 * @param superposition whether instances on one node can share one
 * @param kernelFactory makes an unbound kernel
 */
public record MechanismType(
    String name,
    MechanismKind kind,
    String title,
    List<MechanismVariable> variables,
    List<GlobalVariable> globals,
    List<IonUse> ions,
    List<String> currents,
    boolean electrodeCurrent,
    int netReceiveArgs,
    Set<Phase> phases,
    Superposition superposition,
    Supplier<MechanismKernel> kernelFactory) {

  /** Factory of mechanisms that are known but have no code. */
  public static final Supplier<MechanismKernel> WITHOUT_KERNELS =
      () -> {
        throw new IllegalStateException("examined mechanisms have no code: compile the file");
      };

  /** A mechanism whose superposition nobody has examined: instances stay apart. */
  public MechanismType(
      String name,
      MechanismKind kind,
      String title,
      List<MechanismVariable> variables,
      List<GlobalVariable> globals,
      List<IonUse> ions,
      List<String> currents,
      boolean electrodeCurrent,
      int netReceiveArgs,
      Set<Phase> phases,
      Supplier<MechanismKernel> kernelFactory) {
    this(
        name,
        kind,
        title,
        variables,
        globals,
        ions,
        currents,
        electrodeCurrent,
        netReceiveArgs,
        phases,
        Superposition.UNKNOWN,
        kernelFactory);
  }

  /** Optional parts of a kernel; the engine calls only those that are listed. */
  public enum Phase {
    /** {@link MechanismKernel#initial()}. */
    INITIAL,
    /** {@link MechanismKernel#current()}. */
    CURRENT,
    /** {@link MechanismKernel#state()}. */
    STATE,
    /** {@link MechanismKernel#stateRates()}. */
    RATES,
    /** {@link MechanismKernel#receiveInitial}. */
    RECEIVE_INITIAL,
    /** Some phase asks for all connections of its instance, {@link EventPort#incoming}. */
    FOR_NETCONS,
    /**
     * All that the mechanism does is {@link MechanismKernel#current()}, and that current is {@code
     * g v + c} with g and c that follow from parameters and globals alone.
     */
    OHMIC,
    /** {@link MechanismKernel#checkWatches()}. */
    WATCH,
    /** {@link MechanismKernel#beforeInitial()}. */
    BEFORE_INITIAL,
    /** {@link MechanismKernel#afterInitial()}. */
    AFTER_INITIAL,
    /** {@link MechanismKernel#beforeBreakpoint()}. */
    BEFORE_BREAKPOINT,
    /** {@link MechanismKernel#afterSolve()}. */
    AFTER_SOLVE,
    /** {@link MechanismKernel#beforeStep()}. */
    BEFORE_STEP,
    /** {@link MechanismKernel#afterVoltageUpdate()}. */
    AFTER_VOLTAGE_UPDATE
  }

  public MechanismType {
    variables = List.copyOf(variables);
    globals = List.copyOf(globals);
    ions = List.copyOf(ions);
    currents = List.copyOf(currents);
    phases = Set.copyOf(phases);
  }

  /**
   * Index of a per-instance variable in {@link #variables()}, empty when there is none of that
   * name.
   */
  public OptionalInt variableIndex(String variable) {
    for (int i = 0; i < variables.size(); i++) {
      if (variables.get(i).name().equals(variable)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Index of a shared variable in {@link #globals()}. */
  public OptionalInt globalIndex(String variable) {
    for (int i = 0; i < globals.size(); i++) {
      if (globals.get(i).name().equals(variable)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** True when an ion concentration is written: such mechanisms run before all others. */
  public boolean writesConcentration() {
    return ions.stream().anyMatch(IonUse::writesConcentration);
  }

  /** Numbers a connection onto an instance has: at least its weight, even where nothing uses it. */
  public int weightsPerConnection() {
    return Math.max(1, netReceiveArgs);
  }

  public boolean has(Phase phase) {
    return phases.contains(phase);
  }

  /** The same mechanism with other kernels. */
  public MechanismType withKernels(Supplier<MechanismKernel> factory) {
    return new MechanismType(
        name,
        kind,
        title,
        variables,
        globals,
        ions,
        currents,
        electrodeCurrent,
        netReceiveArgs,
        phases,
        superposition,
        factory);
  }

  /** A kernel bound to its instances. */
  public MechanismKernel newKernel(KernelBinding binding) {
    MechanismKernel kernel = kernelFactory.get();
    kernel.bind(this, binding);
    return kernel;
  }

  /** Default values of the globals by name, as a fresh array in the order of {@link #globals()}. */
  public double[] defaultGlobals(Map<String, Double> overrides) {
    int size = globals.stream().mapToInt(GlobalVariable::size).sum();
    double[] values = new double[size];
    int at = 0;
    for (GlobalVariable global : globals) {
      double value = overrides.getOrDefault(global.name(), global.defaultValue());
      java.util.Arrays.fill(values, at, at + global.size(), value);
      at += global.size();
    }
    return values;
  }
}
