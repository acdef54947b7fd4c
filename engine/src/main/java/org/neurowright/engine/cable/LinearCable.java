package org.neurowright.engine.cable;

/**
 * The membrane of a group around its present state, with the states of its channels held: every
 * node has its slope conductance and its capacitance. Small currents of one frequency then give
 * potentials that follow from one linear system (as in NEURON's {@code Impedance} without its
 * extended mode).
 */
public final class LinearCable {
  private final int[] parent;
  private final double[] a;
  private final double[] b;
  private final double[] areaUm2;

  /** Slope conductance of the membrane plus that towards neighbours, S/cm². */
  private final double[] conductance;

  private final double[] capacitanceUfPerCm2;

  LinearCable(CableEquation equation, double[] membraneConductance) {
    parent = equation.parent.clone();
    a = equation.a.clone();
    b = equation.b.clone();
    areaUm2 = equation.nodes.areaUm2().clone();
    capacitanceUfPerCm2 = equation.capacitance.clone();
    conductance = membraneConductance;
    for (int i = 0; i < parent.length; i++) {
      if (parent[i] >= 0) {
        conductance[i] -= b[i];
        conductance[parent[i]] -= a[i];
      }
    }
  }

  /**
   * The potentials of all nodes for a current into one.
   *
   * @param node a node, {@link Probe#index} of its potential
   * @param frequencyHz 0 for direct current
   * @return real and imaginary parts by node, mV/nA = MΩ
   */
  public double[][] transferMohm(int node, double frequencyHz) {
    int n = parent.length;
    double omega = 2e-3 * Math.PI * frequencyHz; // 1/ms
    double[] dRe = conductance.clone();
    double[] dIm = new double[n];
    double[] re = new double[n];
    double[] im = new double[n];
    for (int i = 0; i < n; i++) {
      dIm[i] = .001 * omega * capacitanceUfPerCm2[i];
    }
    re[node] = 100 / areaUm2[node];
    for (int i = n - 1; i >= 0; i--) {
      int up = parent[i];
      if (up < 0) {
        continue;
      }
      // p = a/d
      double size = dRe[i] * dRe[i] + dIm[i] * dIm[i];
      double pRe = a[i] * dRe[i] / size;
      double pIm = -a[i] * dIm[i] / size;
      dRe[up] -= pRe * b[i];
      dIm[up] -= pIm * b[i];
      re[up] -= pRe * re[i] - pIm * im[i];
      im[up] -= pRe * im[i] + pIm * re[i];
    }
    for (int i = 0; i < n; i++) {
      if (parent[i] >= 0) {
        re[i] -= b[i] * re[parent[i]];
        im[i] -= b[i] * im[parent[i]];
      }
      double size = dRe[i] * dRe[i] + dIm[i] * dIm[i];
      double r = (re[i] * dRe[i] + im[i] * dIm[i]) / size;
      im[i] = (im[i] * dRe[i] - re[i] * dIm[i]) / size;
      re[i] = r;
    }
    return new double[][] {re, im};
  }
}
