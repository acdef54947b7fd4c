package org.neurowright.io.network;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import org.neurowright.engine.network.NodeTable;

/** In which row of a table a node id is; costs nothing for the usual ids 0 to N-1. */
final class NodeRows {
  private final int size;
  private final Long2IntOpenHashMap rows;

  NodeRows(NodeTable nodes) {
    long[] ids = nodes.nodeIds();
    size = ids.length;
    boolean usual = true;
    for (int i = 0; i < size && usual; i++) {
      usual = ids[i] == i;
    }
    rows = usual ? null : new Long2IntOpenHashMap(size);
    if (rows != null) {
      rows.defaultReturnValue(-1);
      for (int i = 0; i < size; i++) {
        rows.put(ids[i], i);
      }
    }
  }

  /** The row of a node, or -1. */
  int row(long id) {
    if (rows != null) {
      return rows.get(id);
    }
    return id >= 0 && id < size ? (int) id : -1;
  }
}
