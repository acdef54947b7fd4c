package org.neurowright.engine.protocol;

import java.util.List;
import java.util.Map;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Rig;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.bench.Trial;

/**
 * What is in the cell besides a protocol's own electrodes. Names are told apart, across all kinds.
 *
 * @param probes further places whose potential is recorded
 * @param clamps further current electrodes
 * @param synapses synapses with their spikes
 */
public record Additions(List<Probe> probes, List<Clamp> clamps, List<Synapse> synapses) {
  /** Nothing. */
  public static final Additions NONE = new Additions(List.of(), List.of(), List.of());

  private static final String PREFIX = "added ";

  public Additions {
    probes = List.copyOf(probes);
    clamps = List.copyOf(clamps);
    synapses = List.copyOf(synapses);
  }

  /** A place whose potential is recorded. */
  public record Probe(String name, Place place) {}

  /** A rectangular current. */
  public record Clamp(String name, Place place, double ampPa, double delayMs, double durMs) {}

  /**
   * A synapse and the spikes that reach it.
   *
   * @param mechanism its point process
   * @param parameters those that are not the mechanism's defaults
   * @param weight of its connection, in the synapse's own unit
   * @param timesMs when spikes reach it, ascending
   */
  public record Synapse(
      String name,
      Place place,
      String mechanism,
      Map<String, Double> parameters,
      double weight,
      List<Double> timesMs) {
    public Synapse {
      parameters = Map.copyOf(parameters);
      timesMs = List.copyOf(timesMs);
    }
  }

  /** The rig with these in it; probes are recorded as {@link #recorded} says. */
  public Rig onto(Rig rig, Specimen specimen) {
    Rig more = rig;
    for (Clamp clamp : clamps) {
      Setup.requireTimes(clamp.delayMs(), clamp.durMs(), 1);
      more =
          more.device(PREFIX + clamp.name(), "IClamp", specimen.site(clamp.place(), clamp.name()));
    }
    for (Synapse synapse : synapses) {
      String device = PREFIX + synapse.name();
      more =
          more.device(device, synapse.mechanism(), specimen.site(synapse.place(), synapse.name()))
              .input(device, synapse.weight(), 0, synapse.timesMs());
    }
    for (Probe probe : probes) {
      more = more.record(recorded(probe), specimen.site(probe.place(), probe.name()), Setup.V);
    }
    return more;
  }

  /** The trial that also sets what these need. */
  public Trial onto(Trial trial) {
    Trial more = trial;
    for (Clamp clamp : clamps) {
      String device = PREFIX + clamp.name();
      more =
          more.set(device, "amp", clamp.ampPa() * 1e-3)
              .set(device, "del", clamp.delayMs())
              .set(device, "dur", clamp.durMs());
    }
    for (Synapse synapse : synapses) {
      for (Map.Entry<String, Double> parameter : synapse.parameters().entrySet()) {
        more = more.set(PREFIX + synapse.name(), parameter.getKey(), parameter.getValue());
      }
    }
    return more;
  }

  /** Under which name a probe is recorded. */
  public String recorded(Probe probe) {
    return PREFIX + probe.name();
  }
}
