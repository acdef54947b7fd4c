package org.neurowright.engine.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;

class CellTableTest {
  private static MechanismCatalogue catalogue;

  @BeforeAll
  static void compile() {
    catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
  }

  private static SectionModel section(
      String name, double l, double diam, int nseg, int parent, double parentX, double childX) {
    SectionModel plain =
        SectionModel.of(
            name,
            SectionKind.ofSectionName(name),
            new SectionGeometry.Cylinder(l, diam),
            parent,
            parentX);
    List<MechanismInsertion> mechanisms =
        name.startsWith("dend")
            ? List.of(new MechanismInsertion("pas", Map.of("g", 2e-5)))
            : List.of(
                new MechanismInsertion("pas", Map.of()), new MechanismInsertion("hh", Map.of()));
    return new SectionModel(
        name,
        plain.kind(),
        plain.geometry(),
        parent,
        parentX,
        childX,
        nseg,
        120,
        1.3,
        1,
        mechanisms,
        name.equals("soma") ? Map.of("ena", 52.0) : Map.of(),
        List.of(),
        name.equals("dend[1]") ? List.of(new RangeValue("g_pas", .9, 7e-5)) : List.of());
  }

  /** A soma that hangs on the middle of a dendrite, with branches at all kinds of places. */
  static Specimen oddTree(MechanismCatalogue mechanisms) {
    List<SectionModel> sections =
        List.of(
            section("dend[0]", 100, 2, 3, -1, 0, 0),
            section("soma", 20, 16, 1, 0, .5, 0),
            section("dend[1]", 60, 1, 3, 1, 1, 0),
            section("dend[2]", 40, .8, 1, 0, 1, 1),
            section("dend[3]", 30, 1.5, 1, 0, 0, 0),
            section("apic[0]", 50, 3, 5, 1, .5, 0));
    return new Specimen(
        "Odd",
        "",
        new CableCell("Odd", sections),
        Map.of("basal", List.of(0, 2, 3, 4), "all", List.of(0, 1, 2, 3, 4, 5)),
        mechanisms);
  }

  private static CellTable table() {
    Specimen specimen = oddTree(catalogue);
    return CellTable.of(specimen, specimen.cell());
  }

  /**
   * Provenance: NEURON 9.0.2; the same sections connected alike, {@code h.distance(0, soma(0.5))},
   * then {@code h.distance(soma(0.5), sec(x))}, {@code sec(x).area()} and {@code h.lambda_f(100,
   * sec)}.
   */
  @Test
  void distancesAreasAndLengthConstantsAreNeurons() {
    CellTable table = table();
    assertThat(table.segments()).isEqualTo(14);
    double[][] middles = {
      {43.333333333333336, 10, 43.33333333333334},
      {0},
      {20, 40, 60},
      {80},
      {75},
      {5, 15, 25, 35, 45}
    };
    double[][] ends = {{60, 60}, {10, 10}, {10, 70}, {100, 60}, {60, 90}, {0, 50}};
    double[] area = {
      209.43951023931956,
      1005.3096491487338,
      62.83185307179586,
      100.53096491487338,
      141.3716694115407,
      94.24777960769379
    };
    for (int s = 0; s < 6; s++) {
      for (int i = 0; i < middles[s].length; i++) {
        assertThat(table.distanceUm(table.firstSegment(s) + i))
            .isCloseTo(middles[s][i], within(1e-9));
      }
      assertThat(table.distanceUm(new Site(s, 0))).isCloseTo(ends[s][0], within(1e-9));
      assertThat(table.distanceUm(new Site(s, 1))).isCloseTo(ends[s][1], within(1e-9));
      assertThat(table.areaUm2(table.firstSegment(s))).isCloseTo(area[s], within(1e-9));
    }
    assertThat(table.electrotonicDistance(new Site(2, 1)))
        .isCloseTo(10 / 903.4263640956317 + 60 / 225.85659102390792, within(1e-12));
    assertThat(table.electrotonicDistance(new Site(3, 0)))
        .isCloseTo(
            10 / 903.4263640956317 + 50 / 319.40945417736407 + 40 / 202.0122762783308,
            within(1e-12));
  }

  @Test
  void theWayToTheSomaIsKnownWhicheverSectionIsTheRoot() {
    CellTable table = table();
    assertThat(table.towardsSoma(0)).isEqualTo(1);
    assertThat(table.anchor(0)).isEqualTo(.5);
    assertThat(table.towardsSoma(1)).isEqualTo(-1);
    assertThat(table.towardsSoma(3)).isZero();
    assertThat(table.anchor(3)).isEqualTo(1);
    assertThat(table.segment(new Site(5, 1))).isEqualTo(13);
    assertThat(table.segment(table.site(4))).isEqualTo(4);
  }

  @Test
  void valuesAreThoseOfTheSegmentsAndMissingWhereThereAreNone() {
    CellTable table = table();
    assertThat(table.values("g_pas"))
        .containsExactly(
            2e-5, 2e-5, 2e-5, .001, 2e-5, 2e-5, 7e-5, 2e-5, 2e-5, .001, .001, .001, .001, .001);
    double[] gnabar = table.values("gnabar_hh");
    assertThat(gnabar[3]).isEqualTo(.12);
    assertThat(gnabar[0]).isNaN();
    assertThat(table.values("ena")[3]).isEqualTo(52);
    assertThat(table.values("ena")[9]).isNaN();
    assertThat(table.values("cm")).containsOnly(1.3);
    assertThat(table.values("nonsense")).containsOnly(Double.NaN);
    assertThat(table.variables())
        .extracting(CellTable.Variable::name)
        .contains("cm", "Ra", "ena", "g_pas", "gnabar_hh");
  }
}
