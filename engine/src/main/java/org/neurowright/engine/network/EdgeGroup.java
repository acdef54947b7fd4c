package org.neurowright.engine.network;

import java.util.List;

/**
 * Edges with the same columns, which a file keeps together.
 *
 * @param columns in order; may be none
 */
public record EdgeGroup(List<EdgeColumn> columns) {
  public EdgeGroup {
    columns = List.copyOf(columns);
  }
}
