package org.neurowright.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableGroup;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.cable.Probe;

/** The Rallpacks, and the order of convergence of the cable, against analytic solutions. */
class RallpackTest {
  /**
   * Rallpack 1: both ends for 250 ms; the benchmark calls 1 % good. Crank-Nicolson rings at first,
   * for a step of current excites modes far faster than the time step.
   */
  @Test
  void aPassiveCylinderFollowsTheAnalyticSolution() {
    double length = 1000 / Rallpack.lambdaUm(1);
    assertThat(length).isCloseTo(1, within(1e-12));
    Blueprint cylinder = Rallpack.cylinder(1000);
    assertThat(worstRelativeError(cylinder, 0, 1, length, 2)).isLessThan(2e-3);
    assertThat(worstRelativeError(cylinder, 0, 1, length, 0)).isLessThan(4e-3);
  }

  /** Rallpack 2: the root's start and the tips of ten levels of branches. */
  @Test
  void aTreeOfTenLevelsFollowsItsEquivalentCylinder() {
    double length = 0;
    for (int level = 0; level < 10; level++) {
      length += Rallpack.treeLengthUm(level) / Rallpack.lambdaUm(Rallpack.treeDiamUm(level));
    }
    assertThat(length).isCloseTo(.08, within(1e-6));
    Blueprint tree = Rallpack.tree();
    int tip = tree.cell().sections().size() - 1;
    assertThat(worstRelativeError(tree, tip, 16, length, 2)).isLessThan(2e-3);
  }

  /** Largest error at x = 0 of section 0 and x = 1 of another, relative to the final potential. */
  private static double worstRelativeError(
      Blueprint blueprint, int section, double diamUm, double length, int secondOrder) {
    double dt = .05;
    CableNetwork network = new CableNetwork(Models.CATALOGUE);
    int cell = network.addCell(blueprint);
    Models.point(
        network, cell, 0, 0, "IClamp", Map.of("del", 0.0, "dur", 1e9, "amp", Rallpack.CURRENT_NA));
    CablePartition partition =
        network.partition(1, new CableSettings(dt, Rallpack.REST_MV, 6.3, secondOrder, Map.of()));
    Probe near = partition.probe(cell, 0, 0, "v").orElseThrow();
    Probe far = partition.probe(cell, section, 1, "v").orElseThrow();
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    double worst = 0;
    for (int step = 1; step <= 5000; step++) {
      group.advance(step - 1, 1);
      if (step % 20 == 0) {
        double t = step * dt;
        worst = Math.max(worst, relative(near, diamUm, length, 0, t));
        worst = Math.max(worst, relative(far, diamUm, length, length, t));
      }
    }
    return worst;
  }

  private static double relative(Probe probe, double diamUm, double length, double x, double t) {
    double expected = Rallpack.analyticMv(diamUm, length, x, t);
    double end = Rallpack.analyticMv(diamUm, length, x, 250);
    return Math.abs(probe.value() - Rallpack.REST_MV - expected) / end;
  }

  /**
   * Rallpack 3: the spikes at the far end come at times that converge with the first power of the
   * step, and their number does not change.
   */
  @Test
  void theSpikesOfAnAxonConverge() {
    List<Double> finest = farSpikes(.00625);
    List<Double> finer = farSpikes(.0125);
    List<Double> usual = farSpikes(.025);
    List<Double> coarse = farSpikes(.05);
    assertThat(finest).hasSizeGreaterThan(3);
    assertThat(usual).hasSameSizeAs(finest);
    int last = finest.size() - 1;
    double first = coarse.get(last) - usual.get(last);
    double second = usual.get(last) - finer.get(last);
    double third = finer.get(last) - finest.get(last);
    assertThat(first / second).isBetween(1.8, 2.3);
    assertThat(second / third).isBetween(1.8, 2.3);
  }

  /** Times of upward crossings of 0 mV at the far end within 60 ms, interpolated, ms. */
  private static List<Double> farSpikes(double dt) {
    CableNetwork network = new CableNetwork(Models.CATALOGUE);
    int cell = network.addCell(Rallpack.axon(200));
    Models.point(
        network, cell, 0, 0, "IClamp", Map.of("del", 0.0, "dur", 1e9, "amp", Rallpack.CURRENT_NA));
    CablePartition partition =
        network.partition(1, new CableSettings(dt, Rallpack.REST_MV, 6.3, 0, Map.of()));
    Probe far = partition.probe(cell, 0, 1, "v").orElseThrow();
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    List<Double> times = new ArrayList<>();
    double before = far.value();
    for (int step = 0; step < Math.round(60 / dt); step++) {
      group.advance(step, 1);
      group.outgoing().clear();
      double now = far.value();
      if (before < 0 && now >= 0) {
        times.add((step + before / (before - now)) * dt);
      }
      before = now;
    }
    return times;
  }

  /** Three times the segments, a ninth of the error. */
  @Test
  void theErrorInSpaceFallsWithTheSquareOfTheSegment() {
    double length = 1000 / Rallpack.lambdaUm(1);
    double expected = Rallpack.REST_MV + Rallpack.analyticMv(1, length, length, 20);
    IntToDoubleFunction error = nseg -> Math.abs(farPotential(nseg, .005, 2) - expected);
    assertThat(error.applyAsDouble(5) / error.applyAsDouble(15)).isCloseTo(9, within(.5));
    assertThat(error.applyAsDouble(15) / error.applyAsDouble(45)).isCloseTo(9, within(.5));
  }

  /** Half the step: half the error of implicit Euler, a quarter of Crank-Nicolson's. */
  @Test
  void theErrorInTimeFallsWithTheOrderOfTheMethod() {
    for (int secondOrder : new int[] {0, 1, 2}) {
      double one = farPotential(9, .2, secondOrder);
      double two = farPotential(9, .1, secondOrder);
      double three = farPotential(9, .05, secondOrder);
      assertThat((one - two) / (two - three))
          .isCloseTo(secondOrder == 0 ? 2 : 4, within(secondOrder == 0 ? .1 : .2));
    }
  }

  /** Potential of the far end of Rallpack 1 after 20 ms, mV. */
  private static double farPotential(int nseg, double dt, int secondOrder) {
    CableNetwork network = new CableNetwork(Models.CATALOGUE);
    int cell = network.addCell(Rallpack.cylinder(nseg));
    Models.point(
        network, cell, 0, 0, "IClamp", Map.of("del", 0.0, "dur", 1e9, "amp", Rallpack.CURRENT_NA));
    CablePartition partition =
        network.partition(1, new CableSettings(dt, Rallpack.REST_MV, 6.3, secondOrder, Map.of()));
    CableGroup group = partition.groups().getFirst();
    group.initialise();
    group.advance(0, (int) Math.round(20 / dt));
    return partition.probe(cell, 0, 1, "v").orElseThrow().value();
  }
}
