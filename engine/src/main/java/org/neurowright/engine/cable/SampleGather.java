package org.neurowright.engine.cable;

import java.util.List;
import org.neurowright.engine.group.SampleBuffer;

/** The values of one report that a group supplies. */
final class SampleGather {
  private final SampleBuffer buffer;
  private final double[][] array;
  private final int[] index;
  private final int[] column;

  /**
   * @param buffer where values go
   * @param probes where they come from
   * @param column column of each probe
   */
  SampleGather(SampleBuffer buffer, List<Probe> probes, int[] column) {
    this.buffer = buffer;
    this.column = column.clone();
    array = new double[column.length][];
    index = new int[column.length];
    for (int c = 0; c < column.length; c++) {
      array[c] = probes.get(c).array();
      index[c] = probes.get(c).index();
    }
  }

  /** Takes the values after a step, if the report wants that step. */
  void take(long step) {
    int offset = buffer.rowOffset(step);
    if (offset < 0) {
      return;
    }
    double[] values = buffer.values();
    for (int c = 0; c < column.length; c++) {
      values[offset + column[c]] = array[c][index[c]];
    }
  }
}
