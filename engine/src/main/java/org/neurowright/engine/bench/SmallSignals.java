package org.neurowright.engine.bench;

import java.util.List;
import java.util.function.ToIntFunction;
import org.neurowright.engine.cable.LinearCable;

/** Potentials that small sinusoidal currents cause, see {@link Benches#smallSignals}. */
public final class SmallSignals {
  private final LinearCable cable;
  private final ToIntFunction<Site> node;

  SmallSignals(LinearCable cable, ToIntFunction<Site> node) {
    this.cable = cable;
    this.node = node;
  }

  /**
   * An impedance.
   *
   * @param mohm its size
   * @param phaseRad its phase; negative where the potential lags
   */
  public record Impedance(double mohm, double phaseRad) {}

  /**
   * Transfer impedances from one place to others; the one to itself is the input impedance.
   *
   * @param frequencyHz 0 for direct current
   */
  public List<Impedance> transfer(Site from, List<Site> to, double frequencyHz) {
    double[][] z = cable.transferMohm(node.applyAsInt(from), frequencyHz);
    return to.stream()
        .mapToInt(node)
        .mapToObj(n -> new Impedance(Math.hypot(z[0][n], z[1][n]), Math.atan2(z[1][n], z[0][n])))
        .toList();
  }
}
