package org.neurowright.engine.nmodl.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;

/**
 * What is done with a mechanism in one compartment (20 µm long and wide, with {@code pas}), here
 * and in NEURON. Everything follows from the mechanism's description and a seed.
 *
 * @param type the mechanism
 * @param helpers suffixes of leaks that give the ions a current, for mechanisms that look at it
 * @param record variables recorded: of the mechanism, or of the segment when they begin with {@code
 *     membrane.}
 * @param runs what is done, one after the other, each from the start
 */
record Protocol(MechanismType type, List<String> helpers, List<String> record, List<Run> runs) {

  /**
   * One run.
   *
   * @param steps number of steps
   * @param every a row is kept at the start and after so many steps
   * @param clamp up to three levels: duration in ms, potential in mV; empty without clamp
   * @param pulse delay, duration (ms) and amplitude (nA) of an injected current; empty without
   * @param ions ion variables of the segment
   * @param globals hoc globals
   * @param parameters parameters of the mechanism
   */
  record Run(
      String label,
      double dtMs,
      double celsius,
      double vInitMv,
      int steps,
      int every,
      List<double[]> clamp,
      double[] pulse,
      Map<String, Double> ions,
      Map<String, Double> globals,
      Map<String, Double> parameters,
      List<Connection> connections) {}

  /** Events for the mechanism. */
  record Connection(double weight, double[] timesMs) {}

  private static final Set<String> COMMON_IONS = Set.of("na", "k", "ca");

  static Protocol of(MechanismType type, Set<String> freeParameters) {
    List<String> helpers = new ArrayList<>();
    List<String> record = new ArrayList<>();
    if (type.kind() != MechanismKind.ARTIFICIAL_CELL) {
      record.add("membrane.v");
    }
    for (MechanismVariable variable : type.variables()) {
      if (variable.visible()) {
        for (int k = 0; k < variable.size(); k++) {
          record.add(variable.size() == 1 ? variable.name() : variable.name() + "[" + k + "]");
        }
      }
    }
    Set<String> ionVariables = new TreeSet<>();
    for (IonUse use : type.ions()) {
      String ion = use.ion();
      ionVariables.addAll(List.of("e" + ion, ion + "i", ion + "o", "i" + ion));
      if (use.reads().contains("i" + ion) || use.writesConcentration()) {
        helpers.add(helper(ion));
      }
    }
    ionVariables.forEach(name -> record.add("membrane." + name));

    Random random = new Random(type.name().hashCode());
    List<Connection> connections = new ArrayList<>();
    if (type.netReceiveArgs() >= 0) {
      double unit = type.kind() == MechanismKind.ARTIFICIAL_CELL ? .4 : .004;
      connections.add(new Connection(unit, new double[] {.5, 1.3, 1.3125, 3, 3.4, 3.41, 6}));
      connections.add(new Connection(.45 * unit, new double[] {2, 3.02, 5.5, 5.51, 7.2}));
    }
    Map<String, Double> varied = new TreeMap<>();
    for (MechanismVariable variable : type.variables()) {
      double factor = .75 + .5 * random.nextDouble();
      if (variable.role() == MechanismVariable.Role.PARAMETER
          && variable.visible()
          && variable.size() == 1
          && variable.defaultValue() != 0
          && freeParameters.contains(variable.name())) {
        varied.put(variable.name(), variable.defaultValue() * factor);
      }
    }
    Map<String, Double> ionsSet = new LinkedHashMap<>();
    Map<String, Double> globals = new TreeMap<>();
    for (IonUse use : type.ions()) {
      String ion = use.ion();
      boolean known = COMMON_IONS.contains(ion);
      if (use.readsReversal()) {
        ionsSet.put("e" + ion, ion.equals("k") ? -88.5 : known ? 48.25 : -31.5);
      }
      if (use.readsConcentration()) {
        ionsSet.put(ion + "i", ion.equals("ca") ? 3.7e-4 : ion.equals("k") ? 120.5 : 8.25);
        ionsSet.put(ion + "o", ion.equals("ca") ? 1.7 : ion.equals("k") ? 4.5 : 131.5);
      }
      if (use.writesConcentration()) {
        globals.put(ion + "i0_" + ion + "_ion", ion.equals("ca") ? 2.1e-4 : 11.5);
        globals.put(ion + "o0_" + ion + "_ion", ion.equals("ca") ? 1.5 : 125.5);
      }
    }
    if (type.globalIndex("usetable").isPresent()) {
      globals.put("usetable_" + type.name(), 0.0);
    }
    Map<String, Double> none = Map.of();
    Map<String, Double> tableOn =
        type.globalIndex("usetable").isPresent()
            ? Map.of("usetable_" + type.name(), 1.0)
            : Map.of();
    double[] noPulse = {};
    List<Run> runs = new ArrayList<>();
    runs.add(
        new Run(
            "steps",
            .025,
            6.3,
            -65,
            400,
            4,
            List.of(new double[] {2, -65}, new double[] {4, 20}, new double[] {4, -100}),
            noPulse,
            none,
            tableOn,
            none,
            connections));
    runs.add(
        new Run(
            "extreme steps, ions",
            .025,
            34,
            -70,
            240,
            3,
            List.of(new double[] {2, -180}, new double[] {2, 120}, new double[] {2, -40}),
            noPulse,
            ionsSet,
            tableOn,
            none,
            connections));
    runs.add(
        new Run(
            "pulse",
            .1,
            22,
            -40,
            100,
            1,
            List.of(),
            new double[] {1, 5, .15},
            none,
            tableOn,
            none,
            connections));
    runs.add(
        new Run(
            "pulse, other parameters",
            .025,
            36,
            -61.3,
            400,
            4,
            List.of(),
            new double[] {1, 6, .3},
            ionsSet,
            globals,
            varied,
            connections));
    return new Protocol(type, helpers, record, runs);
  }

  static String helper(String ion) {
    return "leakof" + ion;
  }

  /** A leak that carries an ion and does nothing else. */
  static String helperSource(String ion, String valence) {
    return """
    NEURON {
      SUFFIX leakof%1$s
      USEION %1$s READ e%1$s WRITE i%1$s%2$s
    }
    PARAMETER { g = 1.5e-5 }
    ASSIGNED { v e%1$s i%1$s }
    BREAKPOINT { i%1$s = g*(v - 25) }
    """
        .formatted(ion, valence);
  }

  int rows(Run run) {
    return run.steps() / run.every() + 1;
  }
}
