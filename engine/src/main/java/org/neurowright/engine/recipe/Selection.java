package org.neurowright.engine.recipe;

/**
 * Some nodes of a network.
 *
 * @param network its name
 * @param where a condition on the columns of its nodes; empty for all
 */
public record Selection(String network, String where) {
  public static Selection all(String network) {
    return new Selection(network, "");
  }
}
