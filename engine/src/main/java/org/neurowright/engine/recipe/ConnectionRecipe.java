package org.neurowright.engine.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A rule of connection; becomes an edge type (two for a reciprocal rule between two populations).
 *
 * @param name unique in the document; streams of random numbers are keyed with it, so that other
 *     rules do not change this one
 * @param source which cells send
 * @param target which cells receive
 * @param rule which pairs are connected
 * @param synapses how many synapses a connected pair has; an expression is computed for each pair
 * @param autapses whether a cell may be connected with itself
 * @param kind chemical synapses or gap junctions
 * @param edgeTypeId id of the type; empty for the next free one from 100
 * @param attributes of the edges by name, in order: constants belong to the type ({@code
 *     syn_weight}, {@code delay}, {@code model_template}, {@code dynamics_params}, {@code
 *     target_sections}, {@code distance_range}, {@code weight_function}, ...); everything else is
 *     computed for each synapse, so that every synapse becomes a row
 * @param extras as of {@link Recipe}
 */
public record ConnectionRecipe(
    String name,
    Selection source,
    Selection target,
    PairRule rule,
    ValueRule synapses,
    boolean autapses,
    Kind kind,
    OptionalLong edgeTypeId,
    Map<String, ValueRule> attributes,
    Map<String, String> extras) {
  /** What a connection is. */
  public enum Kind {
    CHEMICAL,
    GAP_JUNCTION
  }

  public ConnectionRecipe {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
  }

  public ConnectionRecipe(
      String name,
      Selection source,
      Selection target,
      PairRule rule,
      ValueRule synapses,
      boolean autapses,
      Kind kind,
      OptionalLong edgeTypeId,
      Map<String, ValueRule> attributes) {
    this(name, source, target, rule, synapses, autapses, kind, edgeTypeId, attributes, Map.of());
  }

  public ConnectionRecipe withName(String newName) {
    return new ConnectionRecipe(
        newName, source, target, rule, synapses, autapses, kind, edgeTypeId, attributes, extras);
  }

  public ConnectionRecipe withRule(PairRule newRule) {
    return new ConnectionRecipe(
        name, source, target, newRule, synapses, autapses, kind, edgeTypeId, attributes, extras);
  }

  public ConnectionRecipe withSelections(Selection newSource, Selection newTarget) {
    return new ConnectionRecipe(
        name, newSource, newTarget, rule, synapses, autapses, kind, edgeTypeId, attributes, extras);
  }

  public ConnectionRecipe withSynapses(ValueRule newSynapses) {
    return new ConnectionRecipe(
        name, source, target, rule, newSynapses, autapses, kind, edgeTypeId, attributes, extras);
  }

  public ConnectionRecipe withAutapses(boolean newAutapses) {
    return new ConnectionRecipe(
        name, source, target, rule, synapses, newAutapses, kind, edgeTypeId, attributes, extras);
  }

  public ConnectionRecipe withKind(Kind newKind) {
    return new ConnectionRecipe(
        name, source, target, rule, synapses, autapses, newKind, edgeTypeId, attributes, extras);
  }

  public ConnectionRecipe withEdgeTypeId(OptionalLong newEdgeTypeId) {
    return new ConnectionRecipe(
        name, source, target, rule, synapses, autapses, kind, newEdgeTypeId, attributes, extras);
  }

  public ConnectionRecipe withAttributes(Map<String, ValueRule> newAttributes) {
    return new ConnectionRecipe(
        name, source, target, rule, synapses, autapses, kind, edgeTypeId, newAttributes, extras);
  }
}
