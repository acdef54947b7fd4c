package org.neurowright.app.view3d;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.description.Value;

/** Networks made up for tests and for looking at. */
public final class DemoNetwork {
  private DemoNetwork() {}

  /** A cell with a round soma and random branching dendrites. */
  public static CableCell cell(String name, long seed) {
    Random random = new Random(seed);
    List<SectionModel> sections = new ArrayList<>();
    sections.add(
        SectionModel.of(
            "soma[0]",
            SectionKind.SOMA,
            new SectionGeometry.Points(
                new float[] {0, 0, 0},
                new float[] {-8, 0, 8},
                new float[] {0, 0, 0},
                new float[] {16, 16, 16}),
            -1,
            0));
    for (int i = 0; i < 5; i++) {
      double angle = Math.PI * (1.15 + 0.17 * i);
      grow(
          sections,
          random,
          SectionKind.DEND,
          0,
          0,
          0,
          0,
          Math.cos(angle),
          Math.sin(angle),
          random.nextGaussian() * 0.5,
          1.6,
          3);
    }
    grow(sections, random, SectionKind.APIC, 0, 0, 8, 0, 0, 1, 0, 3.2, 5);
    grow(sections, random, SectionKind.AXON, 0, 0, -8, 0, 0.1, -1, 0.1, 1, 3);
    return new CableCell(name, sections);
  }

  private static void grow(
      List<SectionModel> sections,
      Random random,
      SectionKind kind,
      int parent,
      double x,
      double y,
      double z,
      double dx,
      double dy,
      double dz,
      double diameter,
      int depth) {
    int points = 12;
    float[][] p = new float[4][points];
    for (int i = 0; i < points; i++) {
      p[0][i] = (float) x;
      p[1][i] = (float) y;
      p[2][i] = (float) z;
      p[3][i] = (float) (diameter * (1 - 0.02 * i));
      dx += 0.18 * random.nextGaussian();
      dy += 0.18 * random.nextGaussian();
      dz += 0.18 * random.nextGaussian();
      double length = Math.sqrt(dx * dx + dy * dy + dz * dz);
      dx /= length;
      dy /= length;
      dz /= length;
      if (i < points - 1) {
        x += 5 * dx;
        y += 5 * dy;
        z += 5 * dz;
      }
    }
    int index = sections.size();
    sections.add(
        SectionModel.of(
            kind.label() + "[" + index + "]",
            kind,
            new SectionGeometry.Points(p[0], p[1], p[2], p[3]),
            parent,
            1));
    for (int child = 0; depth > 0 && child < 2; child++) {
      grow(
          sections,
          random,
          kind,
          index,
          x,
          y,
          z,
          dx + 0.7 * random.nextGaussian(),
          dy + 0.7 * random.nextGaussian(),
          dz + 0.7 * random.nextGaussian(),
          diameter * 0.72,
          depth - 1);
    }
  }

  /**
   * Cells of one model at random places in a cylinder of 400 µm radius and 500 µm height, turned
   * about y.
   */
  public static NodePopulation column(String name, int cells, CellModel model, long seed) {
    Random random = new Random(seed);
    double[] position = new double[3 * cells];
    double[] rotation = new double[3 * cells];
    long[] ids = new long[cells];
    for (int i = 0; i < cells; i++) {
      double radius = 400 * Math.sqrt(random.nextDouble());
      double angle = 2 * Math.PI * random.nextDouble();
      position[3 * i] = radius * Math.cos(angle);
      position[3 * i + 1] = 500 * (random.nextDouble() - 0.5);
      position[3 * i + 2] = radius * Math.sin(angle);
      rotation[3 * i + 1] = 2 * Math.PI * random.nextDouble();
      ids[i] = i;
    }
    return population(name, ids, model, position, rotation);
  }

  /** A population of one type and model. */
  public static NodePopulation population(
      String name, long[] ids, CellModel model, double[] position, double[] rotation) {
    NodeType type = new NodeType(100, Map.of("pop_name", new Value.Text(name)));
    return new NodePopulation(
        name,
        ids,
        new int[ids.length],
        List.of(type),
        Map.of(),
        new int[ids.length],
        List.of(model),
        position,
        rotation,
        name + "_nodes.h5");
  }
}
