package org.neurowright.app.view3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CameraTest {
  private static final int W = 800;
  private static final int H = 600;

  @Test
  void zoomKeepsWhatIsUnderThePointer() {
    Camera camera = new Camera(Orientation.OBLIQUE, 10, 20, 30, 500);
    // A point of the target's plane, 100 µm to the right of and 60 µm above the target on the
    // screen.
    Orientation o = camera.orientation();
    double x = 10 + 100 * o.xx() + 60 * o.yx();
    double y = 20 + 100 * o.xy() + 60 * o.yy();
    double z = 30 + 100 * o.xz() + 60 * o.yz();
    Projection before = new Projection(camera, W, H);
    before.project(x, y, z);
    Camera zoomed = camera.zoomed(0.4, (before.x - W / 2.0) / H, (before.y - H / 2.0) / H);
    Projection after = new Projection(zoomed, W, H);
    after.project(x, y, z);
    assertThat(after.x).isCloseTo(before.x, within(1e-6));
    assertThat(after.y).isCloseTo(before.y, within(1e-6));
    assertThat(zoomed.spanUm()).isEqualTo(200, within(1e-9));
  }

  @Test
  void panMovesTheTargetWithThePointer() {
    Camera camera = new Camera(Orientation.OBLIQUE, 10, 20, 30, 500).panned(30.0 / H, -45.0 / H);
    Projection p = new Projection(camera, W, H);
    p.project(10, 20, 30);
    assertThat(p.x).isCloseTo(W / 2.0 + 30, within(1e-6));
    assertThat(p.y).isCloseTo(H / 2.0 - 45, within(1e-6));
  }

  @Test
  void aFramedBoxFillsTheScreenWithoutBeingCut() {
    Random random = new Random(9);
    for (int i = 0; i < 50; i++) {
      SpaceScene.Bounds box =
          new SpaceScene.Bounds(
              -5,
              0,
              10,
              10 + 1000 * random.nextDouble(),
              10 + 1000 * random.nextDouble(),
              20 + 1000 * random.nextDouble());
      Orientation o = Orientation.FRONT.turned(6 * random.nextDouble(), 6 * random.nextDouble());
      Projection p = new Projection(new Camera(o, 0, 0, 0, 100).framing(box, W / (double) H), W, H);
      double fullest = 0;
      for (int corner = 0; corner < 8; corner++) {
        assertThat(
                p.project(
                    (corner & 1) == 0 ? box.minX() : box.maxX(),
                    (corner & 2) == 0 ? box.minY() : box.maxY(),
                    (corner & 4) == 0 ? box.minZ() : box.maxZ()))
            .isTrue();
        fullest = Math.max(fullest, Math.max(Math.abs(p.x / W - 0.5), Math.abs(p.y / H - 0.5)) * 2);
      }
      assertThat(fullest).isBetween(0.8, 0.92);
    }
  }

  @Test
  void whatIsBehindTheEyeIsNotProjected() {
    Camera camera = new Camera(Orientation.FRONT, 0, 0, 0, 100);
    assertThat(new Projection(camera, W, H).project(0, 0, camera.distanceUm() + 1)).isFalse();
  }
}
