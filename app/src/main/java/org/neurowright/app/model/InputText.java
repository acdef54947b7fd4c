package org.neurowright.app.model;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.NodeSelection;

/** Inputs in words. */
final class InputText {
  private InputText() {}

  /**
   * A line of a property list.
   *
   * @param name what
   * @param value its value with unit
   */
  record Line(String name, String value) {}

  static String kind(InputDescription input) {
    return switch (input) {
      case InputDescription.Spikes _ -> "Spikes";
      case InputDescription.CurrentClamp _ -> "Current clamp";
      case InputDescription.CurrentTrace _ -> "Current trace";
      case InputDescription.VoltageClamp _ -> "Voltage clamp";
      case InputDescription.SpontaneousSynapses _ -> "Spontaneous synapses";
    };
  }

  static List<Line> lines(InputDescription input) {
    List<Line> lines = new ArrayList<>();
    switch (input) {
      case InputDescription.Spikes spikes -> {
        lines.add(new Line("Populations", String.join(", ", spikes.populations())));
        lines.add(new Line("Spikes", NumberText.count(spikes.source().size())));
      }
      case InputDescription.CurrentClamp clamp -> {
        lines.add(new Line("Cells", cells(clamp.cells())));
        lines.add(
            new Line("Place", place(clamp.section().label(), clamp.sectionIndex(), clamp.x())));
        lines.add(new Line("Pulses", NumberText.count(clamp.ampNa().length)));
      }
      case InputDescription.CurrentTrace trace -> {
        lines.add(new Line("Cells", cells(trace.cells())));
        lines.add(
            new Line("Place", place(trace.section().label(), trace.sectionIndex(), trace.x())));
        lines.add(new Line("Start", NumberText.real(trace.startMs()) + " ms"));
        lines.add(new Line("Interval", NumberText.real(trace.intervalMs()) + " ms"));
        lines.add(new Line("Samples", NumberText.count(trace.ampNa().length)));
      }
      case InputDescription.VoltageClamp clamp -> {
        lines.add(new Line("Cells", cells(clamp.cells())));
        lines.add(new Line("Place", "soma[0](0.5)"));
        lines.add(
            new Line("Series resistance", NumberText.real(clamp.seriesResistanceMohm()) + " MΩ"));
      }
      case InputDescription.SpontaneousSynapses spontaneous -> {
        lines.add(new Line("Sources", cells(spontaneous.sources())));
        lines.add(new Line("Release times", NumberText.count(spontaneous.timesMs().length)));
      }
    }
    return lines;
  }

  /** Header and rows of the values over time, if the input has any. */
  static Series series(InputDescription input) {
    return switch (input) {
      case InputDescription.Spikes _ -> new Series(List.of(), List.of());
      case InputDescription.CurrentClamp clamp ->
          new Series(
              List.of("Amplitude (nA)", "Delay (ms)", "Duration (ms)"),
              columns(clamp.ampNa(), clamp.delayMs(), clamp.durationMs()));
      case InputDescription.CurrentTrace trace -> {
        double[] times = new double[trace.ampNa().length];
        for (int i = 0; i < times.length; i++) {
          times[i] = trace.startMs() + i * trace.intervalMs();
        }
        yield new Series(List.of("Time (ms)", "Current (nA)"), columns(times, trace.ampNa()));
      }
      case InputDescription.VoltageClamp clamp ->
          new Series(
              List.of("Level (mV)", "Duration (ms)"), columns(clamp.levelMv(), clamp.durationMs()));
      case InputDescription.SpontaneousSynapses spontaneous ->
          new Series(List.of("Time (ms)"), columns(spontaneous.timesMs()));
    };
  }

  /**
   * A small table of numbers.
   *
   * @param headers with units
   * @param rows values as text
   */
  record Series(List<String> headers, List<List<String>> rows) {}

  /** {@code 14 cells (biophysical)}: how many, and how the configuration names them. */
  static String cells(NodeSelection selection) {
    String count = NumberText.plural(selection.size(), "cell", "cells");
    return selection.text().isBlank() ? count : count + "  (" + selection.text() + ")";
  }

  private static String place(String section, int index, double x) {
    return section + "[" + index + "](" + NumberText.real(x) + ")";
  }

  private static List<List<String>> columns(double[]... columns) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < columns[0].length; i++) {
      List<String> row = new ArrayList<>();
      for (double[] column : columns) {
        row.add(i < column.length ? NumberText.real(column[i]) : "–");
      }
      rows.add(row);
    }
    return rows;
  }
}
