package org.neurowright.io.sonata.network;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.engine.problem.Severity;
import org.neurowright.io.hdf5.Hdf5Attribute;
import org.neurowright.io.hdf5.Hdf5Dataset;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.hdf5.Hdf5File;

/**
 * Opens edges files. All rows are looked at once, in pieces, to find what does not fit the nodes
 * and the type table; afterwards they are read from the file when needed.
 */
final class EdgesReader {
  /** Rows looked at together: 2 MB per column. */
  private static final int STEP = 1 << 18;

  /** More combinations of text attributes than this are certainly not meant. */
  private static final int MOST_COMBINATIONS = 1 << 16;

  private final EdgeTypes edgeTypes;
  private final boolean simulated;
  private final Problems problems;
  private final Map<String, NodePopulation> nodes = new LinkedHashMap<>();
  private final Map<String, NodeIds> ids = new HashMap<>();

  EdgesReader(
      List<NodePopulation> nodes, EdgeTypes edgeTypes, boolean simulated, Problems problems) {
    this.edgeTypes = edgeTypes;
    this.simulated = simulated;
    this.problems = problems;
    nodes.forEach(population -> this.nodes.put(population.name(), population));
    nodes.forEach(population -> ids.put(population.name(), new NodeIds(population.nodeIds())));
  }

  /** All populations of a file in alphabetical order, the wrong ones left out. */
  List<EdgePopulation> read(Path edgesFile, Optional<Path> typesFile) {
    TypeTable types =
        typesFile
            .map(file -> TypeTable.read(file, "edge_type_id", problems))
            .orElseGet(TypeTable::empty);
    List<EdgePopulation> populations = new ArrayList<>();
    try {
      OpenEdgesFile open = OpenEdgesFile.open(edgesFile);
      if (!open.file().isGroup("/edges")) {
        problems.add(
            Problem.error(
                    "sonata.missing-group",
                    Location.of(edgesFile, "/edges"),
                    "The file has no group /edges")
                .expected("a SONATA edges file")
                .hint(open.file().isGroup("/nodes") ? "This is a nodes file" : ""));
        return populations;
      }
      for (String name : open.file().groups("/edges")) {
        try {
          new Population(open, edgesFile, name, types).read().ifPresent(populations::add);
        } catch (Hdf5Exception e) {
          problems.add(e.problem());
        }
      }
    } catch (Hdf5Exception e) {
      problems.add(e.problem());
    }
    return populations;
  }

  /** One population being opened. */
  private final class Population {
    private final OpenEdgesFile open;
    private final Hdf5File file;
    private final Path path;
    private final String name;
    private final String root;
    private final TypeTable table;

    private Hdf5EdgeStore.Columns columns;
    private NodePopulation source;
    private NodePopulation target;

    private final Long2IntOpenHashMap plainOfId = new Long2IntOpenHashMap();
    private final List<Long> idOfPlain = new ArrayList<>();

    /** Distinct overrides of single edges; the first one is "none". */
    private final List<Map<String, Value>> overrides = new ArrayList<>(List.of(Map.of()));

    private final Map<Integer, IntColumn> combinations = new HashMap<>();
    private final Set<Use> uses = new LinkedHashSet<>();
    private long[] perTarget;
    private boolean sorted = true;

    /**
     * That edges of a type, with overrides, stand in a group and end on cables or on other cells.
     */
    private record Use(int plain, int combination, int group, boolean cable) {}

    Population(OpenEdgesFile open, Path path, String name, TypeTable table) {
      this.open = open;
      this.file = open.file();
      this.path = path;
      this.name = name;
      this.root = "/edges/" + name;
      this.table = table;
      plainOfId.defaultReturnValue(-1);
    }

    Optional<EdgePopulation> read() {
      if (!openColumns() || !findNodes()) {
        return Optional.empty();
      }
      for (EdgeGroup group : columns.groups().values()) {
        if (!group.typeColumns().isEmpty() && !readCombinations(group)) {
          return Optional.empty();
        }
      }
      Optional<TargetIndex> inFile =
          TargetIndex.inFile(file, root, columns.target().rows(), problems);
      perTarget = new long[inFile.isPresent() ? 0 : target.size()];
      if (!scan(inFile.isEmpty())) {
        return Optional.empty();
      }
      TargetIndex index = inFile.orElseGet(this::makeIndex);
      List<EdgeType> types = new ArrayList<>();
      int[][] typeOf = readTypes(types);
      Hdf5EdgeStore store =
          new Hdf5EdgeStore(open, columns, index, types, plainOfId, combinations, typeOf);
      return Optional.of(
          new EdgePopulation(name, source.name(), target.name(), types, store, path.toString()));
    }

