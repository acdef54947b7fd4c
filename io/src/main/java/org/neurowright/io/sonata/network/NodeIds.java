package org.neurowright.io.sonata.network;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/** Which node ids a population has, and in which row; costs nothing for the usual ids 0 to N-1. */
final class NodeIds {
  private final int size;
  private final Long2IntOpenHashMap rows;

  NodeIds(long[] ids) {
    size = ids.length;
    boolean usual = true;
    for (int i = 0; i < ids.length && usual; i++) {
      usual = ids[i] == i;
    }
    rows = usual ? null : new Long2IntOpenHashMap(ids.length);
    if (rows != null) {
      rows.defaultReturnValue(-1);
      for (int i = 0; i < ids.length; i++) {
        rows.put(ids[i], i);
      }
    }
  }

  int size() {
    return size;
  }

  /** The row of a node, or -1. */
  int row(long id) {
    if (rows != null) {
      return rows.get(id);
    }
    return id >= 0 && id < size ? (int) id : -1;
  }
}
