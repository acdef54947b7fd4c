package org.neurowright.engine.cable;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.mechanism.Extracellular;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.NodeArrays;

/**
 * The extracellular layers of the cells of one group (NEURON's {@code extracellular}). Groups
 * without such cells have none of this.
 *
 * <p>Mechanisms of the membrane see the membrane potential v, electrodes the potential inside, v
 * plus that of the innermost layer; which is why electrodes are bound to {@link #seenByElectrodes}.
 */
final class OutsideCells {
  /** Node arrays in which v is the potential inside. */
  final NodeArrays seenByElectrodes;

  private final NodeArrays nodes;

  /** Potential of each layer at each node of the group, mV [layer][node]. */
  private final double[][] vextMv;

  private MechanismKernel kernel;
  private MembraneLedger ledger;
  private final List<OutsidePotential> potentials = new ArrayList<>();

  private OutsideCells(NodeArrays nodes) {
    this.nodes = nodes;
    int size = nodes.vMv().length;
    vextMv = new double[Extracellular.LAYERS][size];
    seenByElectrodes =
        new NodeArrays(new double[size], nodes.rhs(), nodes.d(), nodes.areaUm2(), nodes.diamUm());
  }

  /** The layers of a group, or null when none of its mechanisms is {@code extracellular}. */
  static OutsideCells ofGroup(List<Instances> instances, NodeArrays nodes) {
    boolean any = instances.stream().anyMatch(one -> one.type.name().equals(Extracellular.NAME));
    return any ? new OutsideCells(nodes) : null;
  }

  /**
   * Connects the layers, once the kernels exist.
   *
   * @param cells all cells of the group
   * @param network where their blueprints are
   * @param placement where their nodes are in the group
   * @param kernels all kernels of the group
   * @param equation the group's equation of the potential inside
   * @param newLedger keeps currents of the membrane apart
   */
  void connect(
      int[] cells,
      CableNetwork network,
      OutsideNodes.Placement placement,
      MechanismKernel[] kernels,
      CableEquation equation,
      MembraneLedger newLedger,
      double dtMs) {
    ledger = newLedger;
    for (MechanismKernel candidate : kernels) {
      if (candidate.type().name().equals(Extracellular.NAME)) {
        kernel = candidate;
      }
    }
    boolean[] occupied = nodesOfPointCurrents(kernels);
    IntArrayList prescribed = new IntArrayList();
    IntArrayList coupled = new IntArrayList();
    for (int c : cells) {
      for (DensityPlacement layers : network.cells.get(c).placements) {
        if (layers.type().name().equals(Extracellular.NAME)) {
          boolean simple =
              PrescribedPotential.suits(
                      layers.columns()[Extracellular.AXIAL_RESISTANCE],
                      layers.columns()[Extracellular.CONDUCTANCE],
                      layers.columns()[Extracellular.CAPACITANCE])
                  && isClosed(c, network, placement, occupied);
          (simple ? prescribed : coupled).add(c);
        }
      }
    }
    if (!prescribed.isEmpty()) {
      OutsideNodes outside = OutsideNodes.of(prescribed.toIntArray(), network, placement, kernel);
      potentials.add(new PrescribedPotential(outside, equation, vextMv, ledger, kernel));
    }
    if (!coupled.isEmpty()) {
      OutsideNodes outside = OutsideNodes.of(coupled.toIntArray(), network, placement, kernel);
      potentials.add(new CoupledPotential(outside, equation, vextMv, ledger, kernel, dtMs));
    }
  }

  /** Nodes into which point processes that are no electrodes draw current. */
  private boolean[] nodesOfPointCurrents(MechanismKernel[] kernels) {
    boolean[] occupied = new boolean[nodes.vMv().length];
    for (MechanismKernel candidate : kernels) {
      MechanismType type = candidate.type();
      if (type.kind() == MechanismKind.POINT_PROCESS
          && type.has(MechanismType.Phase.CURRENT)
          && !type.electrodeCurrent()) {
        for (int n : candidate.node()) {
          occupied[n] = true;
        }
      }
    }
    return occupied;
  }

  /**
   * Whether no such current crosses the membrane at an end of a section: the layers have no
   * conductance towards ground there, so the current has nowhere to go and moves their potential
   * far from that of the battery.
   */
  private boolean isClosed(
      int cell, CableNetwork network, OutsideNodes.Placement placement, boolean[] occupied) {
    OutsideNodes one = OutsideNodes.of(new int[] {cell}, network, placement, kernel);
    for (int i = 0; i < one.size; i++) {
      if (one.layered[i] && one.instance[i] < 0 && occupied[one.node[i]]) {
        return false;
      }
    }
    return true;
  }

  /** All layers at 0 mV; v has its initial value already. */
  void initialise() {
    for (double[] layer : vextMv) {
      Arrays.fill(layer, 0);
    }
    Arrays.fill(kernel.column(Extracellular.MEMBRANE_CURRENT), 0);
    updateInside();
  }

  void afterCurrents() {
    for (OutsidePotential potential : potentials) {
      potential.afterCurrents();
    }
  }

  /** Turns the change of the potential inside, in {@code rhs}, into that of v. */
  void afterSolve() {
    for (OutsidePotential potential : potentials) {
      potential.afterSolve();
    }
    double[] dv = nodes.rhs();
    double[] current = kernel.column(Extracellular.MEMBRANE_CURRENT);
    int[] node = kernel.node();
    for (int i = 0; i < node.length; i++) {
      int n = node[i];
      current[i] = ledger.conductance[n] * dv[n] + ledger.current[n];
    }
  }

  /** The potential inside, after v has changed. */
  void updateInside() {
    double[] v = nodes.vMv();
    double[] inside = seenByElectrodes.vMv();
    for (int i = 0; i < inside.length; i++) {
      inside[i] = v[i] + vextMv[0][i];
    }
  }

  /**
   * A range variable that carries no suffix.
   *
   * @param exact node at exactly x, for potentials
   * @param segment node of the segment that contains x
   */
  Optional<Probe> probe(String variable, int exact, int segment) {
    int bracket = variable.indexOf('[');
    String name = bracket < 0 ? variable : variable.substring(0, bracket);
    int layer = bracket < 0 ? 0 : variable.charAt(bracket + 1) - '0';
    boolean indexed = bracket >= 0 && variable.length() == bracket + 3;
    if (bracket >= 0 && (!indexed || layer < 0 || layer >= Extracellular.LAYERS)) {
      return Optional.empty();
    }
    int instance = Arrays.binarySearch(kernel.node(), segment);
    if (instance < 0) {
      return Optional.empty();
    }
    int element = instance * Extracellular.LAYERS + layer;
    return switch (name) {
      case "vext" -> Optional.of(new Probe(vextMv[layer], exact, "mV"));
      case "xraxial" ->
          Optional.of(new Probe(kernel.column(Extracellular.AXIAL_RESISTANCE), element, "MOhm/cm"));
      case "xg" ->
          Optional.of(new Probe(kernel.column(Extracellular.CONDUCTANCE), element, "S/cm2"));
      case "xc" ->
          Optional.of(new Probe(kernel.column(Extracellular.CAPACITANCE), element, "uF/cm2"));
      case "i_membrane" ->
          indexed
              ? Optional.empty()
              : Optional.of(
                  new Probe(kernel.column(Extracellular.MEMBRANE_CURRENT), instance, "mA/cm2"));
      default -> Optional.empty();
    };
  }
}
