/**
 * Editing a model document, without any screen: {@link org.neurowright.app.recipe.RecipeDocument}
 * holds the recipe that is open and replaces it by changed copies, {@link
 * org.neurowright.app.recipe.RecipeEdits} are all changes that can be made, each with the name that
 * the menu shows, and {@link org.neurowright.app.recipe.AutosaveJournal} keeps what is not saved in
 * case the program dies. Knows nothing of views, nor how networks are built.
 */
package org.neurowright.app.recipe;
