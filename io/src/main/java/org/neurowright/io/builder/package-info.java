/**
 * Networks from Java programs and extensions, with the verbs of BMTK's Builder: add nodes, add
 * edges, add properties, add gap junctions, build, save, import. Start with {@link
 * org.neurowright.io.builder.NetworkBuilder}.
 *
 * <p>What is said with rules and expressions becomes a {@link org.neurowright.engine.recipe.Recipe}
 * and is made by {@code engine.network.make} like a model document, so that the same words give the
 * same network; what only a program can say is handed over as functions ({@link
 * org.neurowright.engine.network.make.ConnectionFunctions}). Knows nothing of simulation.
 */
package org.neurowright.io.builder;
