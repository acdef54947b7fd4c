package org.neurowright.io.builder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeGroup;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/**
 * Edges that were imported, then edges that were added, between the same two networks. Rows of
 * nodes are those of the larger tables, which begin with those that the imported edges know.
 */
final class JoinedEdges implements EdgeSource {
  private final String name;
  private final NodeTable source;
  private final NodeTable target;
  private final List<EdgeSource> parts;
  private final List<EdgeKind> kinds = new ArrayList<>();
  private final List<EdgeGroup> groups = new ArrayList<>();

  /** By part: number here of its first kind, and of each of its groups. */
  private final int[] firstKind;

  private final int[][] groupOf;

  /** By part, group and column: the column here. */
  private final int[][][] columnOf;

  JoinedEdges(NodeTable source, NodeTable target, List<EdgeSource> parts) {
    this.name = parts.getFirst().name();
    this.source = source;
    this.target = target;
    this.parts = List.copyOf(parts);
    firstKind = new int[parts.size()];
    groupOf = new int[parts.size()][];
    columnOf = new int[parts.size()][][];
    Map<Set<EdgeColumn>, Integer> known = new HashMap<>();
    Set<Long> ids = new HashSet<>();
    for (int p = 0; p < parts.size(); p++) {
      List<EdgeGroup> own = parts.get(p).groups();
      groupOf[p] = new int[own.size()];
      columnOf[p] = new int[own.size()][];
      for (int g = 0; g < own.size(); g++) {
        EdgeGroup group = own.get(g);
        groupOf[p][g] =
            known.computeIfAbsent(
                new HashSet<>(group.columns()),
                _ -> {
                  groups.add(group);
                  return groups.size() - 1;
                });
        List<EdgeColumn> here = groups.get(groupOf[p][g]).columns();
        columnOf[p][g] = group.columns().stream().mapToInt(here::indexOf).toArray();
      }
      firstKind[p] = kinds.size();
      for (EdgeKind kind : parts.get(p).kinds()) {
        if (!ids.add(kind.id())) {
          throw new ModelException(
              Problem.error(
                      "builder.duplicate-id",
                      Location.NOWHERE,
                      "The edge_type_id %d of %s exists already".formatted(kind.id(), name))
                  .hint("Give the connection another edgeTypeId"));
        }
        kinds.add(
            new EdgeKind(
                kind.id(),
                kind.sourceQuery(),
                kind.targetQuery(),
                kind.attributes(),
                groupOf[p][kind.group()]));
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public NodeTable source() {
    return source;
  }

  @Override
  public NodeTable target() {
    return target;
  }

  @Override
  public List<EdgeKind> kinds() {
    return kinds;
  }

  @Override
  public List<EdgeGroup> groups() {
    return groups;
  }

  @Override
  public void count(int firstTarget, int endTarget, long[] perGroup) {
    for (int p = 0; p < parts.size(); p++) {
      int end = Math.min(endTarget, parts.get(p).target().size());
      if (end > firstTarget) {
        long[] own = new long[groupOf[p].length];
        parts.get(p).count(firstTarget, end, own);
        for (int g = 0; g < own.length; g++) {
          perGroup[groupOf[p][g]] += own[g];
        }
      }
    }
  }

  @Override
  public void rows(int firstTarget, int endTarget, EdgeBlock block) {
    block.clear();
    List<EdgeBlock> own = new ArrayList<>();
    for (EdgeSource part : parts) {
      EdgeBlock rows = new EdgeBlock(part.groups());
      int end = Math.min(endTarget, part.target().size());
      if (end > firstTarget) {
        part.rows(firstTarget, end, rows);
      }
      own.add(rows);
    }
    int[] at = new int[parts.size()];
    int[][] atGroup = new int[parts.size()][];
    for (int p = 0; p < parts.size(); p++) {
      atGroup[p] = new int[groupOf[p].length];
    }
    for (int t = firstTarget; t < endTarget; t++) {
      for (int p = 0; p < parts.size(); p++) {
        EdgeBlock rows = own.get(p);
        while (at[p] < rows.size() && rows.target()[at[p]] == t) {
          at[p] = copyRun(p, rows, at[p], atGroup[p], block);
        }
      }
    }
  }

  /** Copies neighbouring rows of one target and kind; gives the row behind them. */
  private int copyRun(int part, EdgeBlock rows, int first, int[] atGroup, EdgeBlock block) {
    int kind = rows.kind()[first];
    int end = first + 1;
    while (end < rows.size()
        && rows.target()[end] == rows.target()[first]
        && rows.kind()[end] == kind) {
      end++;
    }
    int count = end - first;
    int ownGroup = parts.get(part).kinds().get(kind).group();
    int group = groupOf[part][ownGroup];
    int to = block.size(group);
    block.add(rows.source(), first, count, rows.target()[first], firstKind[part] + kind, group);
    for (int c = 0; c < columnOf[part][ownGroup].length; c++) {
      System.arraycopy(
          rows.column(ownGroup, c),
          atGroup[ownGroup],
          block.column(group, columnOf[part][ownGroup][c]),
          to,
          count);
    }
    atGroup[ownGroup] += count;
    return end;
  }
}
