package org.neurowright.app.lab.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.app.lab.morphology.Dendrogram.Branch;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.region.CellTable;

class DendrogramTest {
  private static final double TINY = 1e-9;

  /** A line between two points whose x or y are equal. */
  private record Line(double x0, double y0, double x1, double y1, Branch of) {}

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,12", "4,40", "5,150", "6,150", "7,400", "8,400", "9,1500"})
  void linesNeverCross(long seed, int sections) {
    CellTable table = Trees.random(seed, sections);
    Dendrogram tree = new Dendrogram(table, seed % 2 == 0);
    List<Line> across = new ArrayList<>();
    List<Line> upright = new ArrayList<>();
    for (Branch b : tree.branches()) {
      assertThat(b.to).isGreaterThan(b.from);
      across.add(new Line(b.from, b.row, b.to, b.row, b));
      for (Branch child : b.children) {
        assertThat(child.from).isBetween(b.from - TINY, b.to + TINY);
        upright.add(
            new Line(
                child.from,
                Math.min(b.row, child.row),
                child.from,
                Math.max(b.row, child.row),
                child));
      }
    }
    for (Line u : upright) {
      for (Line a : across) {
        boolean crosses =
            a.x0() + TINY < u.x0()
                && u.x0() < a.x1() - TINY
                && u.y0() + TINY < a.y0()
                && a.y0() < u.y1() - TINY;
        assertThat(crosses).as("%s and %s", a, u).isFalse();
      }
    }
    // Lines of one row lie behind each other.
    for (Line a : across) {
      for (Line b : across) {
        boolean covers =
            a != b
                && Math.abs(a.y0() - b.y0()) < TINY
                && Math.max(a.x0(), b.x0()) < Math.min(a.x1(), b.x1()) - TINY;
        assertThat(covers).as("%s and %s", a, b).isFalse();
      }
    }
    assertThat(tree.branches()).allMatch(b -> b.row >= 0 && b.row <= tree.rows() - 1 + TINY);
  }

  @ParameterizedTest
  @CsvSource({"11,60,false", "12,60,true"})
  void placesStandAtTheirDistance(long seed, int sections, boolean electrotonic) {
    CellTable table = Trees.random(seed, sections);
    Dendrogram tree = new Dendrogram(table, electrotonic);
    double farthest = 0;
    for (int i = 0; i < table.segments(); i++) {
      Site site = table.site(i);
      double wanted = electrotonic ? table.electrotonicDistance(site) : table.distanceUm(site);
      assertThat(tree.at(site)[0]).isCloseTo(wanted, within(1e-9));
      farthest = Math.max(farthest, wanted);
    }
    assertThat(tree.reach()).isGreaterThanOrEqualTo(farthest);
    // Every segment has a line, and lines of a segment have its length.
    double[] drawn = new double[table.segments()];
    Strokes strokes = tree.strokes();
    for (int i = 0; i < strokes.count(); i++) {
      drawn[strokes.segment(i)] += strokes.of(i, 1, 0) - strokes.of(i, 0, 0);
    }
    for (int i = 0; i < drawn.length; i++) {
      boolean soma = table.towardsSoma(table.sectionOf(i)) < 0;
      if (!electrotonic && !soma) {
        assertThat(drawn[i]).isCloseTo(table.lengthUm(i), within(1e-3));
      }
      assertThat(drawn[i]).isPositive();
    }
  }

  @Test
  void aSomaOfOneSegmentIsOneLineAndBranchesLeaveFromBothEnds() {
    CellTable table =
        Trees.table(
            List.of(
                Trees.cylinder("soma", 20, 20, 1, -1, 0, 0),
                Trees.cylinder("dend[0]", 100, 2, 3, 0, 1, 0),
                Trees.cylinder("dend[1]", 50, 2, 1, 0, 0, 0)));
    Dendrogram tree = new Dendrogram(table, false);
    assertThat(tree.branches()).hasSize(3);
    assertThat(tree.rows()).isEqualTo(2);
    assertThat(tree.reach()).isEqualTo(110);
    assertThat(tree.branches().getFirst().row).isEqualTo(.5);
  }

  @Test
  void deepTreesAreLaidOut() {
    List<org.neurowright.engine.description.SectionModel> chain = new ArrayList<>();
    chain.add(Trees.cylinder("soma", 20, 20, 1, -1, 0, 0));
    for (int s = 1; s < 20_000; s++) {
      chain.add(Trees.cylinder("axon[" + s + "]", 5, 1, 1, s - 1, 1, 0));
    }
    Dendrogram tree = new Dendrogram(Trees.table(chain), false);
    assertThat(tree.rows()).isEqualTo(1);
    assertThat(tree.reach()).isCloseTo(10 + 5 * 19_999, within(1e-6));
  }
}
