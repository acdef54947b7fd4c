package org.neurowright.io.sonata.network;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.neurowright.engine.description.EdgeBatch;
import org.neurowright.engine.description.EdgeStore;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.hdf5.Hdf5Dataset;

/**
 * Rows of an edge population, read from the file when asked for. Every call gives new arrays;
 * nothing is kept but what the HDF5 reader caches.
 */
final class Hdf5EdgeStore implements EdgeStore {

  /**
   * The columns of an edge population; groups by number, null where the file says none (then group
   * 0, same row).
   */
  record Columns(
      Hdf5Dataset source,
      Hdf5Dataset target,
      Hdf5Dataset type,
      Optional<Hdf5Dataset> group,
      Optional<Hdf5Dataset> groupRow,
      Map<Integer, EdgeGroup> groups) {}

  private final OpenEdgesFile file;
  private final Columns columns;
  private final TargetIndex index;
  private final Long2IntOpenHashMap plainOfId;
  private final Map<Integer, IntColumn> combinations;
  private final int[][] typeOf;
  private final Set<String> userColumns = new TreeSet<>();
  private final double[] typeNsyns;
  private final double[] typeWeight;
  private final double[] typeDelay;
  private final double[] typeSection;
  private final double[] typeSectionX;

  /**
   * A store over an open file.
   *
   * @param types what the type index of a batch refers to
   * @param plainOfId a number for each edge type id, counted from 0
   * @param combinations which combination of overrides each row of a group has, for groups with
   *     some; 0 is none
   * @param typeOf type index by [number of the id][combination]
   */
  Hdf5EdgeStore(
      OpenEdgesFile file,
      Columns columns,
      TargetIndex index,
      List<EdgeType> types,
      Long2IntOpenHashMap plainOfId,
      Map<Integer, IntColumn> combinations,
      int[][] typeOf) {
    this.file = file;
    this.columns = columns;
    this.index = index;
    this.plainOfId = plainOfId;
    this.combinations = combinations;
    this.typeOf = typeOf;
    if (types.stream().anyMatch(type -> type.weightFunction().isPresent())) {
      columns.groups().values().forEach(group -> userColumns.addAll(group.userColumns().keySet()));
    }
    typeNsyns = ofTypes(types, "nsyns");
    typeWeight = ofTypes(types, "syn_weight");
    typeDelay = ofTypes(types, "delay");
    typeSection = ofTypes(types, "sec_id", "afferent_section_id");
    typeSectionX = ofTypes(types, "sec_x", "afferent_section_pos");
  }

  private static double[] ofTypes(List<EdgeType> types, String... names) {
    return types.stream()
        .mapToDouble(type ->
            Arrays.stream(names)
                .map(type::number)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .findFirst()
                .orElse(Double.NaN))
        .toArray();
  }

  @Override
  public long size() {
    return columns.target().rows();
  }

  @Override
  public EdgeBatch rows(long first, int count) {
    if (first < 0 || count < 0 || first + count > size()) {
      throw new IndexOutOfBoundsException(
          "rows " + first + " to " + (first + count) + " of " + size());
    }
    return read(new long[] {first, first + count}, count);
  }

  @Override
  public EdgeBatch incoming(long targetNodeId) {
    long[] runs = index.runs(targetNodeId);
    long count = 0;
    for (int i = 0; i < runs.length; i += 2) {
      count += runs[i + 1] - runs[i];
    }
    EdgeBatch batch = read(runs, Math.toIntExact(count));
    for (int i = 0; i < batch.size(); i++) {
      if (batch.targetNodeId()[i] != targetNodeId) {
        throw new ModelException(
            Problem.error(
                    "sonata.broken-index",
                    Location.of(columns.target().file().path(), columns.target().path()),
                    "The target index gives an edge of node "
                        + batch.targetNodeId()[i]
                        + " for node "
                        + targetNodeId)
                .hint("Write the edges file anew, with indices of its own rows"));
      }
    }
    return batch;
  }

  private EdgeBatch read(long[] runs, int size) {
    EdgeBatch batch =
        new EdgeBatch(
            size,
            new long[size],
            new long[size],
            new int[size],
            new int[size],
            new double[size],
            new double[size],
            new int[size],
            new double[size],
            new boolean[size],
            userColumns(size));
    try {
      int at = 0;
      for (int i = 0; i < runs.length; i += 2) {
        int count = (int) (runs[i + 1] - runs[i]);
        readRun(runs[i], count, batch, at);
        at += count;
      }
    } finally {
      // The file is closed when it becomes unreachable, which must not happen in the middle of a
      // read.
      Reference.reachabilityFence(file);
    }
    return batch;
  }

