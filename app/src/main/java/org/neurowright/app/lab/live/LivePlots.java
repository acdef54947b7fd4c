package org.neurowright.app.lab.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.engine.bench.Recordable;
import org.neurowright.engine.protocol.Trace;

/** Responses as curves. */
final class LivePlots {
  static final String TIME = "Time (ms)";
  static final String POTENTIAL = "V (mV)";

  /** From concentrations of this size on, mM is the unit; below it µM. */
  private static final double MILLIMOLAR = 1;

  private LivePlots() {}

  static LinePlot.Panel currents(LiveResponse response, CurrentScale scale) {
    List<Recordable> mechanisms =
        response.watched().keySet().stream()
            .filter(r -> r.kind() == Recordable.Kind.MECHANISM_CURRENT)
            .toList();
    double[][] values = mechanisms.stream().map(response.watched()::get).toArray(double[][]::new);
    double[][] shown =
        switch (scale) {
          case DENSITY -> values;
          case ABSOLUTE ->
              Arrays.stream(values)
                  .map(each -> scaled(each, response.areaUm2() * 1e-2))
                  .toArray(double[][]::new);
          case SHARE -> shares(values);
        };
    List<LinePlot.Curve> curves = new ArrayList<>();
    for (int c = 0; c < shown.length; c++) {
      String label = mechanisms.get(c).label();
      curves.add(
          new LinePlot.Curve(
              label.equals("IClamp") ? "electrode" : label,
              response.trace().tMs(),
              shown[c],
              false,
              Palette.ofMany(c)));
    }
    return new LinePlot.Panel("", TIME, scale.axis(), curves, true);
  }

  /** Percentages of the outward and of the inward current at each moment. */
  static double[][] shares(double[][] values) {
    double[][] shares = new double[values.length][];
    for (int c = 0; c < values.length; c++) {
      shares[c] = new double[values[c].length];
      for (int k = 0; k < shares[c].length; k++) {
        double total = 0;
        for (double[] each : values) {
          total += each[k] < 0 == values[c][k] < 0 ? Math.abs(each[k]) : 0;
        }
        shares[c][k] = total > 0 ? 100 * values[c][k] / total : 0;
      }
    }
    return shares;
  }

  static LinePlot.Panel gates(LiveResponse response) {
    return new LinePlot.Panel("", TIME, "Gate", curves(response, Recordable.Kind.GATE, 1));
  }

  static LinePlot.Panel concentrations(LiveResponse response) {
    double most = 0;
    for (Map.Entry<Recordable, double[]> entry : response.watched().entrySet()) {
      if (entry.getKey().kind() == Recordable.Kind.CONCENTRATION) {
        for (double value : entry.getValue()) {
          most = Math.max(most, value);
        }
      }
    }
    boolean millimolar = most >= MILLIMOLAR;
    return new LinePlot.Panel(
        "",
        TIME,
        millimolar ? "Conc. (mM)" : "Conc. (µM)",
        curves(response, Recordable.Kind.CONCENTRATION, millimolar ? 1 : 1e3));
  }

  private static List<LinePlot.Curve> curves(
      LiveResponse response, Recordable.Kind kind, double factor) {
    List<LinePlot.Curve> curves = new ArrayList<>();
    for (Map.Entry<Recordable, double[]> entry : response.watched().entrySet()) {
      if (entry.getKey().kind() == kind) {
        curves.add(
            new LinePlot.Curve(
                entry.getKey().label(),
                response.trace().tMs(),
                factor == 1 ? entry.getValue() : scaled(entry.getValue(), factor),
                false,
                Palette.ofMany(curves.size())));
      }
    }
    return curves;
  }

  private static double[] scaled(double[] values, double factor) {
    double[] result = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      result[k] = values[k] * factor;
    }
    return result;
  }

  static LinePlot.Curve potential(String label, Trace trace, int argb) {
    return new LinePlot.Curve(label, trace.tMs(), trace.vMv(), false, argb);
  }

  /** The rate of change over the potential, by central differences. */
  static LinePlot.Curve phase(String label, double[] t, double[] v, int argb) {
    int n = Math.max(0, Math.min(t.length, v.length) - 2);
    double[] x = new double[n];
    double[] rate = new double[n];
    for (int k = 0; k < n; k++) {
      x[k] = v[k + 1];
      rate[k] = (v[k + 2] - v[k]) / (t[k + 2] - t[k]);
    }
    return new LinePlot.Curve(label, x, rate, false, argb);
  }
}
