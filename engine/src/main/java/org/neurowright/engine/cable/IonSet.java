package org.neurowright.engine.cable;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neurowright.engine.description.IonStyle;
import org.neurowright.engine.mechanism.IonArrays;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/**
 * One ion species in one group, with NEURON's rules for what sets the reversal potential and the
 * concentrations (the "ion style" bits of its eion.cpp, explained at {@code ion_style} in its
 * manual).
 */
final class IonSet {
  private static final int CONCENTRATION = 3;
  private static final int REVERSAL_SHIFT = 3;
  private static final int INIT_CONCENTRATION = 4;
  private static final int INIT_REVERSAL = 32;
  private static final int ADVANCE_REVERSAL = 64;
  private static final int PARAMETER = 1;
  private static final int ASSIGNED = 2;
  private static final int STATE = 3;

  final String ion;

  /** Index of the instance at a node, -1 where the ion is absent. */
  final int[] indexOfNode;

  final IonArrays arrays;
  private final int[] style;
  private final double inside0;
  private final double outside0;
  private boolean anyAdvance;

  /** What is known of an ion before its instances are counted. */
  static final class Collector {
    final String ion;
    private final int[] indexOfNode;
    private final IntArrayList nodes = new IntArrayList();
    private OptionalDouble valence;

    Collector(String ion, int groupNodes) {
      this.ion = ion;
      valence = IonUse.knownValence(ion);
      indexOfNode = new int[groupNodes];
      Arrays.fill(indexOfNode, -1);
    }

    /**
     * Takes the charge that a mechanism declares.
     *
     * @throws ModelException if another mechanism declares another one
     */
    void declare(IonUse use, String mechanism) {
      if (use.valence().isEmpty()) {
        return;
      }
      double charge = use.valence().getAsDouble();
      if (valence.isPresent() && valence.getAsDouble() != charge) {
        throw new ModelException(
            Problem.error(
                    "cable.ion-valence",
                    Location.NOWHERE,
                    mechanism
                        + " says that the ion "
                        + ion
                        + " has the charge "
                        + (int) charge
                        + ", another mechanism that it has "
                        + (int) valence.getAsDouble())
                .expected("one VALENCE of " + ion + " in all mechanisms")
                .hint("Correct the VALENCE in one of the mod files, or rename the ion there."));
      }
      valence = use.valence();
    }

    void use(IonUse use, int node) {
      if (indexOfNode[node] < 0) {
        indexOfNode[node] = 0;
        nodes.add(node);
      }
    }

    IonSet toSet(Map<String, Double> globals) {
      int[] sorted = nodes.toIntArray();
      Arrays.sort(sorted);
      for (int i = 0; i < sorted.length; i++) {
        indexOfNode[sorted[i]] = i;
      }
      return new IonSet(ion, indexOfNode, sorted, valence, globals);
    }
  }

  /** The ions of a group, with the styles its mechanisms ask for and the values its cells set. */
  static List<IonSet> collect(
      List<Instances> instances,
      CableNetwork network,
      NodeOrder order,
      Map<String, Double> globals) {
    Map<String, Collector> collectors = new LinkedHashMap<>();
    for (Instances one : instances) {
      for (IonUse use : one.type.ions()) {
        Collector collector =
            collectors.computeIfAbsent(use.ion(), ion -> new Collector(ion, order.size));
        collector.declare(use, one.type.name());
        for (int node : one.node) {
          collector.use(use, node);
        }
      }
    }
    List<IonSet> sets = collectors.values().stream().map(c -> c.toSet(globals)).toList();
    for (IonSet set : sets) {
      for (Instances one : instances) {
        for (IonUse use : one.type.ions()) {
          if (use.ion().equals(set.ion)) {
            for (int node : one.node) {
              set.promote(use, node);
            }
          }
        }
      }
      for (int c : order.cells) {
        Blueprint blueprint = network.cells.get(c);
        for (IonValue value : blueprint.ionValues) {
          double[] array = set.variable(value.variable());
          int node = order.node(c, value.node());
          if (array != null && set.presentAt(node)) {
            array[set.indexOfNode[node]] = value.value();
          }
        }
        for (IonStyleAt style : blueprint.ionStyles) {
          int node = order.node(c, style.node());
          if (style.style().ion().equals(set.ion) && set.presentAt(node)) {
            set.setStyle(style.style(), node);
          }
        }
      }
    }
    return sets;
  }

  private IonSet(
      String ion,
      int[] indexOfNode,
      int[] node,
      OptionalDouble valence,
      Map<String, Double> globals) {
    this.ion = ion;
    this.indexOfNode = indexOfNode;
    Defaults defaults = Defaults.of(ion);
    int count = node.length;
    arrays =
        new IonArrays(
            ion,
            valence.orElse(1),
            node,
            filled(count, defaults.erevMv),
            filled(count, defaults.insideMm),
            filled(count, defaults.outsideMm),
            new double[count],
            new double[count]);
    style = new int[count];
    inside0 = globals.getOrDefault(ion + "i0_" + ion + "_ion", defaults.insideMm);
    outside0 = globals.getOrDefault(ion + "o0_" + ion + "_ion", defaults.outsideMm);
  }

