/**
 * From a description to a network that runs, with the semantics of BMTK's BioNet: which synapse
 * sits where, what weighs how much, what is recorded. Start with {@link
 * org.neurowright.engine.build.NetworkBuilder}. Knows nothing of files.
 */
package org.neurowright.engine.build;