    private Location place(String child) {
      return Location.of(path, root + "/" + child);
    }

    private boolean openColumns() {
      List<String> missing = new ArrayList<>();
      for (String column : List.of("source_node_id", "target_node_id", "edge_type_id")) {
        if (!file.isDataset(root + "/" + column)) {
          missing.add(column);
        }
      }
      if (!missing.isEmpty()) {
        problems.add(
            Problem.error(
                    "sonata.missing-column",
                    Location.of(path, root),
                    "The edge population " + name + " has no " + String.join(" and no ", missing))
                .hint(NearestName.hint(missing.getFirst(), file.children(root))));
        return false;
      }
      Optional<Hdf5Dataset> groupIds = file.findDataset(root + "/edge_group_id");
      Optional<Hdf5Dataset> groupRows = file.findDataset(root + "/edge_group_index");
      if (groupIds.isEmpty() || groupRows.isEmpty()) {
        problems.add(
            Problem.warning(
                    "sonata.implicit-groups",
                    place(groupIds.isEmpty() ? "edge_group_id" : "edge_group_index"),
                    "The population "
                        + name
                        + " does not say which group its edges belong to; all count as rows"
                        + " of group 0")
                .hint("BMTK needs the columns edge_group_id and edge_group_index"));
        groupIds = Optional.empty();
        groupRows = Optional.empty();
      }
      Map<Integer, EdgeGroup> groups = new HashMap<>();
      for (String group : file.groups(root)) {
        if (group.matches("\\d{1,9}")) {
          groups.put(Integer.parseInt(group), group(Integer.parseInt(group), root + "/" + group));
        }
      }
      groups.computeIfAbsent(0, id -> group(id, root + "/0"));
      columns =
          new Hdf5EdgeStore.Columns(
              file.dataset(root + "/source_node_id"),
              file.dataset(root + "/target_node_id"),
              file.dataset(root + "/edge_type_id"),
              groupIds,
              groupRows,
              groups);
      return equalLengths();
    }

    private boolean equalLengths() {
      long rows = columns.target().rows();
      List<Hdf5Dataset> all = new ArrayList<>(List.of(columns.source(), columns.type()));
      columns.group().ifPresent(all::add);
      columns.groupRow().ifPresent(all::add);
      for (Hdf5Dataset column : all) {
        if (column.rows() != rows) {
          problems.add(
              Problem.error(
                      "sonata.different-lengths",
                      Location.of(path, column.path()),
                      "The column has " + column.rows() + " rows, target_node_id has " + rows)
                  .expected("as many rows in both"));
          return false;
        }
      }
      return true;
    }

