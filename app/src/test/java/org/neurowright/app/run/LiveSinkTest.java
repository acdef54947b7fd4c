package org.neurowright.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.record.ReportLayout;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.SampleBlock;
import org.neurowright.engine.record.SpikeBlock;

class LiveSinkTest {
  private final LiveSink sink = new LiveSink();

  private static RunLayout layout() {
    ReportLayout report =
        new ReportLayout(
            "v",
            "v.h5",
            "b",
            "v",
            "mV",
            new long[] {10, 11, 12},
            new long[] {0, 2, 2, 3},
            new long[] {0, 1, 0},
            new double[] {0.5, 0.5, 0.5},
            new long[0],
            new long[0],
            0,
            10,
            0.1,
            100);
    return new RunLayout(
        "m",
        10,
        0.1,
        100,
        List.of(
            new RunLayout.SpikingPopulation("a", 0, new long[] {0, 1}),
            new RunLayout.SpikingPopulation("b", 2, new long[] {10, 11, 12})),
        List.of(report),
        new OutputSettings(
            "/out",
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OutputSettings.SpikeOrder.NONE));
  }

  @Test
  void numbersRowsThroughAllPopulationsAndHandsEachSpikeOverOnce() {
    sink.begin(layout());
    sink.spikes(
        new SpikeBlock(2, new int[] {0, 1, 9}, new int[] {1, 2, 9}, new double[] {0.5, 0.7, 9}));
    LiveSink.NewSpikes first = sink.takeSpikes();
    assertThat(first.size()).isEqualTo(2);
    assertThat(first.row()[0]).isEqualTo(1);
    assertThat(first.row()[1]).isEqualTo(4);
    assertThat(first.tMs()[1]).isEqualTo(0.7);
    assertThat(sink.takeSpikes().size()).isZero();
    assertThat(sink.spikeCount()).isEqualTo(2);
    assertThat(sink.spikesPerPopulation()).containsExactly(1, 1);
  }

  @Test
  void theEngineMayReuseItsArrays() {
    sink.begin(layout());
    double[] times = {1};
    sink.spikes(new SpikeBlock(1, new int[] {0}, new int[] {0}, times));
    times[0] = 99;
    assertThat(sink.takeSpikes().tMs()[0]).isEqualTo(1);
  }

  @Test
  void countsWhatItCannotKeepForDrawing() {
    sink.begin(layout());
    int n = 1 << 18;
    SpikeBlock block = new SpikeBlock(n, new int[n], new int[n], new double[n]);
    for (int i = 0; i < 5; i++) {
      sink.spikes(block);
    }
    LiveSink.NewSpikes taken = sink.takeSpikes();
    assertThat(taken.size()).isEqualTo(1 << 20);
    assertThat(taken.notDrawn()).isEqualTo(n);
    assertThat(sink.spikeCount()).isEqualTo(5L * n);
  }

  @Test
  void showsTheFirstColumnOfEachCellAndSkipsCellsWithoutAny() {
    sink.begin(layout());
    sink.samples(new SampleBlock(0, 0, 2, 3, new double[] {-70, -71, -60, -69, -72, -59}));
    List<LiveSink.LiveTrace> traces = sink.traces(0);
    assertThat(traces).hasSize(2);
    assertThat(traces.get(0).nodeId()).isEqualTo(10);
    assertThat(traces.get(0).values()).containsExactly(-70, -69);
    assertThat(traces.get(1).nodeId()).isEqualTo(12);
    assertThat(traces.get(1).values()).containsExactly(-60, -59);
    assertThat(sink.traces(7)).isEmpty();
  }
}
