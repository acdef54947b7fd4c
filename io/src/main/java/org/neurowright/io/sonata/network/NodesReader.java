package org.neurowright.io.sonata.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.Column;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.hdf5.Hdf5Dataset;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.hdf5.Hdf5File;

/**
 * Reads nodes files (SONATA developer guide, "Representing nodes"). Columns of groups become
 * columns of the population; where a group lacks one, the type table counts.
 */
final class NodesReader {
  private static final List<String> AXES = List.of("x", "y", "z");

  private final CellModels cellModels;
  private final Problems problems;

  NodesReader(CellModels cellModels, Problems problems) {
    this.cellModels = cellModels;
    this.problems = problems;
  }

  /** All populations of a file in alphabetical order, the wrong ones left out. */
  List<NodePopulation> read(Path nodesFile, Optional<Path> typesFile) {
    TypeTable types =
        typesFile
            .map(file -> TypeTable.read(file, "node_type_id", problems))
            .orElseGet(TypeTable::empty);
    List<NodePopulation> populations = new ArrayList<>();
    try (Hdf5File file = Hdf5File.open(nodesFile)) {
      if (!file.isGroup("/nodes")) {
        problems.add(
            Problem.error(
                    "sonata.missing-group",
                    Location.of(nodesFile, "/nodes"),
                    "The file has no group /nodes")
                .expected("a SONATA nodes file")
                .hint(file.isGroup("/edges") ? "This is an edges file" : ""));
        return populations;
      }
      for (String name : file.groups("/nodes")) {
        try {
          new Population(file, nodesFile, name, types).read().ifPresent(populations::add);
        } catch (Hdf5Exception e) {
          problems.add(e.problem());
        }
      }
    } catch (Hdf5Exception e) {
      problems.add(e.problem());
    }
    return populations;
  }

  /** One population being read. */
  private final class Population {
    private final Hdf5File file;
    private final Path path;
    private final String name;
    private final String root;
    private final TypeTable table;

    private long[] ids;
    private long[] typeIds;
    private int[] group;
    private int[] groupRow;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, Column> overrides = new LinkedHashMap<>();

    Population(Hdf5File file, Path path, String name, TypeTable table) {
      this.file = file;
      this.path = path;
      this.name = name;
      this.root = "/nodes/" + name;
      this.table = table;
    }

    Optional<NodePopulation> read() {
      Optional<Hdf5Dataset> typeColumn = file.findDataset(root + "/node_type_id");
      if (typeColumn.isEmpty()) {
        problems.add(
            Problem.error(
                    "sonata.missing-column",
                    place("node_type_id"),
                    "The population " + name + " has no node_type_id")
                .hint(NearestName.hint("node_type_id", file.children(root))));
        return Optional.empty();
      }
      if (typeColumn.get().rows() > Integer.MAX_VALUE - 8) {
        problems.add(
            Problem.error(
                "sonata.too-many-nodes",
                place("node_type_id"),
                "The population has "
                    + typeColumn.get().rows()
                    + " nodes; 2147483639 are possible"));
        return Optional.empty();
      }
      typeIds = typeColumn.get().readLongs();
      if (!readIds() || !readGroups()) {
        return Optional.empty();
      }
      readColumns();
      return Optional.of(assemble());
    }

    private Location place(String child) {
      return Location.of(path, root + "/" + child);
    }

    private boolean readIds() {
      Optional<Hdf5Dataset> idColumn = file.findDataset(root + "/node_id");
      if (idColumn.isEmpty()) {
        problems.add(
            Problem.warning(
                    "sonata.implicit-node-id",
                    place("node_id"),
                    "The population " + name + " has no node_id; nodes are numbered from 0")
                .hint("BMTK needs the column node_id"));
        ids = new long[typeIds.length];
        Arrays.setAll(ids, i -> i);
        return true;
      }
      ids = idColumn.get().readLongs();
      if (ids.length != typeIds.length) {
        problems.add(lengths("node_id", ids.length));
        return false;
      }
      return uniqueIds();
    }

    private Problem lengths(String column, long found) {
      return Problem.error(
              "sonata.different-lengths",
              place(column),
              column + " has " + found + " rows, node_type_id has " + typeIds.length)
          .expected("as many rows in both");
    }

