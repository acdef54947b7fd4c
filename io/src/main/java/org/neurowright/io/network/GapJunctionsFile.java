package org.neurowright.io.network;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeGroup;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5Plan;
import org.neurowright.io.hdf5.Hdf5Plan.Slot;
import org.neurowright.io.hdf5.Hdf5Writer;

/**
 * Writes {@code <network>_gap_juncs.h5}, BMTK's own file of gap junctions: source and target node
 * ids and a pair of transfer ids for each. As in BMTK's builder there is one for each synapse of
 * the edges whose type says {@code is_gap_junction}, ordered by type, then source, then target, and
 * the ids are 0, 1, 2 ... The edges stand in the edges file as well.
 */
final class GapJunctionsFile {
  private static final int TARGETS = 1024;

  private record Junction(int kind, int source, int target, int count) {}

  private GapJunctionsFile() {}

  static boolean isGapJunction(EdgeKind kind) {
    return switch (kind.attributes().get("is_gap_junction")) {
      case null -> false;
      case Value.Num(double number) -> number != 0;
      case Value.Text(String text) -> text.equalsIgnoreCase("true");
    };
  }

  /**
   * Writes the file if there are gap junctions.
   *
   * @return its path; empty when there are none
   * @throws ModelException if gap junctions connect two networks
   */
  static Optional<Path> write(
      EdgeSource edges, Path folder, RunControl control, PendingFiles pending) throws IOException {
    if (edges.kinds().stream().noneMatch(GapJunctionsFile::isGapJunction)) {
      return Optional.empty();
    }
    String network = edges.target().name();
    Path file = folder.resolve(Names.gapJunctions(network));
    if (!edges.source().name().equals(network)) {
      throw new ModelException(
          Problem.error(
                  "network.gap-junction",
                  Location.of(file),
                  "Gap junctions connect " + edges.source().name() + " with " + network)
              .expected("two cells of one network"));
    }
    List<Junction> junctions = collect(edges, control);
    if (junctions.isEmpty()) {
      return Optional.empty();
    }
    LongArrayList sources = new LongArrayList();
    LongArrayList targets = new LongArrayList();
    for (Junction junction : junctions) {
      for (int i = 0; i < junction.count; i++) {
        sources.add(edges.source().nodeIds()[junction.source]);
        targets.add(edges.target().nodeIds()[junction.target]);
      }
    }
    write(file, sources.toLongArray(), targets.toLongArray(), pending);
    return Optional.of(file);
  }

  private static void write(Path file, long[] sources, long[] targets, PendingFiles pending)
      throws IOException {
    Hdf5Plan plan = new Hdf5Plan();
    plan.attribute("/", "magic", ElementType.UINT32, Names.SONATA_MAGIC);
    plan.attribute("/", "version", ElementType.UINT32, Names.sonataVersion());
    Slot source = plan.dataset("/source_ids", ElementType.INT64, sources.length);
    Slot target = plan.dataset("/target_ids", ElementType.INT64, sources.length);
    Slot sourceGap = plan.dataset("/src_gap_ids", ElementType.INT64, sources.length);
    Slot targetGap = plan.dataset("/trg_gap_ids", ElementType.INT64, sources.length);
    Hdf5Writer writer = Hdf5Writer.create(file, plan);
    pending.add(file, writer);
    writer.write(source, sources);
    writer.write(target, targets);
    long[] even = new long[sources.length];
    long[] odd = new long[sources.length];
    for (int i = 0; i < even.length; i++) {
      even[i] = 2L * i;
      odd[i] = 2L * i + 1;
    }
    writer.write(sourceGap, even);
    writer.write(targetGap, odd);
    writer.finish();
  }

  private static List<Junction> collect(EdgeSource edges, RunControl control) {
    List<Junction> junctions = new ArrayList<>();
    EdgeBlock block = new EdgeBlock(edges.groups());
    int[] inGroup = new int[edges.groups().size()];
    int[] nsynsColumn = edges.groups().stream().mapToInt(GapJunctionsFile::nsynsColumn).toArray();
    int size = edges.target().size();
    for (int first = 0; first < size && !control.stopRequested(); first += TARGETS) {
      edges.rows(first, Math.min(size, first + TARGETS), block);
      Arrays.fill(inGroup, 0);
      for (int i = 0; i < block.size(); i++) {
        int kind = block.kind()[i];
        int group = edges.kinds().get(kind).group();
        int row = inGroup[group]++;
        if (isGapJunction(edges.kinds().get(kind))) {
          int column = nsynsColumn[group];
          int count = column < 0 ? 1 : (int) block.column(group, column)[row];
          junctions.add(new Junction(kind, block.source()[i], block.target()[i], count));
        }
      }
    }
    junctions.sort(
        Comparator.comparingInt(Junction::kind)
            .thenComparingInt(Junction::source)
            .thenComparingInt(Junction::target));
    return junctions;
  }

  private static int nsynsColumn(EdgeGroup group) {
    for (int c = 0; c < group.columns().size(); c++) {
      if (group.columns().get(c).name().equals("nsyns")) {
        return c;
      }
    }
    return -1;
  }
}
