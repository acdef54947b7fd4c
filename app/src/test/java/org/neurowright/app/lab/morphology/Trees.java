package org.neurowright.app.lab.morphology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.region.CellTable;

/** Cells for drawing. */
final class Trees {
  private Trees() {}

  static CellTable table(List<SectionModel> sections) {
    Specimen specimen =
        new Specimen(
            "Tree",
            "",
            new CableCell("Tree", sections),
            Map.of(),
            new MechanismCatalogue(List.of()));
    return CellTable.of(specimen, specimen.cell());
  }

  static SectionModel cylinder(
      String name, double l, double diam, int nseg, int parent, double parentX, double childX) {
    SectionModel plain =
        SectionModel.of(
            name,
            SectionKind.ofSectionName(name),
            new SectionGeometry.Cylinder(l, diam),
            parent,
            parentX);
    return new SectionModel(
        name,
        plain.kind(),
        plain.geometry(),
        parent,
        parentX,
        childX,
        nseg,
        100,
        1,
        1,
        List.of(),
        Map.of(),
        List.of(),
        List.of());
  }

  /** A random tree; branches leave anywhere, some with their far end, the soma may be anywhere. */
  static CellTable random(long seed, int sections) {
    Random random = new Random(seed);
    int soma = random.nextInt(Math.min(sections, 4));
    List<SectionModel> list = new ArrayList<>();
    for (int s = 0; s < sections; s++) {
      double where = random.nextInt(3) == 0 ? random.nextInt(5) / 4.0 : 1;
      list.add(
          cylinder(
              s == soma ? "soma" : "dend[" + s + "]",
              s == soma ? 20 : 10 + 90 * random.nextDouble(),
              .5 + 2 * random.nextDouble(),
              1 + 2 * random.nextInt(3),
              s == 0 ? -1 : Math.max(0, s - 1 - random.nextInt(8)),
              where,
              random.nextInt(10) == 0 ? 1 : 0));
    }
    return table(list);
  }

  /** A section through points at x, y, z, diameter. */
  static SectionModel points(String name, int parent, double parentX, int nseg, float[]... points) {
    float[][] axes = new float[4][points.length];
    for (int i = 0; i < points.length; i++) {
      for (int axis = 0; axis < 4; axis++) {
        axes[axis][i] = points[i][axis];
      }
    }
    return SectionModel.of(
            name,
            SectionKind.ofSectionName(name),
            new SectionGeometry.Points(axes[0], axes[1], axes[2], axes[3]),
            parent,
            parentX)
        .withNseg(nseg);
  }
}
