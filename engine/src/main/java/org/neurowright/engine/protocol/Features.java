package org.neurowright.engine.protocol;

import java.util.Map;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.measure.SpikeFeatures;
import org.neurowright.engine.task.RunControl;

/** Spike shape, adaptation and sag in the response to a current pulse, by eFEL's names. */
public final class Features {
  private Features() {}

  /**
   * What came out.
   *
   * @param clamp the run
   * @param features values by name, see {@link SpikeFeatures}
   */
  public record Result(CurrentClamp.Result clamp, Map<String, double[]> features) {}

  public static Result run(Benches benches, CurrentClamp.Settings settings, RunControl control) {
    CurrentClamp.Result clamp = CurrentClamp.run(benches, settings, control);
    return new Result(
        clamp,
        SpikeFeatures.of(
            clamp.trace().tMs(),
            clamp.trace().vMv(),
            settings.injDelayMs(),
            settings.injDelayMs() + settings.injDurMs(),
            settings.injAmpPa() * 1e-3));
  }
}
