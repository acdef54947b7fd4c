package org.neurowright.engine.protocol;

import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Rig;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/** Rigs that several protocols use, and what they all ask of numbers. */
final class Setup {
  static final String V = "v";
  static final String CLAMP = "clamp";

  private Setup() {}

  /** A current clamp and the potential. */
  static Rig currentClamp(Benches benches, Electrodes electrodes) {
    Specimen specimen = benches.specimen();
    Site inject = specimen.site(electrodes.inject(), "injection");
    return Rig.EMPTY.device(CLAMP, "IClamp", inject).record(V, recordSite(benches, electrodes), V);
  }

  static Site recordSite(Benches benches, Electrodes electrodes) {
    return benches.specimen().site(electrodes.record(), "recording");
  }

  /** The segment at a place as it is printed. */
  static String shown(Benches benches, Place place) {
    return benches.specimen().shown(benches.specimen().site(place, "electrode"));
  }

  /**
   * Asks for a number that makes sense.
   *
   * @param name of the setting, with its unit
   */
  static void require(boolean fulfilled, String name, double value, String expected) {
    if (!fulfilled) {
      throw new ModelException(
          Problem.error("lab.bad-setting", Location.NOWHERE, name + " is " + value)
              .expected(expected));
    }
  }

  static void requireTimes(double delayMs, double durMs, double tstopMs) {
    require(delayMs >= 0 && delayMs <= 1e9, "The delay (ms)", delayMs, "0 or more");
    require(durMs > 0 && durMs <= 1e9, "The duration (ms)", durMs, "more than 0");
    require(tstopMs > 0 && tstopMs <= 1e9, "tstop (ms)", tstopMs, "more than 0");
  }
}
