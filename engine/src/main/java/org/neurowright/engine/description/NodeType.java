package org.neurowright.engine.description;

import java.util.Map;
import java.util.Optional;

/**
 * One row of a node types table.
 *
 * @param id {@code node_type_id}
 * @param attributes by column name; nulls of the table are absent
 */
public record NodeType(long id, Map<String, Value> attributes) {
  public NodeType {
    attributes = Map.copyOf(attributes);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(attributes.get(name)).map(Value::toString);
  }
}