    private boolean uniqueIds() {
      boolean ascending = true;
      for (int i = 1; i < ids.length && ascending; i++) {
        ascending = ids[i] > ids[i - 1];
      }
      if (!ascending) {
        long[] sorted = ids.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
          if (sorted[i] == sorted[i - 1]) {
            problems.add(
                Problem.error(
                        "sonata.duplicate-node-id",
                        place("node_id"),
                        "The node id " + sorted[i] + " stands twice in the population " + name)
                    .expected("each id once"));
            return false;
          }
        }
      }
      if (ids.length > 0 && Arrays.stream(ids).anyMatch(id -> id < 0 || id >= ids.length)) {
        problems.add(
            Problem.info(
                "sonata.sparse-node-ids",
                place("node_id"),
                "The node ids of "
                    + name
                    + " are not 0 to "
                    + (ids.length - 1)
                    + "; BMTK mixes up the global ids of such populations"));
      }
      return true;
    }

    private boolean readGroups() {
      group = new int[typeIds.length];
      groupRow = new int[typeIds.length];
      Optional<Hdf5Dataset> groupIds = file.findDataset(root + "/node_group_id");
      Optional<Hdf5Dataset> groupRows = file.findDataset(root + "/node_group_index");
      if (groupIds.isEmpty() || groupRows.isEmpty()) {
        problems.add(
            Problem.warning(
                    "sonata.implicit-groups",
                    place(groupIds.isEmpty() ? "node_group_id" : "node_group_index"),
                    "The population "
                        + name
                        + " does not say which group its nodes belong to; all count as rows"
                        + " of group 0")
                .hint("BMTK needs the columns node_group_id and node_group_index"));
        Arrays.setAll(groupRow, i -> i);
        return true;
      }
      if (groupIds.get().rows() != typeIds.length || groupRows.get().rows() != typeIds.length) {
        problems.add(
            groupIds.get().rows() != typeIds.length
                ? lengths("node_group_id", groupIds.get().rows())
                : lengths("node_group_index", groupRows.get().rows()));
        return false;
      }
      group = groupIds.get().readInts();
      groupRow = groupRows.get().readInts();
      return true;
    }

    private void readColumns() {
      Map<Integer, int[]> rowsByGroup = new HashMap<>();
      int[] used = Arrays.stream(group).distinct().sorted().toArray();
      for (int g : used) {
        rowsByGroup.put(g, IntStream.range(0, group.length).filter(i -> group[i] == g).toArray());
      }
      for (int g : used) {
        String groupPath = root + "/" + g;
        if (!file.isGroup(groupPath)) {
          if (g != 0) {
            problems.add(
                Problem.warning(
                    "sonata.missing-group",
                    place(Integer.toString(g)),
                    rowsByGroup.get(g).length
                        + " nodes belong to group "
                        + g
                        + ", which the file does not have"));
          }
          continue;
        }
        for (String column : file.datasets(groupPath)) {
          readColumn(groupPath + "/" + column, column, rowsByGroup.get(g), columns);
        }
        String parameters = groupPath + "/dynamics_params";
        if (file.isGroup(parameters)) {
          problems.add(
              Problem.warning(
                      "sonata.node-parameters",
                      Location.of(path, parameters),
                      "Parameters of single nodes are used as the SONATA guide says; BMTK ignores them")
                  .hint("Results differ from BMTK's if they differ from the json of the type"));
          for (String column : file.datasets(parameters)) {
            readColumn(parameters + "/" + column, column, rowsByGroup.get(g), overrides);
          }
        }
      }
      overrides.forEach(
          (column, values) -> columns.putIfAbsent("dynamics_params." + column, values));
    }

    private void readColumn(
        String datasetPath, String column, int[] rows, Map<String, Column> into) {
      Hdf5Dataset dataset = file.dataset(datasetPath);
      int highest = Arrays.stream(rows).map(r -> groupRow[r]).max().orElse(-1);
      int lowest = Arrays.stream(rows).map(r -> groupRow[r]).min().orElse(0);
      if (highest >= dataset.rows() || lowest < 0) {
        problems.add(
            Problem.error(
                    "sonata.group-index",
                    Location.of(path, datasetPath),
                    "The column has "
                        + dataset.rows()
                        + " rows, but node_group_index goes from "
                        + lowest
                        + " to "
                        + highest)
                .expected("a row for every node of the group"));
        return;
      }
      try {
        if (dataset.type().isNumber()) {
          into.put(column, withNumbers(into.get(column), dataset, rows));
        } else {
          into.put(column, withTexts(into.get(column), dataset.readStrings(), rows));
        }
      } catch (Hdf5Exception e) {
        problems.add(e.problem());
      }
    }

