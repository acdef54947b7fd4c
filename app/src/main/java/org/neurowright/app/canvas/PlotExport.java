package org.neurowright.app.canvas;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Writes a plot to files, in the colours of print. Needs no JavaFX toolkit, so the command line
 * uses the same figures.
 */
public final class PlotExport {
  private PlotExport() {}

  /** The plot as a bitmap of {@code width * pixelScale} by {@code height * pixelScale} pixels. */
  public static BufferedImage image(
      PlotContent plot, double width, double height, double pixelScale, PlotTheme theme) {
    ImageSurface surface = new ImageSurface(width, height, pixelScale);
    plot.draw(surface, width, height, theme);
    return surface.image();
  }

  /** The plot as an SVG document. */
  public static String svg(PlotContent plot, double width, double height, PlotTheme theme) {
    SvgSurface surface = new SvgSurface(width, height);
    plot.draw(surface, width, height, theme);
    return surface.document();
  }

  public static void writePng(
      PlotContent plot, double width, double height, double pixelScale, Path file)
      throws IOException {
    if (!ImageIO.write(
        image(plot, width, height, pixelScale, PlotTheme.PRINT), "png", file.toFile())) {
      throw new IOException("this Java runtime cannot write PNG files");
    }
  }

  public static void writeSvg(PlotContent plot, double width, double height, Path file)
      throws IOException {
    Files.writeString(file, svg(plot, width, height, PlotTheme.PRINT));
  }

  public static void writeCsv(PlotContent.CsvData data, Path file) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      data.writeTo(writer);
    }
  }
}
