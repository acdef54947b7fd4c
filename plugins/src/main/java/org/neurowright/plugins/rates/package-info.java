/**
 * Spike counts and rates per population, shipped with the workbench as an extension like any other;
 * it is also the example to read before writing one. Start with {@link
 * org.neurowright.plugins.rates.PopulationRates}.
 */
package org.neurowright.plugins.rates;
