package org.neurowright.engine.description;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A population of nodes, in the row order of its file. "Row" is the position in the file, "node id"
 * the number users see; they are usually but not always equal. Arrays are owned by this record.
 *
 * @param name population name
 * @param nodeIds node id of each row
 * @param typeIndex index into {@code types} of each row
 * @param types the rows of the type table that are used, with their attributes
 * @param columns per-node attributes by name, without the ones of the type table
 * @param cellModelIndex index into {@code cellModels} of each row
 * @param cellModels the distinct cell models of the population
 * @param positionUm x, y, z of each row, row-major (3 per node), µm
 * @param rotationRad angles about x, y, z of each row, row-major (3 per node); R = Rx·Ry·Rz
 * @param file path of the nodes file, for messages
 */
public record NodePopulation(
    String name,
    long[] nodeIds,
    int[] typeIndex,
    List<NodeType> types,
    Map<String, Column> columns,
    int[] cellModelIndex,
    List<CellModel> cellModels,
    double[] positionUm,
    double[] rotationRad,
    String file) {

  public NodePopulation {
    types = List.copyOf(types);
    columns = Map.copyOf(columns);
    cellModels = List.copyOf(cellModels);
  }

  /** The same nodes with other models of their cells, in the same order. */
  public NodePopulation withCellModels(List<CellModel> newCellModels) {
    return new NodePopulation(
        name,
        nodeIds,
        typeIndex,
        types,
        columns,
        cellModelIndex,
        newCellModels,
        positionUm,
        rotationRad,
        file);
  }

  public int size() {
    return nodeIds.length;
  }

  public NodeType type(int row) {
    return types.get(typeIndex[row]);
  }

  public CellModel cellModel(int row) {
    return cellModels.get(cellModelIndex[row]);
  }

  /** True when no node of the population is simulated. */
  public boolean isVirtual() {
    return cellModels.stream().allMatch(CellModel.Virtual.class::isInstance);
  }

  /** The attribute of one node: its own column if it has one, else that of its type. */
  public Optional<Value> attribute(int row, String attribute) {
    if (attribute.equals("node_id")) {
      return Optional.of(new Value.Num(nodeIds[row]));
    }
    Column column = columns.get(attribute);
    if (column != null && column.isPresent(row)) {
      return column.value(row);
    }
    return Optional.ofNullable(type(row).attributes().get(attribute));
  }
}
