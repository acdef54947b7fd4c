package org.neurowright.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeAxisModelTest {
  private final TimeAxisModel axis = new TimeAxisModel();

  @Test
  void zoomKeepsTheTimeUnderThePointer() {
    axis.setExtent(0, 1000);
    axis.zoom(0.5, 250);
    assertThat(axis.visible()).isEqualTo(new TimeRange(125, 625));
  }

  @Test
  void panStopsAtTheEnds() {
    axis.setExtent(0, 1000);
    axis.show(400, 600);
    axis.pan(5000);
    assertThat(axis.visible()).isEqualTo(new TimeRange(800, 1000));
  }

  @Test
  void aGrowingRunStaysInFullViewUnlessTheUserZoomed() {
    axis.setExtent(0, 100);
    axis.setExtent(0, 200);
    assertThat(axis.visible()).isEqualTo(new TimeRange(0, 200));
    axis.show(50, 60);
    axis.setExtent(0, 300);
    assertThat(axis.visible()).isEqualTo(new TimeRange(50, 60));
  }

  @Test
  void nothingLeadsOutOfTheExtent() {
    Random random = new Random(5);
    axis.setExtent(-50, 950);
    for (int i = 0; i < 5000; i++) {
      switch (random.nextInt(3)) {
        case 0 -> axis.zoom(Math.exp(random.nextGaussian()), -100 + 1200 * random.nextDouble());
        case 1 -> axis.pan(500 * random.nextGaussian());
        default -> axis.show(1000 * random.nextDouble(), 1000 * random.nextDouble());
      }
      TimeRange visible = axis.visible();
      assertThat(visible.startMs()).isGreaterThanOrEqualTo(-50);
      assertThat(visible.endMs()).isLessThanOrEqualTo(950 + 1e-9);
      assertThat(visible.spanMs()).isGreaterThanOrEqualTo(TimeAxisModel.MIN_SPAN_MS - 1e-9);
    }
  }

  @Test
  void theCursorIsNowhereAtFirst() {
    assertThat(axis.cursorMsProperty().get()).isNaN();
    axis.setCursorMs(3);
    assertThat(axis.cursorMsProperty().get()).isEqualTo(3, within(0.0));
  }
}
