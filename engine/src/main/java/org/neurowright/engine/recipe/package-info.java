/**
 * The model document: populations, rules of connection and inputs as a modeller writes them down,
 * immutable. {@link org.neurowright.engine.recipe.Recipe} is the whole; {@code io.recipe} reads and
 * writes it, {@code engine.network.make} makes networks of it, editors replace it by changed
 * copies. Records and enums only; expressions are kept as text.
 */
package org.neurowright.engine.recipe;
