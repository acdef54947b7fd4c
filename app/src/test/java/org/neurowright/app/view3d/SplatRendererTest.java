package org.neurowright.app.view3d;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;

class SplatRendererTest {
  private static final int W = 300;
  private static final int H = 200;
  private static final int RED = 0xFFD55E00;
  private static final CellModel POINT = new CellModel.Artificial("IntFire1", Map.of());
  private static final SpaceRenderer.Quality QUALITY = SpaceRenderer.Quality.print(1);

  private final Picture picture = new Picture();

  @Test
  void everyIsolatedCellCanBePickedWhereItIs() {
    double[] position = new double[3 * 25];
    for (int i = 0; i < 25; i++) {
      position[3 * i] = 30 * (i % 5);
      position[3 * i + 1] = 30 * (i / 5);
      position[3 * i + 2] = 3 * i;
    }
    SpaceScene scene = scene(position, POINT);
    Camera camera = new Camera(Orientation.OBLIQUE, 0, 0, 0, 1).framing(scene.bounds(), 1.5);
    render(scene, camera);
    Projection p = new Projection(camera, W, H);
    for (int i = 0; i < 25; i++) {
      p.project(position[3 * i], position[3 * i + 1], position[3 * i + 2]);
      assertThat(picture.cellNear(p.x, p.y, 2)).isEqualTo(i);
    }
    assertThat(picture.cellNear(2, 2, 2)).isEqualTo(Picture.NO_CELL);
  }

  @Test
  void theNearerCellHidesTheFartherWhateverTheirOrder() {
    for (int nearer = 0; nearer < 2; nearer++) {
      double[] position = {0, 0, nearer == 0 ? 60 : -60, 0, 0, nearer == 0 ? -60 : 60, 200, 0, 0};
      SpaceScene scene = scene(position, POINT);
      render(scene, new Camera(Orientation.FRONT, 0, 0, 0, 100));
      assertThat(picture.cellNear(W / 2.0, H / 2.0, 0)).isEqualTo(nearer);
    }
  }

  @Test
  void hiddenCellsAreNeitherDrawnNorPicked() {
    SpaceScene scene = scene(new double[] {0, 0, 0, 100, 0, 0}, POINT);
    scene.hidden.set(0);
    render(scene, new Camera(Orientation.FRONT, 0, 0, 0, 100));
    assertThat(picture.cellNear(W / 2.0, H / 2.0, 3)).isEqualTo(Picture.NO_CELL);
  }

  @Test
  void aSelectedCellShowsItsPartsTurnedAsTheFileSays() {
    // One dendrite along x. Turned by 90° about z it must run along y.
    SpaceScene scene = turnedCell(Math.PI / 2);
    scene.selected.set(0);
    render(scene, new Camera(Orientation.FRONT, 0, 0, 0, 200));
    assertThat(isDendrite(picture.argb[(H / 2 - 60) * W + W / 2])).isTrue();
    assertThat(isDendrite(picture.argb[(H / 2) * W + W / 2 + 60])).isFalse();
    assertThat(picture.cellNear(W / 2.0, H / 2.0 - 60, 1)).as("neurites can be picked").isZero();
    scene.selected.clear();
    render(scene, new Camera(Orientation.FRONT, 0, 0, 0, 200));
    assertThat(isDendrite(picture.argb[(H / 2 - 60) * W + W / 2])).isFalse();
  }

  @Test
  void ownColoursReplaceThoseOfThePopulation() {
    SpaceScene scene = scene(new double[] {0, 0, 0, 100, 0, 0}, POINT);
    render(scene, new Camera(Orientation.FRONT, 0, 0, 0, 100));
    int before = picture.argb[(H / 2) * W + W / 2];
    scene.cellArgb = new int[] {0xFF009E73, RED};
    render(scene, new Camera(Orientation.FRONT, 0, 0, 0, 100));
    int after = picture.argb[(H / 2) * W + W / 2];
    assertThat(before >>> 16 & 0xFF).isGreaterThan(before >>> 8 & 0xFF);
    assertThat(after >>> 8 & 0xFF).isGreaterThan(after >>> 16 & 0xFF);
  }

