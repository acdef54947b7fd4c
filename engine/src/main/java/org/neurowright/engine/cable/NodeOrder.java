package org.neurowright.engine.cable;

import java.util.Arrays;
import java.util.List;

/**
 * The order of the nodes of a group: by level (distance from the root in nodes), within a level by
 * cell and then in the order of the cell's {@link NodeTree}.
 *
 * <p>Nodes of one level do not depend on each other, so neighbours in memory can be computed at the
 * same time; and as siblings keep their order, every sum over children is formed as it would be
 * cell after cell, with the same bits.
 */
final class NodeOrder {
  /** Number of nodes. */
  final int size;

  /** Cells of the group, ascending. */
  final int[] cells;

  /** First node of each level [levels + 1]; level 0 are the roots. */
  final int[] levelStart;

  private final List<Blueprint> blueprints;
  private final int[] baseOfCell;

  /** Node of each entry, where the entries of a cell are its nodes in the order of its tree. */
  private final int[] nodeOf;

  NodeOrder(PartitionPlan plan, int group) {
    blueprints = plan.network.cells;
    baseOfCell = plan.baseOfCell;
    cells = plan.cells.of(group);
    int entries = 0;
    int levels = 1;
    for (int c : cells) {
      baseOfCell[c] = entries;
      NodeTree tree = tree(c);
      entries = Math.addExact(entries, tree.size);
      levels = Math.max(levels, tree.levels);
    }
    size = entries;
    nodeOf = new int[size];
    levelStart = new int[levels + 1];
    for (int c : cells) {
      for (int level : tree(c).level) {
        levelStart[level + 1]++;
      }
    }
    for (int l = 0; l < levels; l++) {
      levelStart[l + 1] += levelStart[l];
    }
    int[] next = Arrays.copyOf(levelStart, levels);
    int entry = 0;
    for (int c : cells) {
      for (int level : tree(c).level) {
        nodeOf[entry++] = next[level]++;
      }
    }
  }

  NodeTree tree(int cell) {
    return blueprints.get(cell).tree;
  }

  /** Node in the group of a node of a cell's tree. */
  int node(int cell, int local) {
    return nodeOf[baseOfCell[cell] + local];
  }
}