    private EdgeGroup group(int id, String groupPath) {
      List<String> names = file.isGroup(groupPath) ? file.datasets(groupPath) : List.of();
      Map<String, Hdf5Dataset> found = new LinkedHashMap<>();
      names.forEach(column -> found.put(column, file.dataset(groupPath + "/" + column)));
      List<EdgeGroup.TypeColumn> typeColumns = new ArrayList<>();
      found.forEach((column, dataset) -> {
        if (EdgeTypes.TYPE_COLUMNS.contains(column)) {
          typeColumns.add(new EdgeGroup.TypeColumn(column, dataset));
        }
      });
      String parameters = groupPath + "/dynamics_params";
      if (file.isGroup(parameters)) {
        for (String parameter : file.datasets(parameters)) {
          typeColumns.add(
              new EdgeGroup.TypeColumn(
                  EdgeTypes.PARAMETER_PREFIX + parameter,
                  file.dataset(parameters + "/" + parameter)));
        }
        problems.add(
            Problem.warning(
                "sonata.edge-parameters",
                Location.of(path, parameters),
                "Parameters of single edges are used as the SONATA guide says; BMTK ignores them"));
      }
      Optional<Hdf5Dataset> sectionId = either(found, "sec_id", "afferent_section_id");
      boolean fixed =
          sectionId.isPresent()
              || table.columns().contains("sec_id")
              || table.columns().contains("afferent_section_id");
      boolean hasNsyns =
          !fixed && (found.containsKey("nsyns") || table.columns().contains("nsyns"));
      List<Hdf5Dataset> read = new ArrayList<>();
      for (String column :
          List.of(
              "nsyns",
              "syn_weight",
              "delay",
              "sec_id",
              "afferent_section_id",
              "sec_x",
              "afferent_section_pos")) {
        Optional.ofNullable(found.get(column)).ifPresent(read::add);
      }
      typeColumns.forEach(column -> read.add(column.dataset()));
      Map<String, Hdf5Dataset> userColumns = new LinkedHashMap<>();
      found.forEach((column, dataset) -> {
        if (!read.contains(dataset) && dataset.type().isNumber() && dataset.columns() == 1) {
          userColumns.put(column, dataset);
        }
      });
      read.addAll(userColumns.values());
      long rows = read.stream().mapToLong(Hdf5Dataset::rows).min().orElse(Long.MAX_VALUE);
      return new EdgeGroup(
          id,
          rows,
          numeric(found, "nsyns"),
          numeric(found, "syn_weight"),
          numeric(found, "delay"),
          sectionId,
          either(found, "sec_x", "afferent_section_pos"),
          hasNsyns,
          fixed,
          typeColumns,
          userColumns);
    }

    private Optional<Hdf5Dataset> either(
        Map<String, Hdf5Dataset> found, String first, String second) {
      Optional<Hdf5Dataset> old = numeric(found, first);
      return old.isPresent() ? old : numeric(found, second);
    }

    private Optional<Hdf5Dataset> numeric(Map<String, Hdf5Dataset> found, String column) {
      Hdf5Dataset dataset = found.get(column);
      if (dataset != null && !dataset.type().isNumber()) {
        problems.add(
            Problem.error(
                    "sonata.wrong-column-type",
                    Location.of(path, dataset.path()),
                    "The column " + column + " holds " + dataset.type().inWords())
                .expected("numbers"));
        return Optional.empty();
      }
      return Optional.ofNullable(dataset);
    }

    private boolean findNodes() {
      Optional<NodePopulation> from = nodesOf("source_node_id", columns.source(), 0);
      Optional<NodePopulation> to = nodesOf("target_node_id", columns.target(), 1);
      if (from.isEmpty() || to.isEmpty()) {
        return false;
      }
      source = from.get();
      target = to.get();
      if (simulated && target.size() > 0 && target.isVirtual()) {
        boolean meant =
            target.types().stream()
                .allMatch(t -> t.text("model_type").equals(Optional.of("virtual")));
        if (meant) {
          problems.add(
              Problem.error(
                      "sonata.virtual-target",
                      place("target_node_id"),
                      "The edges of "
                          + name
                          + " end on "
                          + target.name()
                          + ", whose nodes are all virtual")
                  .hint("Take these edges out of the configuration or set \"enabled\": false"));
          return false;
        }
      }
      return true;
    }

    private Optional<NodePopulation> nodesOf(String column, Hdf5Dataset dataset, int side) {
      Optional<String> given = dataset.attribute("node_population").flatMap(Hdf5Attribute::text);
      String population = given.orElse("");
      if (given.isEmpty()) {
        String[] parts = name.split("_to_");
        population = parts.length == 2 ? parts[side] : "";
        Problem problem =
            new Problem(
                nodes.containsKey(population) ? Severity.WARNING : Severity.ERROR,
                "sonata.missing-node-population",
                place(column),
                "The column " + column + " does not say which node population it means",
                "an attribute node_population",
                nodes.containsKey(population)
                    ? "By the name of the edges " + population + " is taken"
                    : "");
        problems.add(problem);
        return Optional.ofNullable(nodes.get(population));
      }
      if (!nodes.containsKey(population)) {
        problems.add(
            Problem.error(
                    "sonata.unknown-population",
                    place(column),
                    "The edges of "
                        + name
                        + " refer to the node population "
                        + population
                        + ", which the configuration does not load")
                .hint(NearestName.hint(population, nodes.keySet())));
      }
      return Optional.ofNullable(nodes.get(population));
    }

