package org.neurowright.engine.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.mechanism.Clock;
import org.neurowright.engine.mechanism.EventPort;
import org.neurowright.engine.mechanism.IonArrays;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.KernelBinding;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismType.Phase;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.mechanism.MechanismVariable.Role;
import org.neurowright.engine.mechanism.NodeArrays;

/**
 * Many instances of one mechanism, each on a node of its own whose potential and ions stay as they
 * are put. Several blocks of instances see the same sweep: instance {@code block * points + p} is
 * at place p.
 */
final class Clamp {
  /** Area of every node, µm²: with 100 a point process in nA counts like a density in mA/cm². */
  private static final double AREA_UM2 = 100;

  private final MechanismType type;
  private final int points;
  private final int count;
  private final Clock clock = new Clock();
  private final NodeArrays nodes;
  private final Map<String, IonArrays> ions = new LinkedHashMap<>();
  private final Map<String, double[]> ionStart = new LinkedHashMap<>();
  private final MechanismKernel kernel;
  private final List<Slot> slots = new ArrayList<>();

  /**
   * A number with memory: a state, or a concentration that the mechanism writes.
   *
   * @param name without suffix, with index for elements of arrays
   * @param unit as declared
   * @param array where all instances have it
   * @param stride distance between instances
   * @param offset of the first instance
   */
  record Slot(String name, String unit, double[] array, int stride, int offset) {
    double get(int instance) {
      return array[instance * stride + offset];
    }

    void set(int instance, double value) {
      array[instance * stride + offset] = value;
    }
  }

  Clamp(MechanismType type, Surroundings surroundings, Sweep sweep, int blocks) {
    this.type = type;
    points = sweep.size();
    count = points * blocks;
    clock.celsius = surroundings.celsius();
    clock.dtMs = .025;
    int[] node = new int[count];
    double[] v = new double[count];
    for (int i = 0; i < count; i++) {
      node[i] = i;
      v[i] = sweep.vMv(i % points);
    }
    nodes =
        new NodeArrays(
            v,
            new double[count],
            new double[count],
            filled(AREA_UM2),
            filled(surroundings.diamUm()));
    IonArrays[] used = new IonArrays[type.ions().size()];
    int[][] index = new int[used.length][];
    Arrays.fill(index, node);
    for (int k = 0; k < used.length; k++) {
      String ion = type.ions().get(k).ion();
      double valence = type.ions().get(k).valence().orElse(IonUse.knownValence(ion).orElse(1));
      used[k] =
          ions.computeIfAbsent(
              ion,
              name ->
                  new IonArrays(
                      name,
                      valence,
                      node,
                      ionVariable("e" + name, surroundings, sweep),
                      ionVariable(name + "i", surroundings, sweep),
                      ionVariable(name + "o", surroundings, sweep),
                      ionVariable("i" + name, surroundings, sweep),
                      new double[count]));
      ionStart.put("i" + ion, used[k].current().clone());
      ionStart.put(ion + "i", used[k].insideMm().clone());
      ionStart.put(ion + "o", used[k].outsideMm().clone());
    }
    double[][] columns = new double[type.variables().size()][];
    for (int k = 0; k < columns.length; k++) {
      MechanismVariable variable = type.variables().get(k);
      columns[k] = new double[count * variable.size()];
      boolean settable = variable.role() == Role.PARAMETER;
      Arrays.fill(
          columns[k],
          settable
              ? surroundings.parameters().getOrDefault(variable.name(), variable.defaultValue())
              : variable.defaultValue());
    }
    boolean artificial = type.kind() == MechanismKind.ARTIFICIAL_CELL;
    kernel =
        type.newKernel(
            new KernelBinding(
                count,
                artificial ? null : node,
                columns,
                type.defaultGlobals(surroundings.parameters()),
                artificial ? null : nodes,
                used,
                index,
                clock,
                new NoEvents()));
    // a POINTER has to refer to something; the inspector's word for it is 0
    for (int k = 0; k < columns.length; k++) {
      if (type.variables().get(k).role() == Role.POINTER) {
        for (int i = 0; i < count; i++) {
          kernel.references(k).set(i, new double[1], 0);
        }
      }
    }
    collectSlots();
  }

  private double[] filled(double value) {
    double[] array = new double[count];
    Arrays.fill(array, value);
    return array;
  }

