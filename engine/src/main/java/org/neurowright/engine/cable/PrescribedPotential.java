package org.neurowright.engine.cable;

import org.neurowright.engine.mechanism.Extracellular;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.NodeArrays;

/**
 * Cells whose layers have the resistances of NEURON's defaults: as good as short-circuited towards
 * the battery, as good as insulating along. The potential outside is then the battery's (to 1e-8
 * mV, the drop of 1 mA/cm² over twice 1e9 S/cm²), and all that is left of the layers is that
 * potential in the cable's equation: the axial currents that its differences drive, and the current
 * its change drives through conductance and capacitance of the membrane.
 *
 * <p>Zero-area nodes, which have no battery, take the mean of their neighbours weighted with the
 * conductances between them. That is right only while no synapse draws current there; cells with
 * such synapses are {@link CoupledPotential}s.
 */
final class PrescribedPotential implements OutsidePotential {
  private final OutsideNodes outside;
  private final NodeArrays nodes;
  private final double[] a;
  private final double[] b;
  private final double[][] vextMv;
  private final MembraneLedger ledger;
  private final double[] batteryMv;
  private final double[] change;
  private final double[] weightedSum;
  private final double[] weight;

  PrescribedPotential(
      OutsideNodes outside,
      CableEquation equation,
      double[][] vextMv,
      MembraneLedger ledger,
      MechanismKernel kernel) {
    this.outside = outside;
    nodes = equation.nodes;
    a = equation.a;
    b = equation.b;
    this.vextMv = vextMv;
    this.ledger = ledger;
    batteryMv = kernel.column(Extracellular.BATTERY);
    change = new double[outside.size];
    weightedSum = new double[outside.size];
    weight = new double[outside.size];
  }

  /** Whether layers have the resistances for which this way is right. */
  static boolean suits(double[] axialResistance, double[] conductance, double[] capacitance) {
    for (int i = 0; i < conductance.length; i++) {
      if (axialResistance[i] < Extracellular.DEFAULT
          || conductance[i] < Extracellular.DEFAULT
          || capacitance[i] != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void afterCurrents() {
    findChange();
    double[] rhs = nodes.rhs();
    double[] old = vextMv[0];
    for (int i = 0; i < outside.size; i++) {
      int n = outside.node[i];
      if (outside.up[i] >= 0) {
        int up = outside.node[outside.up[i]];
        double dv = old[up] - old[n];
        rhs[n] -= b[n] * dv;
        rhs[up] += a[n] * dv;
      }
      rhs[n] += ledger.conductance[n] * change[i];
    }
  }

  /** How much the potential outside changes in this step. */
  private void findChange() {
    java.util.Arrays.fill(weightedSum, 0);
    java.util.Arrays.fill(weight, 0);
    double[] link = outside.linkUs[0];
    for (int i = 0; i < outside.size; i++) {
      int up = outside.up[i];
      if (up < 0 || link[i] == 0) {
        continue;
      }
      if (outside.instance[i] >= 0) {
        weightedSum[up] += link[i] * batteryMv[outside.instance[i]];
        weight[up] += link[i];
      } else if (outside.instance[up] >= 0) {
        weightedSum[i] += link[i] * batteryMv[outside.instance[up]];
        weight[i] += link[i];
      }
    }
    for (int i = 0; i < outside.size; i++) {
      if (outside.layered[i]) {
        double potential =
            outside.instance[i] >= 0 ? batteryMv[outside.instance[i]] : weightedSum[i] / weight[i];
        change[i] = potential - vextMv[0][outside.node[i]];
      }
    }
  }

  @Override
  public void afterSolve() {
    double[] rhs = nodes.rhs();
    for (int i = 0; i < outside.size; i++) {
      int n = outside.node[i];
      rhs[n] -= change[i];
      vextMv[0][n] += change[i];
      vextMv[1][n] = vextMv[0][n];
    }
  }
}
