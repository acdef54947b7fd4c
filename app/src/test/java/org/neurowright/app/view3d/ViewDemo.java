package org.neurowright.app.view3d;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.neurowright.app.canvas.PlotExport;
import org.neurowright.app.canvas.RasterRows;
import org.neurowright.app.canvas.RasterView;
import org.neurowright.app.canvas.TimeAxisModel;
import org.neurowright.app.canvas.TraceSeries;
import org.neurowright.app.canvas.TraceView;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;

/**
 * Shows all views with made-up data and writes pictures of them. Arguments: folder for the
 * pictures; cells; dark or light; optionally a folder of SWC files.
 */
public final class ViewDemo extends Application {

  /**
   * Starts the demo; a class that is an application itself cannot be started from the class path.
   */
  public static final class Start {
    private Start() {}

    public static void main(String[] args) {
      launch(ViewDemo.class, args);
    }
  }

  @Override
  public void start(Stage stage) throws IOException {
    List<String> args = getParameters().getRaw();
    Path out = Path.of(args.get(0));
    int cells = Integer.parseInt(args.get(1));
    boolean dark = args.get(2).equals("dark");
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    List<CableCell> shapes =
        args.size() > 3 ? swcCells(Path.of(args.get(3))) : List.of(DemoNetwork.cell("c", 1));
    List<NodePopulation> populations = new ArrayList<>();
    String[] names = {"Scnn1a", "Rorb", "PV"};
    int[] sizes = {cells / 2, cells / 3, cells - cells / 2 - cells / 3};
    int[] colors = {0xff0072b2, 0xffe69f00, 0xff009e73};
    for (int i = 0; i < 3; i++) {
      populations.add(
          DemoNetwork.column(
              names[i], sizes[i], new CellModel.Cable(shapes.get(i % shapes.size())), i));
    }
    NetworkView3D view = new NetworkView3D();
    view.setPopulations(populations, name -> colors[List.of(names).indexOf(name)]);
    BitSet selected = new BitSet();
    selected.set(0);
    selected.set(sizes[0] + 1);
    selected.set(sizes[0] + sizes[1]);
    view.setSelectedCells(selected);

    TimeAxisModel time = new TimeAxisModel();
    RasterView raster = new RasterView();
    raster.setTimeAxis(time);
    time.setExtent(0, 3000);
    spikes(raster, names, sizes, colors);
    raster.setSelectedRows(selected);
    TraceView traces = new TraceView();
    traces.setTimeAxis(time);
    traces.setQuantity("Membrane potential");
    traces.setUnit("mV");
    traces.setSeries(List.of(trace("Scnn1a 0", 0xff0072b2, 1), trace("Rorb 1", 0xffe69f00, 2)));
    SplitPane plots = new SplitPane(raster, traces);
    plots.setOrientation(javafx.geometry.Orientation.VERTICAL);
    SplitPane root = new SplitPane(view, plots);
    Scene scene = new Scene(root, 1400, 820);
    stage.setScene(scene);
    stage.show();
    time.setCursorMs(1203);
    Files.createDirectories(out);
    String tag = cells + "-" + args.get(2);
    Platform.runLater(() -> {
      try {
        root.applyCss();
        root.layout();
        shoot(scene, out.resolve("all-" + tag + ".png"));
        view.frameSelection();
        time.show(1000, 1400);
        raster.requestFocus();
        root.layout();
        shoot(scene, out.resolve("zoom-" + tag + ".png"));
        PlotExport.writePng(raster, 700, 420, 2, out.resolve("raster-" + tag + ".png"));
        PlotExport.writeSvg(raster, 700, 420, out.resolve("raster-" + tag + ".svg"));
        PlotExport.writePng(traces, 700, 320, 2, out.resolve("traces-" + tag + ".png"));
        PlotExport.writeSvg(traces, 700, 320, out.resolve("traces-" + tag + ".svg"));
        PlotExport.writePng(view, 700, 500, 2, out.resolve("network-" + tag + ".png"));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      if (!Boolean.getBoolean("stay")) {
        Platform.exit();
      }
    });
  }

  private static void shoot(Scene scene, Path file) throws IOException {
    ImageIO.write(SwingFXUtils.fromFXImage(scene.snapshot(null), null), "png", file.toFile());
  }

  private static void spikes(RasterView raster, String[] names, int[] sizes, int[] colors) {
    int cells = sizes[0] + sizes[1] + sizes[2];
    int[] argb = new int[cells];
    int[] group = new int[cells];
    Random random = new Random(7);
    double[] t = new double[cells * 60];
    int[] row = new int[t.length];
    int n = 0;
    for (int i = 0; i < cells; i++) {
      group[i] = i < sizes[0] ? 0 : i < sizes[0] + sizes[1] ? 1 : 2;
      argb[i] = colors[group[i]];
      double rate = 3 + 5 * group[i];
      for (double at = 0; n < t.length; ) {
        at += -Math.log(random.nextDouble()) * 1000 / (rate * (1 + 0.8 * Math.sin(at / 90)));
        if (at > 3000) {
          break;
        }
        t[n] = at;
        row[n++] = i;
      }
    }
    raster.setRows(new RasterRows(argb, group, List.of(names), r -> names[group[r]] + " " + r));
    raster.setSpikes(t, row, n);
  }

  private static TraceSeries trace(String label, int argb, long seed) {
    Random random = new Random(seed);
    double[] v = new double[30_000];
    double u = -70;
    for (int i = 0; i < v.length; i++) {
      u += 0.1 * (-0.05 * (u + 65) + 0.6 * random.nextGaussian() + 0.9);
      v[i] = u;
      if (u > -52) {
        v[i] = 32;
        u = -75;
      }
    }
    return new TraceSeries(label, argb, 0, 0.1, v, v.length);
  }

  /** Unbranched stretches of SWC files as sections. Enough for pictures, nothing more. */
  public static List<CableCell> swcCells(Path folder) throws IOException {
    List<CableCell> cells = new ArrayList<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".swc")).sorted().toList()) {
        Map<Integer, double[]> points = new HashMap<>();
        Map<Integer, Integer> children = new HashMap<>();
        List<Integer> ids = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
          if (!line.startsWith("#") && !line.isBlank()) {
            String[] f = line.strip().split("\\s+");
            double[] p = new double[6];
            for (int i = 0; i < 6; i++) {
              p[i] = Double.parseDouble(f[i + 1]);
            }
            int id = Integer.parseInt(f[0]);
            points.put(id, p);
            ids.add(id);
            children.merge((int) p[5], 1, Integer::sum);
          }
        }
        List<SectionModel> sections = new ArrayList<>();
        for (int id : ids) {
          double[] p = points.get(id);
          if (p[0] == 1) {
            float r = (float) p[4];
            sections.add(
                SectionModel.of(
                    "soma[0]",
                    SectionKind.SOMA,
                    new SectionGeometry.Points(
                        new float[] {(float) p[1] - r, (float) p[1] + r},
                            new float[] {(float) p[2], (float) p[2]},
                        new float[] {(float) p[3], (float) p[3]}, new float[] {2 * r, 2 * r}),
                    -1,
                    0));
          } else if (children.getOrDefault(id, 0) != 1) {
            List<double[]> chain = new ArrayList<>();
            int at = id;
            do {
              chain.addFirst(points.get(at));
              at = (int) points.get(at)[5];
            } while (children.get(at) == 1 && points.get(at)[0] != 1);
            chain.addFirst(points.get(at));
            float[][] q = new float[4][chain.size()];
            for (int i = 0; i < chain.size(); i++) {
              for (int axis = 0; axis < 3; axis++) {
                q[axis][i] = (float) chain.get(i)[1 + axis];
              }
              q[3][i] = (float) (2 * chain.get(i == 0 ? 1 : i)[4]);
            }
            SectionKind kind =
                p[0] == 2 ? SectionKind.AXON : p[0] == 4 ? SectionKind.APIC : SectionKind.DEND;
            sections.add(
                SectionModel.of(
                    kind.label(), kind, new SectionGeometry.Points(q[0], q[1], q[2], q[3]), 0, 1));
          }
        }
        cells.add(new CableCell(file.getFileName().toString(), sections));
      }
    }
    return cells;
  }
}
