package org.neurowright.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceDecimatorTest {
  private static final AxisMap TIME = new AxisMap(0, 1000, 10, 100);
  private static final AxisMap VALUES = new AxisMap(0, 1, 0, 1); // pixel = value

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyPixelColumnKeepsItsExtremes(long seed) {
    Random random = new Random(seed);
    int n = 20_000 + random.nextInt(5000);
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = random.nextGaussian() + (random.nextInt(500) == 0 ? 50 : 0);
    }
    double dt = 1000.0 / n;
    TraceDecimator decimator = new TraceDecimator();
    decimator.decimate(new TraceSeries("a", -1, 0, dt, v, n), TIME, VALUES);

    double[] low = filled(101, Double.POSITIVE_INFINITY);
    double[] high = filled(101, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < n; i++) {
      int column = (int) Math.floor(10 + i * dt / 10) - 10;
      low[column] = Math.min(low[column], v[i]);
      high[column] = Math.max(high[column], v[i]);
    }
    double[] drawnLow = filled(101, Double.POSITIVE_INFINITY);
    double[] drawnHigh = filled(101, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < decimator.count(); i++) {
      int column = (int) Math.floor(decimator.x()[i]) - 10;
      drawnLow[column] = Math.min(drawnLow[column], decimator.y()[i]);
      drawnHigh[column] = Math.max(drawnHigh[column], decimator.y()[i]);
      assertThat(i == 0 || decimator.x()[i] >= decimator.x()[i - 1])
          .as("in order of time")
          .isTrue();
    }
    assertThat(drawnLow).isEqualTo(low);
    assertThat(drawnHigh).isEqualTo(high);
    assertThat(decimator.count()).isLessThanOrEqualTo(TraceDecimator.POINTS_PER_COLUMN * 101);
  }

  @Test
  void fewSamplesStayAsTheyAreAndRunOutOfTheFrame() {
    double[] v = {5, 6, 7, 8, 9, 10};
    TraceDecimator decimator = new TraceDecimator();
    decimator.decimate(
        new TraceSeries("a", -1, 0, 100, v, 6), new AxisMap(150, 350, 0, 200), VALUES);
    assertThat(Arrays.copyOf(decimator.y(), decimator.count())).containsExactly(6, 7, 8, 9);
  }

  @Test
  void gapsBreakTheLineButLoseNoExtreme() {
    double[] v = new double[10_000];
    for (int i = 0; i < v.length; i++) {
      v[i] = i % 100 == 50 ? Double.NaN : Math.sin(i);
    }
    v[4321] = 99;
    TraceDecimator decimator = new TraceDecimator();
    decimator.decimate(new TraceSeries("a", -1, 0, 0.1, v, v.length), TIME, VALUES);
    double highest = 0;
    int breaks = 0;
    for (int i = 0; i < decimator.count(); i++) {
      highest = Math.max(highest, Double.isNaN(decimator.y()[i]) ? 0 : decimator.y()[i]);
      breaks += Double.isNaN(decimator.y()[i]) ? 1 : 0;
    }
    assertThat(highest).isEqualTo(99);
    assertThat(breaks).isEqualTo(100);
  }

  private static double[] filled(int size, double value) {
    double[] a = new double[size];
    Arrays.fill(a, value);
    return a;
  }
}