    /** Numbers the distinct values of the columns that make types of their own. */
    private boolean readCombinations(EdgeGroup group) {
      IntColumn which = IntColumn.of(group.rows());
      Map<Map<String, Value>, Integer> known = new HashMap<>();
      for (int i = 0; i < overrides.size(); i++) {
        known.put(overrides.get(i), i);
      }
      for (long at = 0; at < group.rows(); at += STEP) {
        int count = (int) Math.min(STEP, group.rows() - at);
        List<Value[]> values = new ArrayList<>();
        for (EdgeGroup.TypeColumn column : group.typeColumns()) {
          values.add(values(column.dataset(), at, count));
        }
        for (int i = 0; i < count; i++) {
          Map<String, Value> own = new LinkedHashMap<>();
          for (int c = 0; c < values.size(); c++) {
            if (values.get(c)[i] != null) {
              own.put(group.typeColumns().get(c).name(), values.get(c)[i]);
            }
          }
          Integer number = known.get(own);
          if (number == null) {
            number = overrides.size();
            overrides.add(own);
            known.put(own, number);
            if (number > MOST_COMBINATIONS) {
              problems.add(tooManyCombinations(group));
              return false;
            }
          }
          which.set(at + i, number);
        }
      }
      combinations.put(group.id(), which);
      return true;
    }

    private Problem tooManyCombinations(EdgeGroup group) {
      return Problem.error(
              "sonata.too-many-edge-types",
              place(Integer.toString(group.id())),
              "Single edges have more than "
                  + MOST_COMBINATIONS
                  + " different combinations of "
                  + String.join(
                      ", ", group.typeColumns().stream().map(EdgeGroup.TypeColumn::name).toList()))
          .expected("a few, as in a table of edge types");
    }

    private static Value[] values(Hdf5Dataset dataset, long first, int count) {
      Value[] values = new Value[count];
      if (!dataset.type().isNumber()) {
        String[] texts = dataset.readStrings(first, count);
        Arrays.setAll(
            values,
            i ->
                texts[i] == null || texts[i].isEmpty() || texts[i].equals("NULL")
                    ? null
                    : new Value.Text(texts[i]));
        return values;
      }
      double[] numbers = dataset.readDoubles(first, count);
      int width = (int) dataset.columns();
      for (int i = 0; i < count; i++) {
        double[] row = Arrays.copyOfRange(numbers, i * width, (i + 1) * width);
        if (!Double.isNaN(row[0])) {
          values[i] = width == 1 ? new Value.Num(row[0]) : new Value.Text(Arrays.toString(row));
        }
      }
      return values;
    }

