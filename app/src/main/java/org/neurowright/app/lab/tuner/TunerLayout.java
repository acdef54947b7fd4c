package org.neurowright.app.lab.tuner;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which panes there are and what stands in them; values of the cell's parameters are no part of it.
 *
 * @param tstopMs end of the run
 * @param columns from left to right
 */
record TunerLayout(double tstopMs, List<Column> columns) {
  TunerLayout {
    columns = List.copyOf(columns);
  }

  /**
   * Panes below each other.
   *
   * @param share of the width, against the other columns
   */
  record Column(double share, List<Entry> panes) {
    Column {
      panes = List.copyOf(panes);
    }
  }

  /**
   * A pane and its room.
   *
   * @param share of the height, against the other panes of the column
   */
  record Entry(double share, Content content) {}

  /** What a pane is. */
  sealed interface Content {
    /** Curves, each {@code section(x).variable}. */
    record Plot(List<String> curves) implements Content {
      public Plot {
        curves = List.copyOf(curves);
      }
    }

    /** Sliders of a part of the cell ({@code soma}) or of one section ({@code dend[3]}). */
    record Parameters(String section) implements Content {}

    /** A rectangular current, pA and ms. */
    record Clamp(String at, double amp, double delay, double dur) implements Content {}

    /** Spikes as NetStim makes them into a point process. */
    record Synapse(
        String at,
        String mechanism,
        double weight,
        double start,
        double interval,
        int number,
        double noise,
        Map<String, Double> parameters)
        implements Content {
      public Synapse {
        parameters = new TreeMap<>(parameters);
      }
    }

    /** Spike count, resting potential, input resistance, time constant. */
    record Measures(String at, double threshold, double amp) implements Content {}

    /** End, step, initial potential, temperature, run and stop. */
    record Run() implements Content {}
  }
}
