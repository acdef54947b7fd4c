package org.neurowright.io.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeColumn.Storage;
import org.neurowright.engine.network.EdgeGroup;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.hdf5.Hdf5Attribute;
import org.neurowright.io.hdf5.Hdf5Dataset;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.hdf5.Hdf5File;
import org.neurowright.io.sonata.network.TypeTable;

/**
 * Opens edges files as sources of edges. All rows are looked at once, to find where each target's
 * are and which types and groups go together; the file's own indices are not needed.
 */
final class EdgesFileReader {
  private static final int STEP = 1 << 18;

  /** A type in a group of the file. */
  private record Pair(long type, long group) {}

  private final Map<String, NodeTable> nodes;
  private final Problems problems;

  EdgesFileReader(List<NodeTable> nodes, Problems problems) {
    this.nodes = new LinkedHashMap<>();
    nodes.forEach(table -> this.nodes.put(table.name(), table));
    this.problems = problems;
  }

  /** All populations of an open file in alphabetical order, the wrong ones left out. */
  List<EdgeSource> read(Hdf5File file, Optional<Path> typesFile) {
    TypeTable types =
        typesFile
            .map(path -> TypeTable.read(path, "edge_type_id", problems))
            .orElseGet(TypeTable::empty);
    List<EdgeSource> sources = new ArrayList<>();
    for (String name : file.groups("/edges")) {
      try {
        new Population(file, name, types).read().ifPresent(sources::add);
      } catch (Hdf5Exception e) {
        problems.add(e.problem());
      }
    }
    return sources;
  }

  private final class Population {
    private final Hdf5File file;
    private final String name;
    private final String root;
    private final TypeTable types;
    private NodeTable source;
    private NodeTable target;
    private final SequencedSet<Pair> pairs = new LinkedHashSet<>();
    private final Map<Long, Long> largestGroupRow = new TreeMap<>();

    Population(Hdf5File file, String name, TypeTable types) {
      this.file = file;
      this.name = name;
      this.root = "/edges/" + name;
      this.types = types;
    }

    Optional<EdgeSource> read() {
      for (String column : List.of("source_node_id", "target_node_id", "edge_type_id")) {
        if (!file.isDataset(root + "/" + column)) {
          problems.add(
              Problem.error(
                  "sonata.missing-column",
                  place(column),
                  "The edge population " + name + " has no " + column));
          return Optional.empty();
        }
      }
      Hdf5Dataset sources = file.dataset(root + "/source_node_id");
      Hdf5Dataset targets = file.dataset(root + "/target_node_id");
      Hdf5Dataset typeIds = file.dataset(root + "/edge_type_id");
      Optional<Hdf5Dataset> group = file.findDataset(root + "/edge_group_id");
      Optional<Hdf5Dataset> groupRow = file.findDataset(root + "/edge_group_index");
      if (group.isEmpty() || groupRow.isEmpty()) {
        group = Optional.empty();
        groupRow = Optional.empty();
      }
      long rows = targets.rows();
      for (Hdf5Dataset column :
          List.of(sources, typeIds, group.orElse(typeIds), groupRow.orElse(typeIds))) {
        if (column.rows() != rows) {
          problems.add(
              Problem.error(
                      "sonata.different-lengths",
                      Location.of(file.path(), column.path()),
                      "The column has " + column.rows() + " rows, target_node_id has " + rows)
                  .expected("as many rows in both"));
          return Optional.empty();
        }
      }
      Optional<NodeTable> from = population(sources);
      Optional<NodeTable> to = population(targets);
      if (from.isEmpty() || to.isEmpty()) {
        return Optional.empty();
      }
      source = from.get();
      target = to.get();
      EdgePieces.NodeOrder order = EdgePieces.NodeOrder.of(target.nodeIds());
      long[] start = new long[target.size() + 1];
      boolean[] sorted = {true};
      if (!scan(sources, targets, typeIds, group, groupRow, order, start, sorted)) {
        return Optional.empty();
      }
      int[] rowOrder = null;
      if (!sorted[0]) {
        if (rows > Integer.MAX_VALUE - 8) {
          problems.add(
              Problem.error(
                  "network.unsorted",
                  place("target_node_id"),
                  "The " + rows + " rows are not sorted by target, and too many to be sorted"));
          return Optional.empty();
        }
        rowOrder = byTarget(targets, order, start);
      }
      return assemble(sources, targets, typeIds, group, groupRow, order, start, rowOrder);
    }