  private double[] ionVariable(String name, Surroundings surroundings, Sweep sweep) {
    double[] array = filled(surroundings.ion(name));
    if (sweep instanceof Sweep.OverIon(String variable, double[] values, double _)
        && variable.equals(name)) {
      for (int i = 0; i < count; i++) {
        array[i] = values[i % points];
      }
    }
    return array;
  }

  private void collectSlots() {
    for (int k = 0; k < type.variables().size(); k++) {
      MechanismVariable variable = type.variables().get(k);
      if (variable.role() == Role.STATE) {
        for (int e = 0; e < variable.size(); e++) {
          String name = variable.size() == 1 ? variable.name() : variable.name() + "[" + e + "]";
          slots.add(new Slot(name, variable.unit(), kernel.column(k), variable.size(), e));
        }
      }
    }
    for (IonUse use : type.ions()) {
      IonArrays arrays = ions.get(use.ion());
      if (use.writesInside()) {
        slots.add(new Slot(use.ion() + "i", "mM", arrays.insideMm(), 1, 0));
      }
      if (use.writesOutside()) {
        slots.add(new Slot(use.ion() + "o", "mM", arrays.outsideMm(), 1, 0));
      }
    }
  }

  List<Slot> slots() {
    return slots;
  }

  int count() {
    return count;
  }

  MechanismKernel kernel() {
    return kernel;
  }

  /** Concentration inside after {@link #initialise}, for those that the mechanism writes. */
  double ionVariable(String name, int instance) {
    IonArrays arrays = ions.get(name.substring(0, name.length() - 1));
    return name.endsWith("i") ? arrays.insideMm()[instance] : arrays.outsideMm()[instance];
  }

  /** Runs INITIAL in all instances. */
  void initialise() {
    clock.tMs = 0;
    kernel.parametersChanged();
    if (type.has(Phase.BEFORE_INITIAL)) {
      kernel.beforeInitial();
    }
    if (type.has(Phase.INITIAL)) {
      kernel.initial();
    }
    if (type.has(Phase.AFTER_INITIAL)) {
      kernel.afterInitial();
    }
  }

  /** Advances the states alone by one step; potentials and ion currents stay. */
  void step(double dtMs) {
    for (IonUse use : type.ions()) {
      restore(use);
    }
    if (clock.dtMs != dtMs) {
      clock.dtMs = dtMs;
    }
    clock.tMs += dtMs;
    if (type.has(Phase.STATE)) {
      kernel.state();
    }
    if (type.has(Phase.AFTER_SOLVE)) {
      kernel.afterSolve();
    }
  }

  /** What BREAKPOINT adds up must not be taken for a current that flows from elsewhere. */
  private void restore(IonUse use) {
    double[] start = ionStart.get("i" + use.ion());
    System.arraycopy(start, 0, ions.get(use.ion()).current(), 0, count);
  }

  /** Evaluates BREAKPOINT: afterwards {@link #current} and {@link #slope} are up to date. */
  void currents() {
    Arrays.fill(nodes.rhs(), 0);
    Arrays.fill(nodes.d(), 0);
    for (IonUse use : type.ions()) {
      restore(use);
    }
    if (type.has(Phase.BEFORE_BREAKPOINT)) {
      kernel.beforeBreakpoint();
    }
    if (type.has(Phase.CURRENT)) {
      kernel.current();
    }
  }

  /** Current out of the cell, mA/cm² (nA for a point process). */
  double current(int instance) {
    double rhs = nodes.rhs()[instance];
    return type.electrodeCurrent() ? rhs : 0 - rhs;
  }

  /** Its derivative by the potential, states held, S/cm² (µS for a point process). */
  double slope(int instance) {
    double d = nodes.d()[instance];
    return type.electrodeCurrent() ? 0 - d : d;
  }

  /** Nobody is there to receive what a clamped instance sends. */
  private static final class NoEvents implements EventPort {
    @Override
    public void netSend(
        MechanismKernel kernel, int instance, int weightOffset, double tMs, double flag) {}

    @Override
    public void netMove(MechanismKernel kernel, int instance, double tMs) {}

    @Override
    public void netEvent(MechanismKernel kernel, int instance, double tMs) {}
  }
}