    private Column withNumbers(Column before, Hdf5Dataset dataset, int[] rows) {
      double[] read = dataset.readDoubles();
      int width = (int) dataset.columns();
      boolean sameShape =
          switch (before) {
            case null -> true;
            case Column.Numbers _ -> width == 1;
            case Column.Vectors vectors -> vectors.width() == width && width > 1;
            case Column.Texts _ -> false;
          };
      if (!sameShape) {
        String[] texts = new String[read.length / Math.max(1, width)];
        Arrays.setAll(texts, i -> new Value.Num(read[i * width]).toString());
        return withTexts(before, texts, rows);
      }
      double[] all =
          switch (before) {
            case Column.Numbers numbers -> numbers.values();
            case Column.Vectors vectors -> vectors.values();
            case null, default -> {
              double[] fresh = new double[ids.length * width];
              Arrays.fill(fresh, Double.NaN);
              yield fresh;
            }
          };
      for (int row : rows) {
        System.arraycopy(read, groupRow[row] * width, all, row * width, width);
      }
      return width == 1 ? new Column.Numbers(all) : new Column.Vectors(all, width);
    }

    private Column withTexts(Column before, String[] read, int[] rows) {
      String[] all = new String[ids.length];
      if (before != null) {
        for (int i = 0; i < all.length; i++) {
          all[i] = before.value(i).map(Value::toString).orElse(null);
        }
      }
      for (int row : rows) {
        all[row] = read[groupRow[row]];
      }
      return new Column.Texts(all);
    }

    private NodePopulation assemble() {
      List<NodeType> types = new ArrayList<>();
      Map<Long, Integer> indexOfType = new HashMap<>();
      Map<Long, Integer> unknown = new LinkedHashMap<>();
      int[] typeIndex = new int[typeIds.length];
      for (int row = 0; row < typeIds.length; row++) {
        long id = typeIds[row];
        Integer index = indexOfType.get(id);
        if (index == null) {
          index = types.size();
          TypeTable.Row found = table.rows().get(id);
          if (found == null) {
            unknown.put(id, row);
          }
          types.add(new NodeType(id, found == null ? Map.of() : found.attributes()));
          indexOfType.put(id, index);
        }
        typeIndex[row] = index;
      }
      if (!unknown.isEmpty()) {
        problems.add(
            Problem.error(
                    "sonata.unknown-node-type",
                    place("node_type_id"),
                    "Nodes of "
                        + name
                        + " have node_type_id "
                        + NearestName.list(texts(unknown.keySet()))
                        + ", which "
                        + (table.file().isEmpty()
                            ? "no node types table defines"
                            : table.file() + " does not define"))
                .expected(
                    table.rows().isEmpty()
                        ? "a table with these types"
                        : "one of " + NearestName.list(texts(new TreeSet<>(table.rows().keySet()))))
                .hint(
                    "Nodes and types belong together: was one of the files written by another build?"));
      }
      int[] modelIndex = new int[typeIds.length];
      List<CellModel> models = models(types, typeIndex, modelIndex, unknown.keySet());
      return new NodePopulation(
          name,
          ids,
          typeIndex,
          types,
          columns,
          modelIndex,
          models,
          positions(types, typeIndex),
          rotations(types, typeIndex, models, modelIndex),
          path.toString());
    }

    private static Set<String> texts(Set<Long> ids) {
      Set<String> texts = new LinkedHashSet<>();
      ids.forEach(id -> texts.add(Long.toString(id)));
      return texts;
    }

    private List<CellModel> models(
        List<NodeType> types, int[] typeIndex, int[] modelIndex, Set<Long> unknownTypes) {
      Map<CellModel, Integer> indexOfModel = new IdentityHashMap<>();
      List<CellModel> models = new ArrayList<>();
      boolean perNode =
          !overrides.isEmpty()
              || List.of(
                      "model_type",
                      "model_template",
                      "morphology",
                      "dynamics_params",
                      "model_processing")
                  .stream()
                  .anyMatch(columns::containsKey);
      CellModel[] byType = new CellModel[types.size()];
      for (int row = 0; row < typeIndex.length; row++) {
        NodeType type = types.get(typeIndex[row]);
        CellModel model = perNode ? null : byType[typeIndex[row]];
        if (model == null) {
          boolean said = unknownTypes.contains(type.id()) && !columns.containsKey("model_type");
          model = said ? new CellModel.Virtual() : cellModels.of(key(type, row), whereIs(type));
          byType[typeIndex[row]] = model;
        }
        Integer index = indexOfModel.get(model);
        if (index == null) {
          index = models.size();
          models.add(model);
          indexOfModel.put(model, index);
        }
        modelIndex[row] = index;
      }
      return models;
    }

