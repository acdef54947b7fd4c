package org.neurowright.app.model;

import org.neurowright.engine.description.EdgeBatch;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;

/**
 * What the rows of an edge population add up to; found by reading all of them once, in pieces.
 *
 * @param edges rows read
 * @param synapses sum of {@code nsyns}
 * @param edgesPerType rows of each edge type [types]
 * @param synapsesPerType synapses of each edge type [types]
 * @param complete false when reading was stopped
 */
record EdgeCounts(
    long edges, long synapses, long[] edgesPerType, long[] synapsesPerType, boolean complete) {
  private static final int BATCH = 1 << 16;

  static EdgeCounts count(EdgePopulation population, RunControl control) {
    long total = population.store().size();
    long[] edges = new long[population.types().size()];
    long[] synapses = new long[population.types().size()];
    long synapseSum = 0;
    long first = 0;
    while (first < total && !control.stopRequested()) {
      EdgeBatch batch = population.store().rows(first, (int) Math.min(BATCH, total - first));
      for (int i = 0; i < batch.size(); i++) {
        edges[batch.typeIndex()[i]]++;
        synapses[batch.typeIndex()[i]] += batch.nsyns()[i];
        synapseSum += batch.nsyns()[i];
      }
      first += batch.size();
      control.progress(
          new Progress("Counting edges of " + population.name(), first, total, "edges"));
      if (batch.size() == 0) {
        break;
      }
    }
    return new EdgeCounts(first, synapseSum, edges, synapses, first >= total);
  }
}