  @Test
  void aSelectionShinesThroughWhatIsInFront() {
    double[] position = {0, 0, -60, 0, 0, 60, 300, 0, 0};
    SpaceScene scene = scene(position, POINT);
    Camera camera = new Camera(Orientation.FRONT, 0, 0, 0, 100);
    scene.cellArgb = new int[] {0xFF009E73, RED, RED};
    render(scene, camera);
    int without = picture.argb[(H / 2) * W + W / 2];
    scene.selected.set(0);
    render(scene, camera);
    assertThat(picture.argb[(H / 2) * W + W / 2]).isNotEqualTo(without);
    assertThat(picture.cellNear(W / 2.0, H / 2.0, 0))
        .as("the front cell is still the one to pick")
        .isEqualTo(1);
  }

  @Test
  void severalBandsLeaveNoSeam() {
    SpaceScene scene = scene(new double[] {0, 0, 0, 1, 0, 0}, POINT);
    picture.clear(W, H, -1, -1);
    render(scene, new Camera(Orientation.FRONT, 0.5, 0, 0, 3));
    Set<Integer> cells = new HashSet<>();
    for (int y = H / 2 - 12; y < H / 2 + 12; y++) {
      cells.add(picture.cell[y * W + W / 2 - 30]);
    }
    assertThat(cells).hasSize(1).doesNotContain(Picture.NO_CELL);
  }

  @Test
  void cellsWithoutPositionsStandOnAGrid() {
    NodePopulation population =
        DemoNetwork.population("p", new long[] {0, 1, 2, 3}, POINT, new double[12], new double[12]);
    assertThat(Placement.isKnown(population)).isFalse();
    SpaceScene scene = SpaceScene.of(List.of(population), name -> RED);
    BitSet places = new BitSet();
    for (int i = 0; i < 4; i++) {
      places.set(
          (int) (1000 + scene.clouds().getFirst().x(i) + 100 * scene.clouds().getFirst().y(i))
              + 5000);
    }
    assertThat(places.cardinality()).isEqualTo(4);
  }

  private static SpaceScene turnedCell(double aboutZ) {
    CableCell cell =
        new CableCell(
            "c",
            List.of(
                SectionModel.of(
                    "soma[0]",
                    SectionKind.SOMA,
                    new SectionGeometry.Points(
                        new float[] {995, 1005},
                        new float[] {500, 500},
                        new float[] {7, 7},
                        new float[] {10, 10}),
                    -1,
                    0),
                SectionModel.of(
                    "dend[0]",
                    SectionKind.DEND,
                    new SectionGeometry.Points(
                        new float[] {1000, 1090},
                        new float[] {500, 500},
                        new float[] {7, 7},
                        new float[] {6, 6}),
                    0,
                    0.5)));
    NodePopulation population =
        DemoNetwork.population(
            "p",
            new long[] {0},
            new CellModel.Cable(cell),
            new double[] {0, 0, 0},
            new double[] {0, 0, aboutZ});
    return SpaceScene.of(List.of(population), name -> 0xFF0072B2);
  }

  private static SpaceScene scene(double[] position, CellModel model) {
    long[] ids = new long[position.length / 3];
    return SpaceScene.of(
        List.of(DemoNetwork.population("p", ids, model, position, new double[position.length])),
        name -> RED);
  }

  private void render(SpaceScene scene, Camera camera) {
    new SplatRenderer().render(scene, camera, W, H, PlotTheme.PRINT, QUALITY, picture);
  }

  /** Orange, whatever the shading. */
  private static boolean isDendrite(int argb) {
    int red = argb >>> 16 & 0xFF;
    int green = argb >>> 8 & 0xFF;
    int blue = argb & 0xFF;
    return red - blue > 60 && red > green && green > blue;
  }
}
