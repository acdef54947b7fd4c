package org.neurowright.io.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.hdf5.Hdf5Dataset;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.hdf5.Hdf5File;
import org.neurowright.io.sonata.network.TypeTable;

/**
 * Reads nodes files back as tables: what stands in the groups becomes columns with the kind of
 * numbers it has, what stands in the csv becomes types. Types that no node has are kept behind the
 * others.
 */
final class NodesFileReader {
  private final Problems problems;

  NodesFileReader(Problems problems) {
    this.problems = problems;
  }

  /** All populations of a file in alphabetical order, the wrong ones left out. */
  List<NodeTable> read(Path nodesFile, Optional<Path> typesFile) {
    TypeTable types =
        typesFile
            .map(file -> TypeTable.read(file, "node_type_id", problems))
            .orElseGet(TypeTable::empty);
    List<NodeTable> tables = new ArrayList<>();
    try (Hdf5File file = Hdf5File.open(nodesFile)) {
      for (String name : file.isGroup("/nodes") ? file.groups("/nodes") : List.<String>of()) {
        try {
          new Population(file, nodesFile, name, types).read().ifPresent(tables::add);
        } catch (Hdf5Exception e) {
          problems.add(e.problem());
        }
      }
    } catch (Hdf5Exception e) {
      problems.add(e.problem());
    }
    return tables;
  }

  private final class Population {
    private final Hdf5File file;
    private final Path path;
    private final String name;
    private final String root;
    private final TypeTable types;
    private int size;
    private int[] group;
    private int[] groupRow;

    Population(Hdf5File file, Path path, String name, TypeTable types) {
      this.file = file;
      this.path = path;
      this.name = name;
      this.root = "/nodes/" + name;
      this.types = types;
    }

    Optional<NodeTable> read() {
      Optional<Hdf5Dataset> typeColumn = file.findDataset(root + "/node_type_id");
      if (typeColumn.isEmpty()) {
        problems.add(
            Problem.error(
                "sonata.missing-column",
                Location.of(path, root + "/node_type_id"),
                "The population " + name + " has no node_type_id"));
        return Optional.empty();
      }
      long[] typeIds = typeColumn.get().readLongs();
      size = typeIds.length;
      long[] ids = new long[size];
      Arrays.setAll(ids, i -> i);
      Optional<Hdf5Dataset> idColumn = file.findDataset(root + "/node_id");
      if (idColumn.isPresent()) {
        ids = idColumn.get().readLongs();
      }
      group = ints("node_group_id");
      groupRow = ints("node_group_index");
      if (groupRow == null || group == null) {
        group = new int[size];
        groupRow = new int[size];
        Arrays.setAll(groupRow, i -> i);
      }
      if (ids.length != size || group.length != size || groupRow.length != size) {
        problems.add(
            Problem.error(
                    "sonata.different-lengths",
                    Location.of(path, root),
                    "node_id, node_type_id, node_group_id and node_group_index of "
                        + name
                        + " have different lengths")
                .expected("as many rows in all"));
        return Optional.empty();
      }
      if (!distinct(ids)) {
        return Optional.empty();
      }
      List<NodeType> used = new ArrayList<>();
      int[] typeIndex = typeIndex(typeIds, used);
      return Optional.of(new NodeTable(name, ids, typeIndex, used, columns()));
    }

    private int[] ints(String column) {
      return file.findDataset(root + "/" + column).map(Hdf5Dataset::readInts).orElse(null);
    }

    private boolean distinct(long[] ids) {
      long[] sorted = ids.clone();
      Arrays.sort(sorted);
      for (int i = 1; i < sorted.length; i++) {
        if (sorted[i] == sorted[i - 1]) {
          problems.add(
              Problem.error(
                      "sonata.duplicate-node-id",
                      Location.of(path, root + "/node_id"),
                      "The node id " + sorted[i] + " stands twice in the population " + name)
                  .expected("each id once"));
          return false;
        }
      }
      return true;
    }

    private int[] typeIndex(long[] typeIds, List<NodeType> used) {
      Map<Long, Integer> indexOf = new HashMap<>();
      int[] typeIndex = new int[size];
      for (int row = 0; row < size; row++) {
        long id = typeIds[row];
        Integer index = indexOf.get(id);
        if (index == null) {
          index = used.size();
          indexOf.put(id, index);
          TypeTable.Row found = types.rows().get(id);
          if (found == null) {
            problems.add(
                Problem.error(
                    "sonata.unknown-node-type",
                    Location.of(path, root + "/node_type_id"),
                    "Nodes of "
                        + name
                        + " have node_type_id "
                        + id
                        + ", which "
                        + (types.file().isEmpty()
                            ? "no table defines"
                            : types.file() + " does not define")));
          }
          used.add(new NodeType(id, found == null ? Map.of() : found.attributes()));
        }
        typeIndex[row] = index;
      }
      types
          .rows()
          .forEach((id, row) -> {
            if (!indexOf.containsKey(id)) {
              used.add(new NodeType(id, row.attributes()));
            }
          });
      return typeIndex;
    }

