package org.neurowright.engine.cable;

import java.util.List;

/**
 * The membrane of a group around its present state: every node has its slope conductance and its
 * capacitance, and, if wanted, gates that follow the potential. Small currents of one frequency
 * then give potentials that follow from one linear system (as in NEURON's {@code Impedance}; with
 * gates as in its extended mode).
 */
public final class LinearCable {
  private final int[] parent;
  private final double[] a;
  private final double[] b;
  private final double[] areaUm2;

  /** Slope conductance of the membrane plus that towards neighbours, S/cm². */
  private final double[] conductance;

  private final double[] capacitanceUfPerCm2;
  private final List<StateResponses> gates;

  LinearCable(CableEquation equation, double[] membraneConductance, List<StateResponses> gates) {
    parent = equation.parent.clone();
    a = equation.a.clone();
    b = equation.b.clone();
    areaUm2 = equation.nodes.areaUm2().clone();
    capacitanceUfPerCm2 = equation.capacitance.clone();
    conductance = membraneConductance;
    this.gates = List.copyOf(gates);
    for (int i = 0; i < parent.length; i++) {
      if (parent[i] >= 0) {
        conductance[i] -= b[i];
        conductance[parent[i]] -= a[i];
      }
    }
  }

  /**
   * The cable for currents of one frequency.
   *
   * @param frequencyHz 0 for direct current
   */
  public AtFrequency at(double frequencyHz) {
    return new AtFrequency(frequencyHz);
  }

  /** The linear system of one frequency, ready to be asked. Immutable. */
  public final class AtFrequency {
    /** Diagonal after elimination from the leaves to the roots. */
    private final double[] dRe;

    private final double[] dIm;

    private AtFrequency(double frequencyHz) {
      int n = parent.length;
      double omega = 2e-3 * Math.PI * frequencyHz; // 1/ms
      dRe = conductance.clone();
      dIm = new double[n];
      for (int i = 0; i < n; i++) {
        dIm[i] = .001 * omega * capacitanceUfPerCm2[i];
      }
      for (StateResponses responses : gates) {
        responses.addAdmittance(omega, dRe, dIm);
      }
      for (int i = n - 1; i >= 0; i--) {
        int up = parent[i];
        if (up >= 0) {
          double perSize = a[i] * b[i] / (dRe[i] * dRe[i] + dIm[i] * dIm[i]);
          dRe[up] -= perSize * dRe[i];
          dIm[up] += perSize * dIm[i];
        }
      }
    }

    /**
     * The potentials of all nodes for a current into one.
     *
     * @param node a node, {@link Probe#index} of its potential
     * @return real and imaginary parts by node, mV/nA = MΩ
     */
    public double[][] transferMohm(int node) {
      int n = parent.length;
      double[] re = new double[n];
      double[] im = new double[n];
      re[node] = 100 / areaUm2[node];
      for (int i = node; parent[i] >= 0; i = parent[i]) {
        // what is left of the current one node further up: -a/d of it
        double factor = -a[i] / (dRe[i] * dRe[i] + dIm[i] * dIm[i]);
        re[parent[i]] = factor * (re[i] * dRe[i] + im[i] * dIm[i]);
        im[parent[i]] = factor * (im[i] * dRe[i] - re[i] * dIm[i]);
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

    /**
     * The potential of every node for a current into itself, in one pass: for a node with parent
     * {@code z = 1/d + a b/d² z_parent}.
     *
     * @return real and imaginary parts by node, MΩ
     */
    public double[][] inputMohm() {
      int n = parent.length;
      double[] re = new double[n];
      double[] im = new double[n];
      for (int i = 0; i < n; i++) {
        double size = dRe[i] * dRe[i] + dIm[i] * dIm[i];
        double oneRe = dRe[i] / size;
        double oneIm = -dIm[i] / size;
        re[i] = oneRe;
        im[i] = oneIm;
        int up = parent[i];
        if (up >= 0) {
          double squareRe = a[i] * b[i] * (oneRe * oneRe - oneIm * oneIm);
          double squareIm = a[i] * b[i] * 2 * oneRe * oneIm;
          re[i] += squareRe * re[up] - squareIm * im[up];
          im[i] += squareRe * im[up] + squareIm * re[up];
        }
      }
      for (int i = 0; i < n; i++) {
        re[i] *= 100 / areaUm2[i];
        im[i] *= 100 / areaUm2[i];
      }
      return new double[][] {re, im};
    }
  }
}
