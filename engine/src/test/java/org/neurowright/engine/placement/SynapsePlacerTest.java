package org.neurowright.engine.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.random.Mt19937;

class SynapsePlacerTest {
  private static final Set<SectionKind> DENDRITES = Set.of(SectionKind.DEND, SectionKind.APIC);

  /**
   * A soma of 10 µm with a dendrite at its middle, one at its far end, and a branch inside the
   * second.
   */
  private static CableCell cell() {
    return new CableCell(
        "test",
        List.of(
            section("soma[0]", SectionKind.SOMA, 10, -1, 0, 1),
            section("dend[0]", SectionKind.DEND, 60, 0, 0.5, 3),
            section("dend[1]", SectionKind.DEND, 100, 0, 1, 5),
            section("apic[0]", SectionKind.APIC, 30, 2, 0.65, 1)));
  }

  private static SectionModel section(
      String name, SectionKind kind, double length, int parent, double parentX, int nseg) {
    return SectionModel.of(name, kind, new SectionGeometry.Cylinder(length, 1), parent, parentX)
        .withNseg(nseg);
  }

  @Test
  void segmentsComeInSectionOrderWithPathDistances() {
    SegmentIndex index = SegmentIndex.of(cell());
    assertThat(index.size()).isEqualTo(10);
    assertThat(distances(index))
        // apic[0] at 0.65 starts at the centre of the fourth of five segments: 10 + 70
        .containsExactly(5, 15, 35, 55, 20, 40, 60, 80, 100, 95);
    assertThat(index.nearUm(1)).isEqualTo(5);
    assertThat(index.farUm(1)).isEqualTo(25);
    assertThat(index.x(2)).isEqualTo(0.5);
    assertThat(index.section(9)).isEqualTo(3);
    assertThat(index.segmentAt(2, 0)).isEqualTo(4);
    assertThat(index.segmentAt(2, 0.65)).isEqualTo(7);
    assertThat(index.segmentAt(2, 1)).isEqualTo(8);
  }

  @Test
  void somaNeedNotBeTheRootAndOtherTreesAreFarAway() {
    CableCell cell =
        new CableCell(
            "soma on a root dendrite",
            List.of(
                section("dend[0]", SectionKind.DEND, 40, -1, 0, 1),
                section("soma[0]", SectionKind.SOMA, 10, 0, 1, 1),
                section("dend[1]", SectionKind.DEND, 20, 0, 0.5, 1),
                section("dend[2]", SectionKind.DEND, 20, -1, 0, 1)));
    // dend[0] is left from its far end; dend[1] starts at the centre of dend[0]
    assertThat(distances(SegmentIndex.of(cell))).containsExactly(20, 5, 30, 1e20);
  }

  @Test
  void aSectionAttachedByItsEndIsWalkedBackwards() {
    SectionModel turned =
        new SectionModel(
            "dend[0]",
            SectionKind.DEND,
            new SectionGeometry.Cylinder(40, 1),
            0,
            1,
            1,
            2,
            100,
            1,
            1,
            List.of(),
            Map.of(),
            List.of(),
            List.of());
    CableCell cell =
        new CableCell(
            "turned", List.of(section("soma[0]", SectionKind.SOMA, 10, -1, 0, 1), turned));
    assertThat(distances(SegmentIndex.of(cell))).containsExactly(5, 40, 20);
  }

  @Test
  void candidatesAreWeightedByTheirLengthInsideTheRange() {
    Candidates candidates =
        PlacementTable.of(cell()).candidates(new PlacementTarget(DENDRITES, 20, 45));
    // dend[0]: 5..25, 25..45, 45..65 ; dend[1]: 10..30, 30..50 ; apic[0]: 80..110
    assertThat(candidates.size()).isEqualTo(4);
    assertThat(
            new int[] {
              candidates.segment(0),
              candidates.segment(1),
              candidates.segment(2),
              candidates.segment(3)
            })
        .containsExactly(1, 2, 4, 5);
    double total = 5 + 20 + 10 + 15;
    assertThat(candidates.probability(0)).isCloseTo(5 / total, within(1e-15));
    assertThat(candidates.probability(1)).isCloseTo(20 / total, within(1e-15));
    assertThat(candidates.probability(2)).isCloseTo(10 / total, within(1e-15));
    assertThat(candidates.probability(3)).isCloseTo(15 / total, within(1e-15));
  }

  @Test
  void drawsFollowTheProbabilities() {
    PlacementTable table = PlacementTable.of(cell());
    PlacementTarget target = new PlacementTarget(DENDRITES, 20, 45);
    int n = 100_000;
    int[] segments = new int[n];
    assertThat(new SynapsePlacer(table, new Mt19937(5)).place(target, n, segments)).isEqualTo(n);
    int[] count = new int[10];
    for (int segment : segments) {
      count[segment]++;
    }
    double[] expected = {0, 0.1, 0.4, 0, 0.2, 0.3, 0, 0, 0, 0};
    for (int s = 0; s < count.length; s++) {
      double sigma = Math.sqrt(expected[s] * (1 - expected[s]) / n);
      assertThat(count[s] / (double) n)
          .as("segment %d", s)
          .isCloseTo(expected[s], within(4 * sigma));
    }
  }

  @Test
  void equalSeedsGiveEqualPlacesWhateverTheRowsAre() {
    PlacementTable table = PlacementTable.of(cell());
    PlacementTarget target = new PlacementTarget(DENDRITES, 0, 1e20);
    SynapsePlacer whole = new SynapsePlacer(table, new Mt19937(9));
    SynapsePlacer parts = new SynapsePlacer(table, new Mt19937(9));
    SynapsePlacer.Placement all = whole.place(target, 7);
    SynapsePlacer.Placement first = parts.place(target, 3);
    SynapsePlacer.Placement second = parts.place(target, 4);
    assertThat(all.section()).startsWith(first.section()).endsWith(second.section());
    assertThat(all.x()).startsWith(first.x()).endsWith(second.x());
  }

  @Test
  void nothingIsDrawnWhereNothingIsInRange() {
    PlacementTable table = PlacementTable.of(cell());
    Mt19937 random = new Mt19937(1);
    SynapsePlacer placer = new SynapsePlacer(table, random);
    assertThat(placer.place(new PlacementTarget(DENDRITES, 500, 600), 5).size()).isZero();
    assertThat(placer.place(new PlacementTarget(Set.of(SectionKind.AXON), 0, 600), 5).size())
        .isZero();
    assertThat(random.nextDouble()).isEqualTo(new Mt19937(1).nextDouble());
  }

  /**
   * Reference: {@code numpy.sum} of numpy 1.26.4 over the first n of 1000 numbers of widely
   * different size.
   */
  @ParameterizedTest
  @CsvSource({
    "5, 809.4707097339965", "8, 7453.05565300188", "37, 46391.61137284853",
    "128, 123248.40760386488", "129, 123597.99847590463", "1000, 1236880.581109183"
  })
  void sumsAsNumpyDoes(int n, double expected) {
    Mt19937 random = new Mt19937(3);
    double[] a = new double[1000];
    for (int i = 0; i < a.length; i++) {
      a[i] = random.nextDouble();
    }
    for (int i = 0; i < a.length; i++) {
      a[i] *= Math.exp(10 * random.nextDouble());
    }
    assertThat(Candidates.blockwiseSum(a, 0, n)).isCloseTo(expected, within(expected * 3e-16));
  }

  private static double[] distances(SegmentIndex index) {
    double[] distances = new double[index.size()];
    for (int s = 0; s < distances.length; s++) {
      distances[s] = index.distanceUm(s);
    }
    return distances;
  }
}
