/**
 * The Build workspace: a model document as tables, sentences and text, with what its rules would
 * make beside it, and the way from there to a folder that runs.
 *
 * <p>Start with {@link org.neurowright.app.build.BuildView}, the page, and {@link
 * org.neurowright.app.build.BuildViewModel}, which document is open. Every change goes through
 * {@link org.neurowright.app.recipe.RecipeEdits}, so that it can be undone; {@link
 * org.neurowright.app.build.PreviewViewModel} makes cells and rules in the background whenever the
 * document changes. Knows nothing of the open project: the shell joins both.
 */
package org.neurowright.app.build;
