package org.neurowright.engine.build;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import org.neurowright.engine.description.NodePopulation;

/** One node population while the network is built: what became of each of its rows. */
final class PopulationCells {
  /** Row that {@link #rowOf} gives for an unknown node id. */
  static final int NO_ROW = -1;

  final NodePopulation population;

  /** Index among the simulated populations, -1 for a purely virtual one. */
  final int spikingIndex;

  final long gidOffset;

  /** Cable cell number of each row, -1 for others. */
  final int[] cell;

  /** Artificial cell (point) number of each row, -1 for others. */
  final int[] point;

  /** Spike source number of each row, -1 while there is none. */
  final int[] source;

  private final Long2IntOpenHashMap rowOfId;

  PopulationCells(NodePopulation population, int spikingIndex, long gidOffset) {
    this.population = population;
    this.spikingIndex = spikingIndex;
    this.gidOffset = gidOffset;
    int size = population.size();
    cell = filled(size);
    point = filled(size);
    source = filled(size);
    rowOfId = isCounting(population.nodeIds()) ? null : indexOf(population.nodeIds());
  }

  private static int[] filled(int size) {
    int[] array = new int[size];
    Arrays.fill(array, -1);
    return array;
  }

  private static boolean isCounting(long[] ids) {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] != i) {
        return false;
      }
    }
    return true;
  }

  private static Long2IntOpenHashMap indexOf(long[] ids) {
    Long2IntOpenHashMap map = new Long2IntOpenHashMap(ids.length);
    map.defaultReturnValue(NO_ROW);
    for (int i = 0; i < ids.length; i++) {
      map.put(ids[i], i);
    }
    return map;
  }

  int rowOf(long nodeId) {
    if (rowOfId != null) {
      return rowOfId.get(nodeId);
    }
    return nodeId >= 0 && nodeId < population.size() ? (int) nodeId : NO_ROW;
  }

  /** BMTK's global id of a row. */
  long gid(int row) {
    return gidOffset + population.nodeIds()[row];
  }
}
