package org.neurowright.engine.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;

/**
 * All nodes of one network: what becomes {@code <name>_nodes.h5} and {@code <name>_node_types.csv}.
 * Nodes that were added together share a type. Arrays are owned by the table.
 *
 * @param name of the network, which is the SONATA population
 * @param nodeIds node id of each row, distinct
 * @param typeIndex index into {@code types} of each row
 * @param types types in order of their first appearance
 * @param columns attributes of the single nodes by name, in order of first appearance; types hold
 *     what all their nodes have in common
 */
public record NodeTable(
    String name,
    long[] nodeIds,
    int[] typeIndex,
    List<NodeType> types,
    Map<String, NodeColumn> columns) {

  public NodeTable {
    types = List.copyOf(types);
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    if (typeIndex.length != nodeIds.length) {
      throw new IllegalArgumentException(
          name + " has " + nodeIds.length + " ids and types for " + typeIndex.length);
    }
    columns.forEach((column, values) -> {
      if (values.size() != nodeIds.length) {
        throw new IllegalArgumentException(
            name + "." + column + " has " + values.size() + " rows of " + nodeIds.length);
      }
    });
  }

  public int size() {
    return nodeIds.length;
  }

  /** The attribute of a node's type; that of the node itself, if it has one, goes before it. */
  public Optional<Value> typeAttribute(int row, String attribute) {
    return Optional.ofNullable(types.get(typeIndex[row]).attributes().get(attribute));
  }
}
