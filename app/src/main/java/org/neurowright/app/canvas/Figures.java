package org.neurowright.app.canvas;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Plots as figures, without a window: what the views show, ready for {@link PlotExport}. The
 * command line draws with these.
 */
public final class Figures {
  private Figures() {}

  /** A raster of spikes with the population rates below it, rows in their own order. */
  public static PlotContent raster(SpikeStore spikes, RasterRows rows, TimeRange time) {
    int[] rank = IntStream.range(0, rows.count()).toArray();
    RasterPlot plot =
        new RasterPlot(
            spikes, rows, rank, time, 0, Math.max(1, rows.count()), new BitSet(), true, "Cell");
    return new PlotContent() {
      @Override
      public String fileStem() {
        return "spikes";
      }

      @Override
      public void draw(PlotSurface surface, double width, double height, PlotTheme theme) {
        new RasterPainter().paint(surface, width, height, plot, theme);
      }

      @Override
      public CsvData csv() {
        return spikesCsv(spikes.snapshot(), rows, time);
      }
    };
  }

  /**
   * Traces with a legend.
   *
   * @param quantity what the values are ("Membrane potential")
   * @param unit their unit; may be empty
   */
  public static PlotContent traces(
      List<TraceSeries> series, TimeRange time, String quantity, String unit) {
    List<TraceSeries> drawn = List.copyOf(series);
    double[] range = valueRange(drawn);
    TracePlot plot = new TracePlot(drawn, time, range[0], range[1], axisTitle(quantity, unit), "");
    return new PlotContent() {
      @Override
      public String fileStem() {
        return stem(quantity);
      }

      @Override
      public void draw(PlotSurface surface, double width, double height, PlotTheme theme) {
        new TracePainter().paint(surface, width, height, plot, theme);
      }

      @Override
      public CsvData csv() {
        return tracesCsv(drawn, time, unit);
      }
    };
  }

  static String axisTitle(String quantity, String unit) {
    return unit.isEmpty() ? quantity : quantity + " (" + unit + ")";
  }

  static String stem(String quantity) {
    return quantity.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** Lowest and highest value of all traces with a margin; 0 to 1 when there is no value. */
  static double[] valueRange(List<TraceSeries> series) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (TraceSeries s : series) {
      for (int i = 0; i < s.count(); i++) {
        double v = s.values()[i];
        if (v < low) {
          low = v;
        }
        if (v > high) {
          high = v;
        }
      }
    }
    if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      return new double[] {0, 1};
    }
    double margin = high > low ? 0.06 * (high - low) : Math.max(Math.abs(high) * 0.05, 1e-9);
    return new double[] {low - margin, high + margin};
  }

  static PlotContent.CsvData spikesCsv(SpikeStore spikes, RasterRows rows, TimeRange time) {
    return out -> {
      out.append("time_ms,row,cell\n");
      int end = spikes.firstAtOrAfter(Math.nextUp(time.endMs()));
      for (int i = spikes.firstAtOrAfter(time.startMs()); i < end; i++) {
        int row = spikes.row(i);
        out.append(Double.toString(spikes.tMs(i)))
            .append(',')
            .append(Integer.toString(row))
            .append(',')
            .append(csvText(rows.label().apply(row)))
            .append('\n');
      }
    };
  }

  static PlotContent.CsvData tracesCsv(List<TraceSeries> series, TimeRange time, String unit) {
    return out -> {
      out.append("series,time_ms,value").append(unit.isEmpty() ? "" : "_" + unit).append('\n');
      for (TraceSeries s : series) {
        String label = csvText(s.label());
        for (int i = 0; i < s.count(); i++) {
          if (time.contains(s.timeMs(i)) && !Double.isNaN(s.values()[i])) {
            out.append(label)
                .append(',')
                .append(Double.toString(s.timeMs(i)))
                .append(',')
                .append(Double.toString(s.values()[i]))
                .append('\n');
          }
        }
      }
    };
  }

  private static String csvText(String text) {
    return text.matches("[^\",\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
