package org.neurowright.engine.network.make;

import org.neurowright.engine.network.connect.Connections;
import org.neurowright.engine.network.connect.Incoming;

/** Numbers of synapses from a list in order of sources, then targets; none for 0. */
record ListedSynapses(Incoming rule, double[] numbers, SourceOrder order) implements Incoming {
  @Override
  public Sampler sampler() {
    Sampler inner = rule.sampler();
    Connections all = new Connections();
    return (target, to) -> {
      inner.of(target, all);
      to.clear();
      for (int k = 0; k < all.size(); k++) {
        long synapses = (long) numbers[order.first(target, k)];
        if (synapses > 0) {
          to.add(all.source()[k], (int) Math.min(Integer.MAX_VALUE, synapses));
        }
      }
    };
  }
}
