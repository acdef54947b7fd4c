package org.neurowright.io.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeColumn.Storage;
import org.neurowright.engine.network.EdgeGroup;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeTable;

/**
 * Edges from seeds: three kinds in two groups, some targets without any, several edges of a pair,
 * and sources that go on from one target to the next.
 */
record RandomEdges(
    NodeTable source, NodeTable target, long seed, int mostPerTarget, boolean oneGroup)
    implements EdgeSource {

  RandomEdges(NodeTable source, NodeTable target, long seed, int mostPerTarget) {
    this(source, target, seed, mostPerTarget, false);
  }

  /** Nodes with ids 0 to N-1, or, when shuffled, with gaps and in no order. */
  static NodeTable nodes(String name, int size, boolean shuffled) {
    long[] ids = new long[size];
    Arrays.setAll(ids, i -> i);
    if (shuffled) {
      SplittableRandom random = new SplittableRandom(7);
      Arrays.setAll(ids, i -> 3L * i + 1);
      for (int i = size - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        long id = ids[i];
        ids[i] = ids[j];
        ids[j] = id;
      }
    }
    return new NodeTable(
        name,
        ids,
        new int[size],
        List.of(new NodeType(100, Map.of("model_type", new Value.Text("virtual")))),
        Map.of());
  }

  @Override
  public String name() {
    return source.name() + "_to_" + target.name();
  }

  @Override
  public List<EdgeKind> kinds() {
    Map<String, Value> attributes = new LinkedHashMap<>();
    attributes.put("delay", new Value.Num(2.5));
    attributes.put("target_sections", new Value.Text("['somatic', 'basal']"));
    return List.of(
        new EdgeKind(100, "*", "ei=='e'", attributes, 0),
        new EdgeKind(101, "*", "*", Map.of("syn_weight", new Value.Num(1e-5)), oneGroup ? 0 : 1),
        new EdgeKind(102, "*", "*", Map.of(), 0));
  }

  @Override
  public List<EdgeGroup> groups() {
    EdgeGroup first = new EdgeGroup(List.of(new EdgeColumn("nsyns", Storage.UINT32)));
    if (oneGroup) {
      return List.of(first);
    }
    return List.of(
        first,
        new EdgeGroup(
            List.of(
                new EdgeColumn("syn_weight", Storage.FLOAT64),
                new EdgeColumn("delay", Storage.FLOAT32),
                new EdgeColumn("sec_id", Storage.INT64),
                new EdgeColumn("layer", Storage.UINT8))));
  }

  private int[] sources(int targetRow, int kind) {
    SplittableRandom random = new SplittableRandom(seed * 31 + targetRow * 3L + kind);
    if (mostPerTarget == 0 || source.size() == 0 || random.nextInt(4) == 0) {
      return new int[0];
    }
    int[] sources = new int[random.nextInt(mostPerTarget + 1)];
    int range = random.nextInt(3) == 0 ? Math.min(2, source.size()) : source.size();
    Arrays.setAll(sources, i -> random.nextInt(range));
    Arrays.sort(sources);
    return sources;
  }

  @Override
  public void count(int firstTarget, int endTarget, long[] perGroup) {
    for (int target = firstTarget; target < endTarget; target++) {
      for (EdgeKind kind : kinds()) {
        perGroup[kind.group()] += sources(target, kinds().indexOf(kind)).length;
      }
    }
  }

  @Override
  public void rows(int firstTarget, int endTarget, EdgeBlock block) {
    block.clear();
    for (int t = firstTarget; t < endTarget; t++) {
      for (int k = 0; k < 3; k++) {
        int[] sources = sources(t, k);
        int group = k == 1 && !oneGroup ? 1 : 0;
        int at = block.size(group);
        block.add(sources, 0, sources.length, t, k, group);
        for (int c = 0; c < groups().get(group).columns().size(); c++) {
          double[] values = block.column(group, c);
          for (int i = 0; i < sources.length; i++) {
            values[at + i] = value(group, c, t, k, i);
          }
        }
      }
    }
  }

  private static double value(int group, int column, int target, int kind, int i) {
    if (group == 0) {
      return 1 + (target + kind + i) % 7;
    }
    return switch (column) {
      case 0 -> (target + 0.1 * i) * 1e-3;
      case 1 -> 0.5f + i;
      case 2 -> target - 5;
      default -> (target + i) % 256;
    };
  }

  /** One row with everything that belongs to it, as the file should have it. */
  record Row(long source, long target, long type, int group, List<Double> values) {}

  /** All rows of some edges in the order in which they are made, targets by id. */
  static List<Row> rows(EdgeSource edges) {
    List<Row> rows = new ArrayList<>();
    EdgeBlock block = new EdgeBlock(edges.groups());
    for (int target : EdgePieces.NodeOrder.of(edges.target().nodeIds()).rows()) {
      edges.rows(target, target + 1, block);
      int[] inGroup = new int[edges.groups().size()];
      for (int i = 0; i < block.size(); i++) {
        EdgeKind kind = edges.kinds().get(block.kind()[i]);
        int row = inGroup[kind.group()]++;
        List<Double> values = new ArrayList<>();
        for (int c = 0; c < edges.groups().get(kind.group()).columns().size(); c++) {
          double value = block.column(kind.group(), c)[row];
          boolean single =
              edges.groups().get(kind.group()).columns().get(c).type() == Storage.FLOAT32;
          values.add(single ? (double) (float) value : value);
        }
        rows.add(
            new Row(
                edges.source().nodeIds()[block.source()[i]],
                edges.target().nodeIds()[block.target()[i]],
                kind.id(),
                kind.group(),
                values));
      }
    }
    return rows;
  }
}
