package org.neurowright.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.group.CellGroup;
import org.neurowright.engine.group.SpikeBuffer;
import org.neurowright.engine.problem.ModelException;

class CrewTest {
  /** A group that counts how often it was worked on. */
  private static final class Counting implements CellGroup {
    final AtomicInteger times = new AtomicInteger();
    final double cost;

    Counting(double cost) {
      this.cost = cost;
    }

    @Override
    public void initialise() {}

    @Override
    public void advance(long firstStep, int steps) {
      times.incrementAndGet();
    }

    @Override
    public SpikeBuffer outgoing() {
      return new SpikeBuffer();
    }

    @Override
    public void accept(SpikeBuffer spikes) {}

    @Override
    public double cost() {
      return cost;
    }
  }

  private static List<Counting> groups(int count) {
    List<Counting> groups = new ArrayList<>();
    for (int g = 0; g < count; g++) {
      groups.add(new Counting(g));
    }
    return groups;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20})
  void everyGroupIsWorkedOnOnceAnEpoch(int threads) {
    List<Counting> groups = groups(11);
    AtomicLong nanos = new AtomicLong();
    try (Crew crew = new Crew(groups, threads, nanos::incrementAndGet)) {
      for (int epoch = 1; epoch <= 50; epoch++) {
        crew.advance(1, group -> group.advance(0, 1));
        int times = epoch;
        assertThat(groups).allMatch(group -> group.times.get() == times);
      }
    }
  }

  @Test
  void theCostliestIsTakenFirst() {
    List<Counting> groups = groups(5);
    List<CellGroup> taken = new ArrayList<>();
    try (Crew crew = new Crew(groups, 1, () -> 0)) {
      crew.forEach(taken::add);
    }
    assertThat(taken).hasSize(5).first().isSameAs(groups.getLast());
    assertThat(taken).last().isSameAs(groups.getFirst());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aFailureReachesTheCaller(int threads) {
    List<Counting> groups = groups(7);
    try (Crew crew = new Crew(groups, threads, System::nanoTime)) {
      assertThatThrownBy(() ->
              crew.forEach(group -> {
                if (group == groups.get(2)) {
                  throw new IllegalStateException("no more");
                }
              }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no more");
      crew.forEach(group -> group.advance(0, 1));
    }
    assertThat(groups).allMatch(group -> group.times.get() == 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void recursionWithoutEndIsAProblemAndNoCrash(int threads) {
    AtomicLong nanos = new AtomicLong();
    try (Crew crew = new Crew(groups(3), threads, nanos::incrementAndGet)) {
      assertThatThrownBy(() -> crew.forEach(_ -> deeper(0)))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("calls itself without end");
    }
  }

  private static double deeper(double x) {
    return deeper(x + 1) + x;
  }
}
