package org.neurowright.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the painters put on bitmaps and into SVG. */
class PainterTest {
  private static final int BLUE = 0xFF0072B2;
  private static final int ORANGE = 0xFFD55E00;

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2})
  void aSpikeIsWhereItsTimeAndRowSay(double scale) {
    ImageSurface surface = new ImageSurface(400, 160, scale);
    RasterPainter.Layout layout =
        new RasterPainter()
            .paint(
                surface,
                400,
                160,
                raster(new double[] {25, 75}, new int[] {0, 3}),
                PlotTheme.LIGHT);
    assertThat(color(surface, layout, 25, 0.5)).isEqualTo(BLUE);
    assertThat(color(surface, layout, 75, 3.5)).isEqualTo(ORANGE);
    assertThat(color(surface, layout, 40, 1.5)).isEqualTo(PlotTheme.LIGHT.background());
    assertThat(color(surface, layout, 75, 0.5)).isEqualTo(PlotTheme.LIGHT.background());
  }

  @Test
  void rowsFollowTheirRank() {
    RasterPlot plot = raster(new double[] {25}, new int[] {0});
    RasterPlot reversed =
        new RasterPlot(
            plot.spikes(),
            plot.rows(),
            new int[] {3, 2, 1, 0},
            plot.time(),
            0,
            4,
            plot.selected(),
            false,
            "Cell");
    ImageSurface surface = new ImageSurface(400, 160, 1);
    RasterPainter.Layout layout =
        new RasterPainter().paint(surface, 400, 160, reversed, PlotTheme.LIGHT);
    assertThat(color(surface, layout, 25, 3.5)).isEqualTo(BLUE);
    assertThat(color(surface, layout, 25, 0.5)).isEqualTo(PlotTheme.LIGHT.background());
  }

  @Test
  void moreSpikesOnOnePixelAreDarker() {
    int n = 3000;
    double[] t = new double[n];
    for (int i = 0; i < n; i++) {
      // One spike per pixel column of row 0, 30 per column in the second half.
      t[i] = i < 100 ? i * 0.5 : 50 + (i - 100) * 50.0 / 2900;
    }
    ImageSurface surface = new ImageSurface(400, 160, 1);
    RasterPainter.Layout layout =
        new RasterPainter().paint(surface, 400, 160, raster(t, new int[n]), PlotTheme.LIGHT);
    double few = Argb.luminance(color(surface, layout, 20.001, 0.5));
    double many = Argb.luminance(color(surface, layout, 75, 0.5));
    assertThat(many).isLessThan(few);
    assertThat(few).isLessThan(0.95);
  }

  @Test
  void selectedRowsHaveABand() {
    RasterPlot plot = raster(new double[] {25}, new int[] {0});
    plot.selected().set(2);
    ImageSurface surface = new ImageSurface(400, 160, 1);
    RasterPainter.Layout layout =
        new RasterPainter().paint(surface, 400, 160, plot, PlotTheme.LIGHT);
    assertThat(color(surface, layout, 60, 2.5)).isNotEqualTo(PlotTheme.LIGHT.background());
    assertThat(color(surface, layout, 60, 1.5)).isEqualTo(PlotTheme.LIGHT.background());
  }

  @Test
  void aTraceRunsThroughItsValues() {
    double[] v = IntStream.rangeClosed(0, 100).mapToDouble(i -> i).toArray();
    TracePlot plot =
        new TracePlot(
            List.of(new TraceSeries("ramp", BLUE, 0, 1, v, v.length)),
            new TimeRange(0, 100),
            0,
            100,
            "v (mV)",
            "");
    ImageSurface surface = new ImageSurface(500, 300, 2);
    TracePainter.Layout layout = new TracePainter().paint(surface, 500, 300, plot, PlotTheme.LIGHT);
    for (double at : new double[] {12, 33, 88}) {
      int x = (int) (layout.time().toPixel(at) * 2);
      int y = (int) (layout.values().toPixel(at) * 2);
      assertThat(Argb.contrast(surface.image().getRGB(x, y), PlotTheme.LIGHT.background()))
          .isGreaterThan(2);
    }
  }

  @Test
  void everyLabelIsInsideThePicture() {
    RecordingSurface surface = new RecordingSurface(420, 260);
    double[] v = {-123456, 98765};
    new TracePainter()
        .paint(
            surface,
            420,
            260,
            new TracePlot(
                List.of(new TraceSeries("a", BLUE, 0, 100, v, 2)),
                new TimeRange(0, 19_999),
                -130_000,
                100_000,
                "Current (nA)",
                ""),
            PlotTheme.LIGHT);
    assertThat(surface.texts)
        .isNotEmpty()
        .allSatisfy(box -> {
          assertThat(box.x()).as("left of " + box).isGreaterThanOrEqualTo(0);
          assertThat(box.right()).as("right of " + box).isLessThanOrEqualTo(420);
        });
  }

  @Test
  void rasterAsSvgIsAsRecorded() throws IOException {
    SvgSurface surface = new SvgSurface(420, 300);
    RasterPlot plot = raster(new double[] {10, 25.25, 75, 80}, new int[] {0, 1, 3, 2});
    new RasterPainter()
        .paint(
            surface,
            420,
            300,
            new RasterPlot(
                plot.spikes(),
                plot.rows(),
                plot.rank(),
                plot.time(),
                0,
                4,
                new BitSet(),
                true,
                "Cell"),
            PlotTheme.PRINT);
    assertThat(surface.document()).isEqualTo(golden("raster.svg", surface.document()));
  }

  @Test
  void tracesAsSvgAreAsRecorded() throws IOException {
    SvgSurface surface = new SvgSurface(420, 240);
    double[] a = {-65, -64, Double.NaN, -60, 20, -70};
    double[] b = {-70, -70, -60, -60, -65, -65};
    new TracePainter()
        .paint(
            surface,
            420,
            240,
            new TracePlot(
                List.of(
                    new TraceSeries("cell 1 <soma>", BLUE, 0, 20, a, 6),
                    new TraceSeries("cell 2", ORANGE, 0, 20, b, 6)),
                new TimeRange(0, 100),
                -75,
                25,
                "v (mV)",
                ""),
            PlotTheme.PRINT);
    assertThat(surface.document()).isEqualTo(golden("traces.svg", surface.document()));
  }

  /**
   * The recorded file; {@code -Dneurowright.golden=<folder>} writes the present document there
   * instead.
   */
  private static String golden(String name, String present) throws IOException {
    String folder = System.getProperty("neurowright.golden");
    if (folder != null) {
      Files.writeString(Path.of(folder, name), present);
      return present;
    }
    try (InputStream in = PainterTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int color(
      ImageSurface surface, RasterPainter.Layout layout, double tMs, double rank) {
    BufferedImage image = surface.image();
    int x = (int) (layout.time().toPixel(tMs) * surface.pixelScale());
    int y = (int) (layout.ranks().toPixel(rank) * surface.pixelScale());
    return image.getRGB(x, y);
  }

  /** Four rows in two groups over 100 ms. */
  static RasterPlot raster(double[] t, int[] row) {
    SpikeStore store = new SpikeStore();
    store.set(t, row, t.length);
    RasterRows rows =
        new RasterRows(
            new int[] {BLUE, BLUE, ORANGE, ORANGE},
            new int[] {0, 0, 1, 1},
            List.of("exc", "inh"),
            r -> "cell " + r);
    return new RasterPlot(
        store,
        rows,
        new int[] {0, 1, 2, 3},
        new TimeRange(0, 100),
        0,
        4,
        new BitSet(),
        false,
        "Cell");
  }
}
