package org.neurowright.engine.cable;

import org.neurowright.engine.mechanism.NodeArrays;

/**
 * NEURON's {@code i_membrane_}: the current through the membrane of every node, zero-area nodes
 * included, nA, outward positive. It holds ionic, synaptic and capacitive current, not what
 * electrodes inject; over a cell it sums up to what they inject.
 */
final class MembraneCurrents {
  private final MembraneLedger ledger;
  private final NodeArrays nodes;

  /** Current of each node, nA. */
  final double[] currentNa;

  MembraneCurrents(MembraneLedger ledger, NodeArrays nodes) {
    this.ledger = ledger;
    this.nodes = nodes;
    currentNa = new double[nodes.vMv().length];
  }

  /**
   * The value at t = 0, where nothing has been solved yet: what flows in along the cable and from
   * electrodes, as if nothing were stored in the capacitance.
   *
   * @param parent parent of each node, -1 for roots
   */
  void initialise(int[] parent, double[] a, double[] b) {
    double[] v = nodes.vMv();
    java.util.Arrays.fill(currentNa, 0);
    for (int i = 0; i < parent.length; i++) {
      if (parent[i] >= 0) {
        double dv = v[parent[i]] - v[i];
        currentNa[i] -= b[i] * dv;
        currentNa[parent[i]] += a[i] * dv;
      }
    }
    for (int i = 0; i < currentNa.length; i++) {
      double fromElectrodes = ledger.electrodeCurrent(i);
      currentNa[i] = (currentNa[i] + fromElectrodes) * nodes.areaUm2()[i] * .01;
    }
  }

  /**
   * The value of a step.
   *
   * @param dv solution of the voltage equation (half a step with secondorder), mV
   */
  void update(double[] dv) {
    double[] area = nodes.areaUm2();
    double[] current = ledger.current;
    double[] conductance = ledger.conductance;
    for (int i = 0; i < currentNa.length; i++) {
      currentNa[i] = (conductance[i] * dv[i] + current[i]) * area[i] * .01;
    }
  }
}
