package org.neurowright.engine.cable;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.description.SectionModel;

/**
 * The order of the nodes of a group: first cells of one kind in packs of {@value #LANES}, then all
 * others; both by level (distance from the root in nodes), within a level by pack or cell and then
 * in the order of the cell's {@link NodeTree}.
 *
 * <p>Nodes of one level do not depend on each other, so neighbours in memory can be computed at the
 * same time. In a pack the same node of all its cells stands side by side, so that whole vectors
 * have their parents side by side, too. As siblings keep their order, every sum over children is
 * formed as it would be cell after cell, with the same bits.
 */
final class NodeOrder {
  /** Cells in a pack, a multiple of the lanes of any vector. */
  static final int LANES = 8;

  /** Number of nodes. */
  final int size;

  /** Cells of the group, ascending. */
  final int[] cells;

  /** One past the last node of packs. */
  final int packed;

  /** Root nodes of packs, which come first. */
  final int packedRoots;

  /** Root nodes of other cells, which follow the packs. */
  final int otherRoots;

  private final List<Blueprint> blueprints;
  private final int[] baseOfCell;

  /** Node of each entry, where the entries of a cell are its nodes in the order of its tree. */
  private final int[] nodeOf;

  NodeOrder(PartitionPlan plan, int group) {
    blueprints = plan.network.cells;
    baseOfCell = plan.baseOfCell;
    cells = plan.cells.of(group);
    int entries = 0;
    Map<Blueprint, IntArrayList> ofKind = new LinkedHashMap<>();
    for (int c : cells) {
      baseOfCell[c] = entries;
      entries = Math.addExact(entries, tree(c).size);
      ofKind.computeIfAbsent(blueprints.get(c), kind -> new IntArrayList()).add(c);
    }
    size = entries;
    nodeOf = new int[size];
    List<int[]> packs = new ArrayList<>();
    List<int[]> others = new ArrayList<>();
    for (IntArrayList alike : ofKind.values()) {
      int[] members = alike.toIntArray();
      int full = members.length - members.length % LANES;
      for (int i = 0; i < full; i += LANES) {
        packs.add(Arrays.copyOfRange(members, i, i + LANES));
      }
      for (int i = full; i < members.length; i++) {
        others.add(new int[] {members[i]});
      }
    }
    packedRoots = place(packs, 0);
    packed = packs.stream().mapToInt(pack -> LANES * tree(pack[0]).size).sum();
    otherRoots = place(others, packed);
  }

  /**
   * Gives the cells of some packs their nodes.
   *
   * @param packs cells of one kind each
   * @param first the first node
   * @return number of roots
   */
  private int place(List<int[]> packs, int first) {
    int levels = packs.stream().mapToInt(pack -> tree(pack[0]).levels).max().orElse(0);
    int[] next = new int[levels + 1];
    for (int[] pack : packs) {
      for (int level : tree(pack[0]).level) {
        next[level + 1] += pack.length;
      }
    }
    next[0] = first;
    int roots = levels == 0 ? 0 : next[1];
    for (int l = 0; l < levels; l++) {
      next[l + 1] += next[l];
    }
    for (int[] pack : packs) {
      NodeTree tree = tree(pack[0]);
      for (int i = 0; i < tree.size; i++) {
        for (int cell : pack) {
          nodeOf[baseOfCell[cell] + i] = next[tree.level[i]]++;
        }
      }
    }
    return roots;
  }

  NodeTree tree(int cell) {
    return blueprints.get(cell).tree;
  }

  List<SectionModel> sections(int cell) {
    return blueprints.get(cell).cell.sections();
  }

  /** Node in the group of a node of a cell's tree. */
  int node(int cell, int local) {
    return nodeOf[baseOfCell[cell] + local];
  }
}
