package org.neurowright.engine.network.make;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.connect.Incoming;
import org.neurowright.engine.network.connect.PairValues;
import org.neurowright.engine.network.connect.Pairs;

/**
 * One type of edges of a rule.
 *
 * @param pairs sources and targets
 * @param rule which are connected, with the numbers of synapses
 * @param probability of each pair, where the rule has one
 * @param expected number of connections, where the rule says it exactly
 * @param attributes constants of the type
 * @param columns what every synapse has for itself; without any, a pair is one row
 * @param edgeTypeId id of the type
 * @param sourceQuery for readers of the type table
 * @param targetQuery for readers of the type table
 */
public record MadeKind(
    Pairs pairs,
    Incoming rule,
    Optional<PairValues> probability,
    OptionalDouble expected,
    Map<String, Value> attributes,
    SynapseColumns columns,
    long edgeTypeId,
    String sourceQuery,
    String targetQuery) {
  /** With a constant more. */
  MadeKind withAttribute(String name, Value value) {
    Map<String, Value> more = new LinkedHashMap<>(attributes);
    more.put(name, value);
    return new MadeKind(
        pairs, rule, probability, expected, more, columns, edgeTypeId, sourceQuery, targetQuery);
  }
}
