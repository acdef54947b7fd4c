package org.neurowright.app.view3d;

import java.util.Arrays;
import java.util.List;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.engine.description.CellModel;

/**
 * How long does one frame of 20 000 cells take, with and without 20 selected cells of 5000 points
 * each? 1400 × 900 pixels, turning. Prints medians.
 */
final class SpaceBenchmark {
  private SpaceBenchmark() {}

  public static void main(String[] args) {
    CellModel model = new CellModel.Cable(DemoNetwork.cell("cell", 3));
    SpaceScene scene =
        SpaceScene.of(List.of(DemoNetwork.column("net", 20_000, model, 1)), name -> 0xff0072b2);
    frames("20 000 cells", scene, SpaceRenderer.Quality.fine(1));
    scene.selected.set(0, 20);
    frames("and 20 shapes", scene, SpaceRenderer.Quality.fine(1));
    frames("the same while moving", scene, SpaceRenderer.Quality.quick(0.5));
  }

  private static void frames(String name, SpaceScene scene, SpaceRenderer.Quality quality) {
    SplatRenderer renderer = new SplatRenderer();
    Picture picture = new Picture();
    Camera camera = new Camera(Orientation.OBLIQUE, 0, 0, 0, 100).framing(scene.bounds(), 1.5);
    double[] elapsedMs = new double[120];
    for (int frame = 0; frame < elapsedMs.length; frame++) {
      camera = camera.turned(0.02, 0);
      long before = System.nanoTime();
      renderer.render(
          scene,
          camera,
          (int) (1400 * quality.pixelScale()),
          (int) (900 * quality.pixelScale()),
          PlotTheme.DARK,
          quality,
          picture);
      elapsedMs[frame] = (System.nanoTime() - before) / 1e6;
    }
    double[] warm = Arrays.copyOfRange(elapsedMs, 40, elapsedMs.length);
    Arrays.sort(warm);
    System.out.printf(
        "%-24s %6.1f ms median, %.1f ms worst%n",
        name, warm[warm.length / 2], warm[warm.length - 1]);
  }
}
