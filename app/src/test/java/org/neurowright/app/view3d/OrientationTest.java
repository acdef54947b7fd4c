package org.neurowright.app.view3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OrientationTest {

  @Test
  void turnsAboutZFirstThenYThenX() {
    double a = Math.PI / 2;
    // z takes x to y, y leaves y alone, x takes y to z.
    Orientation o = Orientation.ofAngles(a, 0.7, a);
    Orientation steps =
        Orientation.ofAngles(a, 0, 0)
            .times(Orientation.ofAngles(0, 0.7, 0))
            .times(Orientation.ofAngles(0, 0, a));
    assertThat(numbers(o)).containsExactly(numbers(steps), within(1e-12));
    assertThat(o.viewX(1, 0, 0)).isCloseTo(0, within(1e-12));
    assertThat(o.viewY(1, 0, 0)).isCloseTo(0, within(1e-12));
    assertThat(o.viewZ(1, 0, 0)).isCloseTo(1, within(1e-12));
  }

  @Test
  void aboutYTakesZToX() {
    assertThat(Orientation.ofAngles(0, Math.PI / 2, 0).viewX(0, 0, 1)).isCloseTo(1, within(1e-12));
  }

  @Test
  void staysARotationAfterThousandsOfTurns() {
    Random random = new Random(3);
    Orientation o = Orientation.OBLIQUE;
    for (int i = 0; i < 20_000; i++) {
      o = o.turned(0.1 * random.nextGaussian(), 0.1 * random.nextGaussian());
    }
    double determinant =
        o.xx() * (o.yy() * o.zz() - o.yz() * o.zy())
            - o.xy() * (o.yx() * o.zz() - o.yz() * o.zx())
            + o.xz() * (o.yx() * o.zy() - o.yy() * o.zx());
    assertThat(determinant).isCloseTo(1, within(1e-9));
    assertThat(o.xx() * o.yx() + o.xy() * o.yy() + o.xz() * o.yz()).isCloseTo(0, within(1e-9));
  }

  @Test
  void axisViewsLookAlongTheirAxis() {
    assertThat(Orientation.FRONT.viewZ(0, 0, 1)).isEqualTo(1);
    assertThat(Orientation.RIGHT.viewZ(1, 0, 0)).isEqualTo(1);
    assertThat(Orientation.TOP.viewZ(0, 1, 0)).isEqualTo(1);
    assertThat(Orientation.RIGHT.viewY(0, 1, 0)).isEqualTo(1);
  }

  private static double[] numbers(Orientation o) {
    return new double[] {o.xx(), o.xy(), o.xz(), o.yx(), o.yy(), o.yz(), o.zx(), o.zy(), o.zz()};
  }
}
