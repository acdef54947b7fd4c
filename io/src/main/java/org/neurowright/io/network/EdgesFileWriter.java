package org.neurowright.io.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeGroup;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeMemory;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5Plan;
import org.neurowright.io.hdf5.Hdf5Plan.Slot;
import org.neurowright.io.hdf5.Hdf5Writer;

/**
 * Writes {@code <source>_<target>_edges.h5} and {@code <source>_<target>_edge_types.csv} with the
 * datasets and types of BMTK's builder, for any number of edges. Edges are first counted, so that
 * every column has its place in the file; what was found goes to a temporary file, if the source of
 * the edges can do that, else they are made twice. Then several threads make their rows piece by
 * piece and write each piece where it belongs. Memory grows with the number of nodes, not of edges;
 * the bytes of the file do not depend on the number of threads.
 *
 * <p>Rows are ordered by target node id, then as the {@link EdgeSource} orders them. Both indices
 * are written, with the name that BMTK gives the table of nodes ({@code node_id_to_range}) and the
 * one that libsonata expects ({@code node_id_to_ranges}); ids without edges have the range {@code
 * [0, 0)}.
 */
public final class EdgesFileWriter {
  private static final long LARGEST_32_BIT = 0xffffffffL;
  private static final int LARGEST_16_BIT = 0xffff;

  /** A longer table from id to range is certainly not meant: 64 GB. */
  private static final long LARGEST_ID = 1L << 32;

  private static final int STEP = 1 << 15;

  /**
   * What was written.
   *
   * @param files edges file and types table
   * @param edges number of rows
   * @param bytes size of the edges file
   */
  public record Written(List<Path> files, long edges, long bytes) {
    public Written {
      files = List.copyOf(files);
    }
  }

  private final EdgeSource edges;
  private final Path file;
  private final EdgeSpool spool;
  private final Workers workers;

  private EdgesFileWriter(EdgeSource edges, Path file, EdgeSpool spool, Workers workers) {
    this.edges = edges;
    this.file = file;
    this.spool = spool;
    this.workers = workers;
  }

  /**
   * Writes both files into a folder that exists; older ones are replaced when the new ones are
   * whole. Without any edges there are no files, as in BMTK.
   *
   * @param threads how many threads make edges
   * @return empty when stop was requested; then, as after any failure, nothing is left behind
   * @throws IOException if the folder is not writable or the disk is full
   * @throws ModelException if a name, id or value cannot be stored
   */
  public static Optional<Written> write(
      EdgeSource edges, Path folder, int threads, RunControl control) throws IOException {
    try (PendingFiles pending = new PendingFiles()) {
      long written = write(edges, folder, threads, control, pending);
      if (written < 0) {
        return Optional.empty();
      }
      pending.reveal();
      long bytes = written == 0 ? 0 : Files.size(folder.resolve(Names.edges(edges)));
      return Optional.of(new Written(pending.files(), written, bytes));
    }
  }

  /** Number of rows written, or -1 when stop was requested. */
  static long write(
      EdgeSource edges, Path folder, int threads, RunControl control, PendingFiles pending)
      throws IOException {
    Path file = folder.resolve(Names.edges(edges));
    check(edges, file);
    Workers workers = new Workers(threads, control);
    try (EdgeSpool spool = new EdgeSpool(file)) {
      Optional<EdgePieces> pieces = EdgePieces.count(edges, spool, workers);
      if (pieces.isEmpty()) {
        return -1;
      }
      if (pieces.get().rows() == 0) {
        return 0;
      }
      pending.add(folder.resolve(Names.edgeTypes(edges)), TypesCsv.edgeTypes(edges.kinds()));
      boolean whole = new EdgesFileWriter(edges, file, spool, workers).write(pieces.get(), pending);
      return whole ? pieces.get().rows() : -1;
    }
  }

  private static void check(EdgeSource edges, Path file) {
    Names.check("an edge population", edges.name(), file);
    Names.check("a network", edges.source().name(), file);
    Names.check("a network", edges.target().name(), file);
    for (EdgeGroup group : edges.groups()) {
      group.columns().forEach(column -> Names.check("an edge column", column.name(), file));
    }
    checkIds(edges.source(), file);
    checkIds(edges.target(), file);
    for (EdgeKind kind : edges.kinds()) {
      if (kind.id() < 0) {
        throw new ModelException(
            Problem.error(
                    "network.negative-id",
                    Location.of(file),
                    "An edge type of " + edges.name() + " has the id " + kind.id())
                .expected("ids from 0"));
      }
    }
    if (edges.groups().size() > LARGEST_16_BIT + 1) {
      throw new ModelException(
          Problem.error(
                  "network.too-many-groups",
                  Location.of(file),
                  "The edges have " + edges.groups().size() + " different sets of columns")
              .expected("at most " + (LARGEST_16_BIT + 1)));
    }
  }

