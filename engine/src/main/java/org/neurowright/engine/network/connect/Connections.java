package org.neurowright.engine.network.connect;

import java.util.Arrays;
import org.neurowright.engine.network.EdgeMemory;

/** The sources of one target with their numbers of synapses; reused. */
public final class Connections {
  private int size;
  private int[] source = new int[256];
  private int[] synapses = new int[256];

  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  /** Positions in the pool of sources; only the first {@link #size()} count. */
  public int[] source() {
    return source;
  }

  /** Number of synapses of each, at least 1; 1 where the rule does not say. */
  public int[] synapses() {
    return synapses;
  }

  /** Adds a source behind those added before. */
  public void add(int sourcePosition, int count) {
    if (size == source.length) {
      source = Arrays.copyOf(source, 2 * size);
      synapses = Arrays.copyOf(synapses, 2 * size);
    }
    source[size] = sourcePosition;
    synapses[size++] = count;
  }

  /** Adds sources with one synapse each for equal neighbours in an ascending array, summed. */
  void addSorted(int[] sources, int count) {
    for (int k = 0; k < count; ) {
      int end = k + 1;
      while (end < count && sources[end] == sources[k]) {
        end++;
      }
      add(sources[k], end - k);
      k = end;
    }
  }

  /** Adds all to a memory: their number, whether all have one synapse, then each. */
  public void remember(EdgeMemory memory) {
    boolean single = true;
    for (int k = 0; k < size && single; k++) {
      single = synapses[k] == 1;
    }
    memory.put(size);
    if (size == 0) {
      return;
    }
    memory.put(single ? 1 : 0);
    int before = 0;
    for (int k = 0; k < size; k++) {
      memory.put(source[k] - before);
      before = source[k];
      if (!single) {
        memory.put(synapses[k]);
      }
    }
  }

  /** Takes the next connections of a memory instead of its own. */
  public void recall(EdgeMemory memory) {
    size = memory.get();
    if (size == 0) {
      return;
    }
    if (size > source.length) {
      source = new int[Math.max(size, 2 * source.length)];
      synapses = new int[source.length];
    }
    boolean single = memory.get() == 1;
    int at = 0;
    for (int k = 0; k < size; k++) {
      at += memory.get();
      source[k] = at;
      synapses[k] = single ? 1 : memory.get();
    }
  }

  /**
   * Gives each connection so many synapses, a pair that is connected several times so many for
   * each; removes those with none.
   */
  void timesSynapses(double[] numbers) {
    int kept = 0;
    for (int k = 0; k < size; k++) {
      long number = Math.round(numbers[k]);
      if (number > 0) {
        source[kept] = source[k];
        synapses[kept++] = (int) Math.min(Integer.MAX_VALUE, (double) synapses[k] * number);
      }
    }
    size = kept;
  }
}
