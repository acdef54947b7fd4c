/**
 * What a {@link org.neurowright.engine.recipe.Recipe} means: nodes as tables, rules as sources of
 * edges, inputs as spikes, and what can be said about a rule before anything is written.
 *
 * <p>Start with {@link org.neurowright.engine.network.make.NetworkMaker}. Everything wrong with a
 * recipe is told at once, each problem with the JSON path of what is meant ({@code
 * $.connections[2].rule.probability}); whoever knows the file makes lines of the paths. {@link
 * org.neurowright.engine.network.make.Readout} says what a rule does by looking at some of its
 * targets. Nothing here knows files: columns of csv files come through {@link
 * org.neurowright.engine.network.make.RecipeFiles}.
 */
package org.neurowright.engine.network.make;
