package org.neurowright.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DecimatedTraceTest {

  @Test
  void givesBackWhatFits() {
    DecimatedTrace trace = new DecimatedTrace(8, 10, 0.1);
    for (int i = 0; i < 8; i++) {
      trace.add(i);
    }
    DecimatedTrace.Snapshot snapshot = trace.snapshot();
    assertThat(snapshot.values()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(snapshot.t0Ms()).isEqualTo(10);
    assertThat(snapshot.dtMs()).isEqualTo(0.1);
  }

  @Test
  void keepsEverySpikeHoweverLongTheRun() {
    DecimatedTrace trace = new DecimatedTrace(64, 0, 0.1);
    int samples = 100_000;
    for (int i = 0; i < samples; i++) {
      trace.add(i == 77_777 ? 40 : i == 50_001 ? -90 : -65);
    }
    DecimatedTrace.Snapshot snapshot = trace.snapshot();
    assertThat(snapshot.values().length).isBetween(64, 128);
    assertThat(Arrays.stream(snapshot.values()).max().getAsDouble()).isEqualTo(40);
    assertThat(Arrays.stream(snapshot.values()).min().getAsDouble()).isEqualTo(-90);
    int peak = 0;
    while (snapshot.values()[peak] != 40) {
      peak++;
    }
    double binMs = 2 * snapshot.dtMs();
    assertThat(snapshot.t0Ms() + peak * snapshot.dtMs()).isCloseTo(7777.7, within(binMs));
    assertThat(snapshot.values().length * snapshot.dtMs()).isCloseTo(samples * 0.1, within(binMs));
  }

  @Test
  void lowAndHighStandInTheOrderInWhichTheyCame() {
    DecimatedTrace trace = new DecimatedTrace(2, 0, 1);
    for (double value : new double[] {5, 1, 2, 7}) {
      trace.add(value);
    }
    assertThat(trace.snapshot().values()).containsExactly(5, 1, 2, 7);
    assertThat(trace.snapshot().dtMs()).isEqualTo(1);
  }
}
