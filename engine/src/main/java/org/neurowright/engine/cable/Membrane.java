package org.neurowright.engine.cable;

import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.NodeArrays;

/**
 * What a group needs to know of its membranes beyond the voltage equation, and only when it does:
 * extracellular layers and recorded membrane currents. Without them every method does nothing but
 * what the equation needs.
 */
final class Membrane {
  private final CableEquation equation;

  /** Null when no cell has layers. */
  private final OutsideCells outside;

  private CurrentTaps taps;

  /** Null unless something needs it. */
  private MembraneLedger ledger;

  /** Null unless somebody records them. */
  private MembraneCurrents currents;

  Membrane(CableEquation equation, List<Instances> instances) {
    this.equation = equation;
    outside = OutsideCells.ofGroup(instances, equation.nodes);
  }

  /** The node arrays that a mechanism is bound to. */
  NodeArrays seenBy(MechanismType type) {
    return outside != null && type.electrodeCurrent() ? outside.seenByElectrodes : equation.nodes;
  }

  /** Potential inside, as electrodes and gap junctions see it, mV. */
  double[] insideMv() {
    return outside == null ? equation.nodes.vMv() : outside.seenByElectrodes.vMv();
  }

  /** The layers of the group, null when it has none. */
  OutsideCells outside() {
    return outside;
  }

  /** Connects the layers, once the kernels exist. */
  void connect(CableNetwork network, NodeOrder order, MechanismKernel[] kernels, double dtMs) {
    taps =
        new CurrentTaps(
            Arrays.stream(kernels)
                .filter(kernel -> kernel.type().has(MechanismType.Phase.CURRENT))
                .toArray(MechanismKernel[]::new));
    if (outside != null) {
      outside.connect(order.cells, network, order::node, kernels, equation, ledger(), dtMs);
    }
  }

  private MembraneLedger ledger() {
    if (ledger == null) {
      ledger = new MembraneLedger(equation.nodes, equation.capacitanceTerm, taps);
    }
    return ledger;
  }

  /** The membrane current of every node from now on. */
  MembraneCurrents currents() {
    if (currents == null) {
      currents = new MembraneCurrents(ledger(), equation.nodes);
    }
    return currents;
  }

  /** Whether something needs the equation of every node as it is before it is solved. */
  boolean isWatched() {
    return ledger != null || outside != null;
  }

  /** Currents of single mechanisms. */
  CurrentTaps taps() {
    return taps;
  }

  /** Start of a run; v has its initial value. */
  void initialise() {
    if (outside != null) {
      outside.initialise();
    }
  }

  /** Evaluates the currents of all mechanisms into the equation. */
  void evaluateCurrents() {
    if (ledger == null) {
      taps.evaluateCurrents();
      return;
    }
    ledger.evaluateCurrents();
    if (outside != null) {
      outside.afterCurrents();
    }
  }

  /** The membrane currents at t = 0, after the currents have been evaluated. */
  void initialiseCurrents() {
    if (currents != null) {
      currents.initialise(equation.parent, equation.a, equation.b);
    }
  }

  /** The equation has been solved, v has not changed yet. */
  void afterSolve() {
    if (outside != null) {
      outside.afterSolve();
    }
  }

  /** v has changed. */
  void afterVoltageUpdate() {
    if (outside != null) {
      outside.updateInside();
    }
    if (currents != null) {
      currents.update(equation.nodes.rhs());
    }
  }
}