  private static void checkIds(NodeTable nodes, Path file) {
    for (long id : nodes.nodeIds()) {
      if (id < 0 || id > LARGEST_ID) {
        throw new ModelException(
            Problem.error(
                    id < 0 ? "network.negative-id" : "network.large-id",
                    Location.of(file),
                    "A node of " + nodes.name() + " has the id " + id)
                .expected("ids from 0 to " + LARGEST_ID + ", as the index has a row for each")
                .hint("Number the nodes from 0"));
      }
    }
  }

  /** The places of everything in the file. */
  private final class Places {
    final Hdf5Plan plan = new Hdf5Plan();
    final Slot source;
    final Slot target;
    final Slot type;
    final Slot group;
    final Slot groupRow;
    final Slot[][] columns;
    final Slot targetRanges;
    final Slot targetNodes;
    final Slot sourceNodes;
    final Slot sourceRanges;

    Places(EdgePieces pieces) {
      plan.attribute("/", "magic", ElementType.UINT32, Names.SONATA_MAGIC);
      plan.attribute("/", "version", ElementType.UINT32, Names.sonataVersion());
      String root = "/edges/" + edges.name();
      long rows = pieces.rows();
      List<EdgeGroup> groups = edges.groups();
      source = plan.dataset(root + "/source_node_id", ElementType.UINT64, rows);
      plan.attribute(root + "/source_node_id", "node_population", edges.source().name());
      target = plan.dataset(root + "/target_node_id", ElementType.UINT64, rows);
      plan.attribute(root + "/target_node_id", "node_population", edges.target().name());
      group = plan.dataset(root + "/edge_group_id", ElementType.UINT16, rows);
      long largest = 0;
      for (int g = 0; g < groups.size(); g++) {
        largest = Math.max(largest, pieces.rows(g));
      }
      groupRow = plan.dataset(root + "/edge_group_index", unsigned(largest), rows);
      long highestType = edges.kinds().stream().mapToLong(EdgeKind::id).max().orElse(0);
      type = plan.dataset(root + "/edge_type_id", unsigned(highestType), rows);
      columns = new Slot[groups.size()][];
      for (int g = 0; g < columns.length; g++) {
        String path = root + "/" + g;
        plan.group(path);
        List<EdgeColumn> own = groups.get(g).columns();
        columns[g] = new Slot[own.size()];
        for (int c = 0; c < columns[g].length; c++) {
          columns[g][c] =
              plan.dataset(
                  path + "/" + own.get(c).name(),
                  ColumnEncoder.type(own.get(c).type()),
                  pieces.rows(g));
        }
      }
      String byTarget = root + "/indices/target_to_source";
      targetNodes =
          plan.dataset(byTarget + "/node_id_to_range", ElementType.UINT64, ids(edges.target()), 2);
      // at most one run per target; the rows that are not needed are never shown
      targetRanges =
          plan.reserved(
              byTarget + "/range_to_edge_id",
              ElementType.UINT64,
              Math.min(rows, edges.target().size()),
              2);
      String bySource = root + "/indices/source_to_target";
      sourceNodes =
          plan.dataset(bySource + "/node_id_to_range", ElementType.UINT64, ids(edges.source()), 2);
      sourceRanges = plan.growing(bySource + "/range_to_edge_id", ElementType.UINT64, 2);
      // libsonata looks for the name of the SONATA guide, BMTK for its own
      plan.alias(byTarget + "/node_id_to_ranges", byTarget + "/node_id_to_range");
      plan.alias(bySource + "/node_id_to_ranges", bySource + "/node_id_to_range");
    }

    private static ElementType unsigned(long highest) {
      return highest > LARGEST_32_BIT ? ElementType.UINT64 : ElementType.UINT32;
    }

    private static long ids(NodeTable nodes) {
      return Arrays.stream(nodes.nodeIds()).max().orElse(-1) + 1;
    }

    /** What the columns take at least. */
    long bytes(EdgePieces pieces) {
      long bytes = 0;
      for (Slot column : List.of(source, target, type, group, groupRow)) {
        bytes += pieces.rows() * column.type().bytes();
      }
      for (int g = 0; g < columns.length; g++) {
        for (Slot column : columns[g]) {
          bytes += pieces.rows(g) * column.type().bytes();
        }
      }
      return bytes;
    }
  }

