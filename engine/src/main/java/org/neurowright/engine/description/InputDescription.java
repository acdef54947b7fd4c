package org.neurowright.engine.description;

import java.util.Set;

/** One enabled entry of the configuration's {@code inputs}, read and checked. */
public sealed interface InputDescription {

  /** Key of the entry in the configuration. */
  String name();

  /**
   * Spikes for virtual populations: every edge from one of them gets connected.
   *
   * @param populations virtual populations that the node set names, in the model's order
   * @param source spike times; looked up by node id
   */
  record Spikes(String name, java.util.List<String> populations, SpikeSource source)
      implements InputDescription {
    public Spikes {
      populations = java.util.List.copyOf(populations);
    }
  }

  /**
   * Rectangular current pulses; every triple is an independent clamp on every selected cell.
   *
   * @param section kind of section ({@code soma} by default) and index inside the kind
   * @param x position 0 to 1
   * @param ampNa amplitudes, nA
   * @param delayMs onsets, ms
   * @param durationMs durations, ms
   */
  record CurrentClamp(
      String name,
      NodeSelection cells,
      SectionKind section,
      int sectionIndex,
      double x,
      double[] ampNa,
      double[] delayMs,
      double[] durationMs)
      implements InputDescription {}

  /**
   * A current given at regular times, held between them (0 before the first and after the end).
   *
   * @param startMs time of the first sample
   * @param intervalMs time between samples
   * @param ampNa samples, nA
   */
  record CurrentTrace(
      String name,
      NodeSelection cells,
      SectionKind section,
      int sectionIndex,
      double x,
      double startMs,
      double intervalMs,
      double[] ampNa)
      implements InputDescription {}

  /**
   * Single-electrode voltage clamp at soma[0](0.5).
   *
   * @param levelMv three levels, mV
   * @param durationMs three durations, ms
   * @param seriesResistanceMohm rs, MΩ
   */
  record VoltageClamp(
      String name,
      NodeSelection cells,
      double[] levelMv,
      double[] durationMs,
      double seriesResistanceMohm)
      implements InputDescription {}

  /**
   * Every recurrent synapse whose source matches is driven at these times instead of by spikes; all
   * other recurrent synapses get weight 0.
   */
  record SpontaneousSynapses(String name, NodeSelection sources, double[] timesMs)
      implements InputDescription {}

  /** Names of the sections that a clamp may name. */
  Set<SectionKind> CLAMP_SECTIONS =
      Set.of(SectionKind.SOMA, SectionKind.DEND, SectionKind.APIC, SectionKind.AXON);
}
