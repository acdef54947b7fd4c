package org.neurowright.engine.network.connect;

/** The connections of a rule with a number of synapses computed for each; none for 0 or less. */
public record SynapseNumbers(Incoming rule, PairValues numbers) implements Incoming {
  @Override
  public Sampler sampler() {
    Sampler inner = rule.sampler();
    PairValues.Sampler values = numbers.sampler();
    return new Sampler() {
      private double[] value = new double[256];

      @Override
      public void of(int target, Connections to) {
        inner.of(target, to);
        if (to.size() > value.length) {
          value = new double[2 * to.size()];
        }
        values.of(target, to.source(), to.size(), value);
        to.timesSynapses(value);
      }
    };
  }
}
