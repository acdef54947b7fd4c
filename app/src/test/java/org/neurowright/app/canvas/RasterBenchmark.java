package org.neurowright.app.canvas;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How long does one frame of a raster of 10 million spikes take while it is panned and zoomed? The
 * pixels, the axes and the rates are drawn into a bitmap of 1000 × 500 logical pixels. Prints
 * medians. 10 000 cells fire at 10 Hz for 100 s, as a large point network does. The target is 50
 * ms.
 */
final class RasterBenchmark {
  private static final int SPIKES = 10_000_000;
  private static final int CELLS = 10_000;
  private static final double DURATION_MS = 100_000;

  private RasterBenchmark() {}

  public static void main(String[] args) {
    Random random = new Random(1);
    double[] t = new double[SPIKES];
    int[] row = new int[SPIKES];
    for (int i = 0; i < SPIKES; i++) {
      t[i] = DURATION_MS * random.nextDouble();
      row[i] = random.nextInt(CELLS);
    }
    SpikeStore store = new SpikeStore();
    long before = System.nanoTime();
    store.set(t, row, SPIKES);
    System.out.printf("sorting once               %8.1f ms%n", (System.nanoTime() - before) / 1e6);
    int[] group = IntStream.range(0, CELLS).map(i -> 4 * i / CELLS).toArray();
    int[] argb = IntStream.range(0, CELLS).map(i -> Palette.category(group[i])).toArray();
    RasterRows rows = new RasterRows(argb, group, List.of("a", "b", "c", "d"), Integer::toString);
    int[] rank = IntStream.range(0, CELLS).toArray();
    frames("everything, panning", store, rows, rank, DURATION_MS * 0.999, CELLS);
    frames("a tenth of the time", store, rows, rank, DURATION_MS / 10, CELLS);
    frames("a hundredth of the time", store, rows, rank, DURATION_MS / 100, CELLS);
    frames("100 cells, all the time", store, rows, rank, DURATION_MS * 0.999, 100);
  }

  private static void frames(
      String name,
      SpikeStore store,
      RasterRows rows,
      int[] rank,
      double spanMs,
      double visibleRows) {
    RasterPainter painter = new RasterPainter();
    double[] elapsedMs = new double[60];
    for (int frame = 0; frame < elapsedMs.length; frame++) {
      double start = (DURATION_MS - spanMs) * frame / elapsedMs.length;
      RasterPlot plot =
          new RasterPlot(
              store,
              rows,
              rank,
              new TimeRange(start, start + spanMs),
              0,
              visibleRows,
              new BitSet(),
              true,
              "Cell");
      ImageSurface surface = new ImageSurface(1000, 500, 1);
      long before = System.nanoTime();
      painter.paint(surface, 1000, 500, plot, PlotTheme.LIGHT);
      elapsedMs[frame] = (System.nanoTime() - before) / 1e6;
    }
    double[] warm = Arrays.copyOfRange(elapsedMs, 20, elapsedMs.length);
    Arrays.sort(warm);
    System.out.printf(
        "%-26s %8.1f ms median, %.1f ms worst%n",
        name, warm[warm.length / 2], warm[warm.length - 1]);
  }
}