    private Location place(String child) {
      return Location.of(file.path(), root + "/" + child);
    }

    private Optional<NodeTable> population(Hdf5Dataset column) {
      Optional<String> population =
          column.attribute("node_population").flatMap(Hdf5Attribute::text);
      NodeTable table = population.map(nodes::get).orElse(null);
      if (table == null) {
        problems.add(
            Problem.error(
                    population.isEmpty()
                        ? "sonata.missing-population"
                        : "sonata.unknown-population",
                    Location.of(file.path(), column.path()),
                    population
                        .map(found -> "There are no nodes of the population " + found)
                        .orElse("The attribute node_population is missing"))
                .expected("one of " + String.join(", ", nodes.keySet())));
      }
      return Optional.ofNullable(table);
    }

    /** Looks at all rows; {@code start} becomes the first row of each target in order of ids. */
    private boolean scan(
        Hdf5Dataset sources,
        Hdf5Dataset targets,
        Hdf5Dataset typeIds,
        Optional<Hdf5Dataset> group,
        Optional<Hdf5Dataset> groupRow,
        EdgePieces.NodeOrder order,
        long[] start,
        boolean[] sorted) {
      NodeRows sourceRows = new NodeRows(source);
      NodeRows targetRows = new NodeRows(target);
      int before = -1;
      Pair last = null;
      for (long first = 0; first < targets.rows(); first += STEP) {
        int count = (int) Math.min(STEP, targets.rows() - first);
        long[] s = sources.readLongs(first, count);
        long[] t = targets.readLongs(first, count);
        long[] types = typeIds.readLongs(first, count);
        long at = first;
        long[] g = group.map(d -> d.readLongs(at, count)).orElse(null);
        long[] r = groupRow.map(d -> d.readLongs(at, count)).orElse(null);
        for (int i = 0; i < count; i++) {
          int row = targetRows.row(t[i]);
          if (row < 0 || sourceRows.row(s[i]) < 0) {
            unknownNode(
                row < 0 ? "target_node_id" : "source_node_id", row < 0 ? t[i] : s[i], at + i);
            return false;
          }
          int place = order.places()[row];
          start[place + 1]++;
          sorted[0] &= place >= before;
          before = place;
          long inGroup = g == null ? 0 : g[i];
          if (last == null || last.type != types[i] || last.group != inGroup) {
            last = new Pair(types[i], inGroup);
            pairs.add(last);
          }
          largestGroupRow.merge(inGroup, r == null ? at + i : r[i], Math::max);
        }
      }
      for (int i = 0; i < target.size(); i++) {
        start[i + 1] += start[i];
      }
      return true;
    }

    private void unknownNode(String column, long id, long row) {
      NodeTable table = column.equals("target_node_id") ? target : source;
      problems.add(
          Problem.error(
                  "sonata.unknown-node",
                  place(column),
                  "Row " + row + " has the node " + id + ", which " + table.name() + " has not")
              .expected("an id of the " + table.size() + " nodes of " + table.name()));
    }

    private int[] byTarget(Hdf5Dataset targets, EdgePieces.NodeOrder order, long[] start) {
      int[] rowOrder = new int[(int) targets.rows()];
      long[] next = start.clone();
      NodeRows targetRows = new NodeRows(target);
      for (long first = 0; first < targets.rows(); first += STEP) {
        int count = (int) Math.min(STEP, targets.rows() - first);
        long[] t = targets.readLongs(first, count);
        for (int i = 0; i < count; i++) {
          rowOrder[(int) next[order.places()[targetRows.row(t[i])]]++] = (int) first + i;
        }
      }
      return rowOrder;
    }

    private Optional<EdgeSource> assemble(
        Hdf5Dataset sources,
        Hdf5Dataset targets,
        Hdf5Dataset typeIds,
        Optional<Hdf5Dataset> group,
        Optional<Hdf5Dataset> groupRow,
        EdgePieces.NodeOrder order,
        long[] start,
        int[] rowOrder) {
      List<Long> groupNumbers = pairs.stream().map(Pair::group).distinct().sorted().toList();
      List<EdgeGroup> groups = new ArrayList<>();
      List<Hdf5Dataset[]> values = new ArrayList<>();
      for (long number : groupNumbers) {
        List<EdgeColumn> columns = new ArrayList<>();
        List<Hdf5Dataset> datasets = new ArrayList<>();
        if (!group(number, columns, datasets)) {
          return Optional.empty();
        }
        groups.add(new EdgeGroup(columns));
        values.add(datasets.toArray(Hdf5Dataset[]::new));
      }
      if (groups.isEmpty()) {
        groups.add(new EdgeGroup(List.of()));
        values.add(new Hdf5Dataset[0]);
      }
      List<EdgeKind> kinds = new ArrayList<>();
      Map<Pair, Integer> kindOf = new LinkedHashMap<>();
      kinds(groupNumbers, kinds, kindOf);
      return Optional.of(
          new StoredEdges(
              name,
              source,
              target,
              kinds,
              groups,
              new StoredEdges.Columns(
                  sources, targets, typeIds, group, groupRow, values.toArray(Hdf5Dataset[][]::new)),
              lookup(kindOf),
              start,
              order.places(),
              rowOrder));
    }

