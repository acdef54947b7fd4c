package org.neurowright.engine.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model as rules.
 *
 * @param name of the model
 * @param description in words; may be empty
 * @param seed of everything random in it
 * @param periodUm length after which space repeats along each axis, for distances; 0 on an axis for
 *     none
 * @param networks in order; each becomes a nodes file
 * @param connections in order; those between the same two networks share an edges file
 * @param inputs spikes of virtual populations
 * @param extras what the document says besides, and is kept as it is: JSON text by JSON pointer
 *     from here, for instance {@code /note}; networks, populations, connections and inputs have
 *     theirs
 */
public record Recipe(
    String name,
    String description,
    long seed,
    Point periodUm,
    List<NetworkRecipe> networks,
    List<ConnectionRecipe> connections,
    List<InputRecipe> inputs,
    Map<String, String> extras) {

  /** Version of the document's form that this program writes. */
  public static final int VERSION = 1;

  public Recipe {
    networks = List.copyOf(networks);
    connections = List.copyOf(connections);
    inputs = List.copyOf(inputs);
    extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
  }

  /** A model about which nothing else is said. */
  public Recipe(
      String name,
      String description,
      long seed,
      Point periodUm,
      List<NetworkRecipe> networks,
      List<ConnectionRecipe> connections,
      List<InputRecipe> inputs) {
    this(name, description, seed, periodUm, networks, connections, inputs, Map.of());
  }

  /** A model without anything. */
  public static Recipe empty(String name) {
    return new Recipe(name, "", 1, Point.ORIGIN, List.of(), List.of(), List.of());
  }

  public Optional<NetworkRecipe> network(String network) {
    return networks.stream().filter(n -> n.name().equals(network)).findFirst();
  }

  public Optional<ConnectionRecipe> connection(String connection) {
    return connections.stream().filter(c -> c.name().equals(connection)).findFirst();
  }

  public Recipe withName(String newName) {
    return new Recipe(newName, description, seed, periodUm, networks, connections, inputs, extras);
  }

  public Recipe withDescription(String newDescription) {
    return new Recipe(name, newDescription, seed, periodUm, networks, connections, inputs, extras);
  }

  public Recipe withSeed(long newSeed) {
    return new Recipe(name, description, newSeed, periodUm, networks, connections, inputs, extras);
  }

  public Recipe withPeriod(Point newPeriodUm) {
    return new Recipe(name, description, seed, newPeriodUm, networks, connections, inputs, extras);
  }

  public Recipe withNetworks(List<NetworkRecipe> newNetworks) {
    return new Recipe(name, description, seed, periodUm, newNetworks, connections, inputs, extras);
  }

  public Recipe withConnections(List<ConnectionRecipe> newConnections) {
    return new Recipe(name, description, seed, periodUm, networks, newConnections, inputs, extras);
  }

  public Recipe withInputs(List<InputRecipe> newInputs) {
    return new Recipe(name, description, seed, periodUm, networks, connections, newInputs, extras);
  }
}