  /** False when stop was requested. */
  private boolean write(EdgePieces pieces, PendingFiles pending) throws IOException {
    Places places = new Places(pieces);
    checkRoom(places.bytes(pieces));
    Hdf5Writer writer = Hdf5Writer.create(file, places.plan);
    pending.add(file, writer);
    EdgePieces.NodeOrder sources = EdgePieces.NodeOrder.of(edges.source().nodeIds());
    int[] inDegree = new int[edges.target().size()];
    try (SourceRuns runs = new SourceRuns(file, sources.rows().length, pieces.rows())) {
      Turns turns = new Turns();
      Workers.Meter meter =
          new Workers.Meter(workers.control(), "Writing edges", pieces.rows(), "edges");
      if (!workers.run(
          pieces.size(),
          () ->
              new Piece(pieces, places, writer, sources.places(), inDegree, runs, turns, meter))) {
        return false;
      }
      runs.finish();
      writeTargetIndex(writer, places, inDegree);
      if (!writeSourceIndex(writer, places, sources, runs)) {
        return false;
      }
    }
    writer.finish();
    return true;
  }

  private void checkRoom(long bytes) throws IOException {
    long free = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
    if (free > 0 && bytes > free) {
      throw new IOException(
          "%s needs at least %d MB, but the disk has only %d MB free"
              .formatted(file, bytes >> 20, free >> 20));
    }
  }

  /** Lets pieces pass one after the other in their order. */
  private final class Turns {
    private int next;

    /** False when the work is ending. */
    synchronized boolean await(int piece) {
      while (next != piece) {
        if (workers.ending()) {
          return false;
        }
        try {
          // someone who fails tells nobody, hence the limit
          wait(20);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted", e);
        }
      }
      return true;
    }

    synchronized void pass() {
      next++;
      notifyAll();
    }
  }

  /** Makes and writes pieces; one per thread. */
  private final class Piece implements Workers.Worker {
    private final EdgePieces pieces;
    private final Places places;
    private final int[] placeOfSource;
    private final int[] inDegree;
    private final SourceRuns runs;
    private final Turns turns;
    private final Workers.Meter meter;
    private final ColumnEncoder encoder;
    private final EdgeBlock block = new EdgeBlock(edges.groups());
    private final long[] typeOfKind = edges.kinds().stream().mapToLong(EdgeKind::id).toArray();
    private final int[] groupOfKind = edges.kinds().stream().mapToInt(EdgeKind::group).toArray();
    private final long[] nextInGroup = new long[edges.groups().size()];
    private final EdgeMemory memory = new EdgeMemory();
    private int[] sourcePlaces = new int[0];

    Piece(
        EdgePieces pieces,
        Places places,
        Hdf5Writer writer,
        int[] placeOfSource,
        int[] inDegree,
        SourceRuns runs,
        Turns turns,
        Workers.Meter meter) {
      this.pieces = pieces;
      this.places = places;
      this.placeOfSource = placeOfSource;
      this.inDegree = inDegree;
      this.runs = runs;
      this.turns = turns;
      this.meter = meter;
      this.encoder = new ColumnEncoder(writer);
    }

    @Override
    public boolean work(int piece) throws IOException {
      make(piece);
      int size = block.size();
      long first = pieces.firstRow()[piece];
      checkCounts(piece);
      int[] source = block.source();
      int[] target = block.target();
      int[] kind = block.kind();
      encoder.ids(places.source, first, edges.source().nodeIds(), source, size);
      encoder.ids(places.target, first, edges.target().nodeIds(), target, size);
      encoder.wholes(places.type, first, size, i -> typeOfKind[kind[i]]);
      encoder.wholes(places.group, first, size, i -> groupOfKind[kind[i]]);
      System.arraycopy(pieces.firstInGroup()[piece], 0, nextInGroup, 0, nextInGroup.length);
      encoder.wholes(places.groupRow, first, size, i -> nextInGroup[groupOfKind[kind[i]]]++);
      for (int g = 0; g < places.columns.length; g++) {
        writeColumns(g, pieces.firstInGroup()[piece][g]);
      }
      for (int i = 0; i < size; i++) {
        inDegree[target[i]]++;
      }
      if (sourcePlaces.length < size) {
        sourcePlaces = new int[source.length];
      }
      for (int i = 0; i < size; i++) {
        sourcePlaces[i] = placeOfSource[source[i]];
      }
      if (!turns.await(piece)) {
        return false;
      }
      runs.add(sourcePlaces, size, first);
      turns.pass();
      meter.add(size);
      return true;
    }

