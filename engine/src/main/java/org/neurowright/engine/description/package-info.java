/**
 * A model and its simulation as immutable data: populations, edges, cells, inputs, reports,
 * settings.
 *
 * <p>Readers produce a {@link org.neurowright.engine.description.ModelDescription}, editors replace
 * parts of it, and the network is built from it. Nothing here refers to running state or to a file
 * format. Only records, enums and sealed or functional interfaces live here.
 */
package org.neurowright.engine.description;
