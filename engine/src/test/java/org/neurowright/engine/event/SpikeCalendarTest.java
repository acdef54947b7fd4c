package org.neurowright.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpikeCalendarTest {
  private record Arrival(double t, double sent, int source, int id) {}

  private static final Comparator<Arrival> ORDER =
      Comparator.comparingDouble(Arrival::t)
          .thenComparingDouble(Arrival::sent)
          .thenComparingInt(Arrival::source)
          .thenComparingInt(Arrival::id);

  /** Against a sorted list; a small ring, so that arrivals wait for several rounds. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void arrivalsComeInOrderOfTimeThenSendingThenSource(long seed) {
    Random random = new Random(seed);
    SpikeCalendar calendar = new SpikeCalendar(.1, 8);
    List<Arrival> waiting = new ArrayList<>();
    int id = 0;
    double now = 0;
    for (int moment = 0; moment < 4000; moment++) {
      now += .05;
      for (int k = random.nextInt(4); k > 0; k--) {
        id = add(calendar, waiting, arrival(random, now, id));
      }
      while (calendar.isDue(now)) {
        Arrival first = waiting.stream().min(ORDER).orElseThrow();
        assertThat(first.t()).isLessThanOrEqualTo(now);
        assertThat(calendar.timeMs()).isEqualTo(first.t());
        assertThat(calendar.sentMs()).isEqualTo(first.sent());
        assertThat(calendar.source()).isEqualTo(first.source());
        assertThat(List.of(calendar.run(), calendar.index()))
            .containsExactly(first.id(), -first.id());
        calendar.remove();
        waiting.remove(first);
        if (random.nextInt(5) == 0) {
          // What an arrival causes may be due at once.
          double t = first.t() + random.nextInt(3) * .04;
          id = add(calendar, waiting, new Arrival(t, first.t(), random.nextInt(3), id));
        }
      }
      double until = now;
      assertThat(waiting).noneMatch(a -> a.t() <= until);
      assertThat(calendar.size()).isEqualTo(waiting.size());
    }
  }

  private static Arrival arrival(Random random, double now, int id) {
    double delay = random.nextInt(20) == 0 ? random.nextInt(400) * .1 : random.nextInt(30) * .025;
    return new Arrival(now + delay, random.nextInt(3), random.nextInt(4), id);
  }

  private static int add(SpikeCalendar calendar, List<Arrival> waiting, Arrival arrival) {
    waiting.add(arrival);
    calendar.add(arrival.t(), arrival.sent(), arrival.source(), arrival.id(), -arrival.id());
    return arrival.id() + 1;
  }

  @Test
  void clearingGoesBackToTheStart() {
    SpikeCalendar calendar = new SpikeCalendar(.1, 16);
    calendar.add(5, 0, 0, 0, 0);
    assertThat(calendar.isDue(4.9)).isFalse();
    assertThat(calendar.isDue(5)).isTrue();
    calendar.clear();
    assertThat(calendar.isDue(10)).isFalse();
    calendar.clear();
    calendar.add(.3, 0, 7, 0, 0);
    assertThat(calendar.isDue(.2)).isFalse();
    assertThat(calendar.isDue(.3)).isTrue();
    assertThat(calendar.source()).isEqualTo(7);
  }
}
