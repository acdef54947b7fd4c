package org.neurowright.engine.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.measure.SpikeFeatures;

/**
 * Something that can be read off a cell's answer.
 *
 * @param name as targets name it
 * @param unit empty for numbers without one
 * @param kind kind of stimulus that it needs: pulse, steps or chirp
 * @param meaning for people
 */
public record Feature(String name, String unit, String kind, String meaning) {
  /** Those of eFEL's names that {@link SpikeFeatures} takes and that say something as a mean. */
  private static final List<String> EFEL =
      List.of(
          "mean_frequency",
          "time_to_first_spike",
          "time_to_last_spike",
          "inv_time_to_first_spike",
          "inv_first_ISI",
          "ISI_values",
          "ISI_CV",
          "adaptation_index2",
          "AP_amplitude",
          "AP_begin_voltage",
          "AP_duration_half_width",
          "AP_rise_time",
          "AP_peak_upstroke",
          "AP_peak_downstroke",
          "AHP_depth",
          "AHP_depth_abs",
          "AHP_time_from_peak",
          "peak_voltage",
          "Spikecount_stimint",
          "voltage_base",
          "steady_state_voltage_stimend",
          "minimum_voltage",
          "maximum_voltage",
          "ohmic_input_resistance_vb_ssse",
          "sag_amplitude",
          "sag_ratio1",
          "sag_ratio2");

  private static final Map<String, Feature> ALL = all();

  private static Map<String, Feature> all() {
    Map<String, Feature> all = new LinkedHashMap<>();
    String pulse = "pulse";
    put(all, "v_rest", "mV", pulse, "potential just before the pulse");
    put(
        all,
        "r_in",
        "MOhm",
        pulse,
        "input resistance: change at the end of the pulse over current");
    put(all, "tau", "ms", pulse, "time to 63.2 % of the change");
    put(all, "sag", "", pulse, "sag over the largest deflection");
    put(all, "spikes", "", pulse, "upward crossings of 0 mV during the run, as in the F-I curve");
    put(all, "rheobase", "pA", "steps", "smallest current with a spike, to 1 pA");
    put(all, "fi_slope", "Hz/pA", "steps", "slope of the F-I curve");
    put(all, "resonance", "Hz", "chirp", "frequency of the largest impedance");
    put(all, "resonance_impedance", "MOhm", "chirp", "impedance there");
    put(all, "quality", "", "chirp", "impedance there over that of the lowest frequency");
    for (String name : EFEL) {
      put(
          all,
          name,
          SpikeFeatures.unit(name),
          pulse,
          "eFEL's; the mean where spikes have one each");
    }
    return all;
  }

  private static void put(
      Map<String, Feature> all, String name, String unit, String kind, String meaning) {
    all.put(name, new Feature(name, unit, kind, meaning));
  }

  /** All names, the usual ones first. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  public static Optional<Feature> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** Whether it can be read off the answer to a stimulus. */
  public boolean goesWith(Stimulus stimulus) {
    return kind.equals(
        switch (stimulus) {
          case Stimulus.Pulse _ -> "pulse";
          case Stimulus.Steps _ -> "steps";
          case Stimulus.Chirp _ -> "chirp";
        });
  }
}
