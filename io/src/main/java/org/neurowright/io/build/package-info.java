/**
 * From a model document to a folder that runs: reads {@code model.json} and its csv files, makes
 * the networks, writes them with spikes and, where there are none yet, configuration files; and
 * begins new folders from templates.
 *
 * <p>Start with {@link org.neurowright.io.build.BuildJob} and {@link
 * org.neurowright.io.build.Scaffold}. What rules mean is {@code engine.network.make}'s business,
 * how files look that of {@code io.network} and {@code io.spikes}.
 */
package org.neurowright.io.build;
