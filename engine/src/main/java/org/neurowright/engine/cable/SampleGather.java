package org.neurowright.engine.cable;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.group.SampleBuffer;

/** The values of one report that a group supplies. */
final class SampleGather {
  private final SampleBuffer buffer;
  private final List<Part> parts = new ArrayList<>();

  /** The values that come from one array. */
  private record Part(double[] array, int[] index, int[] column) {
    void copyTo(double[] values, int offset) {
      double[] from = array;
      int[] at = index;
      int[] to = column;
      for (int i = 0; i < at.length; i++) {
        values[offset + to[i]] = from[at[i]];
      }
    }
  }

  /**
   * @param buffer where values go
   * @param probes where they come from
   * @param column column of each probe
   */
  SampleGather(SampleBuffer buffer, List<Probe> probes, int[] column) {
    this.buffer = buffer;
    Map<double[], IntArrayList> ofArray = new IdentityHashMap<>();
    for (int c = 0; c < column.length; c++) {
      ofArray.computeIfAbsent(probes.get(c).array(), array -> new IntArrayList()).add(c);
    }
    ofArray.forEach((array, members) -> {
      int[] index = new int[members.size()];
      int[] to = new int[index.length];
      for (int i = 0; i < index.length; i++) {
        index[i] = probes.get(members.getInt(i)).index();
        to[i] = column[members.getInt(i)];
      }
      parts.add(new Part(array, index, to));
    });
  }

  /** Takes the values after a step, if the report wants that step. */
  void take(long step) {
    int offset = buffer.rowOffset(step);
    if (offset >= 0) {
      for (int p = 0; p < parts.size(); p++) {
        parts.get(p).copyTo(buffer.values(), offset);
      }
    }
  }
}
