package org.neurowright.engine.cable;

import java.util.Arrays;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.NodeArrays;

/**
 * Current and conductance of the membrane of every node, told apart from those of electrodes.
 *
 * <p>The equations of the cable hold sums in which the two are mixed. What electrodes added is
 * found by looking at the sums before and after each of them, so that the sums themselves are
 * formed in the same order, with the same bits, whether anybody looks or not. Kept only for groups
 * in which something needs it: recorded membrane currents, extracellular layers.
 */
final class MembraneLedger {
  private final NodeArrays nodes;
  private final double[] capacitanceTerm;
  private final CurrentTaps taps;

  /** Nodes of each kernel without repetition; null where the kernel is no electrode. */
  private final int[][] electrodeNodes;

  private final double[] rhsBefore;
  private final double[] dBefore;
  private final double[] electrodeRhs;
  private final double[] electrodeD;

  /** Current through the membrane, without capacitive and electrode currents, mA/cm². */
  final double[] current;

  /** Conductance of the membrane plus the capacitive term of the time step, S/cm². */
  final double[] conductance;

  /**
   * A ledger of a group.
   *
   * @param capacitanceTerm what the capacitance adds to the diagonal, S/cm²
   * @param taps all kernels with currents in the order of their execution
   */
  MembraneLedger(NodeArrays nodes, double[] capacitanceTerm, CurrentTaps taps) {
    this.nodes = nodes;
    this.capacitanceTerm = capacitanceTerm;
    this.taps = taps;
    MechanismKernel[] kernels = taps.kernels();
    electrodeNodes = new int[kernels.length][];
    for (int k = 0; k < kernels.length; k++) {
      if (kernels[k].type().electrodeCurrent()) {
        electrodeNodes[k] = Arrays.stream(kernels[k].node()).distinct().toArray();
      }
    }
    int size = capacitanceTerm.length;
    rhsBefore = new double[size];
    dBefore = new double[size];
    electrodeRhs = new double[size];
    electrodeD = new double[size];
    current = new double[size];
    conductance = new double[size];
  }

  /** Evaluates all currents into the node arrays, then sets {@link #current} and conductance. */
  void evaluateCurrents() {
    Arrays.fill(electrodeRhs, 0);
    Arrays.fill(electrodeD, 0);
    for (int k = 0; k < electrodeNodes.length; k++) {
      if (electrodeNodes[k] == null) {
        taps.evaluateCurrent(k);
      } else {
        evaluateElectrode(k, electrodeNodes[k]);
      }
    }
    double[] rhs = nodes.rhs();
    double[] d = nodes.d();
    for (int i = 0; i < current.length; i++) {
      current[i] = electrodeRhs[i] - rhs[i];
      conductance[i] = d[i] - electrodeD[i] + capacitanceTerm[i];
    }
  }

  /** Conductance of the electrodes at a node, S/cm². */
  double electrodeConductance(int node) {
    return electrodeD[node];
  }

  /** What electrodes inject into a node, mA/cm². */
  double electrodeCurrent(int node) {
    return electrodeRhs[node];
  }

  private void evaluateElectrode(int kernel, int[] at) {
    double[] rhs = nodes.rhs();
    double[] d = nodes.d();
    for (int i : at) {
      rhsBefore[i] = rhs[i];
      dBefore[i] = d[i];
    }
    taps.evaluateCurrent(kernel);
    for (int i : at) {
      electrodeRhs[i] += rhs[i] - rhsBefore[i];
      electrodeD[i] += d[i] - dBefore[i];
    }
  }
}