    /** Looks at every row once. */
    private boolean scan(boolean countTargets) {
      NodeIds sourceIds = ids.get(source.name());
      NodeIds targetIds = ids.get(target.name());
      boolean[] cable = new boolean[target.cellModels().size()];
      for (int i = 0; i < cable.length; i++) {
        cable[i] = target.cellModels().get(i) instanceof CellModel.Cable;
      }
      Faults missingSource = new Faults();
      Faults missingTarget = new Faults();
      Faults missingGroup = new Faults();
      Faults beyondGroup = new Faults();
      long rows = columns.target().rows();
      int before = -1;
      Use last = null;
      for (long at = 0; at < rows; at += STEP) {
        long first = at;
        int count = (int) Math.min(STEP, rows - at);
        long[] sources = columns.source().readLongs(at, count);
        long[] targets = columns.target().readLongs(at, count);
        long[] typeIds = columns.type().readLongs(at, count);
        int[] groups =
            columns.group().map(c -> c.readInts(first, count)).orElseGet(() -> new int[count]);
        long[] groupRows = columns.groupRow().map(c -> c.readLongs(first, count)).orElse(null);
        for (int i = 0; i < count; i++) {
          if (sourceIds.row(sources[i]) < 0) {
            missingSource.add(at + i, sources[i]);
          }
          int node = targetIds.row(targets[i]);
          if (node < 0) {
            missingTarget.add(at + i, targets[i]);
          } else if (countTargets) {
            perTarget[node]++;
            sorted &= node >= before;
            before = node;
          }
          EdgeGroup group = columns.groups().get(groups[i]);
          long groupRow = groupRows == null ? at + i : groupRows[i];
          if (group == null) {
            missingGroup.add(at + i, groups[i]);
            continue;
          }
          if (groupRow < 0 || groupRow >= group.rows()) {
            beyondGroup.add(at + i, groupRow);
            continue;
          }
          int plain = plainOfId.get(typeIds[i]);
          if (plain < 0) {
            plain = idOfPlain.size();
            idOfPlain.add(typeIds[i]);
            plainOfId.put(typeIds[i], plain);
          }
          IntColumn which = combinations.get(groups[i]);
          int combination = which == null ? 0 : which.get(groupRow);
          boolean onCable = node >= 0 && cable[target.cellModelIndex()[node]];
          if (last == null
              || last.plain != plain
              || last.combination != combination
              || last.group != groups[i]
              || last.cable != onCable) {
            last = new Use(plain, combination, groups[i], onCable);
            uses.add(last);
          }
        }
      }
      report(missingSource, "sonata.unknown-node", "source_node_id", source);
      report(missingTarget, "sonata.unknown-node", "target_node_id", target);
      if (missingGroup.count > 0) {
        problems.add(
            Problem.error(
                "sonata.missing-group",
                place("edge_group_id"),
                missingGroup.words("", "belongs", "belong")
                    + " to a group that the file does not have, for instance row "
                    + missingGroup.row
                    + " to group "
                    + missingGroup.value));
      }
      if (beyondGroup.count > 0) {
        problems.add(
            Problem.error(
                "sonata.group-index",
                place("edge_group_index"),
                beyondGroup.words("", "names", "name")
                    + " a row that their group does not have, for instance row "
                    + beyondGroup.row
                    + " names row "
                    + beyondGroup.value));
      }
      return missingSource.count + missingTarget.count + missingGroup.count + beyondGroup.count
          == 0;
    }

    private void report(Faults faults, String code, String column, NodePopulation population) {
      if (faults.count > 0) {
        problems.add(
            Problem.error(
                    code,
                    place(column),
                    faults.words(" of " + name, "has", "have")
                        + " a "
                        + column
                        + " that is no node of "
                        + population.name()
                        + ", for instance row "
                        + faults.row
                        + " has node "
                        + faults.value)
                .expected(
                    "a node id of the " + population.size() + " nodes in " + population.file())
                .hint(
                    "Nodes and edges belong together: was one of the files written by another build?"));
      }
    }

    private TargetIndex makeIndex() {
      problems.add(
          Problem.info(
                  "sonata.no-index",
                  Location.of(path, root + "/indices/target_to_source"),
                  "The edges of " + name + " have no target index; one was made in memory")
              .hint("BMTK cannot run without one"));
      return TargetIndex.make(columns.target(), ids.get(target.name()), perTarget, sorted);
    }

    /**
     * Reads the types that are used, as they are used; gives their index by [id
     * number][combination].
     */
    private int[][] readTypes(List<EdgeType> types) {
      int[][] typeOf = new int[idOfPlain.size()][overrides.size()];
      for (int[] row : typeOf) {
        Arrays.fill(row, -1);
      }
      Set<String> unknown = new LinkedHashSet<>();
      for (Use use : uses) {
        long id = idOfPlain.get(use.plain);
        TypeTable.Row row = table.rows().get(id);
        if (row == null) {
          unknown.add(Long.toString(id));
          row = new TypeTable.Row(id, Map.of(), place("edge_type_id"));
        }
        if (typeOf[use.plain][use.combination] < 0) {
          typeOf[use.plain][use.combination] = types.size();
          types.add(edgeTypes.read(row, overrides.get(use.combination)));
        }
      }
      if (!unknown.isEmpty()) {
        problems.add(
            Problem.error(
                    "sonata.unknown-edge-type",
                    place("edge_type_id"),
                    "Edges of "
                        + name
                        + " have edge_type_id "
                        + NearestName.list(unknown)
                        + ", which "
                        + (table.file().isEmpty()
                            ? "no edge types table defines"
                            : table.file() + " does not define"))
                .expected(
                    table.rows().isEmpty()
                        ? "a table with these types"
                        : "one of "
                            + NearestName.list(
                                table.rows().keySet().stream().map(String::valueOf).toList()))
                .hint(
                    "Edges and types belong together: was one of the files written by another build?"));
      } else if (simulated) {
        checkUses(types, typeOf);
      }
      return typeOf;
    }

