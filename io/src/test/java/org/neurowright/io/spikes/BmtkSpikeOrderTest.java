package org.neurowright.io.spikes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;

class BmtkSpikeOrderTest {

  /** {@code argsort.py} beside the table says how numpy was asked. */
  @Test
  void unstableSortIsNumpys() throws IOException, URISyntaxException {
    List<String> lines = Files.readAllLines(Path.of(getClass().getResource("argsort.txt").toURI()));
    assertThat(lines).hasSize(24);
    for (int i = 0; i < lines.size(); i += 2) {
      int[] keys = numbers(lines.get(i));
      int[] order = IntStream.range(0, keys.length).toArray();
      BmtkSpikeOrder.introsort(order, spike -> keys[spike]);
      assertThat(order).isEqualTo(numbers(lines.get(i + 1)));
    }
  }

  private static int[] numbers(String line) {
    return line.isEmpty()
        ? new int[0]
        : Arrays.stream(line.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  /** block, population, row, time; node id = 100 - row. */
  private record Listed(double[][] rows) implements BmtkSpikeOrder.Spikes {
    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public int block(int spike) {
      return (int) rows[spike][0];
    }

    @Override
    public int population(int spike) {
      return (int) rows[spike][1];
    }

    @Override
    public int row(int spike) {
      return (int) rows[spike][2];
    }

    @Override
    public double timeMs(int spike) {
      return rows[spike][3];
    }

    @Override
    public long nodeId(int spike) {
      return 100 - row(spike);
    }
  }

  private static final Listed SPIKES =
      new Listed(
          new double[][] {
            {0, 0, 2, 3.0},
            {0, 1, 0, 1.0},
            {0, 0, 1, 3.0},
            {0, 0, 2, 1.0},
            {1, 0, 2, 7.0},
            {1, 1, 0, 6.0},
            {1, 0, 1, 6.0}
          });
  private static final List<String> NAMES = List.of("z", "a");

  @Test
  void cacheIsByBlockCellAndTime() {
    assertThat(BmtkSpikeOrder.cacheOrder(SPIKES)).containsExactly(2, 3, 0, 1, 6, 4, 5);
  }

  @Test
  void byTimeKeepsCellOrderAmongEqualTimes() {
    int[] cache = BmtkSpikeOrder.cacheOrder(SPIKES);
    assertThat(BmtkSpikeOrder.fileOrder(SPIKES, cache, NAMES, SpikeOrder.BY_TIME))
        .containsExactly(1, 5, 3, 2, 0, 6, 4);
  }

  @Test
  void byIdKeepsTimeOrderWithinAnId() {
    int[] cache = BmtkSpikeOrder.cacheOrder(SPIKES);
    assertThat(BmtkSpikeOrder.fileOrder(SPIKES, cache, NAMES, SpikeOrder.BY_ID))
        .containsExactly(1, 5, 3, 0, 4, 2, 6);
  }

  @Test
  void arrivalWithinABlockDoesNotMatter() {
    double[][] shuffled = SPIKES.rows().clone();
    double[] first = shuffled[0];
    shuffled[0] = shuffled[3];
    shuffled[3] = first;
    Listed other = new Listed(shuffled);
    for (SpikeOrder order : SpikeOrder.values()) {
      int[] a = BmtkSpikeOrder.fileOrder(SPIKES, BmtkSpikeOrder.cacheOrder(SPIKES), NAMES, order);
      int[] b = BmtkSpikeOrder.fileOrder(other, BmtkSpikeOrder.cacheOrder(other), NAMES, order);
      assertThat(Arrays.stream(b).mapToObj(i -> shuffled[i]))
          .containsExactlyElementsOf(Arrays.stream(a).mapToObj(i -> SPIKES.rows()[i]).toList());
    }
  }
}