  /** Columns of the user's own are read only where a weight function may ask for them. */
  private Map<String, double[]> userColumns(int size) {
    if (userColumns.isEmpty()) {
      return Map.of();
    }
    Map<String, double[]> values = new HashMap<>();
    for (String column : userColumns) {
      double[] none = new double[size];
      Arrays.fill(none, Double.NaN);
      values.put(column, none);
    }
    return values;
  }

  private void readRun(long first, int count, EdgeBatch batch, int at) {
    columns.source().readLongs(first, count, batch.sourceNodeId(), at);
    columns.target().readLongs(first, count, batch.targetNodeId(), at);
    long[] typeIds = columns.type().readLongs(first, count);
    long[] groupRows =
        columns
            .groupRow()
            .map(c -> c.readLongs(first, count))
            .orElseGet(() -> numbers(first, count));
    int[] groups =
        columns.group().map(c -> c.readInts(first, count)).orElseGet(() -> new int[count]);
    for (int i = 0; i < count; i++) {
      batch.typeIndex()[at + i] = plainOfId.get(typeIds[i]);
    }
    // Rows of one group usually follow each other, in the file and in the group.
    int start = 0;
    while (start < count) {
      int end = start + 1;
      while (end < count
          && groups[end] == groups[start]
          && groupRows[end] == groupRows[end - 1] + 1) {
        end++;
      }
      readGroup(
          columns.groups().get(groups[start]), groupRows[start], batch, at + start, end - start);
      start = end;
    }
  }

  private static long[] numbers(long first, int count) {
    long[] numbers = new long[count];
    Arrays.setAll(numbers, i -> first + i);
    return numbers;
  }

  private void readGroup(EdgeGroup group, long groupRow, EdgeBatch batch, int at, int count) {
    IntColumn combination = combinations.get(group.id());
    for (int i = at; i < at + count; i++) {
      batch.typeIndex()[i] =
          typeOf[batch.typeIndex()[i]][
              combination == null ? 0 : combination.get(groupRow + i - at)];
    }
    numbers(group.synWeight(), typeWeight, groupRow, batch, at, count, batch.synWeight());
    numbers(group.delay(), typeDelay, groupRow, batch, at, count, batch.delayMs());
    batch
        .columns()
        .forEach((name, values) -> {
          Hdf5Dataset column = group.userColumns().get(name);
          if (column != null) {
            column.readDoubles(groupRow, count, 0, 1, values, at);
          }
        });
    double[] scratch = new double[count];
    if (group.fixed()) {
      numbers(group.sectionX(), typeSectionX, groupRow, batch, at, count, batch.sectionX());
      numbers(group.sectionId(), typeSection, groupRow, batch.typeIndex(), at, count, scratch, 0);
      for (int i = 0; i < count; i++) {
        batch.sectionId()[at + i] = Double.isNaN(scratch[i]) ? -1 : (int) scratch[i];
      }
    } else {
      Arrays.fill(batch.sectionId(), at, at + count, -1);
    }
    Arrays.fill(batch.hasNsyns(), at, at + count, group.hasNsyns());
    if (group.hasNsyns()) {
      numbers(group.nsyns(), typeNsyns, groupRow, batch.typeIndex(), at, count, scratch, 0);
    }
    for (int i = 0; i < count; i++) {
      batch.nsyns()[at + i] = group.hasNsyns() && !Double.isNaN(scratch[i]) ? (int) scratch[i] : 1;
    }
  }

  private static void numbers(
      Optional<Hdf5Dataset> column,
      double[] ofType,
      long groupRow,
      EdgeBatch batch,
      int at,
      int count,
      double[] to) {
    numbers(column, ofType, groupRow, batch.typeIndex(), at, count, to, at);
  }

  /** The group's column, or the type's value where the group has no such column. */
  private static void numbers(
      Optional<Hdf5Dataset> column,
      double[] ofType,
      long groupRow,
      int[] typeIndex,
      int at,
      int count,
      double[] to,
      int toAt) {
    if (column.isPresent()) {
      column.get().readDoubles(groupRow, count, 0, 1, to, toAt);
    } else {
      for (int i = 0; i < count; i++) {
        to[toAt + i] = ofType[typeIndex[at + i]];
      }
    }
  }
}
