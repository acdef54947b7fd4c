package org.neurowright.engine.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleBufferTest {

  /**
   * However the steps are cut into epochs and rows are handed on, every wanted step arrives once
   * and in order.
   */
  @ParameterizedTest
  @CsvSource({"0,100,1,7", "0,100,10,3", "13,95,4,2", "30,31,1,1", "0,37,5,100"})
  void handsOnEveryWantedStepOnce(long first, long end, int every, int capacity) {
    Random random = new Random(first * 31 + end);
    SampleBuffer buffer = new SampleBuffer(2, first, end, every, capacity);
    List<Long> seen = new ArrayList<>();
    long done = 0;
    while (done < 110) {
      long steps = Math.min(1 + random.nextInt(20), buffer.roomSteps(done));
      for (long step = done; step < done + steps; step++) {
        int offset = buffer.rowOffset(step);
        if (offset >= 0) {
          buffer.values()[offset] = step;
          buffer.values()[offset + 1] = -step;
        }
      }
      done += steps;
      int rows = buffer.rowsReady(done);
      if (rows > 0 && (random.nextBoolean() || rows == capacity)) {
        handOn(buffer, rows, seen);
        buffer.consumed(rows);
      }
    }
    handOn(buffer, buffer.rowsReady(done), seen);
    List<Long> wanted = new ArrayList<>();
    for (long step = 0; step < end; step++) {
      if (step >= first && step % every == 0) {
        wanted.add(step);
      }
    }
    assertThat(seen).isEqualTo(wanted);
  }

  private static void handOn(SampleBuffer buffer, int rows, List<Long> seen) {
    for (int r = 0; r < rows; r++) {
      seen.add((long) buffer.values()[2 * r]);
      assertThat(buffer.values()[2 * r + 1]).isEqualTo(-buffer.values()[2 * r]);
    }
  }
}
