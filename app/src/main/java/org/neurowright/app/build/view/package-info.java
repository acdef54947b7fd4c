/**
 * Pictures of a recipe that one can work in: populations against populations as a matrix ({@link
 * org.neurowright.app.build.view.MatrixView}) and as a graph ({@link
 * org.neurowright.app.build.view.GraphCanvas}). Both show one {@link
 * org.neurowright.app.recipe.RecipeDocument}, share a selection and get their numbers from {@link
 * org.neurowright.app.build.view.RuleNumbers}. They know nothing of the page around them.
 */
package org.neurowright.app.build.view;
