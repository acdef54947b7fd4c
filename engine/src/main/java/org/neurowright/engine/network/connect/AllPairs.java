package org.neurowright.engine.network.connect;

/** Every pair. */
public record AllPairs(Pairs pairs) implements Incoming {
  @Override
  public Sampler sampler() {
    return (target, to) -> {
      to.clear();
      int excluded = pairs.excluded(target);
      for (int s = 0; s < pairs.source().size(); s++) {
        if (s != excluded) {
          to.add(s, 1);
        }
      }
    };
  }
}
