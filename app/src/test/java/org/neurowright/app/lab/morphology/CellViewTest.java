package org.neurowright.app.lab.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.view3d.StrokePicture;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.region.CellTable;

class CellViewTest {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 500;

  /** A soma as of one point, with a long dendrite upwards and a short one towards the viewer. */
  private static CellTable cell() {
    return Trees.table(
        List.of(
            Trees.points(
                "soma",
                -1,
                0,
                1,
                new float[] {0, -8, 0, 16},
                new float[] {0, 0, 0, 16},
                new float[] {0, 8, 0, 16}),
            Trees.points("apic[0]", 0, .5, 5, new float[] {0, 0, 0, 3}, new float[] {0, 200, 0, 3}),
            Trees.points(
                "dend[0]", 0, .5, 3, new float[] {0, 0, 0, 2}, new float[] {60, -60, 90, 2})));
  }

  private static Stream<CellView> views() {
    CellTable table = cell();
    CellShape shape = new CellShape(table);
    return Stream.of(
            new FlatView(shape),
            new SpaceView(shape),
            new TreeView(table, new Dendrogram(table, false)))
        .peek(v -> v.setSize(WIDTH, HEIGHT, 30));
  }

  private static StrokePicture painted(CellView view) {
    StrokePicture picture = new StrokePicture();
    picture.begin(WIDTH, HEIGHT, PlotTheme.LIGHT, view.isShaded());
    int[] argb = new int[view.table.segments()];
    java.util.Arrays.fill(argb, 0xFF0072B2);
    view.paint(picture, argb, new BitSet(), PlotTheme.LIGHT, 1);
    picture.finish();
    return picture;
  }

