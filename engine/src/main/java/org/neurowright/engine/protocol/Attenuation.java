package org.neurowright.engine.protocol;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.SmallSignals;
import org.neurowright.engine.bench.SmallSignals.Impedance;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.task.RunControl;

/**
 * Input impedance, transfer impedance and attenuation of every segment, linearised around the state
 * after some time at rest; the gates of channels are held there, as in NEURON's {@code Impedance}
 * class with {@code compute(freq)}.
 */
public final class Attenuation {
  private Attenuation() {}

  /**
   * What is done.
   *
   * @param at the place to and from which signals go
   * @param frequencyHz 0 for direct current
   * @param settleMs how long the cell is left alone before; 0 for the state at v_init
   */
  public record Settings(Place at, double frequencyHz, double settleMs) {
    /** Direct current at the soma, after 500 ms. */
    public static final Settings DEFAULT = new Settings(Place.SOMA, 0, 500);
  }

  /**
   * What came out, by segment: sections in order, in each from near to far.
   *
   * @param settings what was done
   * @param sites centres of the segments
   * @param inputMohm input impedance of the segment
   * @param transferMohm transfer impedance between it and the place, the same in both directions
   * @param transferPhaseRad its phase
   * @param attenuationIn potential at the segment over that at the place, for a current into the
   *     segment: at least 1
   * @param attenuationOut potential at the place over that at the segment, for a current into the
   *     place: at least 1
   */
  public record Result(
      Settings settings,
      List<Site> sites,
      double[] inputMohm,
      double[] transferMohm,
      double[] transferPhaseRad,
      double[] attenuationIn,
      double[] attenuationOut) {}

  public static Result run(Benches benches, Settings settings, RunControl control) {
    Setup.require(
        settings.frequencyHz() >= 0, "The frequency (Hz)", settings.frequencyHz(), "0 or more");
    Setup.require(
        settings.settleMs() >= 0, "The time to settle (ms)", settings.settleMs(), "0 or more");
    Site place = benches.specimen().site(settings.at(), "electrode");
    List<Site> sites = new ArrayList<>();
    List<SectionModel> sections = benches.cell().sections();
    for (int s = 0; s < sections.size(); s++) {
      int nseg = sections.get(s).nseg();
      for (int k = 0; k < nseg; k++) {
        sites.add(new Site(s, (k + .5) / nseg));
      }
    }
    SmallSignals signals = benches.smallSignals(settings.settleMs(), control);
    List<Impedance> transfer = signals.transfer(place, sites, settings.frequencyHz());
    double own = signals.transfer(place, List.of(place), settings.frequencyHz()).getFirst().mohm();
    int n = sites.size();
    double[] input = new double[n];
    double[] size = new double[n];
    double[] phase = new double[n];
    double[] in = new double[n];
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      Site site = sites.get(i);
      input[i] = signals.transfer(site, List.of(site), settings.frequencyHz()).getFirst().mohm();
      size[i] = transfer.get(i).mohm();
      phase[i] = transfer.get(i).phaseRad();
      in[i] = input[i] / size[i];
      out[i] = own / size[i];
    }
    return new Result(settings, sites, input, size, phase, in, out);
  }
}
