package org.neurowright.engine.description;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One row of an edge types table, read and checked.
 *
 * @param id {@code edge_type_id}
 * @param attributes every column as it stands, nulls absent
 * @param synapse what is made at a cable target; empty when the type has no {@code model_template}
 * @param targetSections kinds of sections that may carry the synapse; empty when not given
 * @param distanceMinUm smallest path distance from the soma's 0 end, µm
 * @param distanceMaxUm largest path distance, µm
 * @param weightFunction name; empty for the default
 * @param synapticSign {@code sign} of the dynamics parameters (used at artificial targets)
 * @param gapJunction true for an electrical connection
 */
public record EdgeType(
    long id,
    Map<String, Value> attributes,
    Optional<SynapseModel> synapse,
    Set<SectionKind> targetSections,
    double distanceMinUm,
    double distanceMaxUm,
    Optional<String> weightFunction,
    OptionalDouble synapticSign,
    boolean gapJunction) {
  public EdgeType {
    attributes = Map.copyOf(attributes);
    targetSections = Set.copyOf(targetSections);
  }

  /** A numeric attribute of the type table. */
  public OptionalDouble number(String name) {
    return attributes.get(name) instanceof Value.Num(double value)
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }
}
