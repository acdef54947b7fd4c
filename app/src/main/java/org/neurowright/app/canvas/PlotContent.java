package org.neurowright.app.canvas;

import java.io.IOException;

/** Something that can be drawn on any surface and whose numbers can be written down. */
public interface PlotContent {

  /** Words for a file name, for instance {@code spikes}. */
  String fileStem();

  void draw(PlotSurface surface, double width, double height, PlotTheme theme);

  /**
   * What is drawn, as comma-separated values with a header line that names units. Called on the
   * JavaFX thread; the writing it returns is done on another thread.
   */
  CsvData csv();

  /** Writes comma-separated lines. */
  @FunctionalInterface
  interface CsvData {
    void writeTo(Appendable out) throws IOException;
  }
}
