package org.neurowright.engine.nmodl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class SolversTest {
  @Test
  void linearSystemsAreSolvedAlsoWithZerosOnTheDiagonal() {
    Random random = new Random(5);
    for (int n = 1; n <= 12; n++) {
      LinearSystem system = new LinearSystem(n);
      double[] matrix = new double[n * n];
      double[] x = new double[n];
      for (int i = 0; i < n * n; i++) {
        matrix[i] = i % (n + 1) == 0 && n > 1 ? 0 : random.nextGaussian();
      }
      if (n == 1) {
        matrix[0] = 3;
      }
      for (int i = 0; i < n; i++) {
        x[i] = random.nextGaussian();
      }
      System.arraycopy(matrix, 0, system.a, 0, n * n);
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
          sum += matrix[i * n + j] * x[j];
        }
        system.b[i] = sum;
      }

      assertThat(system.solve()).isTrue();
      for (int i = 0; i < n; i++) {
        assertThat(system.b[i]).isCloseTo(x[i], within(1e-9));
      }
    }
  }

  @Test
  void aSingularSystemIsNoticed() {
    LinearSystem system = new LinearSystem(2);
    system.a[0] = 1;
    system.a[1] = 2;
    system.a[2] = 2;
    system.a[3] = 4;
    assertThat(system.solve()).isFalse();
  }

  @Test
  void newtonFindsTheRootAndEndsWithAnEvaluationThere() {
    NewtonSolver newton = new NewtonSolver(2);
    newton.x[0] = 1;
    newton.x[1] = 0.5;
    newton.start();
    double lastX = 0;
    while (newton.next()) {
      lastX = newton.x[0];
      newton.f[0] = newton.x[0] * newton.x[0] + newton.x[1] - 4;
      newton.f[1] = newton.x[0] - Math.exp(-newton.x[1]) - 0.5;
    }

    assertThat(newton.failed()).isFalse();
    assertThat(newton.x[0]).isEqualTo(lastX);
    assertThat(newton.x[0] * newton.x[0] + newton.x[1]).isCloseTo(4, within(1e-8));
    assertThat(newton.x[0] - Math.exp(-newton.x[1])).isCloseTo(0.5, within(1e-8));
  }

  @Test
  void newtonGivesUpWhereThereIsNoRoot() {
    NewtonSolver newton = new NewtonSolver(1);
    newton.x[0] = 3;
    newton.start();
    int evaluations = 0;
    while (newton.next()) {
      newton.f[0] = newton.x[0] * newton.x[0] + 1;
      evaluations++;
    }
    assertThat(newton.failed()).isTrue();
    assertThat(evaluations).isLessThan(300);
  }

  @Test
  void theExponentialIsGuardedOnBothSides() {
    assertThat(KernelMath.exp(-701)).isZero();
    assertThat(KernelMath.exp(1000)).isEqualTo(Math.exp(700));
    assertThat(KernelMath.exp(1.25)).isEqualTo(Math.exp(1.25));
    assertThat(KernelMath.exp(Double.NaN)).isNaN();
  }

  /** Hille's equation by hand for calcium at 20 °C; the current is continuous through 0 mV. */
  @Test
  void ghkFollowsItsEquation() {
    double f = 96485.33212331001;
    double r = 8.31446261815324;
    double celsius = 20;
    double v = -40;
    double u = 2 * v * 1e-3 * f / (r * (celsius + 273.15));
    double expected = 1e-3 * 2 * f * u * (1e-4 - 2 * Math.exp(-u)) / (1 - Math.exp(-u));

    assertThat(KernelMath.ghk(v, 1e-4, 2, 2, celsius)).isCloseTo(expected, within(1e-9));
    assertThat(KernelMath.ghk(1e-9, 1, 2, 1, celsius))
        .isCloseTo(KernelMath.ghk(-1e-9, 1, 2, 1, celsius), within(1e-6));
  }

  @Test
  void atTimeIsTrueInOneStepOnly() {
    int hits = 0;
    for (int step = 0; step < 100; step++) {
      hits += (int) KernelMath.atTime(step * 0.1, 0.1, 3.14);
    }
    assertThat(hits).isEqualTo(1);
  }

  @Test
  void aWatchThatIsTrueWhenArmedFiresOnlyAfterItWasFalse() {
    Watches watches = new Watches(2, 1);
    watches.arm(1, 0, 5.0, 2.0);
    assertThat(watches.any(0)).isFalse();
    assertThat(watches.fires(1, 0, 6.0)).isFalse();
    assertThat(watches.fires(1, 0, -1.0)).isFalse();
    assertThat(watches.fires(1, 0, 0.5)).isTrue();
    assertThat(watches.fires(1, 0, 0.7)).isFalse();
    assertThat(watches.flag(1, 0)).isEqualTo(2.0);
    watches.clear();
    assertThat(watches.any(1)).isFalse();
  }
}
