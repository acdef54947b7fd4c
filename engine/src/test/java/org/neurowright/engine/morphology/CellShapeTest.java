package org.neurowright.engine.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;

class CellShapeTest {
  private static final Offset<Double> TINY = within(1e-4);

  /**
   * Reference: NEURON 9.0.2, {@code define_shape} on five cylinders of 100 um, coordinates printed
   * with 17 digits.
   */
  @Test
  void cylindersAreLaidOutAsNeuronDoes() {
    CableCell cell =
        new CableCell(
            "sticks",
            List.of(
                stick("a", -1, 0).withNseg(3),
                stick("b", 0, 1),
                stick("c", 0, 1),
                stick("d", 0, 0.5),
                stick("e", 0, 0)));
    CellShape shape = CellShape.of(cell);
    double[] centre = shape.somaCentreUm(); // without a soma, that of the first section
    assertThat(centre).containsExactly(new double[] {50, 0, 0}, TINY);
    assertThat(absolute(shape, 0))
        .containsExactly(
            new double[] {0, 0, 0, 16.66666603, 0, 0, 50, 0, 0, 83.33333588, 0, 0, 100, 0, 0},
            TINY);
    assertThat(absolute(shape, 1))
        .containsExactly(
            new double[] {100, 0, 0, 146.05303955, 19.47091675, 0, 192.10609436, 38.94183350, 0},
            TINY);
    assertThat(absolute(shape, 2))
        .containsExactly(
            new double[] {100, 0, 0, 146.05303955, -19.47091675, 0, 192.10609436, -38.94183350, 0},
            TINY);
    assertThat(absolute(shape, 3))
        .containsExactly(new double[] {50, 0, 0, 50, 50, 0, 50, 100, 0}, TINY);
    assertThat(absolute(shape, 4))
        .containsExactly(new double[] {0, 0, 0, -50, 0, 0, -100, 0, 0}, TINY);
    assertThat(shape.sections()).allMatch(s -> !s.measured() && s.joint().isEmpty());
    assertThat(shape.radiusUm()).isCloseTo(150, TINY);
  }

  @Test
  void segmentsFollowThePathAndWiresGetAJoint() {
    SectionModel soma =
        SectionModel.of(
            "soma[0]",
            SectionKind.SOMA,
            points(new float[][] {{5, 5, 5}, {10, 5, 5}, {15, 5, 5}}),
            -1,
            0);
    SectionModel dendrite = // right angle: 10 up, then 30 along z
        SectionModel.of(
                "dend[0]",
                SectionKind.DEND,
                points(new float[][] {{10, 15, 5}, {10, 25, 5}, {10, 25, 35}}),
                0,
                0.5)
            .withNseg(2);
    CellShape shape = CellShape.of(new CableCell("angle", List.of(soma, dendrite)));

    assertThat(shape.somaCentreUm()).containsExactly(10, 5, 5);
    assertThat(shape.segmentStartsUm())
        .containsExactly(new double[] {-5, 0, 0, 0, 10, 0, 0, 20, 10}, TINY);
    assertThat(shape.segmentCentresUm())
        .containsExactly(new double[] {0, 0, 0, 0, 20, 0, 0, 20, 20}, TINY);
    assertThat(shape.segmentEndsUm())
        .containsExactly(new double[] {5, 0, 0, 0, 20, 10, 0, 20, 30}, TINY);
    assertThat(shape.sections().get(0).joint()).isEmpty();
    assertThat(shape.sections().get(1).joint().orElseThrow()).containsExactly(0, 0, 0);
  }

  @Test
  void parentsMayComeAfterTheirChildren() {
    CableCell cell =
        new CableCell(
            "reversed",
            List.of(
                stick("dend[0]", 1, 1),
                SectionModel.of("soma[0]", SectionKind.SOMA, cylinder(), -1, 0)));
    assertThat(absolute(CellShape.of(cell), 0)).startsWith(new double[] {100, 0, 0}, TINY);
  }

  @Test
  void posesTurnAboutZThenYThenX() {
    double[] east = {1, 0, 0};
    Pose.of(0, 0, 0, 0, 0, Math.PI / 2).toWorld(east, east); // +x to +y
    assertThat(east).containsExactly(new double[] {0, 1, 0}, TINY);
    double[] both = {1, 0, 0};
    Pose.of(10, 20, 30, Math.PI / 2, 0, Math.PI / 2).toWorld(both, both); // then +y to +z
    assertThat(both).containsExactly(new double[] {10, 20, 31}, TINY);
    double[] up = {0, 0, 1};
    Pose.of(0, 0, 0, 0, Math.PI / 2, 0).toWorld(up, up); // +z to +x
    assertThat(up).containsExactly(new double[] {1, 0, 0}, TINY);
  }

  @Test
  void posesKeepDistancesAndReadRows() {
    double[] position = {0, 0, 0, 7, 8, 9};
    double[] rotation = {0, 0, 0, 0.3, -1.2, Double.NaN};
    double[] points = {1, 2, 3, -4, 5, 6};
    double[] world = new double[6];
    Pose.of(position, rotation, 1).toWorld(points, world);
    assertThat(distance(world)).isCloseTo(distance(points), within(1e-12));
    assertThat(Math.hypot(world[0] - 7, Math.hypot(world[1] - 8, world[2] - 9)))
        .isCloseTo(Math.sqrt(14), within(1e-12));
    float[] single = {1, 2, 3, -4, 5, 6};
    Pose.of(position, rotation, 1).toWorld(single, single);
    for (int i = 0; i < 6; i++) {
      assertThat((double) single[i]).isCloseTo(world[i], TINY);
    }
  }

  private static double distance(double[] p) {
    return Math.hypot(p[3] - p[0], Math.hypot(p[4] - p[1], p[5] - p[2]));
  }

  private static double[] absolute(CellShape shape, int section) {
    double[] centre = shape.somaCentreUm();
    float[] local = shape.sections().get(section).xyzUm();
    double[] points = new double[local.length];
    for (int i = 0; i < points.length; i++) {
      points[i] = local[i] + centre[i % 3];
    }
    return points;
  }

  private static SectionModel stick(String name, int parent, double parentX) {
    return SectionModel.of(name, SectionKind.DEND, cylinder(), parent, parentX);
  }

  private static SectionGeometry cylinder() {
    return new SectionGeometry.Cylinder(100, 2);
  }

  private static SectionGeometry.Points points(float[][] p) {
    float[] x = new float[p.length];
    float[] y = new float[p.length];
    float[] z = new float[p.length];
    float[] d = new float[p.length];
    for (int i = 0; i < p.length; i++) {
      x[i] = p[i][0];
      y[i] = p[i][1];
      z[i] = p[i][2];
      d[i] = 1;
    }
    return new SectionGeometry.Points(x, y, z, d);
  }
}
