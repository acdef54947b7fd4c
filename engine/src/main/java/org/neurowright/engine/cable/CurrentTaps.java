package org.neurowright.engine.cable;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.NodeArrays;

/**
 * Currents of single mechanisms at single nodes that the mechanisms do not keep themselves.
 *
 * <p>A mechanism adds its currents to sums, those of the node and those of its ions. What it added
 * is found by looking at a sum before and after it, so that the sums are formed in the same order,
 * with the same bits, whether anybody looks or not.
 */
final class CurrentTaps {
  private final MechanismKernel[] kernels;
  private final Tap[][] taps;
  private boolean any;

  /** Kernels whose columns or currents somebody reads or writes, so that they have to run. */
  private final boolean[] observed;

  private int observations;

  /**
   * One current.
   *
   * @param sum what the mechanism adds to
   * @param index where in it
   * @param sign 1 where the sum counts outward current positive
   * @param before the sum before the mechanism
   * @param current the current, mA/cm², outward positive
   */
  private record Tap(double[] sum, int index, double sign, double[] before, double[] current) {
    void look() {
      before[0] = sum[index];
    }

    void take() {
      current[0] = sign * (sum[index] - before[0]);
    }
  }

  /** Taps of a group, none to begin with; the kernels in the order of their execution. */
  CurrentTaps(MechanismKernel[] kernels) {
    this.kernels = kernels;
    taps = new Tap[kernels.length][0];
    observed = new boolean[kernels.length];
  }

  /** Says that a kernel has to run in every step, because somebody looks at what it keeps. */
  void observe(MechanismKernel kernel) {
    for (int k = 0; k < kernels.length; k++) {
      if (kernels[k] == kernel) {
        observe(k);
      }
    }
  }

  private void observe(int kernel) {
    if (!observed[kernel]) {
      observed[kernel] = true;
      observations++;
    }
  }

  /** Whether a kernel has to run in every step. */
  boolean isObserved(int kernel) {
    return observed[kernel];
  }

  /** How many kernels are observed. */
  int observations() {
    return observations;
  }

  /** Everything that a mechanism sends through the membrane at a node. */
  Probe ofNode(int kernel, NodeArrays nodes, int node) {
    return add(kernel, nodes.rhs(), node, -1);
  }

  /** What a mechanism adds to the current of an ion. */
  Probe ofIon(int kernel, IonSet ion, int node) {
    return add(kernel, ion.arrays.current(), ion.indexOfNode[node], 1);
  }

  private Probe add(int kernel, double[] sum, int index, double sign) {
    Tap tap = new Tap(sum, index, sign, new double[1], new double[1]);
    List<Tap> more = new ArrayList<>(List.of(taps[kernel]));
    more.add(tap);
    taps[kernel] = more.toArray(Tap[]::new);
    any = true;
    observe(kernel);
    return new Probe(tap.current(), 0, "mA/cm2");
  }

  MechanismKernel[] kernels() {
    return kernels;
  }

  /** Evaluates the currents of all mechanisms. */
  void evaluateCurrents() {
    for (int k = 0; k < kernels.length; k++) {
      evaluateCurrent(k);
    }
  }

  /** Evaluates the currents of one mechanism. */
  void evaluateCurrent(int k) {
    if (!any) {
      kernels[k].current();
      return;
    }
    for (Tap tap : taps[k]) {
      tap.look();
    }
    kernels[k].current();
    for (Tap tap : taps[k]) {
      tap.take();
    }
  }
}