    private static StoredEdges.KindLookup lookup(Map<Pair, Integer> kindOf) {
      return (type, group) -> kindOf.get(new Pair(type, group));
    }

    private boolean group(long number, List<EdgeColumn> columns, List<Hdf5Dataset> datasets) {
      String path = root + "/" + number;
      for (String column : file.isGroup(path) ? file.datasets(path) : List.<String>of()) {
        Hdf5Dataset dataset = file.dataset(path + "/" + column);
        Optional<Storage> storage = storage(dataset);
        if (storage.isEmpty()) {
          problems.add(
              Problem.warning(
                      "network.edge-column",
                      Location.of(file.path(), dataset.path()),
                      "The column is left out, as single edges can only have numbers here")
                  .hint("Texts belong into the table of edge types"));
          continue;
        }
        if (dataset.rows() <= largestGroupRow.get(number)) {
          problems.add(
              Problem.error(
                      "sonata.group-index",
                      Location.of(file.path(), dataset.path()),
                      "The column has "
                          + dataset.rows()
                          + " rows, but edge_group_index goes up to "
                          + largestGroupRow.get(number))
                  .expected("a row for every edge of the group"));
          return false;
        }
        columns.add(new EdgeColumn(column, storage.get()));
        datasets.add(dataset);
      }
      return true;
    }

    private static Optional<Storage> storage(Hdf5Dataset dataset) {
      if (dataset.columns() != 1) {
        return Optional.empty();
      }
      return switch (dataset.type()) {
        case UINT8 -> Optional.of(Storage.UINT8);
        case UINT16 -> Optional.of(Storage.UINT16);
        case UINT32 -> Optional.of(Storage.UINT32);
        case UINT64 -> Optional.of(Storage.UINT64);
        case INT8, INT16, INT32 -> Optional.of(Storage.INT32);
        case INT64 -> Optional.of(Storage.INT64);
        case FLOAT16, FLOAT32 -> Optional.of(Storage.FLOAT32);
        case FLOAT64 -> Optional.of(Storage.FLOAT64);
        case STRING, ENUM, OTHER -> Optional.empty();
      };
    }

    /** Kinds in the order of the table; a type in several groups is several kinds. */
    private void kinds(List<Long> groupNumbers, List<EdgeKind> kinds, Map<Pair, Integer> kindOf) {
      SequencedSet<Long> ids = new LinkedHashSet<>(types.rows().keySet());
      pairs.forEach(pair -> ids.add(pair.type));
      for (long id : ids) {
        TypeTable.Row row = types.rows().get(id);
        if (row == null) {
          problems.add(
              Problem.error(
                  "sonata.unknown-edge-type",
                  place("edge_type_id"),
                  "Edges of "
                      + name
                      + " have edge_type_id "
                      + id
                      + ", which "
                      + (types.file().isEmpty()
                          ? "no table defines"
                          : types.file() + " does not define")));
        }
        Map<String, Value> attributes =
            new LinkedHashMap<>(row == null ? Map.of() : row.attributes());
        String sourceQuery = query(attributes, "source_query");
        String targetQuery = query(attributes, "target_query");
        boolean used = false;
        for (long number : groupNumbers) {
          Pair pair = new Pair(id, number);
          if (pairs.contains(pair)) {
            used = true;
            kindOf.put(pair, kinds.size());
            kinds.add(
                new EdgeKind(
                    id, sourceQuery, targetQuery, attributes, groupNumbers.indexOf(number)));
          }
        }
        if (!used) {
          kinds.add(new EdgeKind(id, sourceQuery, targetQuery, attributes, 0));
        }
      }
    }

    private static String query(Map<String, Value> attributes, String column) {
      Value value = attributes.remove(column);
      return value == null ? "*" : value.toString();
    }
  }
}
