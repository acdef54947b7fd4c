package org.neurowright.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventQueueTest {
  private record Event(double t, int id, long ticket) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void deliversByTimeThenInsertionAndLeavesOutCancelledOnes(long seed) {
    Random random = new Random(seed);
    EventQueue queue = new EventQueue();
    List<Event> waiting = new ArrayList<>();
    int id = 0;
    for (int round = 0; round < 2000; round++) {
      if (random.nextInt(3) > 0 || waiting.isEmpty()) {
        double t = random.nextInt(50) / 4.0;
        waiting.add(new Event(t, id, queue.add(t, round, 7, id, -id, id + 1, id * .5)));
        id++;
      } else if (random.nextInt(4) == 0) {
        Event gone = waiting.remove(random.nextInt(waiting.size()));
        queue.cancel(gone.ticket());
        queue.cancel(gone.ticket());
      } else {
        Event first =
            waiting.stream()
                .min(Comparator.comparingDouble(Event::t).thenComparingInt(Event::id))
                .orElseThrow();
        waiting.remove(first);
        while (!queue.pop()) {
          assertThat(queue.isEmpty()).isFalse();
        }
        assertThat(queue.timeMs()).isEqualTo(first.t());
        assertThat(queue.kind()).isEqualTo(7);
        assertThat(List.of(queue.a(), queue.b(), queue.c()))
            .containsExactly(first.id(), -first.id(), first.id() + 1);
        assertThat(queue.number()).isEqualTo(first.id() * .5);
        queue.cancel(first.ticket());
      }
    }
  }

  @Test
  void aTicketOfADeliveredEventDoesNotCancelItsSuccessor() {
    EventQueue queue = new EventQueue();
    long old = queue.add(1, 0, 0, 0, 0, 0, 0);
    queue.pop();
    queue.add(2, 1, 0, 5, 0, 0, 0);
    queue.cancel(old);
    assertThat(queue.firstTimeMs()).isEqualTo(2);
    assertThat(queue.pop()).isTrue();
    assertThat(queue.firstTimeMs()).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
