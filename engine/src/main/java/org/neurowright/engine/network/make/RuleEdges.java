package org.neurowright.engine.network.make;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeGroup;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeMemory;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.network.connect.Connections;
import org.neurowright.engine.network.connect.Incoming;

/**
 * Edges of rules, made whenever they are asked for. Types with the same columns share a group, in
 * the order in which the columns first appear, as in BMTK. Scratch memory of calls that have
 * returned is used again by later ones.
 */
final class RuleEdges implements EdgeSource {
  private static final List<EdgeColumn> NSYNS =
      List.of(new EdgeColumn("nsyns", EdgeColumn.Storage.UINT32));

  private final String name;
  private final NodeTable source;
  private final NodeTable target;
  private final List<MadeKind> rules;
  private final List<EdgeKind> kinds = new ArrayList<>();
  private final List<EdgeGroup> groups = new ArrayList<>();

  /** Column of the group of each attribute of each kind. */
  private final int[][] columnOf;

  private final ConcurrentLinkedQueue<Scratch> idle = new ConcurrentLinkedQueue<>();

  RuleEdges(String name, NodeTable source, NodeTable target, List<MadeKind> rules) {
    this.name = name;
    this.source = source;
    this.target = target;
    this.rules = List.copyOf(rules);
    columnOf = new int[rules.size()][];
    Map<Set<EdgeColumn>, Integer> known = new HashMap<>();
    for (int k = 0; k < rules.size(); k++) {
      MadeKind rule = rules.get(k);
      List<EdgeColumn> own = rule.columns().columns();
      List<EdgeColumn> columns = own.isEmpty() ? NSYNS : own;
      int group =
          known.computeIfAbsent(
              new HashSet<>(columns),
              _ -> {
                groups.add(new EdgeGroup(columns));
                return groups.size() - 1;
              });
      List<EdgeColumn> ofGroup = groups.get(group).columns();
      columnOf[k] = own.stream().mapToInt(ofGroup::indexOf).toArray();
      kinds.add(
          new EdgeKind(
              rule.edgeTypeId(), rule.sourceQuery(), rule.targetQuery(), rule.attributes(), group));
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
    Scratch scratch = scratch();
    for (int t = firstTarget; t < endTarget; t++) {
      for (int k = 0; k < rules.size(); k++) {
        if (scratch.connect(t, k)) {
          perGroup[kinds.get(k).group()] += scratch.rows(k);
        }
      }
    }
    idle.add(scratch);
  }

  @Override
  public boolean count(int firstTarget, int endTarget, long[] perGroup, EdgeMemory memory) {
    Scratch scratch = scratch();
    for (int t = firstTarget; t < endTarget; t++) {
      for (int k = 0; k < rules.size(); k++) {
        boolean some = scratch.connect(t, k);
        if (some) {
          perGroup[kinds.get(k).group()] += scratch.rows(k);
        }
        if (scratch.position >= 0) {
          scratch.connections.remember(memory);
        }
      }
    }
    idle.add(scratch);
    return true;
  }

  @Override
  public void again(int firstTarget, int endTarget, EdgeMemory memory, EdgeBlock block) {
    Scratch scratch = scratch();
    for (int t = firstTarget; t < endTarget; t++) {
      for (int k = 0; k < rules.size(); k++) {
        scratch.position = rules.get(k).pairs().target().positionOf(t);
        if (scratch.position >= 0) {
          scratch.connections.recall(memory);
          if (scratch.connections.size() > 0) {
            scratch.addTo(block, t, k);
          }
        }
      }
    }
    idle.add(scratch);
  }

  @Override
  public void rows(int firstTarget, int endTarget, EdgeBlock block) {
    block.clear();
    Scratch scratch = scratch();
    for (int t = firstTarget; t < endTarget; t++) {
      for (int k = 0; k < rules.size(); k++) {
        if (scratch.connect(t, k)) {
          scratch.addTo(block, t, k);
        }
      }
    }
    idle.add(scratch);
  }

  private Scratch scratch() {
    Scratch scratch = idle.poll();
    return scratch == null ? new Scratch() : scratch;
  }

  /** What one thread needs. */
  private final class Scratch {
    private final Incoming.Sampler[] samplers = new Incoming.Sampler[rules.size()];
    private final SynapseColumns.Sampler[] columns = new SynapseColumns.Sampler[rules.size()];
    private final double[][][] out = new double[rules.size()][][];
    private final Connections connections = new Connections();
    private int position;
    private int[] sources = new int[1024];

    Scratch() {
      for (int k = 0; k < samplers.length; k++) {
        samplers[k] = rules.get(k).rule().sampler();
        columns[k] = rules.get(k).columns().sampler();
        out[k] = new double[columnOf[k].length][];
      }
    }

    /** Finds the sources of a target by one rule; false when the rule does not speak of it. */
    boolean connect(int targetRow, int k) {
      position = rules.get(k).pairs().target().positionOf(targetRow);
      if (position < 0) {
        return false;
      }
      samplers[k].of(position, connections);
      return connections.size() > 0;
    }

    long rows(int k) {
      if (columnOf[k].length == 0) {
        return connections.size();
      }
      long sum = 0;
      for (int i = 0; i < connections.size(); i++) {
        sum += connections.synapses()[i];
      }
      return sum;
    }

    void addTo(EdgeBlock block, int targetRow, int k) {
      int count = Math.toIntExact(rows(k));
      if (sources.length < count) {
        sources = new int[Math.max(count, 2 * sources.length)];
      }
      int[] rowOf = rules.get(k).pairs().source().rows();
      boolean perSynapse = columnOf[k].length > 0;
      int at = 0;
      for (int i = 0; i < connections.size(); i++) {
        int row = rowOf[connections.source()[i]];
        if (perSynapse) {
          int end = at + connections.synapses()[i];
          Arrays.fill(sources, at, end, row);
          at = end;
        } else {
          sources[at++] = row;
        }
      }
      int group = kinds.get(k).group();
      int from = block.size(group);
      block.add(sources, 0, count, targetRow, k, group);
      if (perSynapse) {
        for (int c = 0; c < columnOf[k].length; c++) {
          out[k][c] = block.column(group, columnOf[k][c]);
        }
        columns[k].of(position, connections, out[k], from);
      } else {
        double[] numbers = block.column(group, 0);
        for (int i = 0; i < count; i++) {
          numbers[from + i] = connections.synapses()[i];
        }
      }
    }
  }
}