  @ParameterizedTest
  @MethodSource("views")
  void everySegmentIsFoundWhereItIsDrawn(CellView view) {
    StrokePicture picture = painted(view);
    for (int i = 1; i < view.table.segments(); i++) {
      double[] at = view.pixel(view.table.site(i));
      assertThat(at[0]).isBetween(0.0, (double) WIDTH);
      assertThat(at[1]).isBetween(30.0, (double) HEIGHT);
      assertThat(picture.near(at[0], at[1], 3)).isEqualTo(i);
      assertThat(view.nearest(at[0], at[1], 5)).contains(view.table.site(i));
    }
    assertThat(picture.near(WIDTH - 2, 2, 8)).isEqualTo(StrokePicture.NOTHING);
    assertThat(view.nearest(WIDTH - 2, 2, 8)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("views")
  void zoomKeepsThePointUnderThePointerAndHomeBringsAllBack(CellView view) {
    Site far = new Site(1, .9);
    double[] before = view.pixel(far);
    view.zoom(3, before[0], before[1]);
    double[] after = view.pixel(far);
    // In space only what lies in the target's plane stays exactly.
    double off = view instanceof SpaceView ? 12 : 1e-6;
    assertThat(after[0]).isCloseTo(before[0], within(off));
    assertThat(after[1]).isCloseTo(before[1], within(off));
    view.pan(40, -25);
    double[] moved = view.pixel(far);
    assertThat(moved[0] - after[0]).isCloseTo(40, within(.1 * 40));
    assertThat(moved[1] - after[1]).isCloseTo(-25, within(.1 * 25));
    view.showAll();
    assertThat(view.pixel(far)).containsExactly(before, within(1e-6));
  }

  @Test
  void turningInSpaceChangesWhatLiesInFront() {
    SpaceView view = (SpaceView) views().toList().get(1);
    view.turnTo(org.neurowright.app.view3d.Orientation.FRONT);
    double[] soma = view.pixel(new Site(0, .5));
    double[] tip = view.pixel(new Site(1, 1));
    assertThat(tip[0]).isCloseTo(soma[0], within(1.0));
    assertThat(tip[1]).isLessThan(soma[1] - 50);
    // Seen from above, the apical dendrite points at the viewer.
    view.turnTo(org.neurowright.app.view3d.Orientation.TOP);
    double[] from = view.pixel(new Site(0, .5));
    double[] to = view.pixel(new Site(1, 1));
    assertThat(Math.hypot(to[0] - from[0], to[1] - from[1])).isLessThan(100);
    assertThat(Math.abs(view.pixel(new Site(2, 1))[1] - from[1])).isGreaterThan(50);
  }

  @Test
  void aSomaOfOnePointIsABall() {
    CellShape shape = new CellShape(cell());
    Strokes strokes = shape.strokes();
    List<Integer> soma =
        IntStream.range(0, strokes.count()).filter(i -> strokes.segment(i) == 0).boxed().toList();
    assertThat(soma).hasSize(1);
    assertThat(strokes.of(soma.getFirst(), 0, 3)).isEqualTo(8);
    assertThat(strokes.of(soma.getFirst(), 0, 1)).isZero();
  }

  @Test
  void aLongSomaStaysWithinItsLengthAndIsAsThickAsItIs() {
    CellTable table =
        Trees.table(
            List.of(
                Trees.points(
                    "soma", -1, 0, 3, new float[] {-20, 0, 0, 16}, new float[] {20, 0, 0, 16})));
    Strokes strokes = new CellShape(table).strokes();
    double left = 0;
    double right = 0;
    double thick = 0;
    for (int i = 0; i < strokes.count(); i++) {
      for (int end = 0; end < 2; end++) {
        left = Math.min(left, strokes.of(i, end, 0) - strokes.of(i, end, 3));
        right = Math.max(right, strokes.of(i, end, 0) + strokes.of(i, end, 3));
        thick = Math.max(thick, strokes.of(i, end, 3));
      }
    }
    assertThat(left).isCloseTo(-20, within(1e-4));
    assertThat(right).isCloseTo(20, within(1e-4));
    assertThat(thick).isCloseTo(8, within(1e-4));
    assertThat(IntStream.range(0, strokes.count()).map(strokes::segment).distinct())
        .containsExactly(0, 1, 2);
  }

  @Test
  void strokesOfABranchEndWhereItsSegmentsDo() {
    CellShape shape = new CellShape(cell());
    double[] length = new double[shape.table().segments()];
    Strokes strokes = shape.strokes();
    for (int i = 0; i < strokes.count(); i++) {
      double square = 0;
      for (int axis = 0; axis < 3; axis++) {
        square += Math.pow(strokes.of(i, 1, axis) - strokes.of(i, 0, axis), 2);
      }
      length[strokes.segment(i)] += Math.sqrt(square);
    }
    for (int i = 1; i < length.length; i++) {
      assertThat(length[i]).isCloseTo(shape.table().lengthUm(i), within(1e-3));
    }
  }

  @Test
  void stepsGoAlongTheBranches() {
    CellTable table = cell();
    Walk walk = new Walk(table);
    assertThat(walk.inwards(0)).isZero();
    assertThat(walk.outwards(0)).isEqualTo(1);
    assertThat(walk.outwards(1)).isEqualTo(2);
    assertThat(walk.outwards(5)).isEqualTo(5);
    assertThat(walk.inwards(2)).isEqualTo(1);
    assertThat(walk.inwards(1)).isZero();
    assertThat(walk.beside(4, 1)).isEqualTo(6);
    assertThat(walk.beside(6, 1)).isEqualTo(1);
    for (int seed = 0; seed < 5; seed++) {
      CellTable odd = Trees.random(seed, 50);
      Walk there = new Walk(odd);
      for (int i = 0; i < odd.segments(); i++) {
        int at = i;
        for (int steps = 0; odd.towardsSoma(odd.sectionOf(at)) >= 0; steps++) {
          assertThat(steps).isLessThan(odd.segments());
          at = there.inwards(at);
        }
      }
    }
  }
}
