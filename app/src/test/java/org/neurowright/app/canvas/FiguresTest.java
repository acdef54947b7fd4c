package org.neurowright.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
  @TempDir Path folder;

  @Test
  void aRasterBecomesPngSvgAndCsv() throws IOException {
    SpikeStore spikes = new SpikeStore();
    spikes.set(new double[] {5, 1.5, 200}, new int[] {1, 0, 1}, 3);
    RasterRows rows =
        new RasterRows(
            new int[] {0xFF0072B2, 0xFFD55E00},
            new int[] {0, 1},
            List.of("exc", "in,h"),
            row -> row == 0 ? "exc 7" : "in,h 8");
    PlotContent figure = Figures.raster(spikes, rows, new TimeRange(0, 100));
    PlotExport.writePng(figure, 400, 300, 2, folder.resolve("a.png"));
    assertThat(ImageIO.read(folder.resolve("a.png").toFile()).getWidth()).isEqualTo(800);
    PlotExport.writeSvg(figure, 400, 300, folder.resolve("a.svg"));
    assertThat(Files.readString(folder.resolve("a.svg"))).contains(">Time (ms)</text>", "#0072b2");
    PlotExport.writeCsv(figure.csv(), folder.resolve("a.csv"));
    assertThat(folder.resolve("a.csv"))
        .hasContent(
            """
            time_ms,row,cell
            1.5,0,exc 7
            5.0,1,"in,h 8"
            """);
  }

  @Test
  void tracesBecomeCsvWithTheirUnit() throws IOException {
    StringBuilder text = new StringBuilder();
    TraceSeries series =
        new TraceSeries("a", -1, 0, 0.5, new double[] {-65, Double.NaN, -60, 1}, 4);
    Figures.traces(List.of(series), new TimeRange(0, 1), "Membrane potential", "mV")
        .csv()
        .writeTo(text);
    assertThat(text).hasToString("series,time_ms,value_mV\na,0.0,-65.0\na,1.0,-60.0\n");
  }

  @Test
  void crowdedRastersGoIntoSvgAsABitmap() {
    int n = RasterPainter.MAX_VECTOR_MARKS + 1;
    SpikeStore spikes = new SpikeStore();
    spikes.set(new double[n], new int[n], n);
    RasterRows rows = new RasterRows(new int[1], new int[1], List.of("a"), Integer::toString);
    String svg =
        PlotExport.svg(
            Figures.raster(spikes, rows, new TimeRange(0, 10)), 300, 200, PlotTheme.PRINT);
    assertThat(svg).contains("data:image/png;base64,").hasSizeLessThan(60_000);
  }
}