    /** What a connection cannot do without, said once per type. */
    private void checkUses(List<EdgeType> types, int[][] typeOf) {
      BitSet[] said = {new BitSet(), new BitSet(), new BitSet(), new BitSet()};
      for (Use use : uses) {
        int index = typeOf[use.plain][use.combination];
        EdgeType type = types.get(index);
        Location where = table.rows().get(type.id()).where();
        EdgeGroup group = columns.groups().get(use.group);
        boolean weight = group.synWeight().isPresent() || type.number("syn_weight").isPresent();
        if (!weight && once(said[0], index)) {
          problems.add(
              Problem.error(
                      "sonata.missing-weight",
                      where,
                      "Edges of type " + type.id() + " have no syn_weight")
                  .expected(
                      "the column syn_weight in the edge types table or in group "
                          + group.id()
                          + " of the edges file"));
        }
        boolean delay = group.delay().isPresent() || type.number("delay").isPresent();
        if (!delay && !type.gapJunction() && once(said[1], index)) {
          problems.add(
              Problem.error(
                      "sonata.missing-delay",
                      where,
                      "Edges of type " + type.id() + " have no delay")
                  .expected("the column delay, in ms"));
        }
        if (use.cable
            && !type.gapJunction()
            && !type.attributes().containsKey("model_template")
            && once(said[2], index)) {
          problems.add(
              Problem.error(
                      "sonata.missing-model-template",
                      where,
                      "Edges of type "
                          + type.id()
                          + " end on biophysical cells but have no model_template")
                  .expected("a synapse function, for instance exp2syn"));
        }
        if (use.cable
            && !group.fixed()
            && type.targetSections().isEmpty()
            && once(said[3], index)) {
          problems.add(
              Problem.warning(
                      "sonata.missing-target-sections",
                      where,
                      "Edges of type "
                          + type.id()
                          + " have neither target_sections nor a section id; their synapses"
                          + " may go to any section")
                  .hint("BMTK fails on such edges"));
        }
        if (index >= 0 && type.weightFunction().isPresent()) {
          weightFunction(type, where);
        }
      }
    }

    private final Set<Long> functionsSeen = new LinkedHashSet<>();

    private void weightFunction(EdgeType type, Location where) {
      String function = type.weightFunction().get();
      if (!functionsSeen.add(type.id())) {
        return;
      }
      SortedSet<String> known = edgeTypes.weightFunctions();
      if (!known.contains(function)) {
        problems.add(
            Problem.error(
                    "sonata.unknown-weight-function",
                    where,
                    "The weight_function \""
                        + function
                        + "\" is not known; a BMTK run script would have registered it with"
                        + " @synaptic_weight or add_weight_function")
                .expected("one of " + NearestName.nearestFirst(function, known))
                .hint(
                    "Write the weights into the column syn_weight and leave weight_function empty, or"
                        + " put an extension with this function into ~/.neurowright/extensions"));
      } else if (function.equals("gaussianLL") && type.number("weight_sigma").isEmpty()) {
        problems.add(
            Problem.error(
                    "sonata.missing-parameter",
                    where,
                    "The weight_function gaussianLL needs a weight_sigma")
                .expected("the width in degrees"));
      }
    }

    private static boolean once(BitSet said, int index) {
      boolean first = !said.get(index);
      said.set(index);
      return first;
    }
  }

  /** Rows that are wrong in one way: how many, and the first of them. */
  private static final class Faults {
    private long count;
    private long row = -1;
    private long value;

    void add(long faultyRow, long found) {
      if (count++ == 0) {
        row = faultyRow;
        value = found;
      }
    }

    String words(String which, String verbOfOne, String verbOfMany) {
      return count == 1
          ? "1 edge" + which + " " + verbOfOne
          : count + " edges" + which + " " + verbOfMany;
    }
  }
}