    private Map<String, NodeColumn> columns() {
      Map<String, NodeColumn> columns = new LinkedHashMap<>();
      int[] groups = Arrays.stream(group).distinct().toArray();
      for (int g : groups) {
        String groupPath = root + "/" + g;
        if (!file.isGroup(groupPath)) {
          continue;
        }
        for (String column : file.datasets(groupPath)) {
          Hdf5Dataset dataset = file.dataset(groupPath + "/" + column);
          if (fits(g, dataset)) {
            columns.put(column, merged(columns.get(column), g, dataset));
          }
        }
      }
      return columns;
    }

    private boolean fits(int g, Hdf5Dataset dataset) {
      for (int row = 0; row < size; row++) {
        if (group[row] == g && (groupRow[row] < 0 || groupRow[row] >= dataset.rows())) {
          problems.add(
              Problem.error(
                      "sonata.group-index",
                      Location.of(path, dataset.path()),
                      "The column has "
                          + dataset.rows()
                          + " rows, but node_group_index has "
                          + groupRow[row])
                  .expected("a row for every node of the group"));
          return false;
        }
      }
      return true;
    }

    /** The column with the values of one more group; as before when they are of another kind. */
    private NodeColumn merged(NodeColumn before, int g, Hdf5Dataset dataset) {
      boolean number = dataset.type().isNumber();
      int width = Math.toIntExact(dataset.columns());
      return switch (before) {
        case null -> {
          if (!number) {
            yield texts(null, g, dataset.readStrings());
          }
          if (width > 1) {
            yield vectors(null, g, dataset, width);
          }
          yield dataset.type().isInteger() ? integers(null, g, dataset) : reals(null, g, dataset);
        }
        case NodeColumn.Vectors vectors when number && width == vectors.width() ->
            vectors(vectors, g, dataset, width);
        case NodeColumn.Integers whole when dataset.type().isInteger() && width == 1 ->
            integers(whole, g, dataset);
        case NodeColumn.Integers whole when number && width == 1 -> reals(whole, g, dataset);
        case NodeColumn.Reals reals when number && width == 1 -> reals(reals, g, dataset);
        case NodeColumn.Texts texts when !number -> texts(texts, g, dataset.readStrings());
        default -> mixed(dataset, before);
      };
    }

    private NodeColumn mixed(Hdf5Dataset dataset, NodeColumn before) {
      problems.add(
          Problem.warning(
                  "network.mixed-column",
                  Location.of(path, dataset.path()),
                  "The column has another kind of values than in the groups before; these are left"
                      + " out")
              .expected("the same kind of values in all groups"));
      return before;
    }

    private NodeColumn vectors(NodeColumn before, int g, Hdf5Dataset dataset, int width) {
      double[] all;
      if (before instanceof NodeColumn.Vectors vectors) {
        all = vectors.values();
      } else {
        all = new double[Math.multiplyExact(size, width)];
        Arrays.fill(all, Double.NaN);
      }
      double[] read = dataset.readDoubles();
      for (int row = 0; row < size; row++) {
        if (group[row] == g) {
          System.arraycopy(read, groupRow[row] * width, all, row * width, width);
        }
      }
      return new NodeColumn.Vectors(all, width);
    }

    private NodeColumn integers(NodeColumn before, int g, Hdf5Dataset dataset) {
      long[] all = new long[size];
      boolean[] present = new boolean[size];
      if (before instanceof NodeColumn.Integers integers) {
        for (int row = 0; row < size; row++) {
          present[row] = integers.isPresent(row);
          all[row] = integers.values()[row];
        }
      }
      long[] read = dataset.readLongs();
      boolean everywhere = true;
      for (int row = 0; row < size; row++) {
        if (group[row] == g) {
          all[row] = read[groupRow[row]];
          present[row] = true;
        }
        everywhere &= present[row];
      }
      return everywhere ? new NodeColumn.Integers(all) : new NodeColumn.Integers(all, present);
    }

    private NodeColumn reals(NodeColumn before, int g, Hdf5Dataset dataset) {
      double[] all = new double[size];
      Arrays.fill(all, Double.NaN);
      switch (before) {
        case NodeColumn.Reals(double[] values) -> all = values;
        case NodeColumn.Integers integers -> {
          for (int row = 0; row < size; row++) {
            all[row] = integers.isPresent(row) ? integers.values()[row] : Double.NaN;
          }
        }
        case null, default -> {}
      }
      double[] read = dataset.readDoubles();
      for (int row = 0; row < size; row++) {
        if (group[row] == g) {
          all[row] = read[groupRow[row]];
        }
      }
      return new NodeColumn.Reals(all);
    }

    private NodeColumn texts(NodeColumn.Texts before, int g, String[] read) {
      int[] codes = new int[size];
      Arrays.fill(codes, -1);
      Map<String, Integer> dictionary = new LinkedHashMap<>();
      if (before != null) {
        System.arraycopy(before.codes(), 0, codes, 0, size);
        before.dictionary().forEach(text -> dictionary.put(text, dictionary.size()));
      }
      for (int row = 0; row < size; row++) {
        if (group[row] == g) {
          codes[row] = dictionary.computeIfAbsent(read[groupRow[row]], _ -> dictionary.size());
        }
      }
      return new NodeColumn.Texts(codes, List.copyOf(dictionary.keySet()));
    }
  }
}
