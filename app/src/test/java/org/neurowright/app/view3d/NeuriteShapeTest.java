package org.neurowright.app.view3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;

class NeuriteShapeTest {

  @Test
  void theMeanOfTheSomaPointsIsTheOrigin() {
    CableCell cell =
        new CableCell(
            "c",
            List.of(
                SectionModel.of(
                    "soma[0]",
                    SectionKind.SOMA,
                    new SectionGeometry.Points(
                        new float[] {10, 20, 60},
                        new float[] {1, 2, 3},
                        new float[] {0, 0, 9},
                        new float[] {12, 14, 8}),
                    -1,
                    0),
                SectionModel.of(
                    "dend[0]",
                    SectionKind.DEND,
                    new SectionGeometry.Points(
                        new float[] {30, 130},
                        new float[] {2, 2},
                        new float[] {3, 3},
                        new float[] {2, 1}),
                    0,
                    1)));
    NeuriteShape shape = NeuriteShape.of(cell);
    assertThat(shape.x[3]).isEqualTo(0);
    assertThat(shape.y[3]).isEqualTo(0);
    assertThat(shape.z[3]).isEqualTo(0);
    assertThat(shape.radius[3]).isEqualTo(1);
    assertThat(shape.somaRadiusUm).isEqualTo(7);
    assertThat(shape.reachUm).isEqualTo(100);
    assertThat(shape.kinds).containsExactlyInAnyOrder(SectionKind.SOMA, SectionKind.DEND);
  }

  @Test
  void cylindersAreLaidOutConnectedAndAtTheirLength() {
    List<SectionModel> sections =
        List.of(
            cylinder("soma[0]", SectionKind.SOMA, 20, -1, 0),
            cylinder("dend[0]", SectionKind.DEND, 100, 0, 0),
            cylinder("dend[1]", SectionKind.DEND, 80, 0, 0),
            cylinder("apic[0]", SectionKind.APIC, 300, 0, 0.5),
            cylinder("apic[1]", SectionKind.APIC, 150, 3, 1),
            cylinder("apic[2]", SectionKind.APIC, 150, 3, 1));
    float[][][] chains = CylinderLayout.of(sections);
    for (int s = 1; s < chains.length; s++) {
      float[][] chain = chains[s];
      SectionModel section = sections.get(s);
      float[][] parent = chains[section.parent()];
      for (int axis = 0; axis < 2; axis++) {
        double joint = parent[axis][0] + section.parentX() * (parent[axis][1] - parent[axis][0]);
        assertThat((double) chain[axis][0]).isCloseTo(joint, within(1e-3));
      }
      double length = Math.hypot(chain[0][1] - chain[0][0], chain[1][1] - chain[1][0]);
      assertThat(length).isCloseTo(section.lengthUm(), within(1e-3));
    }
    assertThat(chains[3][1][1]).as("the apical dendrite points up").isGreaterThan(290);
    assertThat(chains[4][0][1]).as("branches part").isNotEqualTo(chains[5][0][1]);
  }

  private static SectionModel cylinder(
      String name, SectionKind kind, double lengthUm, int parent, double parentX) {
    return SectionModel.of(name, kind, new SectionGeometry.Cylinder(lengthUm, 2), parent, parentX);
  }
}