    private Location whereIs(NodeType type) {
      TypeTable.Row row = table.rows().get(type.id());
      return row == null ? place("node_type_id") : row.where();
    }

    private CellModels.Key key(NodeType type, int row) {
      Map<String, Double> own = new LinkedHashMap<>();
      overrides.forEach((parameter, column) -> {
        if (column instanceof Column.Numbers numbers && numbers.isPresent(row)) {
          own.put(parameter, numbers.values()[row]);
        }
      });
      return new CellModels.Key(
          text(type, row, "model_type"),
          text(type, row, "model_template"),
          text(type, row, "morphology"),
          text(type, row, "dynamics_params"),
          text(type, row, "model_processing"),
          own);
    }

    /** Null words are text in HDF5 files, but mean the same as in tables. */
    private Optional<String> text(NodeType type, int row, String attribute) {
      Column column = columns.get(attribute);
      if (column != null && column.isPresent(row)) {
        return column
            .value(row)
            .map(Value::toString)
            .filter(t -> !t.isEmpty() && !t.equals("NULL"));
      }
      return type.text(attribute);
    }

    private OptionalDouble number(NodeType type, int row, String attribute) {
      if (columns.get(attribute) instanceof Column.Numbers numbers && numbers.isPresent(row)) {
        return OptionalDouble.of(numbers.values()[row]);
      }
      return type.attributes().get(attribute) instanceof Value.Num(double value)
          ? OptionalDouble.of(value)
          : OptionalDouble.empty();
    }

    private double[] positions(List<NodeType> types, int[] typeIndex) {
      double[] positions = new double[3 * ids.length];
      for (int row = 0; row < ids.length; row++) {
        Optional<Column.Vectors> vector = vector("positions", row);
        vector = vector.isPresent() ? vector : vector("position", row);
        for (int axis = 0; axis < 3; axis++) {
          if (vector.isPresent()) {
            int width = vector.get().width();
            positions[3 * row + axis] =
                axis < width ? vector.get().values()[row * width + axis] : 0;
          } else {
            positions[3 * row + axis] =
                number(types.get(typeIndex[row]), row, AXES.get(axis)).orElse(0);
          }
        }
      }
      return positions;
    }

    private Optional<Column.Vectors> vector(String column, int row) {
      return columns.get(column) instanceof Column.Vectors vectors && vectors.isPresent(row)
          ? Optional.of(vectors)
          : Optional.empty();
    }

    private double[] rotations(
        List<NodeType> types, int[] typeIndex, List<CellModel> models, int[] modelIndex) {
      double[] rotations = new double[3 * ids.length];
      for (int axis = 0; axis < 3; axis++) {
        String attribute = "rotation_angle_" + AXES.get(axis) + "axis";
        boolean nullSaid = false;
        for (int row = 0; row < ids.length; row++) {
          OptionalDouble angle = number(types.get(typeIndex[row]), row, attribute);
          rotations[3 * row + axis] = angle.orElse(0);
          boolean matters = models.get(modelIndex[row]) instanceof CellModel.Cable;
          if (angle.isEmpty() && matters && !nullSaid && table.columns().contains(attribute)) {
            nullSaid = true;
            problems.add(
                Problem.warning(
                        "sonata.null-rotation",
                        whereIs(types.get(typeIndex[row])),
                        attribute
                            + " is NULL for biophysical cells; they are not rotated about this axis")
                    .hint("BMTK fails on such cells; write 0"));
          }
        }
      }
      if (columns.keySet().stream().anyMatch(c -> c.startsWith("orientation_"))) {
        problems.add(
            Problem.warning(
                "sonata.orientation",
                place(""),
                "The quaternions orientation_* of "
                    + name
                    + " are not used yet, as in BMTK; only rotation_angle_*axis is"));
      }
      return rotations;
    }
  }
}
