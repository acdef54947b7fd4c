package org.neurowright.io.lab.project;

import java.util.List;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.io.lab.LabRequest;

/**
 * A project that is wanted: cells of one hoc template, a stimulus, what is recorded.
 *
 * @param cell the hoc file or folder, the template, its arguments and mechanisms
 * @param cells how many of them
 * @param stimulus what they get, all the same
 * @param tstopMs end of the run
 * @param conditions step, initial potential, temperature
 * @param reportV whether the potential of the somata is written
 * @param reportCai whether the calcium concentration of the somata is written, where there is one
 */
public record CellProject(
    LabRequest cell,
    int cells,
    Stimulus stimulus,
    double tstopMs,
    Conditions conditions,
    boolean reportV,
    boolean reportCai) {

  /** Most cells of a project; whoever wants more wants a network. */
  public static final int MOST_CELLS = 10_000;

  /** What the cells get. */
  public sealed interface Stimulus {
    /** Nothing. */
    record None() implements Stimulus {}

    /**
     * A current into the soma.
     *
     * @param ampPa height of the pulse
     * @param delayMs its start
     * @param durMs its length
     */
    record Current(double ampPa, double delayMs, double durMs) implements Stimulus {
      /** 100 pA from 100 ms for 500 ms. */
      public static final Current DEFAULT = new Current(100, 100, 500);
    }

    /**
     * Spikes into an excitatory synapse at the soma, Exp2Syn of 0.5 and 3 ms, 0 mV.
     *
     * @param timesMs when
     * @param weightUs peak conductance
     */
    record Spikes(List<Double> timesMs, double weightUs) implements Stimulus {
      /** Three spikes 50 ms apart, 2 nS. */
      public static final Spikes DEFAULT = new Spikes(List.of(100., 150., 200.), .002);

      public Spikes {
        timesMs = timesMs.stream().sorted().toList();
      }
    }
  }

  /** One cell with a current, both reports, for 700 ms. */
  public static CellProject of(LabRequest cell, Conditions conditions) {
    return new CellProject(cell, 1, Stimulus.Current.DEFAULT, 700, conditions, true, true);
  }
}
