package org.neurowright.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What two cursors read off a curve, and areas on top of each other. */
class CurveMeasuresTest {
  private static final LinePlot.Curve RAMP =
      new LinePlot.Curve("ramp", new double[] {0, 1, 2, 4}, new double[] {0, 10, 20, 40});

  @Test
  void valuesMeanAndSlopeOfARampAreThoseOfTheRamp() {
    Measures found = Measures.of("ramp", RAMP, .5, 3);
    assertThat(found.yA()).isCloseTo(5, within(1e-12));
    assertThat(found.yB()).isCloseTo(30, within(1e-12));
    assertThat(found.deltaX()).isEqualTo(2.5);
    assertThat(found.slope()).isCloseTo(10, within(1e-12));
    // Samples stand apart differently; the mean is that over the axis.
    assertThat(found.mean()).isCloseTo(17.5, within(1e-12));
    assertThat(found.min()).isCloseTo(5, within(1e-12));
    assertThat(found.max()).isCloseTo(30, within(1e-12));
    Measures backwards = Measures.of("ramp", RAMP, 3, .5);
    assertThat(backwards.yA()).isCloseTo(30, within(1e-12));
    assertThat(backwards.slope()).isCloseTo(10, within(1e-12));
    assertThat(backwards.mean()).isCloseTo(17.5, within(1e-12));
  }

  @Test
  void gapsAndPlacesBesideTheCurveAreLeftOut() {
    LinePlot.Curve gap =
        new LinePlot.Curve(
            "gap", new double[] {0, 1, 2, 3, 4}, new double[] {2, 2, Double.NaN, 6, 6});
    Measures found = Measures.of("gap", gap, 0, 4);
    assertThat(found.mean()).isCloseTo(4, within(1e-12));
    assertThat(found.min()).isEqualTo(2);
    assertThat(found.max()).isEqualTo(6);
    Measures beside = Measures.of("ramp", RAMP, -1, 2);
    assertThat(beside.yA()).isNaN();
    assertThat(beside.yB()).isEqualTo(20);
    assertThat(beside.max()).isEqualTo(20);
    assertThat(Measures.of("ramp", RAMP, 8, 9).max()).isNaN();
    assertThat(Measures.of("ramp", RAMP, 1, 1).mean()).isEqualTo(10);
  }

  @Test
  void cursorsAreShownWhereTheyCanBeSeen() {
    TimeAxisModel axis = new TimeAxisModel();
    axis.setExtent(0, 300);
    axis.measure().show(axis.visible());
    assertThat(axis.measure().state().a()).isEqualTo(100);
    assertThat(axis.measure().state().b()).isEqualTo(200);
    axis.measure().move(true, 250);
    assertThat(axis.measure().state().movesB()).isTrue();
    axis.measure().hide();
    axis.show(240, 270);
    axis.measure().show(axis.visible());
    assertThat(axis.measure().state().b()).isEqualTo(250);
    axis.measure().hide();
    axis.show(0, 30);
    axis.measure().show(axis.visible());
    assertThat(axis.measure().state().a()).isEqualTo(10);
  }

  @Test
  void stackedCurvesFillFromZeroInBothDirections() {
    double[] x = {0, 1, 2, 3};
    LinePlot.Panel panel =
        new LinePlot.Panel(
            "",
            "x",
            "y",
            List.of(
                new LinePlot.Curve("", x, new double[] {1, 1, 1, 1}, false, 0xFFFF0000),
                new LinePlot.Curve("", x, new double[] {-2, -2, -2, -2}, false, 0xFF0000FF),
                new LinePlot.Curve("", x, new double[] {1, 1, 1, 1}, false, 0xFF00FF00)),
            true);
    double[] range = LinePlot.yRange(panel);
    assertThat(range[0]).isCloseTo(-2.2, within(1e-9));
    assertThat(range[1]).isCloseTo(2.2, within(1e-9));
    BufferedImage image =
        PlotExport.image(new LinePlot("stack", List.of(panel)), 300, 240, 1, PlotTheme.PRINT);
    // The middle of the plot is zero; a quarter of its height is about one unit.
    double top = AxisPainter.TOP;
    double height = 240 - AxisPainter.TOP - AxisPainter.BOTTOM;
    int column = 180;
    assertThat(hue(image, column, top + height * (.5 - .5 / 4.4))).isEqualTo("red");
    assertThat(hue(image, column, top + height * (.5 - 1.5 / 4.4))).isEqualTo("green");
    assertThat(hue(image, column, top + height * (.5 + .7 / 4.4))).isEqualTo("blue");
  }

  private static String hue(BufferedImage image, double x, double y) {
    int rgb = image.getRGB((int) x, (int) y);
    int red = rgb >>> 16 & 0xFF;
    int green = rgb >>> 8 & 0xFF;
    int blue = rgb & 0xFF;
    return red > green + 60 && red > blue + 60
        ? "red"
        : green > red + 60 && green > blue + 60
            ? "green"
            : blue > red + 60 && blue > green + 60 ? "blue" : "none";
  }
}
