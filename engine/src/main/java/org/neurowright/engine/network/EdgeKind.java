package org.neurowright.engine.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neurowright.engine.description.Value;

/**
 * What becomes a row of {@code <source>_<target>_edge_types.csv}.
 *
 * @param id {@code edge_type_id}
 * @param sourceQuery which sources were meant, for readers; {@code *} for all
 * @param targetQuery which targets were meant
 * @param attributes columns by name, in order
 * @param group number of the group its edges belong to
 */
public record EdgeKind(
    long id, String sourceQuery, String targetQuery, Map<String, Value> attributes, int group) {
  public EdgeKind {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
