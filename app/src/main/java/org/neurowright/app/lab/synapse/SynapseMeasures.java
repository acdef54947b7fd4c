package org.neurowright.app.lab.synapse;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.measure.PulseTrain;
import org.neurowright.engine.measure.SynapticEvent;
import org.neurowright.engine.protocol.SynapseTuning;
import org.neurowright.engine.protocol.SynapseTuning.Measured;
import org.neurowright.engine.protocol.SynapseTuning.Signal;

/** The measures of a response as tables. */
final class SynapseMeasures {
  private static final double PA_PER_NA = 1e3;

  private SynapseMeasures() {}

  /** The measures of a signal. */
  static List<Quantity> quantities(SynapseTuning.Result result, Measured measured) {
    boolean current = measured.signal() != Signal.POTENTIAL;
    double factor = current ? PA_PER_NA : 1;
    String unit = current ? "pA" : "mV";
    SynapticEvent first = measured.first();
    PulseTrain train = measured.train();
    List<Quantity> list = new ArrayList<>();
    list.add(
        new Quantity(
            "Amplitude",
            first.sign() * first.amplitude() * factor,
            unit,
            "Peak of the first response from the value at its pulse"));
    list.add(
        new Quantity(
            "Latency", first.latencyMs(), "ms", "From the pulse to the first rising sample"));
    list.add(
        new Quantity(
            "Rise time",
            first.riseMs(),
            "ms",
            "Between "
                + Math.round(100 * result.settings().reading().riseFrom())
                + " and "
                + Math.round(100 * result.settings().reading().riseTo())
                + " % of the amplitude"));
    list.add(
        new Quantity(
            "Decay τ",
            first.decayMs(),
            "ms",
            "One exponential fitted from the peak to the next minimum"));
    list.add(
        new Quantity("Half-width", first.halfWidthMs(), "ms", "Time above half the amplitude"));
    list.add(
        new Quantity("Integral", first.area() * factor, unit + "·ms", "From the pulse to the end"));
    list.add(new Quantity("Baseline", first.baseline() * factor, unit, "Value at the first pulse"));
    if (train.amplitudes().length > 1) {
      list.add(
          new Quantity("PPR", train.simplePpr(), "", "Second amplitude over the first: A2/A1"));
      list.add(
          new Quantity(
              "PPR, own base",
              train.ownPpr(),
              "",
              "The same, each from the value at its own arrival"));
      list.add(new Quantity("PPR / P90", train.ppr(), "", "(A2 - A1)/P90; above 0 facilitates"));
    }
    if (train.amplitudes().length > 2) {
      list.add(
          new Quantity(
              "Induction",
              train.induction(),
              "",
              "(mean of the last three of the train - A1)/P90; above 0 facilitates"));
      list.add(
          new Quantity(
              "Recovery",
              train.recovery(),
              "",
              "(mean after the pause - mean of as many first ones)/P90; 0 is recovered"));
    }
    if (measured.firstAmplitudes().length > 1) {
      list.add(new Quantity("CV", measured.cv(), "", "Of the first amplitude over trials"));
      list.add(
          new Quantity(
              "Failures",
              100 * measured.failures(),
              "%",
              "Trials whose first response is under a tenth of the largest"));
    }
    return list;
  }

  /** The measures of all signals, of each in the same order. */
  private static List<List<Quantity>> columns(SynapseTuning.Result result) {
    List<List<Quantity>> columns = new ArrayList<>();
    for (Measured measured : result.measured()) {
      List<Quantity> column = new ArrayList<>(quantities(result, measured));
      boolean current = measured.signal() != Signal.POTENTIAL;
      double[] amplitudes = measured.train().amplitudes();
      for (int k = 0; k < amplitudes.length && amplitudes.length > 1; k++) {
        column.add(
            new Quantity(
                "A" + (k + 1),
                amplitudes[k] * (current ? PA_PER_NA : 1),
                current ? "pA" : "mV",
                "Amplitude of pulse " + (k + 1)));
      }
      columns.add(column);
    }
    return columns;
  }

  /**
   * Rows of a table: name, then the number of each signal.
   *
   * @param apart whether unit and number are cells of their own
   */
  static List<List<String>> rows(SynapseTuning.Result result, boolean apart) {
    List<List<Quantity>> columns = columns(result);
    List<List<String>> rows = new ArrayList<>();
    for (int k = 0; k < columns.getFirst().size(); k++) {
      List<String> row = new ArrayList<>();
      row.add(columns.getFirst().get(k).name());
      for (List<Quantity> column : columns) {
        if (apart) {
          row.add(NumberText.real(column.get(k).value()));
          row.add(column.get(k).unit());
        } else {
          row.add(column.get(k).inWords());
        }
      }
      rows.add(row);
    }
    return rows;
  }

  /** Headers of that table, units not apart. */
  static List<String> headers(SynapseTuning.Result result) {
    List<String> headers = new ArrayList<>(List.of("Measure"));
    for (Measured measured : result.measured()) {
      headers.add(
          switch (measured.signal()) {
            case POTENTIAL -> "PSP";
            case CLAMP_CURRENT -> "PSC";
            case SYNAPTIC_CURRENT -> "Synapse";
          });
    }
    return headers;
  }
}
