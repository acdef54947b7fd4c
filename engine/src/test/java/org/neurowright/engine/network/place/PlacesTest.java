package org.neurowright.engine.network.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.PlaceRule.Body;
import org.neurowright.engine.recipe.PlaceRule.Lattice.Shape;
import org.neurowright.engine.recipe.PlaceRule.Layer;
import org.neurowright.engine.recipe.Point;

class PlacesTest {
  private static final int MANY = 40_000;
  private static final Point CENTER = new Point(10, 20, 30);

  @Test
  void columnsAreFilledEvenly() {
    double[] p = uniform(new Body.Column(CENTER, 100, 50, 200), MANY);
    double inner = 0;
    double meanY = 0;
    for (int at = 0; at < p.length; at += 3) {
      double r = Math.hypot(p[at] - 10, p[at + 2] - 30);
      assertThat(r).isBetween(50 - 1e-9, 200 + 1e-9);
      assertThat(p[at + 1]).isBetween(-30.0, 70.0);
      inner += r < 125 ? 1 : 0;
      meanY += p[at + 1];
    }
    // Area of the ring from 50 to 125 among that from 50 to 200; 4 standard errors.
    double share = (125.0 * 125 - 50 * 50) / (200.0 * 200 - 50 * 50);
    assertThat(inner / MANY).isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / MANY)));
    assertThat(meanY / MANY).isCloseTo(20, within(4 * 100 / Math.sqrt(12.0 * MANY)));
  }

  @Test
  void ellipsoidsAndShellsAreFilledEvenly() {
    double[] e = uniform(new Body.Ellipsoid(CENTER, new Point(100, 50, 200)), MANY);
    double[] s = uniform(new Body.Shell(CENTER, 50, 100), MANY);
    double inHalf = 0;
    double inShell = 0;
    for (int at = 0; at < e.length; at += 3) {
      double x = (e[at] - 10) / 50;
      double y = (e[at + 1] - 20) / 25;
      double z = (e[at + 2] - 30) / 100;
      double square = x * x + y * y + z * z;
      assertThat(square).isLessThan(1);
      inHalf += square < 0.25 ? 1 : 0;
      double r =
          Math.sqrt(
              Math.pow(s[at] - 10, 2) + Math.pow(s[at + 1] - 20, 2) + Math.pow(s[at + 2] - 30, 2));
      assertThat(r).isBetween(50 - 1e-9, 100 + 1e-9);
      inShell += r < 75 ? 1 : 0;
    }
    assertThat(inHalf / MANY).isCloseTo(1 / 8.0, within(4 * Math.sqrt(7 / 64.0 / MANY)));
    double share = (Math.pow(75, 3) - Math.pow(50, 3)) / (Math.pow(100, 3) - Math.pow(50, 3));
    assertThat(inShell / MANY).isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / MANY)));
  }

  @Test
  void cellsKeepTheirDistanceAlsoFromOtherPopulations() {
    Places places = new Places(7);
    PlaceRule rule = new PlaceRule.Within(new Body.Box(CENTER, new Point(100, 100, 100)), 12);
    double[] a = places.draw("net/a", 100, rule).pointsUm();
    double[] b = places.draw("net/b", 50, rule).pointsUm();
    double[] all = new double[a.length + b.length];
    System.arraycopy(a, 0, all, 0, a.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    for (int i = 0; i < all.length; i += 3) {
      for (int j = 0; j < i; j += 3) {
        assertThat(
                Math.sqrt(
                    Math.pow(all[i] - all[j], 2)
                        + Math.pow(all[i + 1] - all[j + 1], 2)
                        + Math.pow(all[i + 2] - all[j + 2], 2)))
            .isGreaterThanOrEqualTo(12);
      }
    }
  }

  @Test
  void sayWhenThereIsNoRoom() {
    PlaceRule rule = new PlaceRule.Within(new Body.Box(CENTER, new Point(50, 50, 50)), 12);
    assertThatThrownBy(() -> new Places(1).draw("net/a", 200, rule))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no room for cell");
    PlaceRule lattice =
        new PlaceRule.Lattice(Shape.RECTANGULAR, Point.ORIGIN, new Point(1, 1, 1), 2, 2, 2, 0);
    assertThatThrownBy(() -> new Places(1).draw("net/a", 9, lattice))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("= 8 points");
  }

  @Test
  void aPlaceDependsOnSeedNameAndNumberOnly() {
    PlaceRule rule = new PlaceRule.Within(new Body.Column(CENTER, 100, 0, 50), 0);
    double[] few = new Places(3).draw("net/a", 10, rule).pointsUm();
    Places later = new Places(3);
    later.draw("net/b", 1000, rule);
    double[] many = later.draw("net/a", 100, rule).pointsUm();
    assertThat(many).startsWith(few);
    assertThat(new Places(4).draw("net/a", 10, rule).pointsUm()).isNotEqualTo(few);
    assertThat(new Places(3).draw("net/b", 10, rule).pointsUm()).isNotEqualTo(few);
  }

  @Test
  void layersGetTheirShares() {
    PlaceRule rule =
        new PlaceRule.Layered(
            new Body.Column(Point.ORIGIN, 100, 0, 50),
            List.of(new Layer("L1", 30, 50, 1), new Layer("L2", -50, 30, 2)),
            0);
    Places.Placed placed = new Places(1).draw("net/a", 10, rule);
    assertThat(placed.layers()).hasSize(10);
    assertThat(Collections.frequency(placed.layers(), "L1")).isEqualTo(3);
    for (int cell = 0; cell < 10; cell++) {
      double y = placed.pointsUm()[3 * cell + 1];
      if (placed.layers().get(cell).equals("L1")) {
        assertThat(y).isBetween(30.0, 50.0);
      } else {
        assertThat(y).isBetween(-50.0, 30.0);
      }
    }
    assertThat(
            Places.shares(
                List.of(
                    new Layer("a", 0, 1, .2), new Layer("b", 1, 2, .3), new Layer("c", 2, 3, .5)),
                7))
        .containsExactly(1, 2, 4);
  }

  @Test
  void latticesAndGrids() {
    double[] hexagonal =
        new Places(1)
            .draw(
                "net/a",
                4,
                new PlaceRule.Lattice(Shape.HEXAGONAL, CENTER, new Point(10, 8, 5), 2, 2, 1, 0))
            .pointsUm();
    assertThat(hexagonal).containsExactly(10, 20, 30, 20, 20, 30, 15, 28, 30, 25, 28, 30);
    double[] grid =
        new Places(1)
            .draw("net/b", 27, new PlaceRule.GridChoice(Point.ORIGIN, new Point(20, 20, 20), 10))
            .pointsUm();
    Set<String> different = new HashSet<>();
    for (int at = 0; at < grid.length; at += 3) {
      different.add(grid[at] + " " + grid[at + 1] + " " + grid[at + 2]);
      for (int axis = 0; axis < 3; axis++) {
        assertThat(grid[at + axis]).isIn(0.0, 10.0, 20.0);
      }
    }
    assertThat(different).hasSize(27);
  }

  private static double[] uniform(Body body, int count) {
    return new Places(5).draw("net/p", count, new PlaceRule.Within(body, 0)).pointsUm();
  }
}