    /** Rows of a piece, from what counting has found where it is kept. */
    private void make(int piece) throws IOException {
      List<EdgePieces.Part> parts = pieces.parts().get(piece);
      if (parts.stream().anyMatch(p -> p.kept().isEmpty())) {
        edges.rows(pieces.firstTarget()[piece], pieces.endTarget()[piece], block);
        return;
      }
      block.clear();
      for (EdgePieces.Part part : parts) {
        spool.get(part.kept().orElseThrow(), memory);
        edges.again(part.first(), part.end(), memory, block);
      }
    }

    private void writeColumns(int group, long first) throws IOException {
      List<EdgeColumn> columns = edges.groups().get(group).columns();
      for (int c = 0; c < columns.size(); c++) {
        Slot slot = places.columns[group][c];
        encoder.numbers(
            slot,
            first,
            block.column(group, c),
            block.size(group),
            columns.get(c).type(),
            Location.of(file, slot.path()));
      }
    }

    /** Rows that are not as many as were counted would overwrite others. */
    private void checkCounts(int piece) {
      boolean same = block.size() == pieces.firstRow()[piece + 1] - pieces.firstRow()[piece];
      for (int g = 0; g < nextInGroup.length; g++) {
        long[][] first = pieces.firstInGroup();
        same &= block.size(g) == first[piece + 1][g] - first[piece][g];
      }
      if (!same) {
        throw new IllegalStateException(
            "%s makes %d rows for targets %d to %d, but counted %d"
                .formatted(
                    edges.name(),
                    block.size(),
                    pieces.firstTarget()[piece],
                    pieces.endTarget()[piece],
                    pieces.firstRow()[piece + 1] - pieces.firstRow()[piece]));
      }
    }
  }

  /** Every target has at most one run, as rows are ordered by target. */
  private void writeTargetIndex(Hdf5Writer writer, Places places, int[] inDegree)
      throws IOException {
    int[] order = EdgePieces.NodeOrder.of(edges.target().nodeIds()).rows();
    PairTable nodes = new PairTable(writer, places.targetNodes);
    PairTable ranges = new PairTable(writer, places.targetRanges);
    long row = 0;
    for (int target : order) {
      long id = edges.target().nodeIds()[target];
      int count = inDegree[target];
      if (count > 0) {
        nodes.skipTo(id);
        nodes.put(ranges.size(), ranges.size() + 1);
        ranges.put(row, row + count);
        row += count;
      }
    }
    nodes.skipTo(Places.ids(edges.target()));
    nodes.flush();
    ranges.flush();
    writer.publish(places.targetRanges, ranges.size());
  }

  private boolean writeSourceIndex(
      Hdf5Writer writer, Places places, EdgePieces.NodeOrder sources, SourceRuns runs)
      throws IOException {
    PairTable nodes = new PairTable(writer, places.sourceNodes);
    long next = 0;
    for (int place = 0; place < sources.rows().length; place++) {
      int count = runs.runs(place);
      if (count > 0) {
        nodes.skipTo(edges.source().nodeIds()[sources.rows()[place]]);
        nodes.put(next, next + count);
        next += count;
      }
    }
    nodes.skipTo(Places.ids(edges.source()));
    nodes.flush();
    List<Long> bases = new ArrayList<>();
    long base = 0;
    for (int bucket = 0; bucket < runs.buckets(); bucket++) {
      bases.add(base);
      base += runs.runsOfBucket(bucket);
    }
    Workers.Meter meter =
        new Workers.Meter(workers.control(), "Writing the index of sources", base, "ranges");
    boolean whole =
        workers.run(
            runs.buckets(),
            () -> {
              SourceRuns.Sorter sorter = runs.new Sorter();
              return bucket -> {
                sorter.write(bucket, writer, places.sourceRanges, bases.get(bucket));
                meter.add(runs.runsOfBucket(bucket));
                return true;
              };
            });
    writer.publish(places.sourceRanges, base);
    return whole;
  }

  /** Fills a table of two columns from the front. */
  private static final class PairTable {
    private final Hdf5Writer writer;
    private final Slot slot;
    private final long[] buffer = new long[2 * STEP];
    private int held;
    private long written;

    PairTable(Hdf5Writer writer, Slot slot) {
      this.writer = writer;
      this.slot = slot;
    }

    long size() {
      return written + held / 2;
    }

    void put(long first, long end) throws IOException {
      buffer[held++] = first;
      buffer[held++] = end;
      if (held == buffer.length) {
        flush();
      }
    }

    /** Fills up with empty ranges. */
    void skipTo(long row) throws IOException {
      while (size() < row) {
        put(0, 0);
      }
    }

    void flush() throws IOException {
      writer.write(slot, 2 * written, buffer, 0, held);
      written += held / 2;
      held = 0;
    }
  }
}
