package org.neurowright.engine.network.make;

import java.util.List;
import org.neurowright.engine.network.connect.Pool;
import org.neurowright.engine.recipe.ConnectionRecipe;

/**
 * A rule of connection with the cells it is about.
 *
 * @param index number in the recipe
 * @param recipe as written
 * @param source cells selected as sources; none when the selection is wrong
 * @param target cells selected as targets
 * @param kinds what it makes: one type of edges, two of a reciprocal rule between two populations,
 *     none when something about the rule is wrong
 * @param nothing why it connects nothing, as a sentence without full stop; empty when cells are
 *     selected on both sides
 */
public record MadeConnection(
    int index,
    ConnectionRecipe recipe,
    Pool source,
    Pool target,
    List<MadeKind> kinds,
    String nothing) {
  public MadeConnection {
    kinds = List.copyOf(kinds);
  }

  /** JSON path of the rule. */
  public String path() {
    return "$.connections[" + index + "]";
  }
}
