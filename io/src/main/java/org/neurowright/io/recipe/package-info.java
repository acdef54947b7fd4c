/**
 * The model document {@code model.json}: {@link org.neurowright.io.recipe.RecipeReader} reads it,
 * {@link org.neurowright.io.recipe.RecipeWriter} writes it, {@link
 * org.neurowright.io.recipe.RecipeSchema} is its JSON schema, and {@link
 * org.neurowright.io.recipe.RecipeImport} makes one of a SONATA model.
 *
 * <p>Keys, defaults, limits and descriptions stand in one table, {@code RecipeForm}, of which
 * reader, writer and schema are made; start there to add a key. A {@code Form} is how one kind of
 * value looks in the document. What a recipe means is not known here.
 */
package org.neurowright.io.recipe;
