package org.neurowright.app.explore;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.neurowright.app.view3d.DemoNetwork;
import org.neurowright.app.view3d.ViewDemo;
import org.neurowright.app.workspace.CellSelection;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;

/**
 * Shows the Explore workspace with made-up results and writes pictures of it. Arguments as of
 * ViewDemo.
 */
public final class ExploreDemo extends Application {

  /**
   * Starts the demo; a class that is an application itself cannot be started from the class path.
   */
  public static final class Start {
    private Start() {}

    public static void main(String[] args) {
      launch(ExploreDemo.class, args);
    }
  }

  @Override
  public void start(Stage stage) throws IOException {
    List<String> args = getParameters().getRaw();
    Path out = Files.createDirectories(Path.of(args.get(0)));
    int cells = Integer.parseInt(args.get(1));
    boolean dark = args.get(2).equals("dark");
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    List<CableCell> shapes =
        args.size() > 3
            ? ViewDemo.swcCells(Path.of(args.get(3)))
            : List.of(DemoNetwork.cell("c", 1));
    int[] colors = {0xff0072b2, 0xffe69f00, 0xff009e73, 0xffcc79a7};
    String[] names = {"Scnn1a", "Rorb", "Nr5a1", "PV"};
    List<NodePopulation> populations = new ArrayList<>();
    Map<String, RunResults.Spikes> spikes = new HashMap<>();
    for (int p = 0; p < names.length; p++) {
      populations.add(
          DemoNetwork.column(
              names[p], cells / 4, new CellModel.Cable(shapes.get(p % shapes.size())), p));
      spikes.put(names[p], spikes(cells / 4, 2 + 3 * p, p));
    }
    FakeReport report = new FakeReport("v_report", "Rorb", new long[] {0, 1, 2}, 1, 30_000);
    ExploreViewModel model =
        new ExploreViewModel(
            new CellSelection(),
            (folder, control) -> new RunResults(folder, 3000, spikes, List.of(report), List.of()),
            Runnable::run,
            Runnable::run);
    ExploreView view = new ExploreView(model);
    Scene scene = new Scene(view, 1500, 860);
    stage.setScene(scene);
    stage.show();
    model.showModel(populations, name -> colors[List.of(names).indexOf(name)]);
    model.folders().setAll(Path.of("output_2"), Path.of("output"));
    model.open(Path.of("output"));
    String tag = cells + "-" + args.get(2) + ".png";
    Platform.runLater(() -> {
      try {
        view.layout();
        shoot(scene, out.resolve("explore-" + tag));
        model.pick(new int[] {0, cells / 4, cells / 4 + 1, cells / 2 + 2, cells - 1}, false, false);
        model.rowOrderProperty().set(RowOrder.RATE);
        view.layout();
        view.space().frameSelection();
        view.layout();
        shoot(scene, out.resolve("explore-selected-" + tag));
        model.selection().clear();
        view.space().frameAll();
        model.coloringProperty().set(ExploreViewModel.Coloring.RATE);
        model.timeAxis().show(1000, 1100);
        view.layout();
        shoot(scene, out.resolve("explore-rate-" + tag));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (!Boolean.getBoolean("stay")) {
        Platform.exit();
      }
    });
  }

  private static RunResults.Spikes spikes(int cells, double rateHz, long seed) {
    Random random = new Random(seed);
    List<double[]> all = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      double own = rateHz * Math.exp(0.5 * random.nextGaussian());
      for (double t = 0; t < 3000; t += -Math.log(random.nextDouble()) * 1000 / own) {
        if (random.nextDouble() < 0.5 + 0.5 * Math.sin(t / 120)) {
          all.add(new double[] {cell, t});
        }
      }
    }
    return new RunResults.Spikes(
        all.stream().mapToLong(s -> (long) s[0]).toArray(),
        all.stream().mapToDouble(s -> s[1]).toArray());
  }

  private static void shoot(Scene scene, Path file) throws IOException {
    ImageIO.write(SwingFXUtils.fromFXImage(scene.snapshot(null), null), "png", file.toFile());
  }
}
