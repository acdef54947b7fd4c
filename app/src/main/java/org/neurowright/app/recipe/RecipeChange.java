package org.neurowright.app.recipe;

import java.util.function.UnaryOperator;
import org.neurowright.engine.recipe.Recipe;

/**
 * A change of a recipe, not made yet.
 *
 * @param name what the user does, verb first, for instance "Change seed"
 * @param how gives the changed copy; throws IllegalArgumentException with a sentence for the user
 *     when it cannot be made
 * @param mergeKey changes that follow each other with the same key within one gesture become one
 *     step; empty for never
 */
public record RecipeChange(String name, UnaryOperator<Recipe> how, String mergeKey) {

  /** A change that is always a step of its own. */
  public static RecipeChange of(String name, UnaryOperator<Recipe> how) {
    return new RecipeChange(name, how, "");
  }

  /** Several changes as one step, for instance of all rows selected in a table. */
  public static RecipeChange together(String name, Iterable<RecipeChange> changes) {
    return of(
        name,
        recipe -> {
          Recipe changed = recipe;
          for (RecipeChange change : changes) {
            changed = change.how().apply(changed);
          }
          return changed;
        });
  }
}