  private static double[] filled(int count, double value) {
    double[] array = new double[count];
    Arrays.fill(array, value);
    return array;
  }

  /** Values an ion has when it first appears in a section. */
  private record Defaults(double erevMv, double insideMm, double outsideMm) {
    static Defaults of(String ion) {
      return switch (ion) {
        case "na" -> new Defaults(50, 10, 140);
        case "k" -> new Defaults(-77, 54.4, 2.5);
        case "ca" -> new Defaults(12.5 * Math.log(2.0 / 5e-5), 5e-5, 2);
        default -> new Defaults(0, 1, 1);
      };
    }
  }

  /** Raises the style of an instance as the use by one mechanism demands. */
  void promote(IonUse use, int node) {
    int concentration =
        use.writesConcentration() ? STATE : use.readsConcentration() ? PARAMETER : 0;
    int reversal = use.writesReversal() ? STATE : use.readsReversal() ? PARAMETER : 0;
    int i = indexOfNode[node];
    int newConcentration = Math.max(style[i] & CONCENTRATION, concentration);
    int newReversal = Math.max((style[i] >> REVERSAL_SHIFT) & CONCENTRATION, reversal);
    if (newConcentration > 0 && newReversal < ASSIGNED) {
      newReversal = ASSIGNED;
    }
    int bits = newConcentration + (newReversal << REVERSAL_SHIFT);
    if (newConcentration == STATE) {
      bits += INIT_CONCENTRATION;
      if (newReversal == ASSIGNED) {
        bits += ADVANCE_REVERSAL;
      }
    }
    if (newConcentration > 0 && newReversal == ASSIGNED) {
      bits += INIT_REVERSAL;
    }
    style[i] = bits;
  }

  /** The user's own style, which replaces the one the mechanisms ask for. */
  void setStyle(IonStyle wanted, int node) {
    int i = indexOfNode[node];
    style[i] =
        wanted.cStyle()
            + (wanted.eStyle() << REVERSAL_SHIFT)
            + (wanted.cInit() ? INIT_CONCENTRATION : 0)
            + (wanted.eInit() ? INIT_REVERSAL : 0)
            + (wanted.eAdvance() ? ADVANCE_REVERSAL : 0);
  }

  boolean presentAt(int node) {
    return indexOfNode[node] >= 0;
  }

  /**
   * Array of a variable named {@code ena}, {@code nai}, {@code nao}, {@code ina} or {@code
   * dina_dv_}; null for others.
   */
  double[] variable(String name) {
    if (name.equals("e" + ion)) {
      return arrays.erevMv();
    }
    if (name.equals(ion + "i")) {
      return arrays.insideMm();
    }
    if (name.equals(ion + "o")) {
      return arrays.outsideMm();
    }
    if (name.equals("i" + ion)) {
      return arrays.current();
    }
    return name.equals("di" + ion + "_dv_") ? arrays.conductance() : null;
  }

  /** INITIAL of the ion itself, before all mechanisms. */
  void initialise(double celsius) {
    for (int i = 0; i < style.length; i++) {
      if ((style[i] & INIT_CONCENTRATION) != 0) {
        arrays.insideMm()[i] = inside0;
        arrays.outsideMm()[i] = outside0;
      }
      anyAdvance |= (style[i] & ADVANCE_REVERSAL) != 0;
    }
    initialiseReversal(celsius);
  }

  /** Reversal potentials again, after a mechanism's INITIAL wrote a concentration. */
  void initialiseReversal(double celsius) {
    updateReversal(INIT_REVERSAL, celsius);
  }

  /** Start of the current phase of a step. */
  void beginCurrents(double celsius) {
    Arrays.fill(arrays.current(), 0);
    Arrays.fill(arrays.conductance(), 0);
    if (anyAdvance) {
      updateReversal(ADVANCE_REVERSAL, celsius);
    }
  }

  private void updateReversal(int bit, double celsius) {
    double[] erev = arrays.erevMv();
    double[] inside = arrays.insideMm();
    double[] outside = arrays.outsideMm();
    for (int i = 0; i < style.length; i++) {
      if ((style[i] & bit) != 0) {
        erev[i] = Nernst.potentialMv(inside[i], outside[i], arrays.valence(), celsius);
      }
    }
  }

  /** Correction of the currents for secondorder 2. */
  void correctCurrents(double[] halfStepDv) {
    double[] current = arrays.current();
    double[] conductance = arrays.conductance();
    int[] node = arrays.node();
    for (int i = 0; i < node.length; i++) {
      current[i] += conductance[i] * halfStepDv[node[i]];
    }
  }

  /** Unit of a variable that {@link #variable} knows. */
  String unit(String name) {
    if (name.startsWith("e")) {
      return "mV";
    }
    return name.startsWith("i") ? "mA/cm2" : name.startsWith("di") ? "S/cm2" : "mM";
  }
}
