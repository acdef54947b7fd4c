package org.neurowright.engine.recipe;

import java.util.List;
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
 */
public record Recipe(
    String name,
    String description,
    long seed,
    Point periodUm,
    List<NetworkRecipe> networks,
    List<ConnectionRecipe> connections,
    List<InputRecipe> inputs) {

  /** Version of the document's form that this program writes. */
  public static final int VERSION = 1;

  public Recipe {
    networks = List.copyOf(networks);
    connections = List.copyOf(connections);
    inputs = List.copyOf(inputs);
  }

  /** A model without anything. */
  public static Recipe empty(String name) {
    return new Recipe(name, "", 1, Point.ORIGIN, List.of(), List.of(), List.of());
  }

  public Optional<NetworkRecipe> network(String network) {
    return networks.stream().filter(n -> n.name().equals(network)).findFirst();
  }

  public Recipe withSeed(long newSeed) {
    return new Recipe(name, description, newSeed, periodUm, networks, connections, inputs);
  }

  public Recipe withNetworks(List<NetworkRecipe> newNetworks) {
    return new Recipe(name, description, seed, periodUm, newNetworks, connections, inputs);
  }

  public Recipe withConnections(List<ConnectionRecipe> newConnections) {
    return new Recipe(name, description, seed, periodUm, networks, newConnections, inputs);
  }

  public Recipe withInputs(List<InputRecipe> newInputs) {
    return new Recipe(name, description, seed, periodUm, networks, connections, newInputs);
  }
}
