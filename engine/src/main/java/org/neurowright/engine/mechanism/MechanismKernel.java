package org.neurowright.engine.mechanism;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The running code of all instances of one mechanism in one partition: loops over plain arrays, no
 * allocation, no exceptions. Subclasses are generated from NMODL or written by hand; each
 * implements the phases its {@link MechanismType} lists.
 *
 * <p>One step calls, in this order and only where listed: {@link #checkWatches} (t = t0), {@link
 * #receive} for due events, {@link #beforeBreakpoint}, {@link #current} (t = t0 + dt/2, states as
 * of t0, v as of t0), {@link #afterVoltageUpdate}, {@link #state} (t = t0 + dt, v as of t0 + dt),
 * {@link #afterSolve}, {@link #beforeStep}.
 */
public abstract class MechanismKernel {
  private MechanismType type;
  private References[] references = {};
  private final Map<String, FunctionTable> functionTables = new HashMap<>();
  private long[] identity;

  /** What the kernel works on; set once before any phase is called. */
  protected KernelBinding binding;

  final void bind(MechanismType boundType, KernelBinding newBinding) {
    type = boundType;
    binding = newBinding;
    List<MechanismVariable> variables = boundType.variables();
    references = new References[variables.size()];
    for (int k = 0; k < references.length; k++) {
      if (variables.get(k).role() == MechanismVariable.Role.POINTER) {
        references[k] = new References(boundType.name(), variables.get(k).name(), binding.count());
      }
    }
    bound();
  }

  /** Lets the subclass take the arrays it needs out of {@link #binding}. */
  protected abstract void bound();

  public final MechanismType type() {
    return type;
  }

  public final int count() {
    return binding.count();
  }

  /** Column of a variable by its index in {@link MechanismType#variables()}. */
  public final double[] column(int variable) {
    return binding.columns()[variable];
  }

  public final int[] node() {
    return binding.node();
  }

  /** Values of the globals, shared by the kernels of the type in this partition. */
  public final double[] globals() {
    return binding.globals();
  }

  /** What a POINTER refers to, by its index in {@link MechanismType#variables()}. */
  public final References references(int variable) {
    return references[variable];
  }

  /** The values of a FUNCTION_TABLE, empty until set. */
  public final FunctionTable functionTable(String function) {
    return functionTables.computeIfAbsent(function, f -> new FunctionTable(type.name(), f));
  }

  /**
   * Gives every instance a number that stays the same however the model is spread over groups; it
   * seeds the random numbers of instances that have no stream of their own.
   */
  public final void identify(long[] numbers) {
    identity = numbers;
  }

  /** The number of an instance in the whole model. */
  public final long identity(int instance) {
    return identity == null ? instance : identity[instance];
  }

  /** The states that diffuse along the sections. */
  public List<Diffusion> diffusions() {
    return List.of();
  }

  /**
   * Computes what the diffusion of a state needs, for every instance.
   *
   * @param diffusion index in {@link #diffusions}
   * @param volume receives the volume per length (COMPARTMENT), um2
   * @param coefficient receives the diffusion constant times area, um4/ms
   */
  public void diffusion(int diffusion, double[] volume, double[] coefficient) {}

  /**
   * Says that columns or globals were written from outside, or that all of them have just been
   * initialised: whatever the kernel has computed from constant parameters is computed anew before
   * it is next used. A change of the clock's step or temperature is noticed without this call.
   */
  public void parametersChanged() {}

  /**
   * Says that somebody writes a variable while the simulation runs (a played vector, a gap
   * junction): it is then never taken for constant. Called once, after binding.
   *
   * @param variable index in {@link MechanismType#variables()}
   */
  public void variesDuringRun(int variable) {}

  /** States x = x0, then the INITIAL block, for every instance in order. */
  public void initial() {}

  /**
   * Evaluates the currents at v + 0.001 mV and at v; subtracts the current from rhs (adds it for an
   * electrode current), adds the difference quotient to d (subtracts it for an electrode current),
   * both scaled by 100/area for point processes; adds written ion currents and their derivatives to
   * the ion arrays.
   */
  public void current() {}

  /** The SOLVE part of BREAKPOINT, or all of BREAKPOINT for a mechanism without currents. */
  public void state() {}

  /**
   * Puts the time derivatives of the states that DERIVATIVE and KINETIC blocks move, 1/ms, in the
   * place of the states. For looking at a mechanism, not for running it: whoever calls this keeps
   * all columns and ion arrays and puts them back.
   */
  public void stateRates() {}

  /**
   * NET_RECEIVE for one instance; the clock's time is the delivery time.
   *
   * @param instance which instance
   * @param weights the weights of all NetCons of the partition
   * @param weightOffset where this NetCon's weights start, or -1 for an event without NetCon
   * @param flag 0 for an external event
   */
  public void receive(int instance, double[] weights, int weightOffset, double flag) {}

  /**
   * NET_RECEIVE for external events that arrive together, in order.
   *
   * @param instances instance of each connection
   * @param from first connection
   * @param to behind the last connection
   * @param weights weights of connections, those of one connection side by side
   * @param firstWeight where those of the first connection start
   */
  public void receiveBatch(int[] instances, int from, int to, double[] weights, int firstWeight) {
    int arguments = type.weightsPerConnection();
    for (int j = from; j < to; j++) {
      receive(instances[j], weights, firstWeight + (j - from) * arguments, 0);
    }
  }

  /** Whether events may change the weights of their connection. */
  public boolean changesWeights() {
    return true;
  }

  /** INITIAL inside NET_RECEIVE, once per NetCon. */
  public void receiveInitial(int instance, double[] weights, int weightOffset) {}

  /**
   * Tests the active WATCH conditions and calls {@link #receive} with their flag for those that
   * fire.
   */
  public void checkWatches() {}

  /** Forgets all WATCH conditions (at initialisation). */
  public void clearWatches() {}

  public void beforeInitial() {}

  public void afterInitial() {}

  public void beforeBreakpoint() {}

  /** For clamps whose reported current uses the new voltage. */
  public void afterVoltageUpdate() {}

  public void afterSolve() {}

  public void beforeStep() {}
}
