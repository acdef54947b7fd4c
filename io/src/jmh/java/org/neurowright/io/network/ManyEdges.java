package org.neurowright.io.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeColumn.Storage;
import org.neurowright.engine.network.EdgeGroup;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.task.RunControl;

/**
 * How long it takes to write very many edges with both indices, and how much memory. Every target
 * has the same number of random sources, as a rule of fixed in-degree makes them, and each edge a
 * weight; making the edges costs almost nothing, so that the time is that of the files.
 *
 * <p>Run with {@code -Xmx1500m}; arguments: folder, number of nodes, edges per node, threads. The
 * files stay.
 */
public final class ManyEdges {
  private ManyEdges() {}

  /** Runs once and prints the outcome. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int nodes = Integer.parseInt(args[1]);
    int perNode = Integer.parseInt(args[2]);
    int threads = Integer.parseInt(args[3]);
    long start = System.nanoTime();
    EdgesFileWriter.Written written =
        EdgesFileWriter.write(new FixedInDegree(nodes, perNode), folder, threads, RunControl.none())
            .orElseThrow();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%,d edges, %.2f GB, %.1f s, %.0f MB/s, %s%n",
        written.edges(),
        written.bytes() / 1e9,
        seconds,
        written.bytes() / 1e6 / seconds,
        largestResidentSize());
  }

  private static String largestResidentSize() throws Exception {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("")
        : "";
  }

  /** Every target has the same number of sources, ascending. */
  private record FixedInDegree(NodeTable nodes, int perNode) implements EdgeSource {
    FixedInDegree(int nodes, int perNode) {
      this(table(nodes), perNode);
    }

    private static NodeTable table(int size) {
      long[] ids = new long[size];
      Arrays.setAll(ids, i -> i);
      return new NodeTable(
          "cells", ids, new int[size], List.of(new NodeType(100, Map.of())), Map.of());
    }

    @Override
    public String name() {
      return "cells_to_cells";
    }

    @Override
    public NodeTable source() {
      return nodes;
    }

    @Override
    public NodeTable target() {
      return nodes;
    }

    @Override
    public List<EdgeKind> kinds() {
      return List.of(new EdgeKind(100, "*", "*", Map.of("delay", new Value.Num(2)), 0));
    }

    @Override
    public List<EdgeGroup> groups() {
      return List.of(new EdgeGroup(List.of(new EdgeColumn("syn_weight", Storage.FLOAT32))));
    }

    @Override
    public void count(int firstTarget, int endTarget, long[] perGroup) {
      perGroup[0] += (long) (endTarget - firstTarget) * perNode;
    }

    @Override
    public void rows(int firstTarget, int endTarget, EdgeBlock block) {
      block.clear();
      int[] sources = new int[perNode];
      double stratum = (double) nodes.size() / perNode;
      for (int target = firstTarget; target < endTarget; target++) {
        long state = target * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < perNode; i++) {
          // one source of each stratum: ascending without sorting
          state = state * 0x5851F42D4C957F2DL + 0x14057B7EF767814FL;
          sources[i] = (int) ((i + (state >>> 11) * 0x1.0p-53) * stratum);
        }
        int at = block.size(0);
        block.add(sources, 0, perNode, target, 0, 0);
        Arrays.fill(block.column(0, 0), at, at + perNode, 0.001 * (target % 10));
      }
    }
  }
}
