package org.neurowright.io.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5Plan;
import org.neurowright.io.hdf5.Hdf5Plan.Slot;
import org.neurowright.io.hdf5.Hdf5Writer;

/**
 * Writes {@code <network>_nodes.h5} and {@code <network>_node_types.csv} with the datasets and
 * types of BMTK's builder. Nodes that have the same columns form a group; groups are numbered in
 * the order of their first node.
 */
public final class NodesFileWriter {
  private static final int STEP = 1 << 16;

  private NodesFileWriter() {}

  /**
   * Writes both files into a folder that exists; older ones are replaced when the new ones are
   * whole.
   *
   * @return nodes file and types table
   * @throws ModelException if a name or id cannot be stored
   */
  public static List<Path> write(NodeTable nodes, Path folder) throws IOException {
    try (PendingFiles pending = new PendingFiles()) {
      write(nodes, folder, pending);
      pending.reveal();
      return pending.files();
    }
  }

  static void write(NodeTable nodes, Path folder, PendingFiles pending) throws IOException {
    Path file = folder.resolve(Names.nodes(nodes.name()));
    check(nodes, file);
    pending.add(folder.resolve(Names.nodeTypes(nodes.name())), TypesCsv.nodeTypes(nodes.types()));
    Groups groups = Groups.of(nodes);
    Hdf5Plan plan = new Hdf5Plan();
    plan.attribute("/", "magic", ElementType.UINT32, Names.SONATA_MAGIC);
    plan.attribute("/", "version", ElementType.UINT32, Names.sonataVersion());
    String root = "/nodes/" + nodes.name();
    int size = nodes.size();
    Slot id = plan.dataset(root + "/node_id", ElementType.UINT64, size);
    Slot type = plan.dataset(root + "/node_type_id", ElementType.UINT64, size);
    Slot group = plan.dataset(root + "/node_group_id", ElementType.UINT32, size);
    Slot groupRow = plan.dataset(root + "/node_group_index", ElementType.UINT64, size);
    Map<Slot, Cells> cells = new LinkedHashMap<>();
    for (int g = 0; g < groups.rows().size(); g++) {
      int[] rows = groups.rows().get(g);
      String path = root + "/" + g;
      plan.group(path);
      for (String name : groups.columns().get(g)) {
        column(plan, path + "/" + name, nodes.columns().get(name), rows, cells);
      }
    }
    Hdf5Writer writer = Hdf5Writer.create(file, plan);
    pending.add(file, writer);
    writer.write(id, nodes.nodeIds());
    inSteps(writer, type, size, i -> nodes.types().get(nodes.typeIndex()[i]).id());
    inSteps(writer, group, size, i -> groups.group()[i]);
    inSteps(writer, groupRow, size, i -> groups.groupRow()[i]);
    for (Map.Entry<Slot, Cells> column : cells.entrySet()) {
      column.getValue().write(writer, column.getKey());
    }
    writer.finish();
  }

  private static void check(NodeTable nodes, Path file) {
    Names.check("a network", nodes.name(), file);
    nodes.columns().keySet().forEach(name -> Names.check("a node column", name, file));
    for (long id : nodes.nodeIds()) {
      if (id < 0) {
        throw new ModelException(
            Problem.error(
                    "network.negative-id",
                    Location.of(file),
                    "A node of " + nodes.name() + " has the id " + id)
                .expected("ids from 0"));
      }
    }
    nodes.types().stream()
        .filter(type -> type.id() < 0)
        .findFirst()
        .ifPresent(type -> {
          throw new ModelException(
              Problem.error(
                      "network.negative-id",
                      Location.of(file),
                      "A node type of " + nodes.name() + " has the id " + type.id())
                  .expected("ids from 0"));
        });
  }

  /** Writes the values of a column for the rows of one group. */
  @FunctionalInterface
  private interface Cells {
    void write(Hdf5Writer writer, Slot slot) throws IOException;
  }

  private static void column(
      Hdf5Plan plan, String path, NodeColumn column, int[] rows, Map<Slot, Cells> cells) {
    switch (column) {
      case NodeColumn.Reals(double[] values) -> {
        double[] own = new double[rows.length];
        Arrays.setAll(own, i -> values[rows[i]]);
        cells.put(
            plan.dataset(path, ElementType.FLOAT64, rows.length),
            (writer, slot) -> writer.write(slot, own));
      }
      case NodeColumn.Integers(long[] values, boolean[] _) ->
          cells.put(
              plan.dataset(path, ElementType.INT64, rows.length),
              (writer, slot) -> inSteps(writer, slot, rows.length, i -> values[rows[i]]));
      case NodeColumn.Texts(int[] codes, List<String> dictionary) -> {
        List<String> texts = new ArrayList<>(rows.length);
        for (int row : rows) {
          texts.add(dictionary.get(codes[row]));
        }
        plan.texts(path, texts);
      }
      case NodeColumn.Vectors(double[] values, int width) -> {
        double[] own = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
          System.arraycopy(values, rows[i] * width, own, i * width, width);
        }
        cells.put(
            plan.dataset(path, ElementType.FLOAT64, rows.length, width),
            (writer, slot) -> writer.write(slot, own));
      }
    }
  }

  @FunctionalInterface
  private interface LongAt {
    long at(int row);
  }

  private static void inSteps(Hdf5Writer writer, Slot slot, int size, LongAt values)
      throws IOException {
    long[] step = new long[Math.min(size, STEP)];
    for (int first = 0; first < size; first += STEP) {
      int count = Math.min(STEP, size - first);
      for (int i = 0; i < count; i++) {
        step[i] = values.at(first + i);
      }
      writer.write(slot, first, step, 0, count);
    }
  }

  /**
   * Which nodes have the same columns.
   *
   * @param group number of the group of each node
   * @param groupRow row in it
   * @param rows the nodes of each group
   * @param columns names of the columns of each group in the order of the table
   */
  private record Groups(int[] group, int[] groupRow, List<int[]> rows, List<List<String>> columns) {

    static Groups of(NodeTable nodes) {
      List<String> names = List.copyOf(nodes.columns().keySet());
      List<NodeColumn> values = List.copyOf(nodes.columns().values());
      int[] group = new int[nodes.size()];
      int[] groupRow = new int[nodes.size()];
      Map<BitSet, Integer> numbers = new LinkedHashMap<>();
      List<Integer> sizes = new ArrayList<>();
      BitSet present = new BitSet();
      for (int row = 0; row < group.length; row++) {
        present.clear();
        for (int c = 0; c < values.size(); c++) {
          present.set(c, values.get(c).isPresent(row));
        }
        Integer number = numbers.get(present);
        if (number == null) {
          number = sizes.size();
          numbers.put((BitSet) present.clone(), number);
          sizes.add(0);
        }
        group[row] = number;
        groupRow[row] = sizes.get(number);
        sizes.set(number, sizes.get(number) + 1);
      }
      List<int[]> rows = sizes.stream().map(int[]::new).toList();
      for (int row = 0; row < group.length; row++) {
        rows.get(group[row])[groupRow[row]] = row;
      }
      List<List<String>> columns =
          numbers.keySet().stream().map(set -> set.stream().mapToObj(names::get).toList()).toList();
      return new Groups(group, groupRow, rows, columns);
    }
  }
}
