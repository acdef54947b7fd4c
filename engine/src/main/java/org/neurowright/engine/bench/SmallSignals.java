package org.neurowright.engine.bench;

import java.util.List;
import java.util.function.ToIntFunction;
import org.neurowright.engine.cable.LinearCable;

/**
 * Potentials that small sinusoidal currents cause, see {@link Benches#smallSignals}. Stays as it is
 * while the bench goes on; may be asked from any thread.
 */
public final class SmallSignals {
  private final LinearCable cable;
  private final ToIntFunction<Site> node;
  private final List<String> held;
  private final double[] settlingMv;

  SmallSignals(
      LinearCable cable, ToIntFunction<Site> node, List<String> held, double[] settlingMv) {
    this.cable = cable;
    this.settlingMv = settlingMv;
    this.node = node;
    this.held = List.copyOf(held);
  }

  /** Mechanisms whose states were held although they should have followed the potential. */
  public List<String> held() {
    return held;
  }

  /** Potential of the soma while the cell was left alone, mV, one value per step. */
  public double[] settlingMv() {
    return settlingMv;
  }

  /**
   * Currents of one frequency.
   *
   * @param frequencyHz 0 for direct current
   */
  public AtFrequency at(double frequencyHz) {
    return new AtFrequency(cable.at(frequencyHz));
  }

  /**
   * An impedance.
   *
   * @param mohm its size
   * @param phaseRad its phase; negative where the potential lags
   */
  public record Impedance(double mohm, double phaseRad) {
    private static Impedance of(double[][] z, int n) {
      return new Impedance(Math.hypot(z[0][n], z[1][n]), Math.atan2(z[1][n], z[0][n]));
    }
  }

  /** Impedances at one frequency. */
  public final class AtFrequency {
    private final LinearCable.AtFrequency system;

    private AtFrequency(LinearCable.AtFrequency system) {
      this.system = system;
    }

    /**
     * Transfer impedances from one place to others, the same in both directions; the one to itself
     * is the input impedance.
     */
    public List<Impedance> transfer(Site from, List<Site> to) {
      double[][] z = system.transferMohm(node.applyAsInt(from));
      return to.stream().mapToInt(node).mapToObj(n -> Impedance.of(z, n)).toList();
    }

    /** Input impedances of places. */
    public List<Impedance> input(List<Site> at) {
      double[][] z = system.inputMohm();
      return at.stream().mapToInt(node).mapToObj(n -> Impedance.of(z, n)).toList();
    }
  }
}
